// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/** The savepoint of a job on files, made one that a job on Kafka starts from. */
final class BootstrapSavepoint {
    private BootstrapSavepoint() {}

    /**
     * Leaves out of a savepoint what is of no use to another job: Flink refuses state that nobody takes unless it is told
     * to leave out any such state, and whoever tells it that once goes on to lose a memory in silence some day.
     *
     * @param directory its own
     * @param uids of the operators that stay
     * @throws IllegalStateException if one of them is not in it
     */
    static void keepOnly(Set<String> uids, Path directory) throws IOException {
        Path metadata = directory.resolve(Snapshot.METADATA);
        CheckpointMetadata all = Snapshot.metadata(directory);
        List<OperatorState> kept = all.getOperatorStates().stream()
                .filter(state -> state.getOperatorUid().filter(uids::contains).isPresent())
                .toList();
        if (kept.size() != uids.size()) {
            throw new IllegalStateException("state is missing in the savepoint: savepoint=" + directory + ", expected="
                    + uids + ", found=" + kept);
        }
        org.apache.flink.core.fs.Path file = new org.apache.flink.core.fs.Path(FlinkAddress.of(metadata));
        RecoverableFsDataOutputStream out =
                FileSystem.get(file.toUri()).createRecoverableWriter().open(file);
        try (out) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(
                            all.getCheckpointId(), kept, all.getMasterStates(), all.getCheckpointProperties()),
                    out);
            out.closeForCommit().commit();
        }
    }
}
