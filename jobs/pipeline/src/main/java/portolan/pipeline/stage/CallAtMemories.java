// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.Arrays;
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
import portolan.pipeline.Reject;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Part;

/**
 * Sends a case event to every memory that it concerns, once a task that keeps any of them, and passes it on to Assess.
 *
 * <p>Which task keeps a key is Flink's own arithmetic, so the key of one call leads all calls of a bundle to their
 * task. It holds while nothing is on its way that an earlier number of tasks bundled: checkpoints are aligned.
 */
class CallAtMemories extends ProcessFunction<CaseEvent, Calls> {
    /** Parts that are worth a smaller event of its own: half of all there are. */
    private static final int MOST_PARTS_SENT_APART = Part.all().size() / 2;

    private final boolean declares;

    private transient List<Called> kinds;
    private transient long[] shardsOf;
    private transient Bundle[] bundles;
    private transient int mostTasks;
    private transient Quarantine quarantine;
    private transient long now;

    /** @param declares whether there are declared memories */
    CallAtMemories(boolean declares) {
        this.declares = declares;
    }

    @Override
    @Initializer
    public void open(OpenContext context) {
        quarantine = new Quarantine(
                ScoringState.CALL_AT_MEMORIES, getRuntimeContext().getMetricGroup(), () -> now);
        kinds = new ArrayList<>();
        for (Remembered<?> remembered : remembered()) {
            kinds.add(new Called(remembered.kind(), remembered.kind().reads()));
        }
        // The memories have as many tasks as this step: the graph has one parallelism.
        mostTasks = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
        bundles = new Bundle[getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks()];
        shardsOf = new long[bundles.length];
        for (int shard = 0; shard < Long.SIZE; shard++) {
            shardsOf[taskOf(Calls.shardKey(shard))] |= 1L << shard;
        }
    }

    /** All kinds of memory. */
    List<Remembered<?>> remembered() {
        return Catalogue.remembered();
    }

    @Override
    public void processElement(CaseEvent event, Context context, Collector<Calls> out) {
        now = context.timerService().currentProcessingTime();
        // The ledger tells what it held before it passes the watermark on: only what came behind that is older.
        boolean late = event.position().orderTime() <= context.timerService().currentWatermark();
        quarantine.take();
        AssessInput input;
        List<Calls> calls = new ArrayList<>(1);
        try {
            input = AssessInput.of(event, late, gather(event));
            for (int task = 0; task < bundles.length; task++) {
                Bundle bundle = bundles[task];
                if (bundle != null) {
                    calls.add(bundle.of(event, late));
                }
            }
        } catch (RuntimeException failure) {
            context.output(SideOutputs.REJECTED, setAside(event, failure));
            return;
        } finally {
            Arrays.fill(bundles, null);
        }
        context.output(SideOutputs.CASES, input);
        for (Calls ofTask : calls) {
            out.collect(ofTask);
        }
    }

    /** The case reaches neither memories nor Assess. */
    private Reject setAside(CaseEvent event, RuntimeException failure) {
        boolean isOfFiling = event.isAssessed() && event.kind() != CaseEvent.Kind.DUE;
        String of = "consignment=" + event.ledgerKey() + ", case=" + event.kind() + ' ' + event.sequence();
        return quarantine.of(failure, of, event.position(), isOfFiling);
    }

    /** Gathers the calls by task; how many answers there will be. */
    private int gather(CaseEvent event) {
        int expected = 0;
        for (Called called : kinds) {
            for (Visit visit : Visit.of(called.kind(), event)) {
                bundleOf(visit.key()).add(called, visit);
                expected += visit.measures() ? 1 : 0;
            }
        }
        return declares && event.kind() != CaseEvent.Kind.DUE ? expected + declared(event) : expected;
    }

    /** A filing calls at some hundred cells: hardly a shard is not among them, and each task takes what is its own. */
    private int declared(CaseEvent event) {
        for (int task = 0; task < bundles.length; task++) {
            if (shardsOf[task] != 0) {
                bundle(task).shards = shardsOf[task];
            }
        }
        return event.isAssessed() ? Long.SIZE : 0;
    }

    private int taskOf(String key) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(key, mostTasks, bundles.length);
    }

    private Bundle bundleOf(String key) {
        return bundle(taskOf(key));
    }

    private Bundle bundle(int task) {
        @Nullable Bundle bundle = bundles[task];
        if (bundle == null) {
            bundle = new Bundle();
            bundles[task] = bundle;
        }
        return bundle;
    }

    /** A kind of memory and what it reads. */
    private record Called(MemoryKind<?> kind, Set<Part> reads) {}

    /** The calls at one task, while they are gathered. */
    private static final class Bundle {
        private final List<Calls.Call> calls = new ArrayList<>();
        private final Set<Part> reads = EnumSet.noneOf(Part.class);
        private long shards;

        void add(Called called, Visit visit) {
            calls.add(new Calls.Call(
                    called.kind().name(), visit.key(), visit.leaves(), visit.joins(), visit.inspected()));
            reads.addAll(called.reads());
        }

        Calls of(CaseEvent event, boolean late) {
            // Where most is read, the very event that the others get: it is written once for all of them.
            boolean whole = shards != 0 || reads.size() > MOST_PARTS_SENT_APART;
            return new Calls(whole ? event : event.only(reads), null, late, calls, shards);
        }
    }
}
