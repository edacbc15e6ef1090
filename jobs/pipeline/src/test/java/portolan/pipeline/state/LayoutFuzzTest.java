// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import portolan.scoring.layout.LayoutException;
import portolan.testing.FuzzTest;

/**
 * Values of every stream type as checkpoints hold them, with bits flipped: read, or refused as what they are. The first
 * byte says of which type.
 */
class LayoutFuzzTest extends FuzzTest {
    private static final List<StreamLayout<?>> LAYOUTS = StreamTypes.layouts();

    @Override
    protected List<byte[]> made() throws Exception {
        List<byte[]> made = new ArrayList<>();
        List<LayoutSerializerTest.Pinned<?>> pinned = new ArrayList<>(LayoutSerializerTest.pinned());
        pinned.addAll(LayoutSerializerTest.older());
        for (LayoutSerializerTest.Pinned<?> one : pinned) {
            byte[] bytes = HexFormat.of().parseHex(one.hex());
            DataOutputSerializer out = new DataOutputSerializer(64);
            out.writeByte(LAYOUTS.indexOf(((LayoutSerializer<?>) StreamTypes.serializer(one.type())).layout()));
            out.writeInt(bytes.length);
            out.write(bytes);
            made.add(out.getCopyOfBuffer());
        }
        return made;
    }

    @Override
    protected void take(byte[] bytes) throws Exception {
        if (bytes.length > Integer.BYTES) {
            StreamLayout<?> layout = LAYOUTS.get((bytes[0] & 0xFF) % LAYOUTS.size());
            bounded(bytes, 32 << 20, 2_000, () -> read(new LayoutSerializer<>(layout), bytes));
        }
    }

    private static <T> void read(LayoutSerializer<T> serializer, byte[] bytes) throws Exception {
        T value;
        try {
            value = serializer.deserialize(new DataInputDeserializer(bytes, 1, bytes.length - 1));
        } catch (LayoutException e) {
            assertThat(e).as("%s", serializer).hasMessageNotContaining("null");
            return;
        }
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(value, out);
        byte[] written = out.getCopyOfBuffer();
        T again = serializer.deserialize(new DataInputDeserializer(written));
        out.clear();
        serializer.serialize(again, out);
        assertThat(out.getCopyOfBuffer()).as("%s", serializer).isEqualTo(written);
    }
}
