// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.local.CommandRun;
import portolan.local.RuleKeys;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.avro.RuleSetStep;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.BaselineRuleSet;

/** Steps in the lives of rule sets that nobody may take, sent to a run that takes signed ones. */
final class RuleStepTrials {
    private RuleStepTrials() {}

    /** A run that knows ann and bob, and not eve. */
    static RunProcess.Plan withKeys(RunProcess.Plan run) {
        RuleKeys.make(run.directory().resolve("keys"), "ann", "author,activator");
        RuleKeys.make(run.directory().resolve("keys"), "bob", "approver,activator");
        RuleKeys.make(run.directory().resolve("strangers"), "eve", "author,approver,activator");
        return run.option("--rule-keys", run.directory().resolve("keys").toString())
                .option("--deployment", "pier");
    }

    /**
     * A set is proposed, approved, tried beside the one in force and retired: four steps that are taken. Then come the same
     * ones again, changed ones, one of another deployment and one of a stranger.
     */
    static void refused(Bench bench) throws Exception {
        bench.feed(Duration.ofSeconds(20));
        Path draft = draft(bench, 11);
        rules(bench, "publish", "pier", "keys", "ann", draft).assertDone();
        rules(bench, "approve", "pier", "keys", "bob", "baseline", 11).assertDone();
        rules(bench, "activate", "pier", "keys", "ann", "baseline", 11, "--shadow")
                .assertDone();
        rules(bench, "retire", "pier", "keys", "ann", "baseline", 11).assertDone();
        List<byte[]> taken = published(bench);
        bench.hurt();
        List<byte[]> wrong = new ArrayList<>(taken);
        RuleSetPublished proposed = step(taken.get(0));
        proposed.setText(proposed.getText().replaceFirst("prior: -8.3", "prior: 8.0"));
        wrong.add(Topics.RULESETS_PUBLISHED.wire().encode(proposed));
        RuleSetPublished shadow = step(taken.get(2));
        shadow.setStep(RuleSetStep.ACTIVATE);
        wrong.add(Topics.RULESETS_PUBLISHED.wire().encode(shadow));
        bench.sender()
                .send(wrong.stream()
                        .map(value -> new ProducerRecord<>(
                                Topics.RULESETS_PUBLISHED.name(), Topics.RULESETS_PUBLISHED.key(step(value)), value))
                        .toList());
        bench.says("steps of rule sets were refused, what is in force stays");
        rules(bench, "publish", "quay", "keys", "ann", draft(bench, 12));
        rules(bench, "publish", "pier", "strangers", "eve", draft(bench, 13));
        int steps = published(bench).size();
        bench.metric("refused-steps", steps - taken.size());
        bench.awaitRecovery();
        audited(bench, taken.size(), steps);
    }

    /** Each is audited: the first ones as taken, all others as refused, with what is wrong. */
    private static void audited(Bench bench, int taken, int steps) throws Exception {
        List<RuleSetAudited> audited = new ArrayList<>();
        try (TopicReader reader = new TopicReader(bench.broker().bootstrap(), Topics.RULESETS_AUDITED)) {
            Bench.await("every step is audited", () -> {
                reader.read(record -> audited.add(Told.read(Topics.RULESETS_AUDITED.wire(), record.value())));
                return audited.size() >= steps;
            });
        }
        StringBuilder told = new StringBuilder();
        for (int i = 0; i < audited.size(); i++) {
            RuleSetAudited one = audited.get(i);
            boolean isTaken = Boolean.TRUE.equals(one.getAccepted());
            if (isTaken != i < taken || (!isTaken && one.getIssues().isEmpty())) {
                throw new AssertionError(
                        "audited: step=" + i + ", of=" + steps + ", due to be taken=" + taken + "\n" + one);
            }
            told.append(one.getIssues()).append('\n');
        }
        for (String why : List.of("'quay'", "'eve'", "signature")) {
            if (!Pattern.compile(why).matcher(told).find()) {
                throw new AssertionError("nothing is said of " + why + ":\n" + told);
            }
        }
    }

    private static List<byte[]> published(Bench bench) {
        List<byte[]> steps = new ArrayList<>();
        try (TopicReader reader = new TopicReader(bench.broker().bootstrap(), Topics.RULESETS_PUBLISHED)) {
            reader.read(record -> steps.add(record.value()));
        }
        return steps;
    }

    private static RuleSetPublished step(byte[] value) {
        return Told.read(Topics.RULESETS_PUBLISHED.wire(), value);
    }

    private static Path draft(Bench bench, int version) throws IOException {
        Path folder = Files.createDirectories(bench.directory().resolve("draft-" + version));
        Files.writeString(
                folder.resolve("ruleset.yaml"),
                BaselineRuleSet.text().replaceFirst("version: [0-9]+", "version: " + version));
        return folder;
    }

    private static CommandRun rules(
            Bench bench, String command, String deployment, String keys, String who, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("rules", command));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--bootstrap",
                bench.broker().bootstrap(),
                "--keys",
                bench.directory().resolve("run").resolve(keys),
                "--deployment",
                deployment,
                "--as",
                who,
                "--why",
                "a trial"));
        return CommandRun.of(all.toArray());
    }
}
