// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.kafka.common.TopicPartition;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import portolan.pipeline.state.SnapshotFile;
import portolan.pipeline.state.SnapshotMetadata;
import portolan.pipeline.store.TaskStore;

/**
 * A checkpoint or a savepoint on this machine, by what its metadata says.
 *
 * @param directory its own; files that it shares with others are elsewhere
 * @param id counted by Flink through all checkpoints and savepoints of a job, and on in the job that goes on from one
 * @param sizes of its files other than RocksDB's tables, at least, in bytes
 * @param tables sizes of RocksDB's tables, in bytes
 */
record Snapshot(Path directory, long id, Map<Path, Long> sizes, Map<Path, Long> tables) {
    static final String METADATA = SnapshotMetadata.NAME;

    /** What of a directory of state has files of snapshots. */
    static final Set<String> FOLDERS = Set.of("checkpoints", "changelog", "savepoints");

    /** The uids of the job's sinks, and what Flink makes of them. */
    private static final Pattern SINKS = Pattern.compile("(Sink Committer: )?(write|archive)-.*");

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

    /**
     * Reads the metadata in a directory.
     *
     * @param data the directory of state: all files are looked for in it, whatever their names
     */
    static Snapshot in(Path directory, Path data) throws DamagedException {
        try {
            CheckpointMetadata read = metadata(directory);
            Snapshot snapshot = new Snapshot(directory, read.getCheckpointId(), new TreeMap<>(), new TreeMap<>());
            for (SnapshotFile file : SnapshotFile.of(read)) {
                // Under another name of the same directory it would have no sum.
                Path path = here(file.path(), data);
                (file.isTable() ? snapshot.tables : snapshot.sizes).merge(path, file.size(), Math::max);
            }
            return snapshot;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw new DamagedException(directory.resolve(METADATA), String.valueOf(e.getMessage()));
        }
    }

    static CheckpointMetadata metadata(Path directory) throws IOException {
        return SnapshotMetadata.in(directory).load();
    }

    /**
     * The files that the metadata in a directory name elsewhere, as Flink names most by their place, and where they are
     * in a copy or after a move. None if all are in the directory of state.
     */
    static Map<Path, Path> moved(Path directory, Path data) throws IOException {
        Map<Path, Boolean> same = new HashMap<>();
        Map<Path, Path> moved = new TreeMap<>();
        for (SnapshotFile file : SnapshotFile.of(metadata(directory))) {
            Path path = file.path();
            if (!same.computeIfAbsent(path.getParent(), parent -> isSame(parent, here(parent, data)))) {
                moved.put(path, here(path, data));
            }
        }
        return moved;
    }

    /** The last folder of ours in its path is below the directory of state. */
    private static Path here(Path file, Path data) {
        int at = file.getNameCount() - 1;
        while (at > 0 && !FOLDERS.contains(file.getName(at).toString())) {
            at--;
        }
        return data.resolve(file.subpath(at, file.getNameCount()));
    }

    /** Has the metadata name files where they are, once these were found to be intact. */
    void settle(Path data) throws IOException {
        Map<String, String> names = new HashMap<>();
        moved(directory, data).forEach((from, to) -> names.put(name(from), name(to)));
        if (!names.isEmpty()) {
            SnapshotMetadata.in(directory).rename(names);
            if (!moved(directory, data).isEmpty()) {
                throw new IllegalStateException("it still names files elsewhere: snapshot=" + directory);
            }
        }
    }

    /**
     * Leaves out what sinks keep: transactions that wait for their end, files of the archive that wait for their name. A
     * job that began with these would end them, and give up all others of the job that has them.
     */
    void forgetResults() throws IOException {
        SnapshotMetadata.in(directory)
                .keepOnly(state ->
                        state.getOperatorUid().filter(SINKS.asMatchPredicate()).isEmpty());
    }

    /** As Flink writes it. */
    private static String name(Path file) {
        return new org.apache.flink.core.fs.Path(FlinkAddress.of(file)).toString();
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

    /** One that is gone is not the one that is there. */
    static boolean isSame(Path named, Path here) {
        try {
            return Files.isSameFile(named, here);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Looks for files that are missing or too short, and at the checksums of all but tables: those are gigabytes, and
     * RocksDB looks at the checksum of each block that it reads.
     */
    List<Damage> damage() {
        List<Damage> found = new ArrayList<>();
        tables.forEach((file, size) -> addIfShort(file, size, found));
        try {
            SnapshotMetadata metadata = SnapshotMetadata.in(directory);
            sizes.forEach((file, size) -> {
                if (!addIfShort(file, size, found) && metadata.hasOtherSum(file)) {
                    found.add(new Damage(file, "its checksum is wrong"));
                }
            });
        } catch (IOException e) {
            found.add(new Damage(directory.resolve(METADATA), String.valueOf(e.getMessage())));
        }
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
}
