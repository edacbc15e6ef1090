// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetStep;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Rule;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** An operator's day with the commands, against a job that runs: what one does is what the other takes. */
@Tag("rest")
class RulesLifeIT {
    @TempDir
    private Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LocalCluster cluster;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Wiretap wiretap;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        cluster = LocalCluster.plan().withTaskManagers(1, 2).start();
        wiretap = new Wiretap(kafka.bootstrapServers());
        RuleKeys.make(keys(), "ann", "author,activator");
        RuleKeys.make(keys(), "bob", "approver,activator");
    }

    @AfterEach
    void stop() throws Exception {
        wiretap.close();
        cluster.close();
        kafka.close();
    }

    private Path keys() {
        return directory.resolve("keys");
    }

    private CommandRun rules(String command, String who, Object... arguments) {
        return rulesFor("pier", command, who, arguments);
    }

    private CommandRun rulesFor(String deployment, String command, String who, Object... arguments) {
        return signed("rules", deployment, command, who, arguments);
    }

    private CommandRun suppressions(String command, String who, Object... arguments) {
        return signed("suppressions", "pier", command, who, arguments);
    }

    private CommandRun signed(String group, String deployment, String command, String who, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(group, command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap", kafka.bootstrapServers(), "--keys", keys(), "--deployment", deployment));
        if (!who.isEmpty()) {
            all.addAll(List.of("--as", who, "--why", "a test of " + command));
        }
        return CommandRun.of(all.toArray());
    }

    private Path draft(int version, String priorOfRevenue) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("draft-" + version));
        Files.writeString(
                folder.resolve("ruleset.yaml"),
                BaselineRuleSet.text()
                        .replaceFirst("version: [0-9]+", "version: " + version)
                        .replaceFirst("prior: -8.3", "prior: " + priorOfRevenue));
        return folder;
    }

    @Test
    void whatIsProposedApprovedAndActivatedJudgesAndCanBeRolledBack() throws Exception {
        JobClient job = startJob();
        List<Filing> filings = creations();

        rules("publish", "ann", draft(11, "-8.0")).assertDone();
        rules("approve", "ann", "baseline", 11)
                .assertRefused(
                        "author and approver must be two persons",
                        "whose key is not an approver's: roles=author, activator",
                        "nothing was published");
        rules("activate", "ann", "baseline", 11).assertRefused("baseline v11 is not approved");
        rules("approve", "bob", "baseline", 11).assertDone();
        rules("activate", "ann", "baseline", 11).assertDone();
        rules("publish", "ann", draft(12, "2.0")).assertDone();
        rules("approve", "bob", "baseline", 12).assertDone();
        rules("activate", "bob", "baseline", 12, "--shadow").assertDone();
        waitUntilInForce(12, RuleSetStep.SHADOW);

        ConsignmentAssessed champion = assessed(filings.get(0));
        ConsignmentAssessed shadow = wiretap.await(
                Topics.ASSESSMENTS_SHADOWED, of -> of.getConsignmentKey().equals(champion.getConsignmentKey()));
        assertThat(champion.getRuleset().getVersion()).isEqualTo(11);
        assertThat(champion.getRuleset().getUnsigned()).isFalse();
        assertThat(shadow.getRuleset().getVersion()).isEqualTo(12);
        assertThat(shadow.getReadings()).isEqualTo(champion.getReadings());
        CommandRun shadows = CommandRun.of("rules", "shadows", "--bootstrap", kafka.bootstrapServers(), "--json")
                .assertDone();
        assertThat(shadows.errors()).isEmpty();
        assertThat(shadows.output())
                .contains("\"shadow\":\"baseline v12\",\"champion\":\"baseline v11\"", "\"compared\":1,\"sameLane\":0")
                .contains("{\"rule\":\"prior\",\"assessments\":1,\"inAnotherLane\":1,\"meanBits\":10.0}");

        rules("activate", "ann", "baseline", 12).assertDone();
        waitUntilInForce(12, RuleSetStep.ACTIVATE);
        assertThat(assessed(filings.get(1)).getRuleset().getVersion()).isEqualTo(12);
        rules("activate", "ann", "baseline", 11).assertRefused("versions do not go backwards");
        rules("rollback", "bob").assertDone();
        waitUntilInForce(11, RuleSetStep.ROLL_BACK);
        assertThat(assessed(filings.get(2)).getRuleset().getVersion()).isEqualTo(11);

        CommandRun list = rules("list", "");
        list.assertDone();
        assertThat(list.output())
                .containsPattern("baseline v11 +in force +roll-back ")
                .containsPattern("baseline v12 +was in force +activate ")
                .contains("8 steps, 0 of them refused");
        CommandRun show = rules("show", "", "baseline", 11);
        show.assertDone();
        assertThat(show.output())
                .contains("baseline v11, in force", "propose by ann", "approve by bob", "roll-back by bob")
                .contains("a test of rollback");
        job.cancel().get();
    }

    private Path list(int version, String filer, Predicate<Rule> rules) throws Exception {
        StringBuilder text = new StringBuilder("name: known\nversion: " + version + "\nsuppressions:\n");
        LocalDate until = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(300);
        BaselineRuleSet.compiled().rules().stream()
                .filter(rules)
                .forEach(rule -> text.append("  - {id: ")
                        .append(rule.id())
                        .append(", rule: ")
                        .append(rule.id())
                        .append(", for: {filer: ")
                        .append(filer)
                        .append("}, reason: known here, until: ")
                        .append(until)
                        .append("}\n"));
        return Files.writeString(directory.resolve("list-" + version + ".yaml"), text);
    }

    private static List<String> suppressed(ConsignmentAssessed assessed) {
        return assessed.getThreats().stream()
                .flatMap(threat -> threat.getContributions().stream())
                .filter(contribution -> contribution.getRule().startsWith("suppressed:"))
                .map(RuleContribution::getWhy)
                .toList();
    }

    private CommandRun watchlists(String command, String who, Object... arguments) {
        return signed("watchlists", "pier", command, who, arguments);
    }

    @Test
    @Tag("night")
    void whoIsOnAListThatComesWhileTheJobRunsIsFoundUntilTwoPeopleEndIt() throws Exception {
        JobClient job = startJob();
        List<Filing> filings = creations();
        Filing filing = filings.stream()
                .filter(of -> of.getParties().get(0).getRawName() != null
                        && of.getParties().get(0).getAddress() != null
                        && of.getParties().get(0).getAddress().getCountry() != null)
                .findFirst()
                .orElseThrow();
        String country = filing.getParties().get(0).getAddress().getCountry();
        String name = Objects.requireNonNull(filing.getParties().get(0).getRawName());
        Path file = Files.writeString(
                directory.resolve("list.csv"),
                "id,name,country,city,street\n77,\"" + name.replace("\"", "\"\"") + "\"," + country + ",,\n");
        Path faulty = Files.writeString(directory.resolve("faulty.csv"), "id,name,country,city,street\n1,,IR,,\n");

        watchlists("publish", "ann", faulty, "--name", "own").assertRefused("faulty.csv:2:1", "refused: 1 fault");
        watchlists("publish", "ann", file, "--name", "own").assertDone();
        watchlists("approve", "ann", "own", 1).assertRefused("own v1");
        watchlists("approve", "bob", "own", 1).assertDone();
        watchlists("activate", "ann", "own", 1).assertDone();
        waitUntilInForce(1, RuleSetStep.ACTIVATE);

        ConsignmentAssessed listed = assessed(filing);
        assertThat(listed.getReference()).contains("+own v1 ");
        assertThat(listed.toString()).contains("is entry 77 of the watch list own v1");

        watchlists("retire", "ann", "own", 1).assertRefused("one person does not end a watch list");
        Path nobody = Files.writeString(directory.resolve("nobody.csv"), "id,name,country,city,street\n");
        watchlists("publish", "ann", nobody, "--name", "own").assertDone();
        watchlists("approve", "bob", "own", 2).assertDone();
        watchlists("activate", "ann", "own", 2).assertDone();
        waitUntilInForce(2, RuleSetStep.ACTIVATE);
        assertThat(assessed(filings.get(filings.size() - 1)).toString()).doesNotContain("is entry 77");
        job.cancel().get();
    }

    @Test
    @Tag("night")
    void whoIsKnownGoodIsSuppressedUntilTheListIsRetired() throws Exception {
        JobClient job = startJob();
        List<Filing> filings = creations();
        Map<String, List<Filing>> byFiler = filings.stream().collect(Collectors.groupingBy(Filing::getFilerId));
        List<Filing> ofFiler = byFiler.values().stream()
                .filter(of -> of.size() > 1)
                .findFirst()
                .orElseThrow();
        String filer = ofFiler.get(0).getFilerId();
        Filing others = filings.stream()
                .filter(filing -> !filing.getFilerId().equals(filer))
                .findFirst()
                .orElseThrow();

        suppressions("publish", "ann", list(1, filer, rule -> true))
                .assertRefused(
                        "rule 'watch-list' reads a watch list, and what that says is never suppressed",
                        "refused: 1 fault");
        Path list = list(1, filer, rule -> !rule.id().equals("watch-list"));
        suppressions("publish", "ann", list).assertDone();
        suppressions("activate", "ann", "known", 1)
                .assertRefused("known v1 is not approved: 'portolan suppressions approve'");
        suppressions("approve", "bob", "known", 1).assertDone();
        rules("approve", "bob", "known", 1).assertRefused("known v1 was not proposed");
        suppressions("activate", "ann", "known", 1).assertDone();
        waitUntilInForce(1, RuleSetStep.ACTIVATE);

        assertThat(suppressed(assessed(ofFiler.get(0))))
                .isNotEmpty()
                .allMatch(why -> why.contains("known here (known:") && why.endsWith("v1, signed by ann and bob)"));
        assertThat(suppressed(assessed(others))).isEmpty();
        CommandRun listed = suppressions("list", "").assertDone();
        assertThat(listed.output()).containsPattern("known v1 +in force +activate ");

        suppressions("retire", "ann", "known", 1).assertDone();
        waitUntilInForce(1, RuleSetStep.RETIRE);
        assertThat(suppressed(assessed(ofFiler.get(1)))).isEmpty();
        assertThat(suppressions("show", "", "known", 1).assertDone().output())
                .contains("known v1, retired", "suppressions.published/0@3");
        job.cancel().get();
    }

    @Test
    void aJobWithoutTheKeysTakesNothing() throws Exception {
        JobClient job = startJob(Map.of("rule-keys", ""));
        CommandRun refused = rules("publish", "ann", draft(11, "-8.0"));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors())
                .contains(
                        "rulesets.published, partition 0, offset 0, propose baseline v11: the step is signed by 'ann',"
                                + " whose key is not known")
                .contains("the job refused it; what is in force stays")
                .doesNotContainPattern(":[0-9]+:[0-9]+:");
        job.cancel().get();
    }

    /** A command that is told another deployment signs for that one: the job is the one that refuses. */
    @Test
    void aStepOfAnotherDeploymentAndOneOfAnExpiredKeyAreRefusedAndSaid() throws Exception {
        RuleKeys.make(keys(), "old", "author", "2020-01-31");
        JobClient job = startJob();

        CommandRun foreign = rulesFor("quay", "publish", "ann", draft(11, "-8.0"));
        assertThat(foreign.exitCode()).isEqualTo(1);
        assertThat(foreign.errors()).contains("the step is for the deployment 'quay', and this one is 'pier'");
        RuleSetAudited audited = wiretap.await(Topics.RULESETS_AUDITED, of -> of.getVersion() == 11);
        assertThat(audited.getAccepted()).isFalse();
        assertThat(audited.getBy()).isEqualTo("ann");
        assertThat(audited.getIssues()).hasSize(1);

        rules("publish", "old", draft(11, "-8.0"))
                .assertRefused("the step is signed by 'old', whose key's last day was 2020-01-31");
        rules("publish", "bob", draft(11, "-8.0")).assertRefused("whose key is not an author's");
        rules("publish", "ann", draft(11, "-8.0")).assertDone();
        job.cancel().get();
    }

    private void waitUntilInForce(int version, RuleSetStep step) throws Exception {
        RuleSetAudited audited =
                wiretap.await(Topics.RULESETS_AUDITED, of -> of.getVersion() == version && of.getStep() == step);
        wiretap.awaitAfter(Objects.requireNonNull(audited.getEffectiveAt()));
    }

    private ConsignmentAssessed assessed(Filing filing) {
        wiretap.send(Topics.CONSIGNMENTS_FILED, filing);
        return wiretap.await(
                Topics.CONSIGNMENTS_ASSESSED, of -> of.getConsignmentKey().equals(filing.getConsignmentKey()));
    }

    private static List<Filing> creations() {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(17)
                .filings(50)
                .shippers(20)
                .consignmentsPerDay(200)
                .tenant("default")
                .build());
        List<Filing> filings = new ArrayList<>();
        while (feed.hasNext()) {
            if (feed.next() instanceof FeedEvent.Filed filed && filed.filing().getEventKind() == EventKind.CREATE) {
                filings.add(filed.filing());
            }
        }
        return filings;
    }

    private JobClient startJob() throws Exception {
        return startJob(Map.of("rule-keys", keys().toString(), "deployment", "pier"));
    }

    private JobClient startJob(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(
                Map.of("bootstrap", kafka.bootstrapServers(), "parallelism", "2", "idle-after", "PT0.5S"));
        settings.putAll(more);
        StreamExecutionEnvironment environment = cluster.environment();
        ScoringJob.build(environment, JobSettings.of(settings));
        return environment.executeAsync("rules");
    }
}
