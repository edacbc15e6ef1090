package portolan.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Calls;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.stage.AssessSettings;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.memory.MemorySettings;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/** The operators of the full workload, one behind the other, against the engine's own oracle. */
final class FullPeerAgreesTest {
    private static final int FILINGS = 300;
    private static final long SEED = 5;
    private static final JobSettings JOB = JobSettings.of(Map.of());

    private final List<Assessment> assessments = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<AssessInput> waiting = new ArrayList<>();
    private final KeyedOneInputStreamOperatorTestHarness<String, LedgerInput, CaseEvent> ledger =
            new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new KeepLedgerInValueState(JOB.ledger())),
                    LedgerInput::ledgerKey,
                    Types.STRING);
    private final OneInputStreamOperatorTestHarness<CaseEvent, Calls> call =
            new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new CallEach()));
    private final KeyedOneInputStreamOperatorTestHarness<String, Calls, AssessInput> remember =
            new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new RememberInValueState(MemorySettings.DEFAULT)),
                    Calls::key,
                    Types.STRING);
    private final KeyedOneInputStreamOperatorTestHarness<String, AssessInput, Assessment> join =
            new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new JoinAndAssess(new AssessSettings(
                            JOB.rules(), JOB.reference(), JOB.engineVersion(), JOB.ledger(), JOB.memory()))),
                    AssessInput::ledgerKey,
                    Types.STRING);

    FullPeerAgreesTest() throws Exception {}

    @Test
    void everyValueInRocksDbGivesWhatTheOracleGives() throws Exception {
        agrees(1);
    }

    /** Versions of one consignment are open at once then, and answers come in any order, before their case too. */
    @Test
    void whatReachesTheJoinOutOfOrderGivesWhatTheOracleGives() throws Exception {
        agrees(FILINGS);
    }

    private void agrees(int filingsAtOnce) throws Exception {
        SequentialEngine oracle =
                new SequentialEngine(BaselineRuleSet.compiled(), JOB.engineVersion(), JOB.reference());
        List<Assessment> expected = new ArrayList<>();
        List<Alert> expectedAlerts = new ArrayList<>();
        FilingDecoder decoder = new FilingDecoder();
        open(ledger);
        open(call);
        open(remember);
        open(join);

        int taken = 0;
        for (RawRecord raw : SeededFeed.records(FILINGS)) {
            LedgerInput input = (LedgerInput) decoder.decode(raw);
            for (Replayed replayed : oracle.take(Objects.requireNonNull(input.filing()))) {
                if (replayed.assessment() != null) {
                    expected.add(replayed.assessment());
                }
                expectedAlerts.addAll(replayed.alerts());
            }
            ledger.processWatermark(new Watermark(raw.timestamp() - 1));
            ledger.processElement(input, raw.timestamp());
            taken++;
            passOn(taken % filingsAtOnce == 0, filingsAtOnce > 1);
        }

        assertThat(expected).hasSizeGreaterThan(250);
        assertThat(assessments).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(alerts).containsExactlyInAnyOrderElementsOf(expectedAlerts);
        ledger.close();
        call.close();
        remember.close();
        join.close();
    }

    private static void open(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        harness.open();
    }

    private void passOn(boolean alsoToJoin, boolean shuffled) throws Exception {
        for (CaseEvent event : taken(ledger)) {
            call.processElement(event, 0);
        }
        for (Calls calls : taken(call)) {
            remember.processElement(calls, 0);
        }
        // The answers first, so that the join has to wait for its case.
        waiting.addAll(taken(remember));
        ConcurrentLinkedQueue<StreamRecord<AssessInput>> cases = call.getSideOutput(CallEach.CASES);
        for (StreamRecord<AssessInput> of = cases == null ? null : cases.poll(); of != null; of = cases.poll()) {
            waiting.add(of.getValue());
        }
        if (!alsoToJoin) {
            return;
        }
        if (shuffled) {
            Collections.shuffle(waiting, new Random(SEED));
        }
        for (AssessInput input : waiting) {
            join.processElement(input, 0);
        }
        waiting.clear();
        assessments.addAll(taken(join));
        ConcurrentLinkedQueue<StreamRecord<Alert>> told = join.getSideOutput(JoinAndAssess.ALERTS);
        for (StreamRecord<Alert> of = told == null ? null : told.poll(); of != null; of = told.poll()) {
            alerts.add(of.getValue());
        }
    }

    private static <OUT> List<OUT> taken(AbstractStreamOperatorTestHarness<OUT> harness) {
        List<OUT> values = harness.extractOutputValues();
        harness.getOutput().clear();
        return values;
    }
}
