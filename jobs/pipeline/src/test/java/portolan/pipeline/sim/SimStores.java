// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.io.IOException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.io.disk.iomanager.IOManagerAsync;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.SharedStateRegistry;
import org.apache.flink.runtime.state.SharedStateRegistryImpl;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/**
 * Where tasks keep their state, and where checkpoints go.
 *
 * @param shared files that a checkpoint has in common with earlier ones, whose place a task only names
 */
record SimStores(StateBackend backend, CheckpointStorageAccess checkpoints, SharedStateRegistry shared) {
    /** Of all tasks: each of its own would have threads of its own. */
    static final IOManager IO = new IOManagerAsync();

    /** In memory, for speed. */
    static SimStores heap() throws IOException {
        return new SimStores(new HashMapStateBackend(), inMemory(), new SharedStateRegistryImpl());
    }

    static SimStores rocksDb() throws IOException {
        return new SimStores(new EmbeddedRocksDBStateBackend(true), inMemory(), new SharedStateRegistryImpl());
    }

    private static CheckpointStorageAccess inMemory() throws IOException {
        return new JobManagerCheckpointStorage(64 << 20).createCheckpointStorage(new JobID(1, 1));
    }
}
