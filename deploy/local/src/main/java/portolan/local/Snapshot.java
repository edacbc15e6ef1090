// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.changelog.ChangelogStateBackendHandle;
import org.apache.flink.runtime.state.changelog.ChangelogStateHandleStreamImpl;
import org.apache.flink.runtime.state.changelog.inmemory.InMemoryChangelogStateHandle;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import portolan.pipeline.state.FileSum;
import portolan.pipeline.store.TaskStore;

/**
 * A checkpoint or a savepoint on this machine, by what its metadata says.
 *
 * @param directory its own; files that it shares with others are beside it
 * @param id counted by Flink through all checkpoints and savepoints of a job, and on in the job that goes on from one
 * @param sizes of its files other than RocksDB's tables, at least, in bytes
 * @param tables sizes of RocksDB's tables, in bytes
 */
record Snapshot(Path directory, long id, Map<Path, Long> sizes, Map<Path, Long> tables) {
    static final String METADATA = "_metadata";

    /** As Flink's own sources name and keep where they are. */
    private static final ListStateDescriptor<byte[]> READERS =
            new ListStateDescriptor<>("SourceReaderState", BytePrimitiveArraySerializer.INSTANCE);

    /**
     * Bytes that are not as they were written.
     *
     * @param file whose they are
     */
    record Damage(Path file, String what) {
        @Override
        public String toString() {
            return "file=" + file + ", " + what;
        }
    }

    /** Metadata that cannot be believed. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1;

        DamagedException(Path metadata, String what) {
            super(new Damage(metadata, what).toString());
        }
    }

    /** Reads the metadata in a directory. */
    static Snapshot in(Path directory) throws DamagedException {
        Path metadata = directory.resolve(METADATA);
        try {
            if (Files.size(metadata) == 0) {
                throw new DamagedException(metadata, "it is empty");
            }
            if (hasOtherSum(metadata)) {
                throw new DamagedException(metadata, "its checksum is wrong");
            }
            CheckpointMetadata read = metadata(directory);
            Snapshot snapshot = new Snapshot(directory, read.getCheckpointId(), new TreeMap<>(), new TreeMap<>());
            for (OperatorState operator : read.getOperatorStates()) {
                for (OperatorSubtaskState task : operator.getStates()) {
                    for (StateObject state : task.getDiscardables()) {
                        snapshot.add(state);
                    }
                }
            }
            return snapshot;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw new DamagedException(metadata, "it cannot be read: cause=" + e);
        }
    }

    static CheckpointMetadata metadata(Path directory) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(directory.resolve(METADATA))))) {
            // Files of its own are named beside the metadata, wherever they are now.
            return Checkpoints.loadCheckpointMetadata(in, Snapshot.class.getClassLoader(), FlinkAddress.of(directory));
        }
    }

    /** What the job reads next of each partition; none where its sources have no state, as {@code bootstrap} leaves it. */
    Map<TopicPartition, Long> offsets() throws Exception {
        List<OperatorStateHandle> readers = new ArrayList<>();
        for (OperatorState operator : metadata(directory).getOperatorStates()) {
            for (OperatorSubtaskState task : operator.getStates()) {
                task.getManagedOperatorState().stream()
                        .filter(state -> state.getStateNameToPartitionOffsets().containsKey(READERS.getName()))
                        .forEach(readers::add);
            }
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try (CloseableRegistry files = new CloseableRegistry();
                OperatorStateBackend state = new DefaultOperatorStateBackendBuilder(
                                Snapshot.class.getClassLoader(), new ExecutionConfig(), false, readers, files)
                        .build()) {
            KafkaPartitionSplitSerializer splits = new KafkaPartitionSplitSerializer();
            for (byte[] bytes : state.getListState(READERS).get()) {
                KafkaPartitionSplit split = SimpleVersionedSerialization.readVersionAndDeSerialize(splits, bytes);
                offsets.put(split.getTopicPartition(), split.getStartingOffset());
            }
        }
        return offsets;
    }

    /** As Flink is told where it is. */
    String address() {
        return FlinkAddress.of(directory);
    }

    /**
     * A file of it that is not in the directory of state, as Flink names files by their place: this is one of a copy, or
     * of a directory that was moved. Null if there is none.
     */
    @Nullable
    Path outside(Path data) {
        Map<Path, Boolean> inside = new HashMap<>();
        return Stream.concat(sizes.keySet().stream(), tables.keySet().stream())
                .filter(file -> !inside.computeIfAbsent(file.getParent(), parent -> isIn(parent, data)))
                .findFirst()
                .orElse(null);
    }

    private static boolean isIn(Path directory, Path data) {
        for (Path at = directory; at != null; at = at.getParent()) {
            try {
                if (Files.isSameFile(at, data)) {
                    return true;
                }
            } catch (IOException gone) {
                // Nor is it the one that is there.
            }
        }
        return false;
    }

    /**
     * Looks for files that are missing or too short, and at the checksums of all but tables: those are gigabytes, and
     * RocksDB looks at the checksum of each block that it reads.
     */
    List<Damage> damage() {
        List<Damage> found = new ArrayList<>();
        tables.forEach((file, size) -> addIfShort(file, size, found));
        sizes.forEach((file, size) -> {
            if (!addIfShort(file, size, found) && hasOtherSum(file)) {
                found.add(new Damage(file, "its checksum is wrong"));
            }
        });
        return found;
    }

    /** As {@link #damage}, and reads all tables: gigabytes at times. */
    List<Damage> damageOfTables() {
        List<Damage> found = damage();
        RocksDB.loadLibrary();
        tables.keySet().forEach(table -> {
            try (Options options = new Options();
                    SstFileReader reader = new SstFileReader(options)) {
                reader.open(table.toString());
                reader.verifyChecksum();
            } catch (RocksDBException e) {
                found.add(new Damage(table, "RocksDB finds: " + e.getMessage()));
            }
        });
        return found;
    }

    /**
     * What of it is not as it was written, after a job that began with it has failed; nothing if that was for another
     * reason.
     *
     * @param failures of the job
     */
    List<String> damageAfter(String failures) {
        List<String> damage = new ArrayList<>();
        damageOfTables().forEach(one -> damage.add(one.toString()));
        int raw = failures.indexOf(TaskStore.DAMAGED);
        if (damage.isEmpty() && raw >= 0) {
            damage.add(failures.substring(raw).lines().findFirst().orElseThrow());
        }
        return damage;
    }

    private static boolean addIfShort(Path file, long size, List<Damage> found) {
        try {
            long there = Files.size(file);
            if (there < size) {
                found.add(new Damage(file, "it has " + there + " of " + size + " bytes"));
            }
            return there < size;
        } catch (IOException e) {
            found.add(new Damage(file, "it is missing"));
            return true;
        }
    }

    private static boolean hasOtherSum(Path file) {
        OptionalLong kept = FileSum.kept(file);
        try {
            return kept.isPresent() && kept.getAsLong() != FileSum.of(file);
        } catch (IOException e) {
            return true;
        }
    }

    /** Of what Flink knows to write in metadata, all that may be a file; what is not known here is not guessed at. */
    private void add(StateObject state) {
        if (state instanceof ChangelogStateBackendHandle log) {
            log.getMaterializedStateHandles().forEach(this::add);
            log.getNonMaterializedStateHandles().forEach(this::add);
        } else if (state instanceof ChangelogStateHandleStreamImpl changes) {
            for (Tuple2<StreamStateHandle, Long> file : changes.getHandlesAndOffsets()) {
                add(file.f0);
            }
        } else if (state instanceof IncrementalRemoteKeyedStateHandle files) {
            add(files.getMetaDataStateHandle());
            files.getPrivateState().forEach(file -> add(file.getHandle()));
            files.getSharedState().forEach(this::addTable);
        } else if (state instanceof KeyGroupsStateHandle groups) {
            add(groups.getDelegateStateHandle());
        } else if (state instanceof OperatorStateHandle lists) {
            add(lists.getDelegateStateHandle());
        } else if (state instanceof StreamStateHandle bytes
                && bytes.maybeGetPath().isPresent()) {
            sizes.merge(path(bytes), bytes.getStateSize(), Math::max);
        } else if (!(state instanceof InMemoryChangelogStateHandle)
                && !(state instanceof StreamStateHandle bytes
                        && bytes.asBytesIfInMemory().isPresent())) {
            throw new IllegalStateException("a kind of state that is not known: " + state.getClass());
        }
    }

    private void addTable(HandleAndLocalPath table) {
        StreamStateHandle bytes = table.getHandle();
        if (bytes.maybeGetPath().isPresent()) {
            tables.put(path(bytes), bytes.getStateSize());
        }
    }

    private static Path path(StreamStateHandle bytes) {
        return Path.of(bytes.maybeGetPath().orElseThrow().toUri().getPath());
    }
}
