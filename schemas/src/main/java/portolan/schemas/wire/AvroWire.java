// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads and writes one record type in Avro single-object encoding:
 *
 * <pre>
 *   2 marker C3 01 | 8 CRC-64-AVRO of the writer's schema, little-endian | Avro binary
 * </pre>
 *
 * Old writers are read by the fingerprints of the released schemas. Bytes that cannot be read are a result with a
 * reason, whatever they are. Not for several threads: it keeps its buffers.
 *
 * <p>Compare records that were read by their bytes: {@code equals} of Avro 1.12 throws on a list that was read and
 * holds nullable times or decimals.
 *
 * @param <T> record type
 */
public final class AvroWire<T extends SpecificRecord> {
    /** The largest record that is read, unless a topic says otherwise. */
    public static final int MAX_RECORD_BYTES = 1 << 20;

    private static final int HEADER = 10;
    private static final byte MARKER_1 = (byte) 0xC3;
    private static final byte MARKER_2 = 1;

    /** Fingerprints of what is written now, worked out once a class. */
    private static final ClassValue<Long> CURRENT = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> recordType) {
            return fingerprint(SpecificData.getForClass(recordType).getSchema(recordType));
        }
    };

    private final String recordName;
    private final int maxBytes;
    private final byte[] header;
    private final DatumWriter<T> writer;
    private final Map<Long, DatumReader<T>> readersByFingerprint = new HashMap<>();
    private final KeptEncoder encoder = new KeptEncoder();

    private AvroWire(Class<T> recordType, int maxBytes) {
        SpecificData model = SpecificData.getForClass(recordType);
        // A third less time a record, measured with a prototype.
        model.setFastReaderEnabled(true);
        // Records without unions and times write themselves: no number of theirs is boxed on the way.
        model.setCustomCoders(true);
        Schema schema = model.getSchema(recordType);
        this.recordName = schema.getName();
        this.maxBytes = maxBytes;
        this.writer = new SpecificDatumWriter<>(schema, model);
        Releases.of(recordName)
                .forEach((fingerprint, released) ->
                        readersByFingerprint.put(fingerprint, new SpecificDatumReader<>(released, schema, model)));
        long current = CURRENT.get(recordType);
        readersByFingerprint.put(current, new SpecificDatumReader<>(schema, schema, model));
        this.header = ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER_1)
                .put(MARKER_2)
                .putLong(current)
                .array();
    }

    public static <T extends SpecificRecord> AvroWire<T> of(Class<T> recordType) {
        return of(recordType, MAX_RECORD_BYTES);
    }

    static <T extends SpecificRecord> AvroWire<T> of(Class<T> recordType, int maxBytes) {
        return new AvroWire<>(recordType, maxBytes);
    }

    /**
     * The record in bytes, written with the current schema.
     *
     * @throws RuntimeException when the record does not follow its own schema: that is a fault of the caller
     */
    public byte[] encode(T value) {
        encoder.begin(header);
        try {
            writer.write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed: record=" + recordName, e);
        }
        return encoder.toBytes();
    }

    /** What the bytes are; never throws, and never allocates more than a small multiple of their number. */
    public DecodeResult<T> decode(byte[] bytes) {
        if (bytes.length > maxBytes) {
            return refused(
                    WireFault.Code.TOO_LARGE,
                    "record is too large: record=" + recordName + ", bytes=" + bytes.length + ", limit=" + maxBytes
                            + "; send it in parts or without attachments");
        }
        if (bytes.length < HEADER || bytes[0] != MARKER_1 || bytes[1] != MARKER_2) {
            return refused(noMarker(bytes));
        }
        long fingerprint =
                ByteBuffer.wrap(bytes, 2, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
        DatumReader<T> reader = readersByFingerprint.get(fingerprint);
        if (reader == null) {
            return refused(
                    WireFault.Code.UNKNOWN_SCHEMA,
                    "written with a schema that this release does not know: record=" + recordName + ", fingerprint="
                            + hex(fingerprint) + ", known=" + knownFingerprints()
                            + "; write with a released schema, or bring this program up to the writer's release");
        }
        BoundedDecoder decoder = new BoundedDecoder(bytes, HEADER);
        try {
            T value = reader.read(null, decoder);
            if (decoder.remaining() > 0) {
                return refused(
                        WireFault.Code.CORRUPT,
                        "bytes left over after the record: " + at(decoder, bytes) + "; send one record a message");
            }
            return new DecodeResult.Value<>(value);
        } catch (IOException | RuntimeException e) {
            return refused(whyUnreadable(e, decoder, bytes));
        }
    }

    /** The fingerprint that this class writes. */
    public long fingerprint() {
        return ByteBuffer.wrap(header, 2, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private WireFault whyUnreadable(Exception e, BoundedDecoder decoder, byte[] bytes) {
        // Avro wraps what the decoder throws in exceptions of its own, at some depth.
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return new WireFault(
                        WireFault.Code.TRUNCATED,
                        "the bytes end before the record does: " + at(decoder, bytes)
                                + "; look for a limit on the way that cuts messages, and send it again");
            }
        }
        return new WireFault(
                WireFault.Code.CORRUPT,
                "the bytes do not follow their schema: " + at(decoder, bytes) + ", cause=" + e.getMessage()
                        + "; encode it again with the schema that its fingerprint names");
    }

    private String at(BoundedDecoder decoder, byte[] bytes) {
        return "record=" + recordName + ", at byte=" + decoder.position() + ", of=" + bytes.length;
    }

    private WireFault noMarker(byte[] bytes) {
        String facts = "record=" + recordName + ", bytes=" + bytes.length + ", starts with="
                + hex(bytes, Math.min(bytes.length, 8));
        String hint = "; send Avro single-object encoding, which starts with c301";
        if (bytes.length >= 2 && bytes[0] == MARKER_1 && bytes[1] == MARKER_2) {
            return new WireFault(WireFault.Code.TRUNCATED, "the bytes end within the schema's fingerprint: " + facts);
        }
        if (bytes.length == 0) {
            hint = "; it is empty, a tombstone perhaps: a deletion is a record of its own";
        } else if (bytes[0] == '{') {
            hint = "; it looks like JSON: read files with the command line, topics carry Avro";
        } else if (bytes[0] == 0 && bytes.length > 5) {
            hint = "; it looks like the Confluent wire format, schema id="
                    + ByteBuffer.wrap(bytes, 1, 4).getInt();
        }
        return new WireFault(WireFault.Code.NOT_PORTOLAN_RECORD, "not a record of this system: " + facts + hint);
    }

    private String knownFingerprints() {
        return readersByFingerprint.keySet().stream()
                .map(AvroWire::hex)
                .sorted()
                .toList()
                .toString();
    }

    private static <T> DecodeResult<T> refused(WireFault.Code code, String message) {
        return refused(new WireFault(code, message));
    }

    private static <T> DecodeResult<T> refused(WireFault fault) {
        return new DecodeResult.Refused<>(fault);
    }

    private static String hex(long fingerprint) {
        return String.format(Locale.ROOT, "%016x", fingerprint);
    }

    private static String hex(byte[] bytes, int count) {
        return java.util.HexFormat.of().formatHex(bytes, 0, count);
    }
}
