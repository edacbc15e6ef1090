// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
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
import portolan.pipeline.store.TaskStore;

/**
 * Where tasks keep their state, and where checkpoints go.
 *
 * @param shared files that a checkpoint has in common with earlier ones, whose place a task only names
 * @param blockBytes a block of the store is sealed when it has so many
 */
record SimStores(
        StateBackend backend, CheckpointStorageAccess checkpoints, SharedStateRegistry shared, int blockBytes) {
    /** Of all tasks: each of its own would have threads of its own. */
    static final IOManager IO = new IOManagerAsync();

    /** In memory, for speed. */
    static SimStores heap(int blockBytes) throws IOException {
        return new SimStores(new HashMapStateBackend(), inMemory(), new SharedStateRegistryImpl(), blockBytes);
    }

    static SimStores rocksDb(int blockBytes) throws IOException {
        return new SimStores(
                new EmbeddedRocksDBStateBackend(true), inMemory(), new SharedStateRegistryImpl(), blockBytes);
    }

    /** What fills a block in the product, and its cache, is more than a simulation has. */
    void makeSmall(Object operator) throws ReflectiveOperationException {
        for (Class<?> of = operator.getClass(); of != null; of = of.getSuperclass()) {
            if (of.getSimpleName().equals("InPositionOrder")) {
                Object store = value(of, "store").get(operator);
                Object blocks = value(store.getClass(), "blocks").get(store);
                value(blocks.getClass(), "blockBytes").set(blocks, blockBytes);
                Object cache = value(blocks.getClass(), "cache").get(blocks);
                value(cache.getClass(), "mostBytes").set(cache, 2L * blockBytes);
            }
        }
    }

    /** Where values lie depends on a secret, which a job that goes on has from its snapshot; here it is known. */
    static void giveSecret(Object operator, long drawn) throws ReflectiveOperationException {
        for (Class<?> of = operator.getClass(); of != null; of = of.getSuperclass()) {
            if (of.getSimpleName().equals("InPositionOrder")) {
                Arrays.fill((byte[]) value(of, "newSecret").get(operator), (byte) (1 + drawn));
            }
        }
    }

    /** How many values the store of a stage has. */
    static int keys(Object operator) throws ReflectiveOperationException {
        for (Class<?> of = operator.getClass(); of != null; of = of.getSuperclass()) {
            if (of.getSimpleName().equals("InPositionOrder")) {
                return ((TaskStore) value(of, "store").get(operator)).keys();
            }
        }
        return 0;
    }

    private static Field value(Class<?> of, String name) throws ReflectiveOperationException {
        Field field = of.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static CheckpointStorageAccess inMemory() throws IOException {
        return new JobManagerCheckpointStorage(64 << 20).createCheckpointStorage(new JobID(1, 1));
    }
}
