// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.Calls;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.Reject;
import portolan.pipeline.stage.Planted.Where;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.indicator.filing.QualityReason;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.kind.bill.BillKind;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.manifest.Position;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.DayPattern;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.SuppressionsInForce;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;
import portolan.testing.Seeds;

/** One record that an operator fails on is set aside, and all others go on as if it had not been there. */
@Tag(Seeds.TAG)
final class QuarantineTest {
    /** No moment is so far away: what reckons with it fails, and only bills that belong to others do. */
    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

    private static final LedgerSettings LEDGER = LedgerSettings.keeping(Duration.ofDays(30));
    private static final CacheSizes ALL_CACHED = new CacheSizes(1 << 20);

    private static final CacheSizes NONE_CACHED = new CacheSizes(0);

    private static Planted.Fault fault() {
        return new Planted.Fault("planted");
    }

    private static void isToldOf(Reject reject, String operator, Class<?> exception, long offset) {
        assertThat(reject.reason()).isEqualTo("NOT_HANDLED");
        assertThat(reject.stage()).isEqualTo(operator);
        assertThat(reject.exception()).isEqualTo(exception.getName());
        assertThat(reject.raw().topic()).isEqualTo("filings");
        assertThat(reject.raw().partition()).isZero();
        assertThat(reject.raw().offset()).isEqualTo(offset);
        assertThat(reject.orderTime()).isEqualTo(Lines.hour(offset));
    }

    // Keep ledger.

    private static OperatorScript<
                    KeyedTwoInputStreamOperatorTestHarness<String, LedgerInput, PublishedText, CaseEvent>, CaseEvent>
            ledger(Mode mode, Restart restart) throws Exception {
        LedgerSettings settings = new LedgerSettings(
                LEDGER.retention(), LEDGER.holdEarly(), LEDGER.dueBeforeArrival(), ENDLESS, LEDGER.end());
        return new OperatorScript<>(
                restart,
                StreamTypes.CASE_EVENT,
                () -> new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeepLedger(mode, settings, null, NONE_CACHED), LedgerInput::ledgerKey, null, Types.STRING));
    }

    @Restart.Each
    void aFilingThatTheLedgerFailsOnLeavesItsEntryAsItWas(Restart restart) throws Exception {
        for (Mode mode : Mode.values()) {
            try (var script = ledger(mode, restart)) {
                String[] lines = {
                    "CREATE HBL-1 v1", "REPLACE HBL-1 v2 level=MASTER", "CREATE HBL-2 v1", "REPLACE HBL-1 v3 kg=900"
                };
                for (int hour = 1; hour <= lines.length; hour++) {
                    long at = hour;
                    script.then(harness ->
                            harness.processElement1(Lines.input(at, lines[(int) at - 1]), Lines.hour(at)));
                }
                script.then(harness -> harness.processBothWatermarks(OperatorScript.watermark(5)));

                assertThat(script.outputs()).extracting(CaseEvent::sequence).containsExactly(1L, 1L, 2L);
                assertThat(script.outputs().get(2).before())
                        .as("the version before the one that failed")
                        .isEqualTo(script.outputs().get(0).now());
                assertThat(script.side(SideOutputs.REJECTED)).singleElement().satisfies(reject -> {
                    isToldOf(reject, "keep-ledger", ArithmeticException.class, 2);
                    assertThat(reject.raw()).isEqualTo(Lines.at(2, lines[1]));
                    assertThat(reject.message()).contains("consignment=", "HBL-1", "long overflow", "filings/0@2");
                });
            }
        }
    }

    /** What waited would fail each filing that creates its consignment, for as long as it waits. */
    @Restart.Each
    void whatHadWaitedIsSetAsideAndTheFilingItWaitedForIsTaken(Restart restart) throws Exception {
        try (var script = ledger(Mode.ARRIVAL, restart)) {
            String[] lines = {
                "REPLACE HBL-1 v2 level=MASTER", "REPLACE HBL-1 v3 kg=900", "CREATE HBL-1 v1", "REPLACE HBL-1 v4 kg=800"
            };
            for (int hour = 1; hour <= lines.length; hour++) {
                long at = hour;
                script.then(harness -> harness.processElement1(Lines.input(at, lines[(int) at - 1]), Lines.hour(at)));
            }

            assertThat(script.outputs())
                    .extracting(event -> event.filing().filingVersion())
                    .containsExactly(1, 3, 4);
            assertThat(script.outputs()).extracting(CaseEvent::sequence).containsExactly(1L, 2L, 3L);
            assertThat(script.side(SideOutputs.REJECTED))
                    .singleElement()
                    .satisfies(reject -> assertThat(reject.raw()).isEqualTo(Lines.at(1, lines[0])));
        }
    }

    // Call at memories.

    @Test
    void aCaseWhoseMemoriesCannotBeNamedReachesNobody() throws Exception {
        Cases cases = new Cases();
        CallAtMemories failing = new CallAtMemories(false) {
            @Override
            List<Remembered<?>> remembered() {
                return Planted.in(
                        super.remembered(),
                        BillKind.remembered().kind().name(),
                        Planted.of("HBL-1"),
                        Where.KEYS,
                        QuarantineTest::fault);
            }
        };
        try (var script = new OperatorScript<>(
                Restart.NEVER,
                StreamTypes.CALLS,
                () -> new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(failing)))) {
            script.then(harness -> harness.processElement(cases.event(1, "CREATE HBL-1 v1"), 1));
            CaseEvent next = cases.event(2, "CREATE HBL-2 v1");
            script.then(harness -> {
                harness.processElement(next, 2);
                assertThat(harness.getSideOutput(SideOutputs.CASES))
                        .extracting(input -> input.getValue().event())
                        .containsExactly(next);
            });

            assertThat(script.outputs())
                    .isNotEmpty()
                    .allMatch(calls -> calls.position().equals(next.position()));
            assertThat(script.outputs().get(0).calls())
                    .as("none of the case before")
                    .doesNotHaveDuplicates();
            assertThat(script.side(SideOutputs.REJECTED)).singleElement().satisfies(reject -> {
                isToldOf(reject, "call-at-memories", Planted.Fault.class, 1);
                assertThat(reject.unassessed()).isTrue();
            });
        }
    }

    // Remember.

    private static Remember remember(
            Mode mode, CacheSizes held, String bill, Where where, Supplier<? extends Throwable> fault) {
        return new Remember(mode, MemorySettings.DEFAULT, false, held) {
            @Override
            List<Remembered<?>> remembered(MemorySettings memory) {
                return Planted.in(
                        super.remembered(memory), Catalogue.shipper().kind().name(), Planted.of(bill), where, fault);
            }
        };
    }

    private static OperatorScript<KeyedOneInputStreamOperatorTestHarness<String, Calls, AssessInput>, AssessInput>
            remembering(Mode mode, Restart restart, CacheSizes held, String bill, Where where) throws Exception {
        return new OperatorScript<>(
                restart,
                StreamTypes.ASSESS_INPUT,
                () -> new KeyedOneInputStreamOperatorTestHarness<>(
                        remember(mode, held, bill, where, QuarantineTest::fault), Calls::key, Types.STRING));
    }

    /** All calls of an event, which go to one task together. */
    private static Calls calls(CaseEvent event) {
        List<Calls.Call> calls = new ArrayList<>();
        for (Remembered<?> remembered : Catalogue.remembered()) {
            for (Visit visit : Visit.of(remembered.kind(), event)) {
                calls.add(new Calls.Call(
                        remembered.kind().name(), visit.key(), visit.leaves(), visit.joins(), visit.inspected()));
            }
        }
        return new Calls(event, calls);
    }

    private static final List<String> OF_A_SHIPPER = List.of(
            "CREATE HBL-1 v1",
            "CREATE HBL-2 v1 kg=2000",
            "CREATE HBL-3 v1 kg=500 consignee=C2",
            "OUTCOME HBL-1 v1 code=FALSE_ORIGIN",
            "CREATE HBL-4 v1 kg=700 shipper=S2",
            "CREATE HBL-5 v1 kg=600");

    /** What one memory answered to the line of this offset. */
    private record Said(long offset, Answered.FromMemory from) {}

    /** Gives the lines but one, none where it is 0, and ends the script; all answers by line, kind and key. */
    private static List<Said> said(
            OperatorScript<KeyedOneInputStreamOperatorTestHarness<String, Calls, AssessInput>, AssessInput> script,
            int without)
            throws Exception {
        Cases cases = new Cases();
        for (int hour = 1; hour <= OF_A_SHIPPER.size(); hour++) {
            long at = hour;
            if (hour != without) {
                Calls calls = calls(cases.event(at, OF_A_SHIPPER.get(hour - 1)));
                script.then(harness -> harness.processElement(calls, Lines.hour(at)));
            }
        }
        script.then(harness -> harness.processWatermark(OperatorScript.watermark(10)));
        List<Said> said = new ArrayList<>();
        for (AssessInput input : script.outputs()) {
            Answered answered = Objects.requireNonNull(input.answered());
            answered.answers()
                    .forEach(from -> said.add(new Said(input.position().offset(), from)));
        }
        said.sort(Comparator.comparing(Said::offset)
                .thenComparing(one -> one.from().kind())
                .thenComparing(one -> one.from().key()));
        return said;
    }

    private static List<Said> said(Mode mode, Restart restart, CacheSizes held, int without) throws Exception {
        try (var script = remembering(mode, restart, held, "none", Where.LEARN)) {
            return said(script, without);
        }
    }

    private static boolean isOfShipper(Said said) {
        return said.from().kind().equals("shipper");
    }

    /**
     * The shipper's memory is as if the second filing had never come; all others answer to it, and learn it. Once with
     * all blocks cached, once with none.
     */
    @Restart.Each
    void aMemoryThatFailsOnAVisitIsAsItWasAndAnswersEmpty(Restart restart) throws Exception {
        failsOnTheSecond(Mode.ARRIVAL, restart, ALL_CACHED, Where.LEARN);
        failsOnTheSecond(Mode.ORDERED, restart, NONE_CACHED, Where.LEARN);
        failsOnTheSecond(Mode.ARRIVAL, restart, NONE_CACHED, Where.MEASURE);
    }

    private static void failsOnTheSecond(Mode mode, Restart restart, CacheSizes held, Where where) throws Exception {
        List<Said> expected = new ArrayList<>(said(mode, restart, held, 2));
        expected.removeIf(one -> !isOfShipper(one));
        said(mode, restart, held, 0).stream().filter(one -> !isOfShipper(one)).forEach(expected::add);
        try (var script = remembering(mode, restart, held, "HBL-2", where)) {
            List<Said> said = said(script, 0);

            assertThat(said)
                    .filteredOn(one -> one.from().isMissing())
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.from().kind()).isEqualTo("shipper");
                        assertThat(one.offset()).isEqualTo(2);
                    });
            assertThat(said).filteredOn(one -> !one.from().isMissing()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(script.side(SideOutputs.REJECTED)).singleElement().satisfies(reject -> {
                isToldOf(reject, "remember", Planted.Fault.class, 2);
                assertThat(reject.message()).contains("memory=shipper", "HBL-2", "planted");
                assertThat(reject.raw().value()).isEmpty();
                assertThat(reject.unassessed()).isFalse();
            });
        }
    }

    @Test
    void whatIsNoFaultOfARecordFailsTheTask() throws Exception {
        CaseEvent event = new Cases().event(1, "CREATE HBL-1 v1");
        try (var script = new OperatorScript<>(
                Restart.NEVER,
                StreamTypes.ASSESS_INPUT,
                () -> new KeyedOneInputStreamOperatorTestHarness<>(
                        remember(
                                Mode.ARRIVAL,
                                ALL_CACHED,
                                "HBL-1",
                                Where.LEARN,
                                () -> new StackOverflowError("planted")),
                        Calls::key,
                        Types.STRING))) {
            assertThatThrownBy(() -> script.then(harness -> harness.processElement(calls(event), Lines.hour(1))))
                    .isInstanceOf(StackOverflowError.class);
            assertThat(script.side(SideOutputs.REJECTED)).isEmpty();
        }
    }

    /** Bytes that cannot be read are state that is broken, whoever comes to it first. */
    @Test
    void stateThatCannotBeReadFailsTheTask() throws Exception {
        Cases cases = new Cases();
        CaseEvent first = cases.event(1, "CREATE HBL-1 v1");
        CaseEvent second = cases.event(2, "CREATE HBL-2 v1");
        try (var script = remembering(Mode.ARRIVAL, Restart.NEVER, NONE_CACHED, "none", Where.LEARN)) {
            script.then(harness -> harness.processElement(calls(first), Lines.hour(1)));
            String shipper = Visit.of(Catalogue.shipper().kind(), first).get(0).key();
            script.restart();
            script.then(harness -> ((Remember) harness.getOperator())
                    .store()
                    .of(ScoringState.numberOf("shipper"))
                    .at(shipper)
                    .put(new byte[] {99, 99}, Long.MAX_VALUE));
            assertThatThrownBy(() -> script.then(harness -> harness.processElement(calls(second), Lines.hour(2))))
                    .isInstanceOf(LayoutException.class);
            assertThat(script.side(SideOutputs.REJECTED)).isEmpty();
        }
    }

    // Assess.

    private static AssessAndDecide assessing(Mode mode, Restart restart, String bill, String judge) throws Exception {
        AssessSettings settings = new AssessSettings(
                PublishedText.baseline("test", AssessTest.rules(1, 5000)),
                Reference.bundled(),
                "engine-1",
                LEDGER,
                MemorySettings.DEFAULT);
        return new AssessAndDecide(mode, settings, restart, new FailingStages(bill, judge), 1, 0, null);
    }

    /** Fails on the second version of a bill, and with every judge of that name. */
    private record FailingStages(String bill, String judge) implements AssessAndDecide.Stages {
        @Override
        public Decide decide(Mode mode, AssessSettings settings) {
            return new Decide(mode, settings, new CacheSizes(1 << 16), Clock.systemUTC()) {
                @Override
                DecideCase deciding(AssessSettings assessing) {
                    return new DecideCase(assessing) {
                        @Override
                        Assessment assessment(
                                Judge by,
                                CaseEvent event,
                                Readings readings,
                                DataQuality quality,
                                BankValues said,
                                SuppressionsInForce suppressions,
                                Reference known) {
                            boolean isIt = event.key().value().contains(bill)
                                    && event.filing().filingVersion() == 2
                                    && Integer.toString(by.named().version()).equals(judge);
                            if (isIt) {
                                throw fault();
                            }
                            return super.assessment(by, event, readings, quality, said, suppressions, known);
                        }
                    };
                }
            };
        }
    }

    private static void put(AssessAndDecide script, AssessInput input) throws Exception {
        script.then(harness -> {
            harness.processWatermarkStatus2(WatermarkStatus.IDLE);
            harness.processElement1(input, input.position().orderTime());
        });
    }

    private static final String[] VERSIONS = {
        "CREATE HBL-1 v1 kg=6000", "REPLACE HBL-1 v2 kg=9500", "CREATE HBL-2 v1", "REPLACE HBL-1 v3 kg=9800"
    };

    @Restart.Each
    void aCaseThatCannotBeAssessedGoesAndTheNextOfItsConsignmentGoOn(Restart restart) throws Exception {
        for (Mode mode : Mode.values()) {
            try (var script = assessing(mode, restart, "HBL-1", "1");
                    var sound = assessing(mode, restart, "none", "1")) {
                Cases cases = new Cases();
                for (int hour = 1; hour <= VERSIONS.length; hour++) {
                    CaseEvent event = cases.event(hour, VERSIONS[hour - 1]);
                    put(script, AssessInput.of(event, 0));
                    put(sound, AssessInput.of(event, 0));
                }
                script.then(harness -> harness.processBothWatermarks(OperatorScript.watermark(10)));
                sound.then(harness -> harness.processBothWatermarks(OperatorScript.watermark(10)));

                List<Assessment> expected = new ArrayList<>(sound.outputs());
                assertThat(expected.remove(1).filingVersion()).isEqualTo(2);
                assertThat(script.outputs()).isEqualTo(expected);
                assertThat(script.side(SideOutputs.ALERTS))
                        .as("opened by the first, and raised by the third")
                        .hasSize(2);
                assertThat(script.side(SideOutputs.REJECTED)).singleElement().satisfies(reject -> {
                    isToldOf(reject, "decide", Planted.Fault.class, 2);
                    assertThat(reject.message()).contains("HBL-1", "case=AMENDED 2", "planted");
                    assertThat(reject.unassessed()).isTrue();
                });
            }
        }
    }

    @Restart.Each
    void aShadowThatFailsCostsTheChampionNothing(Restart restart) throws Exception {
        try (var script = assessing(Mode.ARRIVAL, restart, "HBL-1", "7")) {
            script.then(harness -> harness.processElement2(
                    new PublishedText(
                            DocumentKind.RULE_SET,
                            "test",
                            7,
                            "",
                            AssessTest.rules(7, 100),
                            "",
                            "",
                            "rulesets.published/0@1",
                            Lines.hour(0),
                            1,
                            PublishedText.Role.SHADOW),
                    Lines.hour(0)));
            Cases cases = new Cases();
            for (int hour = 1; hour <= VERSIONS.length; hour++) {
                put(script, AssessInput.of(cases.event(hour, VERSIONS[hour - 1]), 0));
            }

            assertThat(script.outputs()).hasSize(4);
            assertThat(script.side(SideOutputs.SHADOWED)).hasSize(3);
            assertThat(script.side(SideOutputs.REJECTED)).singleElement().satisfies(reject -> {
                isToldOf(reject, "decide", Planted.Fault.class, 2);
                assertThat(reject.message()).contains("shadow=test v7");
                assertThat(reject.unassessed()).isFalse();
            });
        }
    }

    @Restart.Each
    void anAssessmentSaysWhichEvidenceIsMissing(Restart restart) throws Exception {
        try (var script = assessing(Mode.ARRIVAL, restart, "none", "1")) {
            CaseEvent event = new Cases().event(1, "CREATE HBL-1 v1");
            put(script, AssessInput.of(event, 1));
            put(
                    script,
                    AssessInput.of(new Answered(
                            event.ledgerKey(),
                            event.sequence(),
                            event.position(),
                            List.of(Answered.FromMemory.missing("shipper", "S1")))));

            DataQuality quality = script.outputs().get(0).dataQuality();
            assertThat(quality.findings())
                    .filteredOn(finding -> finding.reason() == QualityReason.MISSING_EVIDENCE)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.detail()).contains("shipper"));
            assertThat(quality.score())
                    .as("no fault of the filing")
                    .isEqualTo(DataQuality.of(event, Reference.bundled()).score());
        }
    }

    // Count selected.

    @Restart.Each
    void aChangeThatCannotBeCountedLeavesTheCountsAsTheyWere(Restart restart) throws Exception {
        try (var script = new OperatorScript<>(
                restart,
                StreamTypes.LANES_COUNTED,
                () -> new KeyedOneInputStreamOperatorTestHarness<String, LaneChange, LanesCounted>(
                        new CountSelected(Mode.ARRIVAL, false), LaneChange::officeKey, Types.STRING))) {
            LocalDate[] days = {LocalDate.parse("2026-03-02"), LocalDate.MAX, LocalDate.parse("2026-03-02")};
            for (int hour = 1; hour <= days.length; hour++) {
                LaneChange change = new LaneChange(
                        "t",
                        "DEHAM",
                        days[hour - 1],
                        Lane.RED,
                        false,
                        new Budget(DayPattern.parse("daily"), Map.of(Lane.RED, 1)),
                        new RuleSetRef("own", 2, "abc", false),
                        new Position(Lines.hour(hour), Position.Input.FILING, "filings", 0, hour));
                script.then(harness ->
                        harness.processElement(change, change.position().orderTime()));
            }

            assertThat(script.outputs())
                    .as("the second that counts exceeds the budget")
                    .singleElement()
                    .satisfies(
                            told -> assertThat(told.lanes().get(0).selected()).isEqualTo(2));
            assertThat(script.side(SideOutputs.REJECTED))
                    .singleElement()
                    .satisfies(reject -> isToldOf(reject, "count-selected", java.time.DateTimeException.class, 2));
        }
    }

    // The breaker.

    @Test
    void aFloodStopsTheJobAndDoesNotStartItAgain() throws Exception {
        try (var script = ledger(Mode.ARRIVAL, Restart.NEVER)) {
            for (int hour = 1; hour < Flood.LEAST; hour++) {
                long at = hour;
                script.then(harness -> harness.processElement1(
                        Lines.input(at, "CREATE HBL-" + at + " v1 level=MASTER"), Lines.hour(at)));
            }
            assertThat(script.side(SideOutputs.REJECTED)).hasSize(Flood.LEAST - 1);

            assertThatThrownBy(() -> script.then(harness ->
                            harness.processElement1(Lines.input(50, "CREATE HBL-50 v1 level=MASTER"), Lines.hour(50))))
                    .isInstanceOf(FloodException.class)
                    .hasMessageContainingAll("keep-ledger", "50 of 50", "NOT_HANDLED", "filings/0@50", "long overflow")
                    .satisfies(stopped -> assertThat(ThrowableClassifier.findThrowableOfThrowableType(
                                    stopped, ThrowableType.NonRecoverableError))
                            .isPresent());
        }
    }
}
