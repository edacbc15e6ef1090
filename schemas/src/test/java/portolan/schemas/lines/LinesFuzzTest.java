// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.testing.FuzzTest;

/** Files of JSON Lines: records or faults, line by line; a record that is written is read again. The first byte says of which kind. */
class LinesFuzzTest extends FuzzTest {
    private static final AvroWire<Filing> FILINGS = Topics.CONSIGNMENTS_FILED.wire();
    private static final AvroWire<InspectionOutcome> OUTCOMES = Topics.INSPECTIONS_REPORTED.wire();

    @Override
    protected List<byte[]> made() {
        return List.of(
                ("f{\"transportDocument\":{\"number\":\"B1\",\"issuer\":\"MAEU\",\"issueDate\":\"2026-03-01\"},"
                                + "\"filedAt\":\"2026-03-01T10:00:00Z\",\"transportMode\":\"SEA\",\"natureOfMovement\":\"IMPORT\","
                                + "\"conveyance\":{\"name\":\"SHIP\",\"voyage\":\"1\"},"
                                + "\"parties\":[{\"role\":\"CONSIGNOR\",\"rawName\":\"\\u00dcber\",\"address\":{\"city\":\"X\"},"
                                + "\"ids\":[{\"scheme\":\"EORI\",\"value\":\"NL1\"}]}],"
                                + "\"routing\":[{\"seq\":1,\"function\":\"LOAD\",\"locode\":\"NLRTM\"}],"
                                + "\"goodsItems\":[{\"seq\":1,\"description\":\"bananas\",\"hs\":\"080390\","
                                + "\"grossMassKg\":\"1000.5\",\"value\":{\"amount\":12.30,\"currency\":\"USD\"}}],"
                                + "\"attributes\":{\"a\":\"b\",\"c\":1.0}}\n")
                        .getBytes(StandardCharsets.UTF_8),
                ("o{\"consignmentKey\":\"MAEU:B1:2026\",\"code\":\"NOTHING_FOUND\",\"examined\":true,"
                                + "\"reportedAt\":1772359200000,\"tenant\":\"nl\"}\r\n\n{}")
                        .getBytes(StandardCharsets.UTF_8),
                new byte[] {'f', 0x1F, (byte) 0x8B},
                new byte[] {'o', 0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1},
                // Cut within what stands behind the packed bytes.
                new byte[] {'o', 0x1F, (byte) 0x8B, 8, 0, 99, 99, 26, 0, 35, 99, 99, 99, 0, (byte) 0xD4},
                ("f{\"" + "x".repeat(5_000) + "\":1}").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void take(byte[] bytes) throws Exception {
        if (bytes.length == 0) {
            return;
        }
        byte[] file = Arrays.copyOfRange(bytes, 1, bytes.length);
        bounded(bytes, 64 << 20, 50_000, () -> {
            try {
                switch (bytes[0]) {
                    case 'o' -> take(file, OUTCOMES, LineWriter::outcomes, in -> OutcomeLines.read(in, "f"));
                    case 'm' -> Lines.all(MoveLines.read(new ByteArrayInputStream(file), "f"));
                    default -> take(file, FILINGS, LineWriter::filings, in -> FilingLines.read(in, "f"));
                }
            } catch (UncheckedIOException notPacked) {
                assertThat(file).as("only what packs lines may be broken").startsWith(0x1F, 0x8B);
                assertThat(notPacked).hasMessageStartingWith("cannot read: file=f, cause=");
                assertThat(notPacked.getMessage()).doesNotEndWith("null");
            }
        });
    }

    /** Opens a writer of lines. */
    private interface Opening<T> {
        LineWriter<T> open(ByteArrayOutputStream out) throws Exception;
    }

    /** Opens a reader of lines. */
    private interface Reading<T> {
        LineReader<T> open(ByteArrayInputStream in) throws Exception;
    }

    private static <T extends SpecificRecord> void take(
            byte[] file, AvroWire<T> wire, Opening<T> opening, Reading<T> reading) throws Exception {
        for (Line<T> line : Lines.all(reading.open(new ByteArrayInputStream(file)))) {
            LineFault fault = line.fault();
            if (fault != null) {
                assertThat(fault.message()).isNotBlank().hasSizeLessThan(4_000);
                assertThat(fault.line()).isPositive();
                continue;
            }
            String expected = written(line.orThrow(), opening);
            ByteArrayInputStream again = new ByteArrayInputStream(expected.getBytes(StandardCharsets.UTF_8));
            DecodeResult<T> decoded = wire.decode(wire.encode(line.orThrow()));
            assertThat(written(((DecodeResult.Value<T>) decoded).value(), opening))
                    .isEqualTo(expected);
            assertThat(written(Lines.only(reading.open(again)), opening)).isEqualTo(expected);
        }
    }

    private static <T> String written(T value, Opening<T> opening) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LineWriter<T> writer = opening.open(out)) {
            writer.write(value);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
