// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.pipeline.HarnessEnd;

/** What a task knows after a restart. */
final class SeenByTaskTest {
    private static final int ALL = Integer.MAX_VALUE;

    /** Words of a filter's first part. */
    private static final int SMALLEST = 1 << 12;

    /** Whether the snapshot is packed, and whether the task that reads it packs its own. */
    @ParameterizedTest
    @CsvSource({"true, true", "false, true", "true, false"})
    void theSameTaskKnowsItsKeysAgain(boolean isPacked, boolean isPackedLater) throws Exception {
        Snapshot snapshot;
        try (Task task = new Task(1, 2, ALL, isPacked, null)) {
            task.add("a", "b");
            assertThat(task.known("a", "b", "c")).containsExactly("a", "b");
            snapshot = task.snapshot(3);
            task.add("after it");
        }
        try (Task task = new Task(1, 2, ALL, isPackedLater, snapshot)) {
            assertThat(task.known("a", "b", "c", "after it")).contains("a", "b").doesNotContain("c");
            task.add("d");
            snapshot = task.snapshot(4);
        }
        try (Task task = new Task(1, 2, ALL, isPackedLater, snapshot)) {
            assertThat(task.known("a", "b", "c", "d")).containsExactly("a", "b", "d");
        }
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    task, of tasks, checkpoint
                    1,           2,          3
                    0,           1,          3
                    0,           3,          3
                    0,           2,          4
                    """)
    void anotherTaskOrSnapshotKnowsNothingForGood(int index, int tasks, long checkpoint) throws Exception {
        Snapshot snapshot;
        try (Task task = new Task(0, 2)) {
            task.add("a");
            snapshot = new Snapshot(checkpoint, task.snapshot(3).state());
        }
        Snapshot its;
        try (Task task = new Task(index, tasks, ALL, true, snapshot)) {
            assertThat(task.known("a", "c")).containsExactly("a", "c");
            its = task.snapshot(5);
        }
        try (Task task = new Task(index, tasks, ALL, true, its)) {
            assertThat(task.known("a", "c")).containsExactly("a", "c");
        }
    }

    /** As many tasks, the same one, its own snapshot: else others stored what it finds. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    task, of tasks, checkpoint, starts from others
                    1,           2,          3,              false
                    0,           2,          3,               true
                    1,           3,          3,               true
                    1,           2,          4,               true
                    """)
    void aTaskSeesWhetherItStartsFromOthers(int index, int tasks, long checkpoint, boolean fromOthers)
            throws Exception {
        Snapshot snapshot;
        // Not a word of any filter has room.
        try (Task task = new Task(1, 2, 0, true, null)) {
            assertThat(task.operator.seen.startsFromOthers()).isFalse();
            task.add("a");
            snapshot = new Snapshot(checkpoint, task.snapshot(3).state());
        }
        try (Task task = new Task(index, tasks, ALL, true, snapshot)) {
            assertThat(task.operator.seen.startsFromOthers()).isEqualTo(fromOthers);
        }
    }

    @Test
    void theLargestIsLeftOutOfASnapshotThatWouldBeTooLarge() throws Exception {
        int most = 3 * SMALLEST;
        Snapshot snapshot;
        try (Task task = new Task(0, 1, most, true, null)) {
            task.add("a");
            task.addTo(Knows.OTHER, "o");
            snapshot = task.snapshot(1);
        }
        try (Task task = new Task(0, 1, most, true, snapshot)) {
            assertThat(task.known("a", "c")).containsExactly("a");
            for (int i = 0; i < 5 * SMALLEST; i++) {
                task.add("key-" + i);
            }
            snapshot = task.snapshot(2);
        }
        try (Task task = new Task(0, 1, most, true, snapshot)) {
            assertThat(task.known("a", "c")).containsExactly("a", "c");
            assertThat(task.knownTo(Knows.OTHER, "o", "c")).containsExactly("o");
        }
    }

    @Test
    void aNameHasOneFilter() throws Exception {
        try (Task task = new Task(0, 1)) {
            assertThatThrownBy(() -> task.operator.seen.of(Knows.KEYS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Knows.KEYS);
        }
    }

    /** By which number, and what it has of one task. */
    private record Snapshot(long id, OperatorSubtaskState state) {}

    /** One of some tasks, with two filters. */
    private static final class Task implements AutoCloseable {
        private final Knows operator;
        private final OneInputStreamOperatorTestHarness<String, String> harness;

        Task(int task, int tasks) throws Exception {
            this(task, tasks, ALL, true, null);
        }

        Task(int task, int tasks, int mostWords, boolean isPacked, @Nullable Snapshot from) throws Exception {
            operator = new Knows(mostWords);
            harness = new OneInputStreamOperatorTestHarness<>(operator, tasks, tasks, task);
            harness.getExecutionConfig().setUseSnapshotCompression(isPacked);
            harness.setup(
                    Types.STRING.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
            if (from != null) {
                harness.setRestoredCheckpointId(from.id());
                harness.initializeState(from.state());
            }
            harness.open();
        }

        void add(String... keys) {
            for (String key : keys) {
                addTo(Knows.KEYS, key);
            }
        }

        void addTo(String filter, String key) {
            Objects.requireNonNull(operator.filters.get(filter)).add(key);
        }

        List<String> known(String... keys) {
            return knownTo(Knows.KEYS, keys);
        }

        List<String> knownTo(String filter, String... keys) {
            List<String> known = new ArrayList<>();
            for (String key : keys) {
                if (Objects.requireNonNull(operator.filters.get(filter)).mayHave(key)) {
                    known.add(key);
                }
            }
            return known;
        }

        Snapshot snapshot(long id) throws Exception {
            return new Snapshot(id, harness.snapshot(id, id));
        }

        @Override
        public void close() {
            HarnessEnd.of(harness);
        }
    }

    private static final class Knows extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<String, String> {
        static final String KEYS = "keys";
        static final String OTHER = "other";

        private final int mostWords;

        private transient SeenByTask seen;
        private transient Map<String, SeenKeys> filters;

        private Knows(int mostWords) {
            this.mostWords = mostWords;
        }

        @Override
        @Initializer
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            seen = SeenByTask.in(context, getRuntimeContext().getTaskInfo(), mostWords);
            filters = new LinkedHashMap<>();
            for (String keys : List.of(KEYS, OTHER)) {
                filters.put(keys, seen.of(keys));
            }
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            seen.write(context);
        }

        @Override
        public void processElement(StreamRecord<String> element) {}
    }
}
