// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.AssessInput;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.DecideInput;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.score.Assessment;

/** The two stages behind one another, as the graph connects them: one task of each. */
final class AssessAndDecide implements AutoCloseable {
    private static final int KEY_GROUPS = 16;

    private final OperatorScript<
                    KeyedTwoInputStreamOperatorTestHarness<String, AssessInput, PublishedText, DecideInput>,
                    DecideInput>
            assess;
    private final OperatorScript<KeyedOneInputStreamOperatorTestHarness<String, DecideInput, Assessment>, Assessment>
            decide;
    private int passed;

    /** Makes a new operator each time it starts. */
    interface Stages {
        default Assess assess(Mode mode, AssessSettings settings) {
            return new Assess(mode, settings, new CacheSizes(1 << 16));
        }

        default Decide decide(Mode mode, AssessSettings settings) {
            return new Decide(mode, settings, new CacheSizes(1 << 16), Clock.systemUTC());
        }
    }

    AssessAndDecide(Mode mode, AssessSettings settings, Restart restart) throws Exception {
        this(mode, settings, restart, new Stages() {}, 1, 0, null);
    }

    /** @param state of Assess; null to begin with none */
    AssessAndDecide(
            Mode mode,
            AssessSettings settings,
            Restart restart,
            Stages stages,
            int parallelism,
            int subtask,
            @Nullable OperatorSubtaskState state)
            throws Exception {
        assess = new OperatorScript<>(
                restart,
                StreamTypes.DECIDE_INPUT,
                () -> new KeyedTwoInputStreamOperatorTestHarness<>(
                        stages.assess(mode, settings),
                        AssessInput::ledgerKey,
                        null,
                        Types.STRING,
                        KEY_GROUPS,
                        parallelism,
                        subtask),
                state);
        decide = new OperatorScript<>(
                restart,
                StreamTypes.ASSESSMENT,
                () -> new KeyedOneInputStreamOperatorTestHarness<>(
                        stages.decide(mode, settings),
                        DecideInput::key,
                        Types.STRING,
                        KEY_GROUPS,
                        parallelism,
                        subtask));
    }

    /** Does something to Assess; what comes of it goes on to Decide. */
    AssessAndDecide then(
            OperatorScript.Step<KeyedTwoInputStreamOperatorTestHarness<String, AssessInput, PublishedText, DecideInput>>
                    step)
            throws Exception {
        assess.then(step);
        List<Object> elements = assess.outputWithWatermarks();
        for (; passed < elements.size(); passed++) {
            Object next = elements.get(passed);
            if (next instanceof DecideInput input) {
                long at = input.event() == null ? 0 : input.position().orderTime();
                decide.then(harness -> harness.processElement(input, at));
            } else if (next instanceof Watermark mark) {
                decide.then(harness -> harness.processWatermark(mark));
            }
        }
        return this;
    }

    List<Assessment> outputs() {
        return decide.outputs();
    }

    /** What either stage says beside its main output. */
    <X> List<X> side(OutputTag<X> tag) {
        List<X> values = new ArrayList<>(assess.side(tag));
        values.addAll(decide.side(tag));
        return values;
    }

    /** Values in the stores of both. */
    long liveValues() throws Exception {
        return assess.liveValues() + decide.liveValues();
    }

    /** What both stages keep. */
    long storedValues() throws Exception {
        return assess.storedValues() + decide.storedValues();
    }

    OperatorSubtaskState snapshotOfAssess() throws Exception {
        return assess.snapshot();
    }

    @Override
    public void close() {
        assess.close();
        decide.close();
    }
}
