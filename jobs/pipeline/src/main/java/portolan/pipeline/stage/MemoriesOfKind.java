// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.internal.InternalValueState;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.state.ScoringState;

/**
 * The stored memories of one kind, within the one state of all kinds. A state of its own for each would be a column
 * family of RocksDB each, and a file each that is written before RocksDB's files are taken.
 */
public final class MemoriesOfKind implements ValueState<byte[]> {
    private final InternalValueState<String, String, byte[]> all;
    private final String kind;

    private MemoriesOfKind(InternalValueState<String, String, byte[]> all, String kind) {
        this.all = all;
        this.kind = kind;
    }

    /** Those of a kind in a backend. */
    @SuppressWarnings("unchecked") // Every backend gives the state that it made in this form.
    public static MemoriesOfKind in(KeyedStateBackend<String> backend, String kind) throws Exception {
        ValueState<byte[]> all = backend.getOrCreateKeyedState(StringSerializer.INSTANCE, ScoringState.memories());
        return new MemoriesOfKind((InternalValueState<String, String, byte[]>) all, kind);
    }

    @Override
    public byte @Nullable [] value() throws IOException {
        all.setCurrentNamespace(kind);
        return all.value();
    }

    @Override
    public void update(byte[] memory) throws IOException {
        all.setCurrentNamespace(kind);
        all.update(memory);
    }

    @Override
    public void clear() {
        all.setCurrentNamespace(kind);
        all.clear();
    }
}
