// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationRunnable;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationTarget;

/** A copy of RocksDB's files for the log of changes, step by step, where Flink's own manager makes one each half minute. */
final class Copying {
    private final MaterializationTarget target;
    private final MaterializationRunnable begun;
    private final RunnableFuture<SnapshotResult<KeyedStateHandle>> files;

    private Copying(MaterializationTarget target, MaterializationRunnable begun) throws ReflectiveOperationException {
        this.target = target;
        this.begun = begun;
        this.files = OwnLog.files(begun);
    }

    /** None where nothing was changed since the last one, or where that is in no complete checkpoint yet. */
    static Optional<Copying> begin(MaterializationTarget target) throws Exception {
        Optional<MaterializationRunnable> begun = target.initMaterialization();
        return begun.isPresent() ? Optional.of(new Copying(target, begun.get())) : Optional.empty();
    }

    /** Takes the files and copies them, in whatever thread. */
    void take() {
        files.run();
    }

    /** The log goes on from the files: waits for them. */
    SnapshotResult<KeyedStateHandle> report() throws Exception {
        SnapshotResult<KeyedStateHandle> copied = files.get();
        target.handleMaterializationResult(copied, begun.getMaterializationID(), begun.getMaterializedTo());
        return copied;
    }

    void cancel() throws Exception {
        files.cancel(true);
        target.handleMaterializationFailureOrCancellation(
                begun.getMaterializationID(), begun.getMaterializedTo(), new CancellationException());
    }
}
