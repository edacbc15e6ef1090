// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.HarnessEnd;
import portolan.pipeline.stage.Initializer;
import portolan.testing.Patience;

/** RocksDB goes on from linked tables, and the checkpoint stays what it was. */
final class LinkedRestoreTest {
    private static final int KEYS = 2_000;
    private static final int ROUNDS = 12;

    @TempDir
    Path directory;

    @Test
    void whoGoesOnFromACheckpointLeavesItAsItWas() throws Exception {
        OperatorSubtaskState checkpoint;
        try (Task task = new Task("first", null)) {
            task.write("first");
            checkpoint = task.snapshot(1);
        }
        try (Task task = new Task("second", checkpoint)) {
            assertThat(linkedTables("second"))
                    .as("tables that the checkpoint has too")
                    .isNotEmpty();
            task.assertAllAre("first");
            // Each snapshot writes a file of its own, until those that were linked are merged into others.
            for (int round = 0; round < ROUNDS; round++) {
                task.write("round " + round);
                task.snapshot(2 + round);
            }
            // RocksDB deletes what it has merged in threads of its own.
            Patience.until(
                    "none is linked any more", () -> linkedTables("second").isEmpty(), () -> "round " + ROUNDS);
            task.assertAllAre("round " + (ROUNDS - 1));
        }
        try (Task task = new Task("third", checkpoint)) {
            task.assertAllAre("first");
        }
    }

    private List<Path> linkedTables(String task) throws IOException {
        List<Path> linked = new ArrayList<>();
        Files.walkFileTree(directory.resolve("local").resolve(task), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".sst") && isLinked(file)) {
                    linked.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path deletedMeanwhile, IOException failed) {
                return FileVisitResult.CONTINUE;
            }
        });
        return linked;
    }

    private static boolean isLinked(Path file) {
        try {
            return (int) Files.getAttribute(file, "unix:nlink") > 1;
        } catch (IOException deletedMeanwhile) {
            return false;
        }
    }

    /** A task whose RocksDB has a directory of its own, and whose checkpoints are files beside it. */
    private final class Task implements AutoCloseable {
        private final Holds operator = new Holds();
        private final KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;

        Task(String name, @Nullable OperatorSubtaskState from) throws Exception {
            harness = new KeyedOneInputStreamOperatorTestHarness<>(operator, key -> key, Types.STRING);
            EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend(true);
            backend.setDbStoragePath(
                    Files.createDirectories(directory.resolve("local").resolve(name))
                            .toString());
            harness.setStateBackend(backend);
            // However small they are, tables are files.
            harness.setCheckpointStorage(new FileSystemCheckpointStorage(
                    directory.resolve("checkpoints").toUri(), 0));
            harness.setup();
            if (from != null) {
                harness.initializeState(from);
            }
            harness.open();
        }

        void write(String value) throws Exception {
            for (int key = 0; key < KEYS; key++) {
                operator.setCurrentKey("key-" + key);
                operator.value.update(value + " of key " + key);
            }
        }

        void assertAllAre(String value) throws Exception {
            for (int key = 0; key < KEYS; key++) {
                operator.setCurrentKey("key-" + key);
                assertThat(operator.value.value()).isEqualTo(value + " of key " + key);
            }
        }

        OperatorSubtaskState snapshot(long id) throws Exception {
            OperatorSubtaskState state = harness.snapshot(id, id);
            harness.notifyOfCompletedCheckpoint(id);
            return state;
        }

        @Override
        public void close() {
            HarnessEnd.of(harness);
        }
    }

    private static final class Holds extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<String, String> {
        private transient ValueState<String> value;

        @Override
        @Initializer
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            value = context.getKeyedStateStore().getState(new ValueStateDescriptor<>("value", Types.STRING));
        }

        @Override
        public void processElement(StreamRecord<String> element) {}
    }
}
