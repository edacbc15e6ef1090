// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The way of a value between two tasks of two processes: into bytes by Flink's serializer, and out of them. Within one
 * process the engine's tasks read nothing of it.
 *
 * @param <T> what travels
 */
final class RoundTrip<T> {
    private final TypeSerializer<T> serializer;
    private final DataOutputSerializer out = new DataOutputSerializer(1 << 16);
    private final DataInputDeserializer in = new DataInputDeserializer();

    RoundTrip(TypeInformation<T> type) {
        serializer = type.createSerializer(new SerializerConfigImpl());
    }

    T of(T value) {
        try {
            out.clear();
            serializer.serialize(value, out);
            in.setBuffer(out.getSharedBuffer(), 0, out.length());
            return serializer.deserialize(in);
        } catch (IOException e) {
            throw new UncheckedIOException("memory failed", e);
        }
    }
}
