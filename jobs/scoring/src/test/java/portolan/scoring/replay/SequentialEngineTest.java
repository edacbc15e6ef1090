// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.Refusal;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Assessment;

class SequentialEngineTest {
    private static final LedgerSettings SETTINGS = LedgerSettings.keeping(Duration.ofDays(180));
    private static final RuleSet BASELINE = BaselineRuleSet.compiled();

    @Test
    void aConsignmentIsMeasuredAgainstThoseBeforeIt() {
        SequentialEngine engine = new SequentialEngine(BASELINE, "test", Reference.bundled());

        assertThat(file(engine, "HBL-1", 1).value(Indicators.get("first_time_shipper")))
                .isEqualTo(1);
        assertThat(file(engine, "HBL-2", 2).value(Indicators.get("first_time_shipper")))
                .isZero();
    }

    @Test
    void memoriesRememberAsLongAsTheSettingsSay() {
        MemorySettings month = new MemorySettings(540, 1080, 16, 8, 12, 16, 8, 6, 24, 64, 150, 1_000, 30);
        SequentialEngine engine = new SequentialEngine(BASELINE, "test", Reference.bundled(), SETTINGS, month);

        file(engine, "HBL-1", 1);
        assertThat(file(engine, "HBL-2", 30).value(Indicators.get("first_time_shipper")))
                .isZero();
        assertThat(file(engine, "HBL-3", 70).value(Indicators.get("first_time_shipper")))
                .isEqualTo(1);
    }

    @Test
    void alertsAreForgottenWithTheBillAsTheJobForgetsThem() {
        RuleSet heavy = ((Compiled.Accepted) RuleSetCompiler.compile("""
                name: test
                version: 1
                why: judged in tests
                threats:
                  security: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}
                rules:
                  - {id: heavy, threats: [security], when: consignment.massKg > 1000.0, bits: 8, why: heavy, expect: 0.001}
                """)).ruleSet();
        SequentialEngine engine = new SequentialEngine(
                heavy,
                "test",
                Reference.bundled(),
                LedgerSettings.keeping(Duration.ofDays(10)),
                MemorySettings.DEFAULT);

        for (int day : new int[] {0, 500}) {
            Consignment bill = consignment().onDay(day).build();
            assertThat(last(engine.take(filing(EventKind.CREATE, bill))).alerts())
                    .as("day " + day)
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.changes()).contains("score 3 bits"));
        }
    }

    @Test
    void habitsFadeAsFastAsTheSettingsSay() {
        MemorySettings fading = new MemorySettings(30, 1080, 16, 8, 12, 16, 8, 6, 24, 64, 150, 1_000, 730);
        SequentialEngine engine = new SequentialEngine(BASELINE, "test", Reference.bundled(), SETTINGS, fading);
        SequentialEngine usual = new SequentialEngine(BASELINE, "test", Reference.bundled());
        for (int day = 0; day < 20; day++) {
            file(engine, "HBL-" + day, day);
            file(usual, "HBL-" + day, day);
        }

        assertThat(file(usual, "HBL-A", 400).get(Indicators.get("origin_out_of_profile")))
                .as("twenty of last year are a habit")
                .isNotNull();
        assertThat(file(engine, "HBL-A", 400).get(Indicators.get("origin_out_of_profile")))
                .as("and are none where they count for nothing any more")
                .isNull();
    }

    @Test
    void anOutcomeOfAnUnknownConsignmentIsNoAssessment() {
        SequentialEngine engine = new SequentialEngine(BASELINE, "test", Reference.bundled());

        Replayed replayed = last(engine.take(Consignments.outcome(consignment().build(), OutcomeCode.NOTHING_FOUND)));

        assertThat(replayed.assessment()).isNull();
        assertThat(replayed.alerts()).isEmpty();
    }

    @Test
    void anAmendmentOfAnUnknownConsignmentIsRefusedWithItsReason() {
        SequentialEngine engine = new SequentialEngine(BASELINE, "test", Reference.bundled());

        assertThat(last(engine.take(filing(EventKind.DELETE, consignment().build())))
                        .refusal())
                .as("its create may still come")
                .isNull();
        Replayed replayed = last(engine.finish());

        assertThat(replayed.assessment()).isNull();
        assertThat(replayed.refusal()).extracting(Refusal::code).isNotNull();
    }

    @Test
    void anOutcomeReportedLaterLeavesEveryEarlierAssessmentAsItIs() {
        List<Assessment> learned = assessments(OutcomeCode.MISDECLARED_GOODS);
        List<Assessment> untaught = assessments(null);

        // Outcomes come ten days late: those of the first days teach nobody before the eleventh day.
        assertThat(learned.subList(0, 11)).isEqualTo(untaught.subList(0, 11));
        assertThat(learned.get(19).readings())
                .as("an outcome teaches in the end")
                .isNotEqualTo(untaught.get(19).readings());
    }

    /** Twenty bills of one shipper, one a day, and what was found in each ten days later. */
    private static List<Assessment> assessments(@Nullable OutcomeCode found) {
        SequentialEngine engine = new SequentialEngine(BASELINE, "test", Reference.bundled());
        List<Assessment> assessments = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            Consignment filed = consignment().id("HBL-" + day).onDay(day).build();
            assessments.add(Objects.requireNonNull(
                    last(engine.take(filing(EventKind.CREATE, filed))).assessment()));
            if (found != null && day >= 10) {
                Consignment inspected =
                        consignment().id("HBL-" + (day - 10)).onDay(day - 10).build();
                engine.take(Consignments.outcome(inspected, found));
            }
        }
        return assessments;
    }

    /** As the job does: the record is told as a failure, and all others go on as if it had not been there. */
    @Test
    void whatCannotBeHandledChangesNothing() {
        // No moment is so far away: the ledger fails on bills that belong to others, and on no other.
        LedgerSettings failing = new LedgerSettings(
                SETTINGS.retention(),
                SETTINGS.holdEarly(),
                SETTINGS.dueBeforeArrival(),
                Duration.ofSeconds(Long.MAX_VALUE),
                SETTINGS.end());
        SequentialEngine engine =
                new SequentialEngine(BASELINE, "test", Reference.bundled(), failing, MemorySettings.DEFAULT);
        Consignment house = consignment().id("HBL-1").build();
        Consignment alone = consignment().id("HBL-1").master(null).onDay(1).build();
        Consignment another = consignment().id("HBL-2").master(null).onDay(2).build();

        Replayed failed = last(engine.take(filing(EventKind.CREATE, house)));
        assertThat(failed.failures()).singleElement().isInstanceOf(ArithmeticException.class);
        assertThat(failed.assessment()).isNull();
        List<Double> firstTime = new ArrayList<>();
        for (Consignment next : List.of(alone, another)) {
            Assessment assessment = Objects.requireNonNull(
                    last(engine.take(filing(EventKind.CREATE, next))).assessment());
            firstTime.add(assessment.readings().value(Indicators.get("first_time_shipper")));
        }
        assertThat(firstTime).containsExactly(1.0, 0.0);
    }

    private static Readings file(SequentialEngine engine, String id, int day) {
        Replayed replayed = last(engine.take(
                filing(EventKind.CREATE, consignment().id(id).onDay(day).build())));
        return Objects.requireNonNull(replayed.assessment()).readings();
    }

    private static Replayed last(List<Replayed> replayed) {
        return replayed.get(replayed.size() - 1);
    }

    private static Filing filing(EventKind kind, Consignment consignment) {
        return new Filing(
                "event-" + consignment.key().value(),
                kind,
                "26NL-" + consignment.key().value(),
                1,
                null,
                consignment.receivedAt(),
                new Position(consignment.receivedAt().toEpochMilli(), Position.Input.FILING, "filings", 0, 1),
                consignment);
    }
}
