package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Calls;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.indicator.Remembered;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Part;
import portolan.scoring.memory.MemoryKind;
import portolan.scoring.memory.Visit;

/**
 * Sends a case event to every memory that it concerns, once a task that keeps any of them, and passes it on to Assess.
 *
 * <p>Which task keeps a key is Flink's own arithmetic, so the key of one call leads all calls of a bundle to their
 * task. It holds while nothing is on its way that an earlier number of tasks bundled: checkpoints are aligned.
 */
final class CallAtMemories extends ProcessFunction<CaseEvent, Calls> {
    /** Parts that are worth a smaller event of its own: half of all there are. */
    private static final int MOST_PARTS_SENT_APART = Part.all().size() / 2;

    private transient List<Called> kinds;
    private transient Bundle[] bundles;
    private transient int mostTasks;

    @Override
    @Initializer
    public void open(OpenContext context) {
        kinds = new ArrayList<>();
        for (Remembered<?> remembered : Catalogue.remembered()) {
            kinds.add(new Called(remembered.kind(), remembered.kind().reads()));
        }
        // The memories have as many tasks as this step: the graph has one parallelism.
        mostTasks = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
        bundles = new Bundle[getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks()];
    }

    @Override
    public void processElement(CaseEvent event, Context context, Collector<Calls> out) {
        int expected = 0;
        for (Called called : kinds) {
            for (Visit visit : Visit.of(called.kind(), event)) {
                bundleOf(visit.key()).add(called, visit);
                expected += visit.measures() ? 1 : 0;
            }
        }
        context.output(SideOutputs.CASES, AssessInput.of(event, expected));
        for (int task = 0; task < bundles.length; task++) {
            Bundle bundle = bundles[task];
            if (bundle != null) {
                out.collect(bundle.of(event));
                bundles[task] = null;
            }
        }
    }

    private Bundle bundleOf(String key) {
        int task = KeyGroupRangeAssignment.assignKeyToParallelOperator(key, mostTasks, bundles.length);
        @Nullable Bundle bundle = bundles[task];
        if (bundle == null) {
            bundle = new Bundle();
            bundles[task] = bundle;
        }
        return bundle;
    }

    /** A kind of memory and what it reads, which makes a set each time it is asked. */
    private record Called(MemoryKind<?> kind, Set<Part> reads) {}

    /** The calls at one task, while they are gathered. */
    private static final class Bundle {
        private final List<Calls.Call> calls = new ArrayList<>();
        private final Set<Part> reads = EnumSet.noneOf(Part.class);

        void add(Called called, Visit visit) {
            calls.add(new Calls.Call(
                    called.kind().name(), visit.key(), visit.leaves(), visit.joins(), visit.inspected()));
            reads.addAll(called.reads());
        }

        Calls of(CaseEvent event) {
            // Where most is read, the very event that the others get: it is written once for all of them.
            return new Calls(reads.size() > MOST_PARTS_SENT_APART ? event : event.only(reads), calls);
        }
    }
}
