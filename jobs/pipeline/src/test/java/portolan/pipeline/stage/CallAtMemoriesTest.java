// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Calls;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;

/** Every memory is called at once, and each bundle of calls belongs to one task. */
final class CallAtMemoriesTest {
    private static final int MOST_TASKS = 720;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 300})
    void callsOnceATaskAtEveryMemoryThatTheEventConcerns(int tasks) throws Exception {
        Cases cases = new Cases();
        List<CaseEvent> events = List.of(
                cases.event(1, "CREATE HBL-1 v1 shipper=S1"),
                cases.event(2, "REPLACE HBL-1 v2 shipper=S2"),
                cases.event(3, "OUTCOME HBL-1 v1 code=FALSE_ORIGIN"),
                cases.event(4, "DELETE HBL-1 v3"));
        for (CaseEvent event : events) {
            Sent sent = send(event, tasks);

            Set<Integer> called = new HashSet<>();
            List<String> memories = new ArrayList<>();
            int measured = 0;
            for (Calls calls : sent.calls()) {
                assertThat(called.add(task(calls.key(), tasks))).isTrue();
                for (Calls.Call call : calls.calls()) {
                    assertThat(task(call.key(), tasks)).isEqualTo(task(calls.key(), tasks));
                    memories.add(call.kind() + ' ' + call.key());
                    measured += call.of(event).measures() ? 1 : 0;
                }
            }
            assertThat(memories).containsExactlyInAnyOrderElementsOf(memories(event));
            assertThat(sent.passedOn()).isEqualTo(AssessInput.of(event, measured));
        }
    }

    @Test
    @SuppressWarnings("try") // The harness may be interrupted while it closes.
    void whatTheWatermarkHasPassedIsLate() throws Exception {
        Cases cases = new Cases();
        try (OneInputStreamOperatorTestHarness<CaseEvent, Calls> harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new CallAtMemories(false)), MOST_TASKS, 1, 0)) {
            harness.open();
            harness.processWatermark(OperatorScript.watermark(2));
            harness.processElement(new StreamRecord<>(cases.event(3, "CREATE HBL-1 v1 shipper=S1")));
            harness.processElement(new StreamRecord<>(cases.event(2, "REPLACE HBL-1 v2 shipper=S1")));

            assertThat(harness.extractOutputValues()).extracting(Calls::late).containsExactly(false, true);
            assertThat(harness.getSideOutput(SideOutputs.CASES))
                    .extracting(sent -> sent.getValue().late())
                    .containsExactly(false, true);
        }
    }

    /** Also where it calls at nothing else, and however the calls are parted: by any of them its task is found. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 100})
    void eachShardOfDeclaredMemoriesIsAskedOnceWhereItIsKept(int tasks) throws Exception {
        Cases cases = new Cases();
        CaseEvent event = cases.event(1, "CREATE MBL-1 v1 level=MASTER eta=40");

        Sent sent = send(event, tasks, true);

        long asked = 0;
        for (Calls calls : sent.calls()) {
            assertThat(calls.event()).as("with all its parts").isEqualTo(calls.shards() == 0 ? calls.event() : event);
            for (Calls apart : calls.apart()) {
                assertThat(task(apart.key(), tasks)).isEqualTo(task(calls.key(), tasks));
                assertThat(asked & apart.shards()).isZero();
                asked |= apart.shards();
            }
        }
        assertThat(asked).isEqualTo(-1);
        assertThat(sent.passedOn().expected())
                .isEqualTo(send(event, tasks).passedOn().expected() + Long.SIZE);
        CaseEvent due = cases.due(100);
        assertThat(send(due, tasks, true)).isEqualTo(send(due, tasks));
    }

    private static List<String> memories(CaseEvent event) {
        List<String> memories = new ArrayList<>();
        for (Remembered<?> remembered : Catalogue.remembered()) {
            for (Visit visit : Visit.of(remembered.kind(), event)) {
                memories.add(remembered.kind().name() + ' ' + visit.key());
            }
        }
        return memories;
    }

    private static int task(String key, int tasks) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MOST_TASKS, tasks);
    }

    private record Sent(List<Calls> calls, AssessInput passedOn) {}

    @SuppressWarnings("try") // The harness may be interrupted while it closes.
    private static Sent send(CaseEvent event, int tasks) throws Exception {
        return send(event, tasks, false);
    }

    @SuppressWarnings("try") // The harness may be interrupted while it closes.
    private static Sent send(CaseEvent event, int tasks, boolean declares) throws Exception {
        try (OneInputStreamOperatorTestHarness<CaseEvent, Calls> harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new CallAtMemories(declares)), MOST_TASKS, tasks, 0)) {
            harness.open();
            harness.processElement(new StreamRecord<>(event));
            return new Sent(
                    harness.extractOutputValues(),
                    harness.getSideOutput(SideOutputs.CASES).remove().getValue());
        }
    }
}
