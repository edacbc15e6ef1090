// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Audited;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
final class AssessTest {
    private static final int KEY_GROUPS = 16;
    private static final Duration RETENTION = Duration.ofDays(30);

    /** Heavy consignments alert; the version tells the sets apart. */
    static String rules(int version, int heavyKg) {
        return """
                name: test
                version: %d
                why: heavy goods
                alert: red
                threats:
                  security:
                    prior: -4.0
                    lanes: {red: 0.0, yellow: -1.0, blue: -2.0}
                rules:
                  - id: heavy
                    threats: [security]
                    when: consignment.massKg > %d.0
                    bits: 5.0
                    why: heavier than usual
                  - id: very-heavy
                    threats: [security]
                    when: consignment.massKg > 9000.0
                    bits: 1.0
                    why: far heavier than usual
                """.formatted(version, heavyKg);
    }

    private static AssessSettings settings() {
        return new AssessSettings(
                PublishedText.baseline("test", rules(1, 5000)),
                Reference.bundled(),
                "engine-1",
                LedgerSettings.keeping(RETENTION),
                MemorySettings.DEFAULT);
    }

    private static AssessScript script(Mode mode, Restart restart) throws Exception {
        return new AssessScript(new AssessAndDecide(mode, settings(), restart));
    }

    @Restart.Each
    void joinsAllAnswersBeforeItAssesses(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            CaseEvent event = script.event(1, "CREATE HBL-1 v1");
            List<AssessInput> answers = script.answers(event);
            script.give(answers.subList(0, 2)).give(AssessInput.of(event, answers.size()));
            assertThat(script.assessments()).isEmpty();
            script.give(answers.subList(2, answers.size()));

            assertThat(script.assessments()).hasSize(1);
            assertThat(script.assessments().get(0).readings().all()).isNotEmpty();
            assertThat(script.operator.storedValues()).isZero();
        }
    }

    @Restart.Each
    void anAmendmentWaitsForTheVersionBefore(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            CaseEvent filed = script.event(1, "CREATE HBL-1 v1");
            List<AssessInput> answersToFiled = script.answers(filed);
            CaseEvent amended = script.event(2, "REPLACE HBL-1 v2 kg=900");
            List<AssessInput> answersToAmended = script.answers(amended);
            script.give(AssessInput.of(filed, answersToFiled.size()))
                    .give(AssessInput.of(amended, answersToAmended.size()))
                    .give(answersToAmended);
            assertThat(script.assessments()).isEmpty();
            script.give(answersToFiled);

            assertThat(script.assessments())
                    .extracting(Assessment::filingVersion)
                    .containsExactly(1, 2);
        }
    }

    @Restart.Each
    void oneAlertIsOpenedUpdatedAndWithdrawn(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 kg=6000")
                    .put(2, "REPLACE HBL-1 v2 kg=9500")
                    .put(3, "DELETE HBL-1 v3");

            assertThat(script.assessments()).hasSize(2);
            assertThat(script.alerts())
                    .extracting(Alert::state)
                    .containsExactly(Alert.State.OPENED, Alert.State.UPDATED, Alert.State.WITHDRAWN);
            assertThat(script.alerts())
                    .extracting(Alert::alertId)
                    .containsOnly(script.alerts().get(0).alertId());
        }
    }

    @Restart.Each
    void aHarmlessClaimOfAnotherFilerClosesNoAlert(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 kg=6000").put(2, "CREATE HBL-1 v1 kg=100 filer=F2 mrn=M2");
            assertThat(script.assessments()).hasSize(2);
            assertThat(script.alerts()).extracting(Alert::state).containsExactly(Alert.State.OPENED);

            script.put(3, "REPLACE HBL-1 v2 kg=9500 filer=F2 mrn=M2").put(4, "REPLACE HBL-1 v2 kg=100");
            assertThat(script.alerts())
                    .as("a claim raises it, the live version lowers it")
                    .extracting(Alert::state)
                    .containsExactly(Alert.State.OPENED, Alert.State.UPDATED, Alert.State.WITHDRAWN);
        }
    }

    @Restart.Each
    void aBillThatMissesAnotherIsAssessedByWhatWasReadOfItBefore(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 master=MBL-1 kg=6000");
            CaseEvent due = script.cases.due(2_000);
            List<AssessInput> answers = script.answers(due);
            assertThat(answers).as("only the memory of bills is asked").hasSize(1);
            script.give(AssessInput.of(due, 1)).give(answers);

            Assessment filed = script.assessments().get(0);
            Assessment missed = script.assessments().get(1);
            assertThat(missed.readings().all())
                    .containsAll(filed.readings().all())
                    .extracting(Reading::indicator)
                    .contains(Indicators.get("orphan_house"));
            assertThat(missed.readings().all()).hasSize(filed.readings().all().size() + 1);
            assertThat(missed.score()).isEqualTo(filed.score());
            assertThat(script.alerts()).hasSize(1);
        }
    }

    @Restart.Each
    void aBillThatMissesNoneIsNotAssessedAnewAndLeavesNothing(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 master=MBL-1").put(2, "CREATE MBL-1 v1 level=MASTER");
            CaseEvent due = script.cases.due(74);
            assertThat(due.key().value()).isEqualTo("MAEU:HBL-1:2026");
            script.give(AssessInput.of(due, 1)).give(script.answers(due));
            script.put(74, "DELETE MBL-1 v2");

            assertThat(script.assessments()).hasSize(2);
            assertThat(script.operator.liveValues()).isZero();
        }
    }

    /** Neither falls due any more, so nothing else would ever take the readings away. */
    @Restart.Each
    void aBillThatAwaitsOthersNoLongerLeavesNothing(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 master=MBL-1").put(2, "CREATE HBL-2 v1 master=MBL-1");
            assertThat(script.operator.liveValues()).isEqualTo(2);
            script.put(3, "REPLACE HBL-1 v2 level=STRAIGHT").put(4, "DELETE HBL-2 v2");

            assertThat(script.operator.liveValues()).isZero();
        }
    }

    @Restart.Each
    void whoClaimsABillThatMissesAnotherIsLookedAtAgain(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 master=MBL-1 kg=6000")
                    .put(2, "CREATE HBL-1 v1 filer=F2 mrn=M2 consignee=C9");
            CaseEvent due = script.cases.due(2_000);
            script.give(AssessInput.of(due, 1)).give(script.answers(due));

            assertThat(script.assessments()).hasSize(3);
            assertThat(script.assessments().get(0).readings().get(Indicators.get("duplicate_bill")))
                    .isNull();
            assertThat(script.assessments().get(2).readings().value(Indicators.get("duplicate_bill")))
                    .isEqualTo(1);
        }
    }

    /** Version by version, retired at last; which of them it was, the assessment says. */
    @Restart.Each
    void aPublishedListIsScreenedFromItsTimeOn(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ORDERED, restart)) {
            script.publishList(10, "own", 1, "1,PARTY S1,CN,,\n")
                    .publishList(20, "own", 2, "2,PARTY S2,CN,,\n")
                    .publishList(20, "partners", 7, "9,PARTY C1,NL,,\n")
                    .publishList(30, "own", 2, "")
                    .put(9, "CREATE HBL-1 v1")
                    .put(10, "CREATE HBL-2 v1")
                    .pass(15)
                    .put(20, "CREATE HBL-3 v1")
                    .put(21, "CREATE HBL-4 v1 shipper=S2 consignee=C2")
                    .pass(25)
                    .put(31, "CREATE HBL-5 v1 shipper=S2")
                    .put(32, "CREATE HBL-6 v1 shipper=S2 consignee=C2")
                    .pass(40);

            List<Assessment> assessments = script.assessments();
            assertThat(assessments).extracting(AssessTest::screened).containsExactly(null, 1.0, 1.0, 1.0, 1.0, 0.0);
            assertThat(assessments.get(2).readings().get(Indicators.get("watchlist_match")))
                    .extracting(Reading::evidence)
                    .asString()
                    .startsWith("consignee PARTY C1 (NL) is entry 9 of the watch list partners v7: by name");
            String tables = Reference.bundled().version();
            assertThat(assessments.get(0).reference()).isEqualTo(tables);
            assertThat(assessments.get(1).reference()).matches("\\Q" + tables + "+own v1 \\E[0-9a-f]{12}");
            assertThat(assessments.get(3).reference())
                    .matches("\\Q" + tables + "+own v2 \\E[0-9a-f]{12}\\+partners v7 [0-9a-f]{12}");
            assertThat(assessments.get(5).reference()).matches("\\Q" + tables + "+partners v7 \\E[0-9a-f]{12}");
        }
    }

    private static @Nullable Double screened(Assessment assessment) {
        Reading reading = assessment.readings().get(Indicators.get("watchlist_match"));
        return reading == null ? null : reading.value();
    }

    @Restart.Each
    void anOutcomeIsNotAssessed(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1")
                    .put(2, "OUTCOME HBL-1 v1 code=FALSE_ORIGIN")
                    .put(3, "REPLACE HBL-1 v2 kg=900");

            assertThat(script.assessments()).hasSize(2);
        }
    }

    @Restart.Each
    void aPublishedRuleSetAppliesFromItsTimeOn(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 kg=2000")
                    .publish(2, rules(2, 1500))
                    .put(3, "CREATE HBL-2 v1 kg=2000")
                    .pass(3)
                    .put(4, "CREATE HBL-3 v1 kg=2000");

            assertThat(script.assessments())
                    .extracting(assessment -> assessment.ruleSet().version())
                    .containsExactly(1, 2, 2);
            assertThat(script.alerts()).hasSize(2);
            assertThat(script.operator.side(SideOutputs.AUDITED)).isEmpty();
        }
    }

    @Restart.Each
    void shadowsJudgeBesideTheOneInForceAndRaiseNoAlert(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 kg=2000")
                    .publish(2, rules(2, 1500), Role.SHADOW)
                    .put(3, "CREATE HBL-2 v1 kg=2000")
                    .publish(4, rules(2, 1500), Role.RETIRED)
                    .put(5, "CREATE HBL-3 v1 kg=2000")
                    .pass(5)
                    .put(6, "CREATE HBL-4 v1 kg=2000");

            assertThat(script.assessments())
                    .extracting(assessment -> assessment.ruleSet().version())
                    .containsOnly(1)
                    .hasSize(4);
            assertThat(script.operator.side(SideOutputs.SHADOWED))
                    .singleElement()
                    .satisfies(shadowed -> {
                        assertThat(shadowed.ruleSet().version()).isEqualTo(2);
                        assertThat(shadowed.filingId())
                                .isEqualTo(script.assessments().get(1).filingId());
                        assertThat(shadowed.readings())
                                .isEqualTo(script.assessments().get(1).readings());
                        assertThat(shadowed.score())
                                .isGreaterThan(script.assessments().get(1).score());
                    });
            assertThat(script.alerts()).isEmpty();
        }
    }

    @Restart.Each
    void aShadowThatComesInForceNoLongerJudgesBeside(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.publish(1, rules(2, 1500), Role.SHADOW)
                    .publish(3, rules(2, 1500), Role.CHAMPION)
                    .put(2, "CREATE HBL-1 v1 kg=2000")
                    .put(4, "CREATE HBL-2 v1 kg=2000");

            assertThat(script.assessments())
                    .extracting(assessment -> assessment.ruleSet().version())
                    .containsExactly(1, 2);
            assertThat(script.operator.side(SideOutputs.SHADOWED)).hasSize(1);
        }
    }

    /** Else a backlog would be judged by the rule set that the job starts with. */
    @Test
    void aTaskThatStartsWaitsUntilTheTopicOfRuleSetsIsRead() throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, Restart.NEVER)) {
            script.rulesStillCome = true;
            script.put(5, "CREATE HBL-1 v1 kg=2000").pass(5);
            assertThat(script.assessments()).isEmpty();
            script.publish(2, rules(2, 1500));
            script.operator.then(harness -> harness.processWatermarkStatus2(WatermarkStatus.IDLE));
            script.put(6, "CREATE HBL-2 v1 kg=2000");

            assertThat(script.assessments())
                    .extracting(assessment -> assessment.ruleSet().version())
                    .containsExactly(2, 2);
        }
    }

    /** Found by the simulator's seed 389. */
    @Test
    void aBacklogIsJudgedByTheRuleSetOfItsTimeThoughAnotherIsInForceByNow() throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, Restart.NEVER)) {
            script.rulesStillCome = true;
            script.publish(2, rules(2, 1500)).publish(6, rules(3, 1500));
            script.put(5, "CREATE HBL-1 v1 kg=2000")
                    .put(7, "CREATE HBL-2 v1 kg=2000")
                    .pass(8);
            script.operator.then(harness -> harness.processWatermarkStatus2(WatermarkStatus.IDLE));

            assertThat(script.assessments())
                    .extracting(assessment -> assessment.ruleSet().version())
                    .containsExactly(2, 3);
        }
    }

    @Restart.Each
    void aFaultyRuleSetIsRefusedWithAllItsFaultsAndTheOneInForceStays(Restart restart) throws Exception {
        String faulty = rules(3, 1500).replace("massKg", "mas").replace("bits: 5.0", "bits: many");
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.publish(1, rules(2, 1500)).publish(2, faulty).put(3, "CREATE HBL-1 v1 kg=2000");

            assertThat(script.assessments())
                    .extracting(assessment -> assessment.ruleSet().version())
                    .containsExactly(2);
            Audited refused = script.operator.side(SideOutputs.AUDITED).get(0);
            assertThat(refused.accepted()).isFalse();
            assertThat(refused.issues()).hasSize(3).allMatch(issue -> issue.line() > 0 && issue.column() > 0);
        }
    }

    static PublishedText suppressions(long hour, int version, String number, Role role) {
        String text = """
                name: known
                version: %d
                suppressions:
                  - id: one
                    rule: heavy
                    for: {shipper: {number: {scheme: EORI, value: %s}}}
                    reason: audited
                    until: 2026-12-31
                """.formatted(version, number);
        return new PublishedText(
                DocumentKind.SUPPRESSIONS,
                "known",
                version,
                Document.sha256(text),
                role == Role.RETIRED ? "" : text,
                "ann",
                "bob",
                "suppressions.published/0@" + hour,
                Lines.hour(hour),
                hour,
                role);
    }

    /** In arrival mode too: each case is handled under what was put in force before it came. */
    @Test
    void aSuppressionHoldsFromItsTimeUntilAnotherFollowsOrItIsRetired() throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, Restart.NEVER)) {
            script.put(1, "CREATE HBL-1 v1 kg=6000 shipper=S7")
                    .give(suppressions(2, 1, "S7", Role.CHAMPION))
                    .put(3, "CREATE HBL-2 v1 kg=6000 shipper=S7")
                    .put(3, "CREATE HBL-3 v1 kg=6000 shipper=S8")
                    .give(suppressions(4, 2, "S8", Role.CHAMPION))
                    .put(5, "CREATE HBL-4 v1 kg=6000 shipper=S7")
                    .put(5, "CREATE HBL-5 v1 kg=6000 shipper=S8")
                    .pass(5)
                    .give(suppressions(6, 1, "S7", Role.RETIRED))
                    .put(7, "CREATE HBL-6 v1 kg=6000 shipper=S8")
                    .give(suppressions(8, 2, "S8", Role.RETIRED))
                    .put(9, "CREATE HBL-7 v1 kg=6000 shipper=S8")
                    .pass(9)
                    .put(10, "CREATE HBL-8 v1 kg=6000 shipper=S8");

            assertThat(script.assessments())
                    .extracting(assessment -> assessment.threats().get(0).contributions().stream()
                            .filter(contribution -> contribution.rule().equals("suppressed:heavy"))
                            .map(Contribution::why)
                            .findFirst()
                            .orElse("-"))
                    .containsExactly("-", known(1), "-", "-", known(2), known(2), "-", "-");
            assertThat(script.operator.side(SideOutputs.AUDITED)).isEmpty();
        }
    }

    private static String known(int version) {
        return "known good until 2026-12-31: audited (known:one v" + version + ", signed by ann and bob)";
    }

    @Test
    void aTextThatIsNotWhatItsPublisherSaysIsRefused() throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, Restart.NEVER)) {
            PublishedText forged = new PublishedText(
                    DocumentKind.RULE_SET,
                    "test",
                    2,
                    "0123",
                    rules(2, 1500),
                    "",
                    "",
                    "somewhere",
                    Lines.hour(1),
                    1,
                    Role.CHAMPION);
            script.operator.then(harness -> harness.processElement2(forged, Lines.hour(1)));
            script.pass(1);

            assertThat(script.operator.side(SideOutputs.AUDITED))
                    .singleElement()
                    .satisfies(audited -> {
                        assertThat(audited.accepted()).isFalse();
                        assertThat(audited.issues()).singleElement().satisfies(issue -> {
                            assertThat(issue.message()).startsWith("published with another hash");
                            assertThat(issue.where()).isEqualTo("somewhere, test v2");
                        });
                    });
        }
    }

    @Restart.Each
    void inOrderedModeNeitherCasesNorRulesDependOnTheirArrival(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ORDERED, restart)) {
            List<AssessInput> inputs = new ArrayList<>();
            for (String line :
                    List.of("CREATE HBL-1 v1 kg=2000", "CREATE HBL-2 v1 kg=2000", "REPLACE HBL-1 v2 kg=900")) {
                CaseEvent event = script.event(
                        inputs.isEmpty()
                                ? 1
                                : inputs.get(inputs.size() - 1).position().offset() + 2,
                        line);
                List<AssessInput> answers = script.answers(event);
                inputs.addAll(answers);
                inputs.add(AssessInput.of(event, answers.size()));
            }
            Collections.reverse(inputs);
            script.publish(2, rules(2, 1500)).give(inputs).pass(10);

            assertThat(script.assessments())
                    .extracting(assessment -> assessment.position().offset())
                    .containsExactly(1L, 3L, 5L);
            assertThat(script.assessments())
                    .extracting(assessment -> assessment.ruleSet().version())
                    .containsExactly(1, 2, 2);
        }
    }

    /** The ledger handles at once what is late, and tells it with its own, older position. */
    @Restart.Each
    void aVersionThatCameLateStaysBehindTheOneBefore(Restart restart) throws Exception {
        for (long passed : new long[] {5, 8}) {
            try (AssessScript script = script(Mode.ORDERED, restart)) {
                // Held with the one before it, or late here as well.
                script.put(9, "CREATE HBL-1 v1 kg=2000").pass(passed).put(7, "REPLACE HBL-1 v2 kg=900", true);
                script.pass(8);
                assertThat(script.assessments()).as("the first one waits").isEmpty();
                script.pass(10);

                assertThat(script.assessments())
                        .extracting(Assessment::filingVersion)
                        .containsExactly(1, 2);
            }
        }
    }

    /** Heavy is yellow, very heavy red; DEHAM has a budget on weekdays. The feed begins on a Monday. */
    private static String budgeted(int version) {
        return rules(version, 5000).replace("red: 0.0, yellow: -1.0", "red: 2.0, yellow: 0.0")
                + "budgets: {DEHAM: {mon-fri: {red: 1}}}\n";
    }

    private static List<String> changes(AssessScript script) {
        return script.operator.side(SideOutputs.LANE_CHANGES).stream()
                .map(change -> (change.by() > 0 ? "+" : "-") + change.lane() + " " + change.day())
                .toList();
    }

    @Restart.Each
    void whatIsSelectedCountsOnceAndMovesToAStricterLane(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.publish(0, budgeted(2))
                    .put(1, "CREATE HBL-1 v1 kg=6000 office=DEHAM")
                    .put(2, "CREATE HBL-2 v1 kg=100 office=DEHAM")
                    .put(3, "CREATE HBL-3 v1 kg=9500 office=DEBRV")
                    .put(4, "REPLACE HBL-1 v2 kg=7000 office=DEHAM")
                    .put(30, "REPLACE HBL-1 v3 kg=9500 office=DEHAM")
                    .put(31, "DELETE HBL-1 v4")
                    .put(32, "CREATE HBL-1 v5 kg=9500 office=DEHAM mrn=M2");

            assertThat(changes(script)).containsExactly("+YELLOW 2026-03-02", "-YELLOW 2026-03-02", "+RED 2026-03-03");
            assertThat(script.operator
                            .side(SideOutputs.LANE_CHANGES)
                            .get(2)
                            .ruleSet()
                            .version())
                    .isEqualTo(2);
        }
    }

    @Restart.Each
    void whatWasSelectedIsForgottenWithTheAlerts(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.publish(0, budgeted(2))
                    .put(1, "CREATE HBL-1 v1 kg=6000 office=DEHAM")
                    .pass(2);
            assertThat(script.alerts()).isEmpty();
            assertThat(script.operator.liveValues()).isEqualTo(1);
            script.pass(RETENTION.plusDays(365).toHours() + 1);

            assertThat(script.operator.storedValues()).isZero();
        }
    }

    @Restart.Each
    void theFirstBudgetsDoNotCountAnAmendmentOfWhatWasRedBefore(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.publish(0, budgeted(2).replaceFirst("budgets.*", ""))
                    .put(1, "CREATE HBL-1 v1 kg=9500 office=DEHAM")
                    .publish(2, budgeted(3))
                    .put(3, "REPLACE HBL-1 v2 kg=9600 office=DEHAM")
                    .put(26, "CREATE HBL-2 v1 kg=9500 office=DEHAM");

            assertThat(script.assessments())
                    .extracting(assessment -> assessment.ruleSet().version() + " " + assessment.lane())
                    .containsExactly("2 RED", "3 RED", "3 RED");
            assertThat(changes(script)).containsExactly("+RED 2026-03-03");
        }
    }

    @Test
    void aRuleSetWithoutBudgetsKeepsNothingOfMilderLanes() throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, Restart.NEVER)) {
            script.publish(0, budgeted(2).replaceFirst("budgets.*", "")).put(1, "CREATE HBL-1 v1 kg=6000 office=DEHAM");

            assertThat(script.assessments().get(0).lane()).isEqualTo(Lane.YELLOW);
            assertThat(changes(script)).isEmpty();
            assertThat(script.operator.storedValues()).isZero();
        }
    }

    /** Told after the barrier, a refusal would be told again by a job that starts from the snapshot. */
    @Test
    void aRefusalIsToldBeforeTheBarrierOfASnapshot() throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, Restart.NEVER)) {
            script.publish(1, rules(2, 1500).replace("massKg", "mas"));
            script.operator.then(harness -> {
                assertThat(harness.getSideOutput(SideOutputs.AUDITED)).isNull();
                harness.prepareSnapshotPreBarrier(1);
                assertThat(harness.getSideOutput(SideOutputs.AUDITED)).hasSize(1);
                harness.snapshot(1, 1);
                assertThat(harness.getSideOutput(SideOutputs.AUDITED)).hasSize(1);
            });
        }
    }

    @Restart.Each
    void alertsAreForgottenAfterTheLedgerForgot(Restart restart) throws Exception {
        try (AssessScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 kg=6000").pass(2);
            assertThat(script.operator.storedValues()).isPositive();
            script.pass(RETENTION.plusDays(365).toHours() + 1);

            assertThat(script.operator.storedValues()).isZero();
        }
    }

    @Test
    void openCasesFindTheirTaskWhenTheJobIsRescaled() throws Exception {
        OperatorSubtaskState one;
        Map<String, AssessInput> missing = new HashMap<>();
        try (AssessScript script = script(Mode.ARRIVAL, Restart.NEVER)) {
            for (int bill = 1; bill <= 20; bill++) {
                CaseEvent event = script.event(bill, "CREATE HBL-" + bill + " v1");
                List<AssessInput> answers = script.answers(event);
                script.give(AssessInput.of(event, answers.size())).give(answers.subList(1, answers.size()));
                missing.put(event.ledgerKey(), answers.get(0));
            }
            one = script.operator.snapshotOfAssess();
        }

        int assessed = 0;
        for (int subtask = 0; subtask < 2; subtask++) {
            int index = subtask;
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(one, KEY_GROUPS, 1, 2, index);
            try (AssessScript script = new AssessScript(new AssessAndDecide(
                    Mode.ARRIVAL, settings(), Restart.NEVER, new AssessAndDecide.Stages() {}, 2, index, part))) {
                for (Map.Entry<String, AssessInput> answer : missing.entrySet()) {
                    if (KeyGroupRangeAssignment.assignKeyToParallelOperator(answer.getKey(), KEY_GROUPS, 2) == index) {
                        script.give(answer.getValue());
                    }
                }
                assessed += script.assessments().size();
            }
        }
        assertThat(assessed).isEqualTo(20);
    }
}
