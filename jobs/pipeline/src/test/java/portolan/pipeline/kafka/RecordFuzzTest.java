// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.testing.FuzzTest;

/** Records of the input topics; the first byte says of which, and whether its schema's header goes before the rest. */
class RecordFuzzTest extends FuzzTest {
    private static final int HEADER = 10;
    private static final List<KafkaTopic> TOPICS =
            List.of(Topics.CONSIGNMENTS_FILED, Topics.INSPECTIONS_REPORTED, Topics.CONTAINERS_MOVED);

    private static final List<AvroWire<?>> WIRES = List.of(
            Topics.CONSIGNMENTS_FILED.wire(), Topics.INSPECTIONS_REPORTED.wire(), Topics.CONTAINERS_MOVED.wire());

    private static final TypeSerializer<LedgerInput> INPUTS =
            StreamTypes.LEDGER_INPUT.createSerializer(new SerializerConfigImpl());

    private static final int BARE = 4;

    private final FilingDecoder slow = FilingDecoder.ofAvro();
    private final TopicDecoder decoder = new TopicDecoder();

    @Override
    protected List<byte[]> made() {
        List<byte[]> made = new ArrayList<>();
        made.add(told(0, WireFixtures.bytes(WireFixtures.filing())));
        made.add(told(1, Topics.INSPECTIONS_REPORTED.wire().encode(WireFixtures.outcome())));
        Random random = new Random(71);
        for (int seed = 0; seed < 20; seed++) {
            made.add(told(0, EncodedAtRandom.filing(random, seed % 4 == 0 ? 0.01 : 0)));
        }
        return made;
    }

    private static byte[] told(int which, byte[] record) {
        byte[] input = new byte[1 + record.length - HEADER];
        input[0] = (byte) which;
        System.arraycopy(record, HEADER, input, 1, record.length - HEADER);
        return input;
    }

    @Override
    protected void take(byte[] bytes) throws Exception {
        if (bytes.length == 0) {
            return;
        }
        int which = (bytes[0] & 3) % 3;
        boolean bare = (bytes[0] & BARE) != 0;
        int before = bare ? 0 : HEADER;
        byte[] value = new byte[before + bytes.length - 1];
        if (!bare) {
            System.arraycopy(header(which), 0, value, 0, HEADER);
        }
        System.arraycopy(bytes, 1, value, before, bytes.length - 1);
        RawRecord raw = new RawRecord(
                TOPICS.get(which).name(), 0, 7, WireFixtures.APPENDED.toEpochMilli(), Map.of(), new byte[0], value);
        bounded(bytes, 32 << 20, 4_000, () -> decode(raw, which));
    }

    private static byte[] header(int which) {
        long fingerprint = WIRES.get(which).fingerprint();
        byte[] header = new byte[HEADER];
        header[0] = (byte) 0xC3;
        header[1] = 1;
        for (int at = 0; at < Long.BYTES; at++) {
            header[2 + at] = (byte) (fingerprint >>> (at * Byte.SIZE));
        }
        return header;
    }

    private void decode(RawRecord raw, int which) throws Exception {
        Decoded decoded = decoder.decodeOrReject(raw);
        if (which == 0 && !decoded.equals(slow.decodeOrReject(raw))) {
            assertThat(decoded).isEqualTo(slow.decodeOrReject(raw));
        }
        if (decoded instanceof Reject reject) {
            assertThat(reject.reason()).as("%s", reject).isNotBlank().isNotEqualTo(Reject.NOT_HANDLED);
            assertThat(reject.message()).isNotBlank().hasSizeLessThan(4_000);
            return;
        }
        DataOutputSerializer out = new DataOutputSerializer(256);
        INPUTS.serialize((LedgerInput) decoded, out);
        byte[] written = out.getCopyOfBuffer();
        LedgerInput again = INPUTS.deserialize(new DataInputDeserializer(written));
        assertThat(again).isEqualTo(decoded);
        out.clear();
        INPUTS.serialize(again, out);
        assertThat(out.getCopyOfBuffer()).isEqualTo(written);
    }
}
