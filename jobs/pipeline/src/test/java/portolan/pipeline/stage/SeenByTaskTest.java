package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a task knows after a restart, in tasks that are handed all that a snapshot has. */
final class SeenByTaskTest {
    private static final int ALL = Integer.MAX_VALUE;

    @Test
    void theSameTaskKnowsItsKeysAgain() throws Exception {
        OperatorSubtaskState snapshot;
        try (Task task = new Task(1, 2, ALL, null)) {
            task.add("a", "b");
            assertThat(task.mayHave("a", "b", "c")).containsExactly("a", "b");
            snapshot = task.snapshot();
            task.add("after it");
        }
        try (Task task = new Task(1, 2, ALL, snapshot)) {
            assertThat(task.mayHave("a", "b", "c", "after it"))
                    .contains("a", "b")
                    .doesNotContain("c");
            task.add("d");
            snapshot = task.snapshot();
        }
        try (Task task = new Task(1, 2, ALL, snapshot)) {
            assertThat(task.mayHave("a", "b", "c", "d")).containsExactly("a", "b", "d");
        }
    }

    @Test
    void anotherTaskKnowsNothingForGood() throws Exception {
        OperatorSubtaskState snapshot;
        try (Task task = new Task(0, 2, ALL, null)) {
            task.add("a");
            snapshot = task.snapshot();
        }
        for (int[] of : new int[][] {{1, 2}, {0, 1}, {0, 3}}) {
            OperatorSubtaskState its;
            try (Task task = new Task(of[0], of[1], ALL, snapshot)) {
                assertThat(task.mayHave("a", "c")).containsExactly("a", "c");
                its = task.snapshot();
            }
            try (Task task = new Task(of[0], of[1], ALL, its)) {
                assertThat(task.mayHave("a", "c")).containsExactly("a", "c");
            }
        }
    }

    @Test
    void whatIsTooMuchForASnapshotIsLeftOut() throws Exception {
        OperatorSubtaskState snapshot;
        try (Task task = new Task(0, 1, 5_000, null)) {
            task.add("a");
            snapshot = task.snapshot();
        }
        try (Task task = new Task(0, 1, 5_000, snapshot)) {
            assertThat(task.mayHave("a", "c")).containsExactly("a");
            for (int i = 0; i < 20_000; i++) {
                task.add("key-" + i);
            }
            snapshot = task.snapshot();
        }
        try (Task task = new Task(0, 1, 5_000, snapshot)) {
            assertThat(task.mayHave("a", "c")).containsExactly("a", "c");
        }
    }

    /** One of some tasks, with one filter. */
    private static final class Task implements AutoCloseable {
        private final Knows operator;
        private final OneInputStreamOperatorTestHarness<String, String> harness;

        Task(int task, int tasks, int mostWords, @Nullable OperatorSubtaskState from) throws Exception {
            operator = new Knows(mostWords);
            harness = new OneInputStreamOperatorTestHarness<>(operator, tasks, tasks, task);
            harness.setup(
                    Types.STRING.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
            if (from != null) {
                harness.initializeState(from);
            }
            harness.open();
        }

        void add(String... keys) {
            for (String key : keys) {
                operator.keys.add(key);
            }
        }

        List<String> mayHave(String... keys) {
            List<String> known = new ArrayList<>();
            for (String key : keys) {
                if (operator.keys.mayHave(key)) {
                    known.add(key);
                }
            }
            return known;
        }

        OperatorSubtaskState snapshot() throws Exception {
            return harness.snapshot(1, 1);
        }

        @Override
        public void close() {
            try {
                harness.close();
            } catch (Exception e) {
                throw new IllegalStateException("a task does not close", e);
            }
        }
    }

    private static final class Knows extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<String, String> {
        private final int mostWords;

        private transient SeenByTask seen;
        private transient SeenKeys keys;

        private Knows(int mostWords) {
            this.mostWords = mostWords;
        }

        @Override
        @Initializer
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            seen = SeenByTask.in(context, getRuntimeContext().getTaskInfo(), mostWords);
            keys = seen.of("keys");
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            seen.write();
        }

        @Override
        public void processElement(StreamRecord<String> element) {}
    }
}
