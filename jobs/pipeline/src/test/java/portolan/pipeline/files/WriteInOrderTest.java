// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.AssessmentLine;
import portolan.pipeline.Noted;
import portolan.scoring.ledger.Note;
import portolan.scoring.manifest.Position;

class WriteInOrderTest {
    /** Once straight through, and once restarted between every two steps. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsResultsUntilTheWatermarkAndCountsThemInOrder(boolean restarting) throws Exception {
        StringBuilder lines = new StringBuilder();
        List<Counted> counts = new ArrayList<>();
        OneInputStreamOperatorTestHarness<AssessmentLine, byte[]> harness = open(ResultFile.assessments(), null);
        for (Step step : List.<Step>of(
                on -> on.processElement(line(30, Tally.IN_TIME), 30),
                on -> on.processElement(line(10, Tally.TOO_LATE), 10),
                on -> on.processElement(line(20, Tally.IN_TIME), 20),
                on -> on.processWatermark(20),
                on -> on.processElement(line(25, Tally.TOO_LATE), 25),
                on -> on.processWatermark(Long.MAX_VALUE))) {
            step.on(harness);
            for (byte[] block : harness.extractOutputValues()) {
                lines.append(new String(block, StandardCharsets.UTF_8));
            }
            ConcurrentLinkedQueue<StreamRecord<String>> beside = harness.getSideOutput(WriteInOrder.COUNTS);
            if (beside != null) {
                beside.forEach(text -> counts.add(Counted.parse(text.getValue())));
                beside.clear();
            }
            harness.getOutput().clear();
            if (restarting) {
                OperatorSubtaskState state = harness.snapshot(1, 1);
                harness.close();
                harness = open(ResultFile.assessments(), state);
            }
        }
        harness.close();

        assertThat(lines).hasToString("10\n20\n25\n30\n");
        assertThat(counts)
                .extracting(Counted::file, Counted::first, Counted::results, Counted::bytes)
                .containsExactly(tuple("assessments.jsonl", 0L, 2L, 6L), tuple("assessments.jsonl", 2L, 2L, 6L));
        for (Counted counted : counts) {
            Tally tally = new Tally();
            tally.addCounts(counted.tally());
            assertThat(tally.of(Tally.IN_TIME)).isEqualTo(1);
            assertThat(tally.of(Tally.TOO_LATE)).isEqualTo(1);
        }
    }

    @Test
    void whatIsOnlyCountedHasNoLines() throws Exception {
        OneInputStreamOperatorTestHarness<Noted, byte[]> harness = open(ResultFile.notes(), null);
        harness.processElement(new Noted(Note.DUPLICATE_FILING, "t|K", position(10)), 10);
        harness.processWatermark(10);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(WriteInOrder.COUNTS))
                .extracting(text -> Counted.parse(text.getValue()).results())
                .containsExactly(1L);
        harness.close();
    }

    @Test
    void longRunsLeaveInBlocks() throws Exception {
        OneInputStreamOperatorTestHarness<AssessmentLine, byte[]> harness = open(ResultFile.assessments(), null);
        for (int time = 0; time < 5; time++) {
            harness.processElement(new AssessmentLine(position(time), Tally.IN_TIME, new byte[100_000]), time);
        }
        harness.processWatermark(5);

        assertThat(harness.extractOutputValues())
                .extracting(block -> block.length)
                .containsExactly(300_000, 200_000);
        assertThat(harness.getSideOutput(WriteInOrder.COUNTS))
                .extracting(text -> Counted.parse(text.getValue()).first())
                .containsExactly(0L, 3L);
        harness.close();
    }

    private static <T> OneInputStreamOperatorTestHarness<T, byte[]> open(
            ResultFile<T> file, @Nullable OperatorSubtaskState state) throws Exception {
        OneInputStreamOperatorTestHarness<T, byte[]> harness = new OneInputStreamOperatorTestHarness<>(
                new WriteInOrder<>(file), file.type().createSerializer(new SerializerConfigImpl()));
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static AssessmentLine line(long time, String tally) {
        return new AssessmentLine(position(time), tally, (time + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Position position(long time) {
        return new Position(time, Position.Input.FILING, "f", 0, time);
    }

    private interface Step {
        void on(OneInputStreamOperatorTestHarness<AssessmentLine, byte[]> harness) throws Exception;
    }
}
