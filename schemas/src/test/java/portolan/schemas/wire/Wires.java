// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/** Bytes as a writer with any schema would send them, without the code under test. */
public final class Wires {
    private Wires() {}

    static byte[] singleObject(GenericRecord value) {
        Schema schema = value.getSchema();
        byte[] payload = payload(value);
        return ByteBuffer.allocate(10 + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 1)
                .putLong(AvroWire.fingerprint(schema))
                .put(payload)
                .array();
    }

    static byte[] payload(GenericRecord value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(value.getSchema(), new GenericData()).write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A rich record of this type, made from a seed. */
    public static <T extends SpecificRecord> T random(AvroWire<T> wire, Schema schema, long seed) {
        return read(wire, singleObject(new RandomRecords(seed).of(schema)));
    }

    static <T extends SpecificRecord> T read(AvroWire<T> wire, byte[] bytes) {
        DecodeResult<T> decoded = wire.decode(bytes);
        assertThat(decoded).isInstanceOf(DecodeResult.Value.class);
        return ((DecodeResult.Value<T>) decoded).value();
    }

    static <T extends SpecificRecord> WireFault fault(AvroWire<T> wire, byte[] bytes) {
        DecodeResult<T> decoded = wire.decode(bytes);
        assertThat(decoded).isInstanceOf(DecodeResult.Refused.class);
        return ((DecodeResult.Refused<T>) decoded).fault();
    }
}
