// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class AvroWireTest {
    private static final AvroWire<Filing> FILINGS = Topics.CONSIGNMENTS_FILED.wire();

    static Stream<Topic<? extends SpecificRecord>> topics() {
        return Topics.ofRecords().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void whatAnotherWriterWroteIsReadAndWrittenAgainByteForByte(Topic<? extends SpecificRecord> topic) {
        Schema schema = SpecificData.get().getSchema(topic.recordType());
        for (long seed = 1; seed <= 50; seed++) {
            byte[] bytes = Wires.singleObject(new RandomRecords(seed).of(schema));
            assertThat(readAndWrite(topic, bytes))
                    .as("%s, seed=%d", topic, seed)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void releasedSchemasAreReadOnce() {
        assertThat(Releases.of("Filing")).isNotEmpty().isSameAs(Releases.of("Filing"));
    }

    @Test
    void aHugeRecordIsWrittenWholeAndLeavesNothingInTheNext() {
        GenericRecord small = new RandomRecords(1).of(Filing.getClassSchema());
        GenericRecord huge = new RandomRecords(2).of(Filing.getClassSchema());
        huge.put("filingId", "ß".repeat(100_000));
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();

        for (GenericRecord record : List.of(small, huge, small)) {
            byte[] bytes = Wires.singleObject(record);
            assertThat(wire.encode(Wires.read(wire, bytes))).isEqualTo(bytes);
        }
    }

    private static <T extends SpecificRecord> byte[] readAndWrite(Topic<T> topic, byte[] bytes) {
        AvroWire<T> wire = topic.wire();
        return wire.encode(Wires.read(wire, bytes));
    }

    @Test
    void theFirstTenBytesAreTheMarkerAndTheSchemasFingerprint() {
        byte[] bytes = FILINGS.encode(Wires.random(FILINGS, Filing.getClassSchema(), 1));

        assertThat(bytes).startsWith(0xC3, 0x01);
        assertThat(Long.reverseBytes(ByteBuffer.wrap(bytes).getLong(2)))
                .isEqualTo(FILINGS.fingerprint())
                .isEqualTo(AvroWire.fingerprint(Filing.getClassSchema()));
    }

    @Test
    void garbageIsNoRecordOfThisSystem() {
        assertThat(Wires.fault(FILINGS, "hello".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new WireFault(
                        WireFault.Code.NOT_PORTOLAN_RECORD,
                        "not a record of this system: record=Filing, bytes=5, starts with=68656c6c6f"
                                + "; send Avro single-object encoding, which starts with c301"));
        assertThat(Wires.fault(FILINGS, "{\"eventId\":1}".getBytes(StandardCharsets.UTF_8))
                        .message())
                .contains("it looks like JSON");
        assertThat(Wires.fault(FILINGS, new byte[] {0, 0, 0, 0, 7, 1, 2}).message())
                .contains("Confluent wire format, schema id=7");
        assertThat(Wires.fault(FILINGS, new byte[0]).message()).contains("tombstone");
    }

    @Test
    void anUnknownFingerprintIsShownBesideTheKnownOnes() {
        byte[] bytes = FILINGS.encode(Wires.random(FILINGS, Filing.getClassSchema(), 1));
        bytes[9] ^= 0x40;

        WireFault fault = Wires.fault(FILINGS, bytes);

        assertThat(fault.code()).isEqualTo(WireFault.Code.UNKNOWN_SCHEMA);
        assertThat(fault.message())
                .contains("fingerprint=" + String.format("%016x", FILINGS.fingerprint() ^ (0x40L << 56)))
                .containsPattern(String.format("known=\\[.*%016x", FILINGS.fingerprint()));
    }

    @Test
    void aRecordOfAnotherTopicIsAnUnknownSchema() {
        AvroWire<InspectionOutcome> outcomes = Topics.INSPECTIONS_REPORTED.wire();
        byte[] outcome = outcomes.encode(Wires.random(outcomes, InspectionOutcome.getClassSchema(), 1));

        assertThat(Wires.fault(FILINGS, outcome).code()).isEqualTo(WireFault.Code.UNKNOWN_SCHEMA);
    }

    @Test
    void everyProperPrefixOfARecordIsTruncated() {
        byte[] bytes = FILINGS.encode(Wires.random(FILINGS, Filing.getClassSchema(), 7));

        for (int length = 2; length < bytes.length; length++) {
            assertThat(Wires.fault(FILINGS, Arrays.copyOf(bytes, length)).code())
                    .as("length=%d of %d", length, bytes.length)
                    .isEqualTo(WireFault.Code.TRUNCATED);
        }
        assertThat(Wires.fault(FILINGS, Arrays.copyOf(bytes, 100)).message())
                .contains("record=Filing, at byte=")
                .contains("of=100");
    }

    @Test
    void bytesAfterTheRecordAreCorrupt() {
        byte[] bytes = FILINGS.encode(Wires.random(FILINGS, Filing.getClassSchema(), 7));

        assertThat(Wires.fault(FILINGS, Arrays.copyOf(bytes, bytes.length + 1)).code())
                .isEqualTo(WireFault.Code.CORRUPT);
    }

    @Test
    void aRecordAboveTheLimitIsTooLargeWhateverIsInIt() {
        assertThat(Wires.fault(FILINGS, new byte[1_572_864]))
                .isEqualTo(new WireFault(
                        WireFault.Code.TOO_LARGE,
                        "record is too large: record=Filing, bytes=1572864, limit=1048576"
                                + "; send it in parts or without attachments"));
    }

    @Test
    void aLengthOfTwoGigabytesAsksForNoMemory() {
        byte[] bytes = Arrays.copyOf(FILINGS.encode(Wires.random(FILINGS, Filing.getClassSchema(), 7)), 64);
        // The length of the first field, a string: 2^31 - 1 as a zigzag varint.
        byte[] huge = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        System.arraycopy(huge, 0, bytes, 10, huge.length);

        assertThat(Wires.fault(FILINGS, bytes).code()).isEqualTo(WireFault.Code.TRUNCATED);
    }

    @Test
    void noDamageToARecordEverThrows() {
        byte[] sound = FILINGS.encode(Wires.random(FILINGS, Filing.getClassSchema(), 11));
        for (long seed = 0; seed < Seeds.of(2_000, 100_000); seed++) {
            Random random = new Random(seed);
            byte[] bytes = sound.clone();
            for (int left = 1 + random.nextInt(8); left > 0; left--) {
                bytes[10 + random.nextInt(bytes.length - 10)] = (byte) random.nextInt();
            }
            assertThat(FILINGS.decode(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))))
                    .as("seed=%d", seed)
                    .isNotNull();
            assertThat(FILINGS.decode(bytes)).as("seed=%d", seed).isNotNull();
        }
    }

    @Test
    void noRandomBytesBehindAGoodHeaderEverThrow() {
        byte[] header = Arrays.copyOf(FILINGS.encode(Wires.random(FILINGS, Filing.getClassSchema(), 1)), 10);
        for (long seed = 0; seed < Seeds.of(2_000, 100_000); seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[10 + random.nextInt(2_000)];
            random.nextBytes(bytes);
            System.arraycopy(header, 0, bytes, 0, 10);
            assertThat(FILINGS.decode(bytes)).as("seed=%d", seed).isInstanceOf(DecodeResult.Refused.class);
        }
    }
}
