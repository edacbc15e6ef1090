// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * Keyed state that is written at snapshots only, for events that an operator holds on the heap in between.
 *
 * <p>Being keyed it finds its way when the job is rescaled; being written at snapshots only it costs nothing an event.
 */
final class SnapshotList<T> {
    private final KeyedStateBackend<String> backend;
    private final ListState<T> list;
    private final String name;
    private final Set<String> written = new HashSet<>();

    SnapshotList(
            StateInitializationContext context, KeyedStateBackend<String> backend, ListStateDescriptor<T> descriptor) {
        this.backend = backend;
        this.list = context.getKeyedStateStore().getListState(descriptor);
        this.name = descriptor.getName();
    }

    /** Takes back what the last snapshot holds; afterwards the state is empty. */
    List<T> takeAll() throws Exception {
        List<String> keys;
        // RocksDB iterates over a snapshot that must be closed, and not while the values change.
        try (Stream<String> stored = backend.getKeys(name, VoidNamespace.INSTANCE)) {
            keys = stored.toList();
        }
        List<T> taken = new ArrayList<>();
        for (String key : keys) {
            backend.setCurrentKey(key);
            list.get().forEach(taken::add);
            list.clear();
        }
        return taken;
    }

    /** Replaces what the last snapshot held. Leaves the backend at some other key than before. */
    void write(Map<String, List<T>> byKey) throws Exception {
        for (String key : written) {
            if (!byKey.containsKey(key)) {
                backend.setCurrentKey(key);
                list.clear();
            }
        }
        for (Map.Entry<String, List<T>> entry : byKey.entrySet()) {
            backend.setCurrentKey(entry.getKey());
            list.update(entry.getValue());
        }
        written.clear();
        written.addAll(byKey.keySet());
    }
}
