// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.Calls;
import portolan.pipeline.Mode;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.bank.BankJoin;
import portolan.scoring.bank.BankValues;
import portolan.scoring.bank.Declaration;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.testing.Seeds;

/** The stage on the memory of shippers; what a memory learns is tested with the memory. */
@Tag(Seeds.TAG)
final class RememberTest {
    private static final MemoryKind<ShipperMemory> SHIPPER = RememberScript.SHIPPER;
    private static final long RETENTION_HOURS = SHIPPER.retention().toHours();
    private static final CacheSizes MANY = new CacheSizes(1 << 20);
    private static final CacheSizes NOTHING_CACHED = new CacheSizes(0);

    private static RememberScript script(Mode mode, Restart restart) throws Exception {
        return script(mode, restart, MANY);
    }

    private static RememberScript script(Mode mode, Restart restart, CacheSizes cacheSizes) throws Exception {
        return script(mode, restart, cacheSizes, MemorySettings.DEFAULT);
    }

    private static RememberScript script(Mode mode, Restart restart, CacheSizes cacheSizes, MemorySettings settings)
            throws Exception {
        return script(mode, restart, cacheSizes, settings, false);
    }

    private static RememberScript script(
            Mode mode, Restart restart, CacheSizes cacheSizes, MemorySettings settings, boolean feedEnds)
            throws Exception {
        return new RememberScript(new OperatorScript<>(
                restart,
                StreamTypes.ASSESS_INPUT,
                () -> new KeyedOneInputStreamOperatorTestHarness<>(
                        new Remember(mode, settings, feedEnds, cacheSizes), Calls::key, Types.STRING)));
    }

    @Restart.Each
    void measuresBeforeItLearns(Restart restart) throws Exception {
        try (RememberScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(2, "CREATE HBL-2 v1").put(3, "CREATE HBL-3 v1");

            assertThat(script.values(Indicators.get("shipper_consignments"))).containsExactly(0.0, 1.0, 2.0);
            assertThat(script.values(Indicators.get("first_time_shipper")))
                    .first()
                    .isEqualTo(1.0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FROM_CHECKPOINTS", "FROM_SAVEPOINTS"})
    void whatIsDeclaredLaterTakesNoBillOfAnHourThatHasBegun(Restart restart) throws Exception {
        List<Declaration> later = Bank.standard().declarations();
        AtomicReference<List<Declaration>> declared = new AtomicReference<>(List.of());
        try (RememberScript script = new RememberScript(new OperatorScript<>(
                restart,
                StreamTypes.ASSESS_INPUT,
                () -> new KeyedOneInputStreamOperatorTestHarness<>(
                        new Remember(
                                Mode.ARRIVAL,
                                MemorySettings.DEFAULT,
                                Objects.requireNonNull(declared.get()),
                                false,
                                MANY),
                        Calls::key,
                        Types.STRING)))) {
            script.pass(5).put(7, "CREATE HBL-1 v1");
            declared.set(later);
            List<List<BankValues.Value>> said = said(script, later);

            assertThat(said.get(0))
                    .as("of the same hour as a bill before the savepoint")
                    .isEmpty();
            assertThat(said.get(1)).extracting(BankValues.Value::value).containsExactly(0f);
            assertThat(said.get(2)).extracting(BankValues.Value::value).containsExactly(1f);
        }
    }

    /** How many bills the consignor has, as the bills of hours 7, 8 and 9 are answered. */
    private static List<List<BankValues.Value>> said(RememberScript script, List<Declaration> declared)
            throws Exception {
        BankJoin join = new BankJoin(new Bank(declared));
        List<List<BankValues.Value>> said = new ArrayList<>();
        for (int bill = 2; bill <= 4; bill++) {
            CaseEvent event = script.cases.event(5 + bill, "CREATE HBL-" + bill + " v1");
            Calls calls = new Calls(event, null, false, List.of(), Bank.ALL_SHARDS);
            script.operator.then(
                    harness -> harness.processElement(calls, event.position().orderTime()));
            List<AssessInput> outputs = script.operator.outputs();
            BankAnswer answer = join.of(
                    event,
                    Objects.requireNonNull(outputs.get(outputs.size() - 1).answered())
                            .declared());
            said.add(Objects.requireNonNull(answer)
                    .known(List.of("count(consignor)"))
                    .values());
        }
        return said;
    }

    private static RememberScript declaringFrom(@Nullable Instant hour) throws Exception {
        OperatorSubtaskState before = beforeAnybodyTold();
        return new RememberScript(new OperatorScript<>(
                Restart.NEVER,
                StreamTypes.ASSESS_INPUT,
                () -> new KeyedOneInputStreamOperatorTestHarness<>(
                        new Remember(
                                        Mode.ARRIVAL,
                                        MemorySettings.DEFAULT,
                                        Bank.standard().declarations(),
                                        false,
                                        MANY)
                                .from(hour),
                        Calls::key,
                        Types.STRING),
                before));
    }

    @SuppressWarnings("try") // closing may be interrupted, and then the test has failed
    private static OperatorSubtaskState beforeAnybodyTold() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Calls, AssessInput> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(new TellsNothing(), Calls::key, Types.STRING)) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
            harness.open();
            return harness.snapshot(1, 1);
        }
    }

    /** In place of release 0.2.0, which did not keep how far bills had come. */
    private static final class TellsNothing extends AbstractStreamOperator<AssessInput>
            implements OneInputStreamOperator<Calls, AssessInput> {
        @Override
        public void processElement(StreamRecord<Calls> element) {}
    }

    @Test
    void atASavepointThatTellsNotHowFarBillsHaveComeMemoriesBeginAtTheHourThatIsNamed() throws Exception {
        try (RememberScript script = declaringFrom(Instant.ofEpochMilli(Lines.hour(8)))) {
            List<List<BankValues.Value>> said = said(script, Bank.standard().declarations());

            assertThat(said.get(0)).as("before that hour").isEmpty();
            assertThat(said.get(1)).extracting(BankValues.Value::value).containsExactly(0f);
            assertThat(said.get(2)).extracting(BankValues.Value::value).containsExactly(1f);
        }
    }

    @Test
    void anHourThatIsOverIsRefused() {
        assertThatThrownBy(
                        () -> declaringFrom(Instant.EPOCH.minusSeconds(3_600)).close())
                .hasMessageContaining("an hour to come: given=1969-12-31T23:00:00Z");
    }

    @Test
    void theRefusalOfSuchASavepointNamesAnHourThatWillDo() {
        assertThatThrownBy(() -> declaringFrom(null).close())
                .hasMessageContaining("--memories-from 1970-01-02T01:00:00Z");
    }

    @Test
    void whatASecondSnapshotStoresIsFoundAfterIt() throws Exception {
        try (RememberScript script = script(Mode.ARRIVAL, Restart.NEVER)) {
            script.put(1, "CREATE HBL-1 v1");
            script.operator.snapshot();
            script.operator.restart();
            script.operator.restart();
            script.put(2, "CREATE HBL-2 v1");

            assertThat(script.values(Indicators.get("shipper_consignments"))).containsExactly(0.0, 1.0);
        }
    }

    @Restart.Each
    void anAmendmentTakesBackWhatTheVersionBeforeTaught(Restart restart) throws Exception {
        try (RememberScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(2, "REPLACE HBL-1 v2 kg=900").put(3, "CREATE HBL-2 v1");

            assertThat(script.values(Indicators.get("shipper_consignments"))).containsExactly(0.0, 0.0, 1.0);
        }
    }

    @Restart.Each
    void aMovedConsignmentLeavesNothingWithItsFormerShipper(Restart restart) throws Exception {
        try (RememberScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 shipper=S1").put(2, "REPLACE HBL-1 v2 shipper=S2");

            assertThat(script.answers()).extracting(Answered.FromMemory::key).doesNotHaveDuplicates();
            assertThat(script.stored()).isEqualTo(1);
        }
    }

    @Restart.Each
    void aWithdrawnConsignmentLeavesNothing(Restart restart) throws Exception {
        try (RememberScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(2, "DELETE HBL-1 v2");

            assertThat(script.answers()).hasSize(1);
            assertThat(script.stored()).isZero();
        }
    }

    /** Of a feed that ends nobody reads them again; a job that was only drained goes on from its savepoint. */
    @Restart.Each
    void whatIsHeldWithTheLastWatermarkIsStoredOnlyIfTheFeedGoesOn(Restart restart) throws Exception {
        for (boolean feedEnds : List.of(true, false)) {
            try (RememberScript script = script(Mode.ORDERED, restart, MANY, MemorySettings.DEFAULT, feedEnds)) {
                script.put(1, "CREATE HBL-1 v1");
                script.operator.then(harness -> harness.processWatermark(Watermark.MAX_WATERMARK));

                assertThat(script.answers()).isNotEmpty();
                assertThat(script.operator.outputWithWatermarks()).endsWith(Watermark.MAX_WATERMARK);
                assertThat(script.operator.storedValues() == 0)
                        .as("feedEnds=%s", feedEnds)
                        .isEqualTo(feedEnds);
            }
        }
    }

    @Restart.Each
    void anOutcomeTeachesAndIsNotAnswered(Restart restart) throws Exception {
        try (RememberScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(2, "CREATE HBL-2 v1");
            script.put(3, "OUTCOME HBL-1 v1 code=FALSE_ORIGIN").put(4, "CREATE HBL-3 v1");

            assertThat(script.answers()).hasSize(3);
            assertThat(script.answers().get(1).answer().shares())
                    .allMatch(share -> share.shrunk().get(0).own() == 0);
            assertThat(script.answers().get(2).answer().shares())
                    .anyMatch(share -> share.shrunk().get(0).own() > 0);
        }
    }

    @Restart.Each
    void handlesShuffledVisitsInPositionOrder(Restart restart) throws Exception {
        try (RememberScript script = script(Mode.ORDERED, restart)) {
            List<Calls> calls = new ArrayList<>();
            for (int bill = 0; bill < 5; bill++) {
                calls.addAll(RememberScript.calls(script.cases.event(bill, "CREATE HBL-" + bill + " v1")));
            }
            for (int i : new int[] {3, 0, 4, 1, 2}) {
                script.operator.then(harness -> harness.processElement(calls.get(i), Lines.hour(i)));
            }
            script.pass(10);

            assertThat(script.values(Indicators.get("shipper_consignments"))).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
        }
    }

    /** The ledger handles at once what is late, and tells it with its own, older position. */
    @Restart.Each
    void aVersionThatCameLateTakesBackWhatTheOneBeforeTaught(Restart restart) throws Exception {
        for (long passed : new long[] {5, 8}) {
            try (RememberScript script = script(Mode.ORDERED, restart)) {
                script.put(9, "CREATE HBL-1 v1").pass(passed).put(7, "DELETE HBL-1 v2", true);
                script.pass(10);
                script.put(11, "CREATE HBL-2 v1").pass(12);

                assertThat(script.values(Indicators.get("shipper_consignments")))
                        .containsExactly(0.0, 0.0);
            }
        }
    }

    /** A consignment that is forgotten, and filed again, is counted from 1 again. */
    @Restart.Each
    void aConsignmentThatComesAgainAfterItWasForgottenDoesNotOvertakeItsFirstVersions(Restart restart)
            throws Exception {
        long forgotten = 2 + 31 * 24;
        try (RememberScript script = script(Mode.ORDERED, restart)) {
            script.put(1, "CREATE HBL-1 v1")
                    .put(2, "REPLACE HBL-1 v2")
                    .put(3, "CREATE HBL-2 v1")
                    .put(forgotten, "CREATE HBL-1 v1 mrn=M2")
                    .pass(forgotten);

            assertThat(script.answers()).hasSize(4);
            assertThat(script.operator.outputs())
                    .extracting(input -> input.position().orderTime())
                    .containsExactly(Lines.hour(1), Lines.hour(2), Lines.hour(3), Lines.hour(forgotten));
            assertThat(script.values(Indicators.get("shipper_consignments"))).containsExactly(0.0, 0.0, 1.0, 2.0);
        }
    }

    @Restart.Each
    void whatIsNotVisitedForTwoYearsIsForgottenBeforeAnybodyHasLooked(Restart restart) throws Exception {
        try (RememberScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(2, "CREATE HBL-2 v1").put(3 + RETENTION_HOURS, "CREATE HBL-3 v1");

            assertThat(script.values(Indicators.get("shipper_consignments"))).containsExactly(0.0, 1.0, 0.0);
        }
    }

    @Restart.Each
    void everyVisitProlongsWhatIsRemembered(Restart restart) throws Exception {
        try (RememberScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(RETENTION_HOURS, "CREATE HBL-2 v1");
            script.pass(RETENTION_HOURS + 2).put(RETENTION_HOURS + 3, "CREATE HBL-3 v1");

            assertThat(script.values(Indicators.get("shipper_consignments"))).containsExactly(0.0, 1.0, 2.0);
        }
    }

    @Restart.Each
    void nothingIsStoredOnceItsRetentionIsOver(Restart restart) throws Exception {
        try (RememberScript script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 shipper=S1").put(2, "CREATE HBL-2 v1 shipper=S2");
            script.put(3, "DELETE HBL-2 v2").pass(4 + RETENTION_HOURS).pass(5 + 2 * RETENTION_HOURS);

            assertThat(script.operator.storedValues()).isZero();
        }
    }

    @Restart.Each
    void isKeptAsLongAsTheSettingsSay(Restart restart) throws Exception {
        MemorySettings month = new MemorySettings(540, 1080, 16, 8, 12, 16, 8, 6, 24, 64, 150, 1_000, 30);
        try (RememberScript script = script(Mode.ARRIVAL, restart, MANY, month)) {
            script.put(1, "CREATE HBL-1 v1").put(720, "CREATE HBL-2 v1");
            script.pass(721 + 720).put(722 + 720, "CREATE HBL-3 v1");

            assertThat(script.values(Indicators.get("shipper_consignments"))).containsExactly(0.0, 1.0, 0.0);
            script.pass(723 + 2 * 720);
            assertThat(script.operator.storedValues()).isZero();
        }
    }

    @Test
    void memoriesHaveNoTimerAndAreForgottenAllTheSame() throws Exception {
        try (RememberScript script = script(Mode.ARRIVAL, Restart.NEVER)) {
            int shippers = 40;
            for (int shipper = 0; shipper < shippers; shipper++) {
                script.put(1, "CREATE HBL-" + shipper + " v1 shipper=S" + shipper);
            }
            script.operator.snapshot();

            assertThat(script.timers()).isZero();
            assertThat(script.stored()).isEqualTo(shippers);

            script.pass(2 + RETENTION_HOURS);
            assertThat(script.operator.storedValues()).isZero();
        }
    }

    /** Their blocks are sealed, leave the heap, are emptied and leave the backend meanwhile. */
    @Restart.Each
    void memoriesOfManyShippersAreFoundAgain(Restart restart) throws Exception {
        int shippers = Seeds.of(25, 60);
        int rounds = 4;
        try (RememberScript script = script(Mode.ARRIVAL, restart, NOTHING_CACHED)) {
            List<Double> expected = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                for (int shipper = 0; shipper < shippers; shipper++) {
                    script.put(1 + round, "CREATE HBL-" + round + '-' + shipper + " v1 shipper=S" + shipper);
                    expected.add((double) round);
                }
            }

            assertThat(script.values(Indicators.get("shipper_consignments"))).isEqualTo(expected);
        }
    }
}
