// SPDX-License-Identifier: Apache-2.0
package portolan.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.ledger.CaseEvent;

/** Cases on the repartition topic, in the very bytes that they have between two Flink tasks. */
final class CaseSerde implements Serde<CaseEvent> {
    private static final int USUAL_BYTES = 2_048;

    /** Threads share a serde, and none of Flink's serializers. */
    private final ThreadLocal<TypeSerializer<CaseEvent>> layout =
            ThreadLocal.withInitial(() -> StreamTypes.CASE_EVENT.createSerializer(new SerializerConfigImpl()));

    private final ThreadLocal<DataOutputSerializer> room =
            ThreadLocal.withInitial(() -> new DataOutputSerializer(USUAL_BYTES));

    @Override
    public Serializer<CaseEvent> serializer() {
        return (topic, event) -> bytes(event);
    }

    @Override
    public Deserializer<CaseEvent> deserializer() {
        return (topic, bytes) -> event(bytes);
    }

    private byte[] bytes(CaseEvent event) {
        DataOutputSerializer out = room.get();
        out.clear();
        try {
            layout.get().serialize(event, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.getCopyOfBuffer();
    }

    private CaseEvent event(byte[] bytes) {
        try {
            return layout.get().deserialize(new DataInputDeserializer(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("a case on the repartition topic cannot be read", e);
        }
    }
}
