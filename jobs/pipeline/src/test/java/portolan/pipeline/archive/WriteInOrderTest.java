package portolan.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.Noted;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.ledger.Note;
import portolan.scoring.manifest.Position;

class WriteInOrderTest {
    /** Once straight through, and once restarted between every two steps. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsResultsUntilTheWatermarkAndNumbersThemInOrder(boolean restarting) throws Exception {
        List<String> lines = new ArrayList<>();
        OneInputStreamOperatorTestHarness<Noted, String> harness = open(null);
        for (Step step : List.<Step>of(
                on -> on.processElement(noted(30, Note.DUPLICATE_FILING), 30),
                on -> on.processElement(noted(10, Note.DUPLICATE_OUTCOME), 10),
                on -> on.processElement(noted(20, Note.DUPLICATE_FILING), 20),
                on -> on.processWatermark(20),
                on -> on.processElement(noted(25, Note.DUPLICATE_OUTCOME), 25),
                on -> on.processWatermark(Long.MAX_VALUE))) {
            step.on(harness);
            lines.addAll(harness.extractOutputValues());
            harness.getOutput().clear();
            if (restarting) {
                OperatorSubtaskState state = harness.snapshot(1, 1);
                harness.close();
                harness = open(state);
            }
        }
        harness.close();

        assertThat(lines)
                .containsExactly(
                        "0\tnote.DUPLICATE_OUTCOME\t",
                        "1\tnote.DUPLICATE_FILING\t",
                        "2\tnote.DUPLICATE_OUTCOME\t",
                        "3\tnote.DUPLICATE_FILING\t");
    }

    private static OneInputStreamOperatorTestHarness<Noted, String> open(@Nullable OperatorSubtaskState state)
            throws Exception {
        OneInputStreamOperatorTestHarness<Noted, String> harness = new OneInputStreamOperatorTestHarness<>(
                new WriteInOrder<>(new NoteFile()), StreamTypes.NOTED.createSerializer(new SerializerConfigImpl()));
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static Noted noted(long time, Note note) {
        return new Noted(note, "t|K", new Position(time, Position.Input.FILING, "f", 0, time));
    }

    private interface Step {
        void on(OneInputStreamOperatorTestHarness<Noted, String> harness) throws Exception;
    }
}
