// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
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
import portolan.pipeline.state.Kept;
import portolan.pipeline.state.ScoringState;
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
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Reading;
import portolan.testing.Seeds;

/** The stage on the memory of shippers; what a memory learns is tested with the memory. */
@Tag(Seeds.TAG)
final class RememberTest {
    private static final MemoryKind<ShipperMemory> SHIPPER = RememberScript.SHIPPER;
    private static final String KIND = SHIPPER.name();
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
        OperatorSubtaskState before = savepointOf(new TimerAKey(), new Cases().event(1, "CREATE HBL-1 v1"));
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

    @Test
    @SuppressWarnings("try") // closing may be interrupted, and then the test has failed
    void takesOverMemoriesOfASavepointInWhichEachKindHadAStateOfItsOwn() throws Exception {
        Cases cases = new Cases();
        OperatorSubtaskState savepoint = savepointOf(new Apart(), cases.event(1, "CREATE HBL-1 v1"));
        try (KeyedOneInputStreamOperatorTestHarness<String, Calls, AssessInput> now =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new Remember(Mode.ARRIVAL, MemorySettings.DEFAULT, false, MANY), Calls::key, Types.STRING)) {
            now.setStateBackend(new EmbeddedRocksDBStateBackend(false));
            now.setup(StreamTypes.ASSESS_INPUT.createSerializer(new SerializerConfigImpl()));
            now.initializeState(savepoint);
            now.open();
            assertThat(now.numEventTimeTimers()).as("those before are gone").isZero();

            for (Calls calls : RememberScript.calls(cases.event(2, "CREATE HBL-2 v1"))) {
                now.processElement(calls, Lines.hour(2));
            }

            assertThat(now.extractOutputValues())
                    .flatExtracting(
                            input -> Objects.requireNonNull(input.answered()).answers())
                    .flatExtracting(from -> from.answer().readings())
                    .filteredOn(reading -> reading.indicator() == Indicators.get("shipper_consignments"))
                    .extracting(Reading::value)
                    .containsExactly(1.0);

            now.snapshot(3, 3);
            now.processWatermark(new Watermark(Lines.hour(3 + RETENTION_HOURS)));
            now.snapshot(4, 4);
            assertThat(((AbstractKeyedStateBackend<?>) now.getOperator().getKeyedStateBackend())
                            .numKeyValueStateEntries())
                    .isZero();
        }
    }

    @Test
    void takesOverASavepointInWhichEachMemoryHadATimer() throws Exception {
        Cases cases = new Cases();
        OperatorSubtaskState savepoint = savepointOf(new TimerAKey(), cases.event(1, "CREATE HBL-1 v1"));
        RememberScript script = new RememberScript(new OperatorScript<>(
                Restart.NEVER,
                StreamTypes.ASSESS_INPUT,
                () -> new KeyedOneInputStreamOperatorTestHarness<>(
                        new Remember(Mode.ARRIVAL, MemorySettings.DEFAULT, false, MANY), Calls::key, Types.STRING),
                savepoint));
        try (script) {
            script.put(2, "CREATE HBL-1 v1").pass(1 + RETENTION_HOURS);

            assertThat(script.values(Indicators.get("shipper_consignments"))).containsExactly(1.0);
            assertThat(script.stored()).as("it was prolonged").isEqualTo(1);
            script.pass(3 + RETENTION_HOURS);
            assertThat(script.stored()).isZero();
        }
    }

    /** The memory of now is beside the backend, that of an earlier moment in it. */
    @Test
    void takesOverWhatACheckpointHadBesideTheBackend() throws Exception {
        Cases cases = new Cases();
        OperatorSubtaskState checkpoint = savepointOf(new Beside(), cases.event(1, "CREATE HBL-1 v1"));
        assertThat(checkpoint.getRawKeyedState()).isNotEmpty();
        RememberScript script = new RememberScript(new OperatorScript<>(
                Restart.NEVER,
                StreamTypes.ASSESS_INPUT,
                () -> new KeyedOneInputStreamOperatorTestHarness<>(
                        new Remember(Mode.ARRIVAL, MemorySettings.DEFAULT, false, MANY), Calls::key, Types.STRING),
                checkpoint));
        try (script) {
            script.put(2, "CREATE HBL-2 v1");

            assertThat(script.values(Indicators.get("shipper_consignments"))).containsExactly(1.0);
            assertThat(script.stored()).isEqualTo(1);
        }
    }

    /** What an earlier Remember left behind after one event. */
    @SuppressWarnings("try") // closing may be interrupted, and then the test has failed
    private static OperatorSubtaskState savepointOf(OneInputStreamOperator<Calls, AssessInput> earlier, CaseEvent event)
            throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Calls, AssessInput> before =
                new KeyedOneInputStreamOperatorTestHarness<>(earlier, Calls::key, Types.STRING)) {
            before.setStateBackend(new EmbeddedRocksDBStateBackend(false));
            before.open();
            for (Calls calls : RememberScript.calls(event)) {
                before.processElement(calls, Lines.hour(1));
            }
            return before.snapshot(1, 1);
        }
    }

    /** Stores memories of shippers as Remember did when each had a timer. */
    private static final class TimerAKey extends AbstractStreamOperator<AssessInput>
            implements OneInputStreamOperator<Calls, AssessInput>, Triggerable<String, String> {
        @Override
        public void onEventTime(InternalTimer<String, String> timer) {}

        @Override
        public void onProcessingTime(InternalTimer<String, String> timer) {}

        @Override
        public void processElement(StreamRecord<Calls> element) throws Exception {
            Calls calls = element.getValue();
            for (Calls.Call call : calls.calls()) {
                ShipperMemory memory = SHIPPER.unseen();
                call.of(Objects.requireNonNull(calls.event())).learn(SHIPPER, memory);
                getPartitionedState(KIND, StringSerializer.INSTANCE, ScoringState.memories())
                        .update(new Kept(Lines.hour(1 + RETENTION_HOURS), SHIPPER.write(memory)).write());
                getInternalTimerService(ScoringState.RETENTION, StringSerializer.INSTANCE, this)
                        .registerEventTimeTimer(KIND, Lines.hour(1 + RETENTION_HOURS));
            }
        }
    }

    /** Stores an empty memory of shippers, and writes the one of now beside it, as Remember did with dirty values. */
    private static final class Beside extends AbstractStreamOperator<AssessInput>
            implements OneInputStreamOperator<Calls, AssessInput> {
        private static final int LAST_VERSION_BEFORE_BLOCKS = 3;
        private static final int KEY_GROUPS = 1;

        private transient String key = "";
        private transient byte[] memory = {};

        @Override
        protected boolean isUsingCustomRawKeyedState() {
            return true;
        }

        @Override
        public void processElement(StreamRecord<Calls> element) throws Exception {
            Calls calls = element.getValue();
            long until = Lines.hour(1 + RETENTION_HOURS);
            for (Calls.Call call : calls.calls()) {
                key = call.key();
                ShipperMemory now = SHIPPER.unseen();
                getPartitionedState(KIND, StringSerializer.INSTANCE, ScoringState.memories())
                        .update(new Kept(until, SHIPPER.write(now)).write());
                call.of(Objects.requireNonNull(calls.event())).learn(SHIPPER, now);
                memory = new Kept(until, SHIPPER.write(now)).write();
            }
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            // No list of keys, and one value that the backend has otherwise.
            byte[] content = new LayoutWriter()
                    .count(0)
                    .count(1)
                    .text(KIND)
                    .text(key)
                    .flag(true)
                    .count(memory.length)
                    .raw(memory)
                    .toBytes();
            CRC32C sum = new CRC32C();
            sum.update(content, 0, content.length);
            KeyedStateCheckpointOutputStream raw = context.getRawKeyedOperatorStateOutput();
            raw.startNewKeyGroup(KeyGroupRangeAssignment.assignToKeyGroup(key, KEY_GROUPS));
            DataOutputStream out = new DataOutputStream(raw);
            out.writeInt(1 + Integer.BYTES + content.length);
            out.writeByte(LAST_VERSION_BEFORE_BLOCKS);
            out.writeInt((int) sum.getValue());
            out.write(content);
            out.flush();
        }
    }

    /** Stores memories of shippers as Remember once did. */
    private static final class Apart extends AbstractStreamOperator<AssessInput>
            implements OneInputStreamOperator<Calls, AssessInput>, Triggerable<String, VoidNamespace> {
        @Override
        public void onEventTime(InternalTimer<String, VoidNamespace> timer) {}

        @Override
        public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}

        @Override
        public void processElement(StreamRecord<Calls> element) throws Exception {
            Calls calls = element.getValue();
            for (Calls.Call call : calls.calls()) {
                ShipperMemory memory = SHIPPER.unseen();
                call.of(Objects.requireNonNull(calls.event())).learn(SHIPPER, memory);
                getPartitionedState(ScoringState.memoriesApart(KIND))
                        .update(new Kept(Lines.hour(RETENTION_HOURS), SHIPPER.write(memory)).write());
                getInternalTimerService(ScoringState.retentionApart(KIND), VoidNamespaceSerializer.INSTANCE, this)
                        .registerEventTimeTimer(VoidNamespace.INSTANCE, Lines.hour(RETENTION_HOURS));
            }
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
