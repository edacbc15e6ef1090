// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.changelog.ChangelogStateBackendHandle;
import org.apache.flink.runtime.state.changelog.ChangelogStateHandleStreamImpl;
import org.apache.flink.runtime.state.changelog.inmemory.InMemoryChangelogStateHandle;

/**
 * A file that the metadata of a checkpoint or a savepoint name.
 *
 * @param name as Flink has it; of one that lies beside the metadata they hold the last part only
 * @param size of it, at least, in bytes
 * @param isTable whether RocksDB keeps it with sums within
 */
public record SnapshotFile(org.apache.flink.core.fs.Path name, long size, boolean isTable) {
    /**
     * All that may be a file, of what Flink knows to write in metadata.
     *
     * @throws IllegalStateException if there is a kind of state that is not known here, which is not guessed at
     */
    public static List<SnapshotFile> of(CheckpointMetadata metadata) {
        List<SnapshotFile> files = new ArrayList<>();
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (OperatorSubtaskState task : operator.getStates()) {
                for (StateObject state : task.getDiscardables()) {
                    add(state, false, files);
                }
            }
        }
        return files;
    }

    /** Whether it is on this machine, or in what looks like it. */
    boolean isLocal() {
        URI uri = name.toUri();
        return uri.getScheme() == null || uri.getScheme().equals("file");
    }

    /** Where it is on this machine. */
    public Path path() {
        return Path.of(name.toUri().getPath());
    }

    private static void add(StateObject state, boolean isTable, List<SnapshotFile> to) {
        if (state instanceof ChangelogStateBackendHandle log) {
            log.getMaterializedStateHandles().forEach(one -> add(one, false, to));
            log.getNonMaterializedStateHandles().forEach(one -> add(one, false, to));
        } else if (state instanceof ChangelogStateHandleStreamImpl changes) {
            for (Tuple2<StreamStateHandle, Long> file : changes.getHandlesAndOffsets()) {
                add(file.f0, false, to);
            }
        } else if (state instanceof IncrementalRemoteKeyedStateHandle files) {
            add(files.getMetaDataStateHandle(), false, to);
            files.getPrivateState().forEach(file -> add(file.getHandle(), false, to));
            files.getSharedState().forEach(file -> add(file.getHandle(), true, to));
        } else if (state instanceof KeyGroupsStateHandle groups) {
            add(groups.getDelegateStateHandle(), false, to);
        } else if (state instanceof OperatorStateHandle lists) {
            add(lists.getDelegateStateHandle(), false, to);
        } else if (state instanceof StreamStateHandle bytes
                && bytes.maybeGetPath().isPresent()) {
            to.add(new SnapshotFile(bytes.maybeGetPath().get(), bytes.getStateSize(), isTable));
        } else if (!(state instanceof InMemoryChangelogStateHandle)
                && !(state instanceof StreamStateHandle bytes
                        && bytes.asBytesIfInMemory().isPresent())) {
            throw new IllegalStateException("a kind of state that is not known: " + state.getClass());
        }
    }
}
