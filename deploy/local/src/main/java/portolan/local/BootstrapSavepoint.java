// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import portolan.pipeline.state.SnapshotMetadata;

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
        SnapshotMetadata metadata = SnapshotMetadata.in(directory);
        Set<String> found = new TreeSet<>();
        metadata.load()
                .getOperatorStates()
                .forEach(state -> state.getOperatorUid().ifPresent(found::add));
        if (!found.containsAll(uids)) {
            throw new IllegalStateException("state is missing in the savepoint: savepoint=" + directory + ", expected="
                    + uids + ", found=" + found);
        }
        metadata.keepOnly(state -> state.getOperatorUid().filter(uids::contains).isPresent());
    }
}
