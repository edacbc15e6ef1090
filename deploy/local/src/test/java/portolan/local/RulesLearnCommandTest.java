// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.JobSettings;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleHistory;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.Second;
import portolan.scoring.rules.SignedFit;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Rejudgement;
import portolan.scoring.score.ThreatScore;
import portolan.scoring.second.WrittenOpinion;

class RulesLearnCommandTest {
    private static final Path BASELINE =
            Path.of(System.getProperty("portolan.home", "..")).resolve("rules/baseline");
    private static final String HERE = "pier";
    private static final long NOON = 1_700_000_000_000L;

    /** By hash of the rule set. */
    private static final Map<String, Map<String, Assessment>> ASSESSED = new HashMap<>();

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static CommandRun learned;

    @BeforeAll
    static void learnOnce() {
        TaughtFeed.generate(directory);
        learned = learn("draft", outcomes(), BASELINE).assertDone();
    }

    private static Path outcomes() {
        return directory.resolve("outcomes.jsonl");
    }

    private static CommandRun learn(String out, Path outcomes, Path rules, Object... more) {
        return learnFrom(directory.resolve("filings.jsonl"), out, outcomes, rules, more);
    }

    private static CommandRun learnFrom(Path filings, String out, Path outcomes, Path rules, Object... more) {
        List<Object> all = new ArrayList<>(List.of("rules", "learn", "--filings", filings));
        all.addAll(List.of("--outcomes", outcomes, "--rules", rules, "--out", directory.resolve(out)));
        all.addAll(List.of("--asked-by", "ann"));
        all.addAll(List.of(more));
        return CommandRun.of(all.toArray());
    }

    private static String text(String folder) throws IOException {
        return Files.readString(directory.resolve(folder).resolve("ruleset.yaml"));
    }

    private static RuleSet compiled(String text) {
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }

    @Test
    void writesWhatFindsSayWithWhatTwoPeopleNeedToSignIt() throws Exception {
        assertThat(text("draft"))
                .contains("- id: " + WrittenOpinion.PREFIX, "memories:", "\nsecond:\n  share: 0.25\n  toll: ")
                .containsPattern("why: 'fit of 2025-[0-9-]+, [0-9]+ finds: beside what is written, for 0.25 of red;"
                        + " would have found [0-9]+ of [0-9]+, today''s [0-9]+; rows [0-9a-f]{12}, asked by ann'")
                .containsPattern(
                        "told:\n  inspections: [0-9]+\n  finds: [0-9]{2}\n  weights: '[0-9a-f]{12}'\n  shares:\n    - \\{score: -")
                .doesNotContain("learning:");
        assertThat(learned.output())
                .containsPattern("fit of 2025-[0-9-]+ beside baseline v[0-9]+ [0-9a-f]{12}, asked by ann\\.")
                .containsPattern(
                        "[0-9]{2} finds known, [0-9,]+ inspections, 1,600 filings from 2025-01-01 to 2025-[0-9-]+\\.")
                .containsPattern("SHA-256 of the rows that taught: [0-9a-f]{64}\n")
                .containsPattern("RANDOM +[0-9]+ finds, +[0-9]+ in vain\n")
                .containsPattern(
                        "  [A-Z]{5} +[0-9.]+ % \\([0-9.]+ to [0-9.]+\\), [0-9]+ of [0-9]+, counts [01]\\.[0-9]{2}\n")
                .containsPattern("Of the [0-9]+ finds among the [0-9,]+ consignments of the last 8 weeks, at the same")
                .containsPattern(
                        " [0-9]+  this fit, of the [0-9]+ finds known before: .*\n +[0-9]+  today's rules: [0-9]+ red\n")
                .containsPattern(
                        "What scores mean, by [0-9]+ finds in the [0-9,]+ inspections whose share is known:\n +-[0-9.]+  1 in")
                .contains("rules diff", "rules what-if", "rules publish");
        String evidence = Files.readString(directory.resolve("draft/evidence.txt"));
        assertThat(learned.output()).startsWith(evidence);
        CommandRun.of("rules", "check", directory.resolve("draft")).assertDone();

        CommandRun again = learn("draft-2", outcomes(), BASELINE).assertDone();

        assertThat(text("draft-2")).isEqualTo(text("draft"));
        assertThat(again.output().replace("draft-2", "draft")).isEqualTo(learned.output());
    }

    @Test
    void refusesWhatTeachesTooLittleAndStepsThatAreTooLarge() throws Exception {
        List<String> few = Files.readAllLines(outcomes()).subList(0, 40);
        learn("few", Files.write(directory.resolve("few.jsonl"), few), BASELINE).assertRefused("too few finds: found=");
        learn("draft", outcomes(), BASELINE).assertRefused("the folder of the draft is there already");
        learn("few", outcomes(), BASELINE, "--share", 0.4)
                .assertRefused("grows by signed steps of 0.25 at most, to 0.5: in force=0.0, asked=0.4");
        learn("few", outcomes(), BASELINE, "--share", 0.6).assertRefused("expected a share above 0 and up to 0.5");
        List<String> both = new ArrayList<>(Files.readAllLines(directory.resolve("filings.jsonl")));
        both.set(9, both.get(9).replaceFirst("\"tenant\":\"[^\"]*\"", "\"tenant\":\"other\""));
        learnFrom(Files.write(directory.resolve("both.jsonl"), both), "few", outcomes(), BASELINE)
                .assertRefused("a fit is of one tenant's finds: tenants=");
        assertThat(directory.resolve("few")).doesNotExist();
    }

    /** As systemd starts it, with its folders elsewhere. */
    @Test
    void whatRunsEachWeekIsDoneWhereNothingTeachesYet() throws Exception {
        Path home = directory.resolve("new");
        Path feed = feed(home);
        assertThat(weekly(home).assertDone().output())
                .matches("no proposal: no file of outcomes is there: outcomes=.*\n");

        Files.write(
                feed.resolve("outcomes/a.jsonl"), Files.readAllLines(outcomes()).subList(0, 40));
        assertThat(weekly(home).assertDone().output()).matches("no proposal: too few finds: found=.*\n");
        assertThat(home.resolve("proposals")).doesNotExist();
    }

    @Test
    @Tag("rest")
    void whatRunsEachWeekDraftsOnceAndIsDoneWhereTheSameWaits() throws Exception {
        Path home = directory.resolve("home");
        Files.copy(outcomes(), feed(home).resolve("outcomes/b.jsonl"));
        RuleSet today = compiled(Files.readString(BASELINE.resolve("ruleset.yaml")));
        Path unsigned = Files.createDirectories(home.resolve("proposals/2024-12-31-unsigned"));
        Files.writeString(
                unsigned.resolve("ruleset.yaml"),
                today.text().replace("version: " + today.version(), "version: " + (today.version() + 1)));
        Files.writeString(unsigned.resolve("evidence.txt"), "of the week before");
        CommandRun drafted = weekly(home).assertDone();
        Path draft = only(home.resolve("proposals"));
        assertThat(draft.getFileName().toString())
                .matches("2025-[0-9-]{5}-" + compiled(draft).hash().substring(0, 12));
        assertThat(compiled(draft).version())
                .as("the one before may be published and unsigned")
                .isEqualTo(today.version() + 2);
        assertThat(drafted.output()).startsWith(Files.readString(draft.resolve("evidence.txt")));

        assertThat(weekly(home).assertDone().output()).isEqualTo("no new proposal: the same waits in " + draft + "\n");

        Files.delete(draft.resolve("evidence.txt"));
        Files.writeString(draft.resolve("ruleset.yaml"), "cut sh");
        assertThat(weekly(home).assertDone().output())
                .as("one that was killed is written anew")
                .isEqualTo(drafted.output());
        assertThat(only(home.resolve("proposals"))).isEqualTo(draft);
    }

    private static RuleSet compiled(Path draft) throws IOException {
        return compiled(Files.readString(draft.resolve("ruleset.yaml")));
    }

    private static Path feed(Path home) throws IOException {
        Path feed = Files.createDirectories(home.resolve("feed"));
        Files.createDirectories(feed.resolve("outcomes"));
        Files.copy(
                directory.resolve("filings.jsonl"),
                Files.createDirectories(feed.resolve("filings")).resolve("all.jsonl"));
        return feed;
    }

    private static CommandRun weekly(Path home) throws IOException {
        String unit = Files.readString(BASELINE.resolve("../../systemd/portolan-learn.service"));
        String command = unit.lines()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow()
                .replaceFirst("^ExecStart=/opt/portolan/current/bin/portolan ", "")
                .replace("/var/lib/portolan", home.toString())
                .replace("/etc/portolan/rules", BASELINE.toString())
                .replace(" $PORTOLAN_LEARN", "");
        return CommandRun.of((Object[]) command.split(" "));
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> all = inside.filter(each -> each.getFileName().toString().startsWith("2025"))
                    .toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    /** Judged anew by the draft: as many are red as were, and a quarter of them by the second opinion alone. */
    @Test
    void asManyAreRedAsWereAndAQuarterOfThemByTheSecondOpinionAlone() throws Exception {
        RuleSet draft = compiled(text("draft"));
        int today = red(assessed(compiled(Files.readString(BASELINE.resolve("ruleset.yaml")))));
        Map<String, Assessment> byDraft = assessed(draft);
        long alone = byDraft.values().stream()
                .filter(each -> isRed(each) && !isRedWithout(draft, each))
                .count();

        MatchResult said = Pattern.compile(
                        "Red in the last 8 weeks: ([0-9]+), of them ([0-9]+) by .*; today ([0-9]+)\\.")
                .matcher(learned.output())
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(List.of(red(byDraft), (int) alone, today))
                .containsExactly(
                        Integer.valueOf(said.group(1)), Integer.valueOf(said.group(2)), Integer.valueOf(said.group(3)));
        assertThat(red(byDraft)).isBetween(today - 1, today + 1);
        assertThat(today).isGreaterThan(10);
        assertThat(byDraft.values())
                .allSatisfy(each ->
                        assertThat(Rejudgement.of(draft, each).differences()).isEmpty());
        assertThat((double) alone).isBetween(today * 0.25 - 1, today * 0.25 + 1);
    }

    @Test
    void theNextStepIsAHalf() throws Exception {
        CommandRun half = learn("half", outcomes(), directory.resolve("draft"), "--share", 0.5)
                .assertDone();

        assertThat(half.output()).contains("share 0.5 (in force: 0.25)");
        RuleSet written = compiled(text("half"));
        assertThat(written.version()).isEqualTo(compiled(text("draft")).version() + 1);
        assertThat(Objects.requireNonNull(written.second()).share()).isEqualTo(0.5);
        assertThat(written.text().split("\nsecond:", -1)).hasSize(2);
    }

    private static int red(Map<String, Assessment> assessed) {
        return (int)
                assessed.values().stream().filter(RulesLearnCommandTest::isRed).count();
    }

    private static boolean isRed(Assessment assessment) {
        return assessment.threats().stream().anyMatch(threat -> threat.lane() == Lane.RED);
    }

    private static boolean isRedWithout(RuleSet ruleSet, Assessment assessment) {
        for (int t = 0; t < assessment.threats().size(); t++) {
            ThreatScore threat = assessment.threats().get(t);
            double written = threat.score() - opinion(threat);
            if (Bits.unitsOf(written) >= ruleSet.threats().get(t).lanes().red()) {
                return true;
            }
        }
        return false;
    }

    private static double opinion(ThreatScore threat) {
        return threat.contributions().stream()
                .filter(each -> each.rule().equals(Second.OPINION))
                .mapToDouble(Contribution::bits)
                .sum();
    }

    /** Consignments of the last weeks, each as it is assessed last; a rule set replays the feed once. */
    private static Map<String, Assessment> assessed(RuleSet ruleSet) throws IOException {
        Map<String, Assessment> known = ASSESSED.get(ruleSet.hash());
        if (known == null) {
            known = replayed(ruleSet);
            ASSESSED.put(ruleSet.hash(), known);
        }
        return known;
    }

    private static Map<String, Assessment> replayed(RuleSet ruleSet) throws IOException {
        Map<String, Assessment> last = new TreeMap<>();
        Map<String, Long> first = new TreeMap<>();
        JobSettings settings = JobSettings.of(Map.of("mode", "ordered", "engine-version", Portolan.Version.number()));
        long[] ended = {0};
        try (WorkingDirectory work = WorkingDirectory.temporary("portolan-test-");
                Progress progress = Progress.onStandardError()) {
            Replay.Feed feed = TaughtFeed.ordered(directory, work, progress);
            SequentialEngine engine = Replay.engine(ruleSet, settings);
            feed.each(input -> {
                ended[0] = input.filing() == null ? ended[0] : input.position().orderTime();
                for (Replayed replayed : Replay.take(engine, input)) {
                    Assessment assessment = replayed.assessment();
                    if (assessment != null) {
                        first.putIfAbsent(
                                assessment.key().value(), assessment.position().orderTime());
                        last.put(assessment.key().value(), assessment);
                    }
                }
            });
        }
        last.keySet().removeIf(key -> first.getOrDefault(key, 0L) < ended[0] - LearnedFeed.JUDGED.toMillis());
        return last;
    }

    /** Proposed, approved by another, activated, and rolled back: what judges is what two people signed, and no more. */
    @Test
    void judgesFromTwoSignaturesOnAndNoMoreOnceItIsRolledBack() throws Exception {
        Path keys = directory.resolve("keys");
        RuleKeys.make(keys, "ann", "author,activator");
        RuleKeys.make(keys, "bob", "approver,activator");
        SignedSteps ann = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, "ann"), HERE);
        SignedSteps bob = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, "bob"), HERE);
        RuleHistory history = new RuleHistory(DocumentKind.RULE_SET, Keyring.read(keys, HERE));
        Map<Integer, String> texts = new TreeMap<>();
        RuleSet today = compiled(Files.readString(BASELINE.resolve("ruleset.yaml")));
        RuleSet fit = compiled(text("draft"));

        RuleStep signedToday = inForce(history, ann, bob, today, texts);
        assertThat(opinions(history, texts)).isZero();

        RuleStep proposed = ann.propose(fit, "worth a quarter", NOON);
        assertThat(proposed.why())
                .matches("worth a quarter; fit of .* would have found .* rows [0-9a-f]{12}, asked by ann");
        assertThat(history.take(proposed, NOON).faults()).isEmpty();
        RuleStep own = ann.approve(proposed, "mine", NOON);
        assertThat(history.take(own, NOON).accepted()).isFalse();
        assertThat(history.take(ann.take(RuleStep.Kind.ACTIVATE, proposed, own, "now", NOON + 2_000), NOON)
                        .accepted())
                .isFalse();
        assertThat(opinions(history, texts)).as("unsigned").isZero();

        RuleStep approved = bob.approve(proposed, "the evidence is in its why", NOON);
        assertThat(history.take(approved, NOON).faults()).isEmpty();
        long day = NOON + 2_000 + SignedFit.SHADOW_MILLIS;
        RuleStep activated = ann.take(RuleStep.Kind.ACTIVATE, proposed, approved, "now", day + 4_000);
        assertThat(history.take(activated, NOON).faults())
                .singleElement()
                .asString()
                .contains("as a shadow for a day yet");
        RuleStep beside = ann.take(RuleStep.Kind.SHADOW, proposed, approved, "beside", NOON + 2_000);
        assertThat(history.take(beside, NOON).faults()).isEmpty();
        assertThat(opinions(history, texts)).as("a shadow").isZero();
        texts.put(fit.version(), fit.text());
        assertThat(history.take(activated, day).faults()).isEmpty();
        assertThat(opinions(history, texts)).as("signed").isGreaterThan(10);

        assertThat(history.take(
                                ann.take(
                                        RuleStep.Kind.ROLL_BACK,
                                        ann.propose(today, "", NOON),
                                        signedToday,
                                        "back",
                                        day + 9_000),
                                day + 6_500)
                        .faults())
                .isEmpty();
        assertThat(opinions(history, texts)).as("rolled back").isZero();
    }

    /** @return how it was approved */
    private static RuleStep inForce(
            RuleHistory history, SignedSteps ann, SignedSteps bob, RuleSet ruleSet, Map<Integer, String> texts) {
        RuleStep proposed = ann.propose(ruleSet, "as it is", NOON - 9_000);
        RuleStep approved = bob.approve(proposed, "as it is", NOON - 9_000);
        for (RuleStep step : List.of(
                proposed, approved, ann.take(RuleStep.Kind.ACTIVATE, proposed, approved, "now", NOON - 5_000))) {
            assertThat(history.take(step, NOON - 9_000).faults()).isEmpty();
        }
        texts.put(ruleSet.version(), ruleSet.text());
        return approved;
    }

    /** In how many assessments of the last weeks the second opinion counts, by what the history has in force. */
    private static long opinions(RuleHistory history, Map<Integer, String> texts) throws IOException {
        int version = Objects.requireNonNull(history.champion()).version();
        return assessed(compiled(Objects.requireNonNull(texts.get(version)))).values().stream()
                .filter(each -> each.threats().stream().anyMatch(threat -> opinion(threat) > 0))
                .count();
    }
}
