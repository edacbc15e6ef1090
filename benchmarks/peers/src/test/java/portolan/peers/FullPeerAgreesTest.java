// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Calls;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.stage.AssessSettings;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;
import portolan.testing.Seeds;

/** The operators of the full workload, one behind the other, against the engine's own oracle. */
@Tag(Seeds.TAG)
final class FullPeerAgreesTest {
    private static final int FILINGS = 300;
    private static final JobSettings JOB = JobSettings.of(Map.of());

    private final List<Assessment> assessments = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<AssessInput> answers = new ArrayList<>();
    private final List<AssessInput> cases = new ArrayList<>();
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
        agrees(null);
    }

    private static LongStream seeds() {
        return Seeds.upTo(1, 10);
    }

    /** Versions of one consignment are open at once then, and answers overtake cases, as they may; cases do not. */
    @ParameterizedTest
    @MethodSource("seeds")
    void answersThatOvertakeGiveWhatTheOracleGives(long seed) throws Exception {
        agrees(new Random(seed));
    }

    private void agrees(@Nullable Random overtaking) throws Exception {
        SequentialEngine oracle =
                new SequentialEngine(BaselineRuleSet.compiled(), JOB.engineVersion(), JOB.reference());
        List<Assessment> expected = new ArrayList<>();
        List<Alert> expectedAlerts = new ArrayList<>();
        FilingDecoder decoder = new FilingDecoder();
        open(ledger);
        open(call);
        open(remember);
        open(join);

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
            visit();
            if (overtaking == null) {
                join(answers, cases);
            }
        }
        if (overtaking != null) {
            joinMixed(overtaking);
        }
        assessments.addAll(taken(join));
        ConcurrentLinkedQueue<StreamRecord<Alert>> told = join.getSideOutput(JoinAndAssess.ALERTS);
        for (StreamRecord<Alert> of = told == null ? null : told.poll(); of != null; of = told.poll()) {
            alerts.add(of.getValue());
        }

        assertThat(expected).hasSizeGreaterThan(250);
        assertThat(shown(assessments)).isEqualTo(shown(expected));
        assertThat(alerts).containsExactlyInAnyOrderElementsOf(expectedAlerts);
        ledger.close();
        call.close();
        remember.close();
        join.close();
    }

    /** In one order. Peers count no traffic, and so have no table of it. */
    private static List<String> shown(List<Assessment> assessments) {
        return assessments.stream()
                .map(assessment -> assessment.toString().replaceFirst("table=\\d+", "table="))
                .sorted()
                .toList();
    }

    private static void open(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        harness.open();
    }

    private void visit() throws Exception {
        for (CaseEvent event : taken(ledger)) {
            call.processElement(event, 0);
        }
        for (Calls calls : taken(call)) {
            remember.processElement(calls, 0);
        }
        answers.addAll(taken(remember));
        ConcurrentLinkedQueue<StreamRecord<AssessInput>> called = call.getSideOutput(CallEach.CASES);
        for (StreamRecord<AssessInput> of = called == null ? null : called.poll(); of != null; of = called.poll()) {
            cases.add(of.getValue());
        }
    }

    /** The answers first, so that the join has to wait for its case. */
    private void join(List<AssessInput> first, List<AssessInput> then) throws Exception {
        for (AssessInput input : first) {
            join.processElement(input, 0);
        }
        for (AssessInput input : then) {
            join.processElement(input, 0);
        }
        first.clear();
        then.clear();
    }

    /** Answers in any order among the cases, which keep theirs. */
    private void joinMixed(Random random) throws Exception {
        List<@Nullable AssessInput> mixed = new ArrayList<>(answers);
        mixed.addAll(Collections.nCopies(cases.size(), null));
        Collections.shuffle(mixed, random);
        Iterator<AssessInput> next = cases.iterator();
        for (AssessInput input : mixed) {
            join.processElement(input == null ? next.next() : input, 0);
        }
    }

    private static <OUT> List<OUT> taken(AbstractStreamOperatorTestHarness<OUT> harness) {
        List<OUT> values = harness.extractOutputValues();
        harness.getOutput().clear();
        return values;
    }
}
