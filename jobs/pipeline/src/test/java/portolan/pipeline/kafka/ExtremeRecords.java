// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import portolan.schemas.wire.Topics;

/**
 * A valid record with something extreme in its fields, whichever its schema has: the ends of each type, zero, nothing,
 * too many, and texts that nobody writes by hand.
 */
public final class ExtremeRecords {
    private static final int HEADER = 10;

    private static final List<Object> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\u0001\u001b[31m\u007f",
            "\uD83D",
            "\uDEA2\uD83D",
            "\u202Eesrever\u200F",
            "\uFEFF\uFFFF",
            "a" + "\u0301\u0323".repeat(300),
            "\uFDFA".repeat(50),
            "|",
            "a|b\tc\r\nd\"\\",
            "N/A",
            "null",
            "NaN",
            "-Infinity",
            "-1",
            "0",
            "1e999999999",
            "9".repeat(2_000),
            "x".repeat(5_000),
            "\u5e83 ".repeat(400),
            "XX",
            "CNXX9",
            "$",
            "CSQU3054384",
            "JTDKB20U793123456",
            "@.",
            "+++---");

    private static final List<Object> LONGS = List.of(
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            0L,
            -1L,
            1L,
            Instant.parse("0001-01-01T00:00:00Z").toEpochMilli(),
            Instant.parse("1969-12-31T23:59:59Z").toEpochMilli(),
            Instant.parse("1989-12-31T23:59:59Z").toEpochMilli(),
            Instant.parse("2099-12-31T23:59:59Z").toEpochMilli(),
            Instant.parse("9999-12-31T23:59:59Z").toEpochMilli(),
            1_000_000_001L,
            (long) Integer.MAX_VALUE);

    private static final List<Object> INTS =
            List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1, 1, 1_000_000_001, 20_514, -719_162, 2_932_896);

    private static final List<Object> DOUBLES = List.of(
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -Double.MAX_VALUE, Double.MIN_VALUE, 0.0);

    private static final List<Object> DECIMALS = Stream.of(
                    BigInteger.ZERO,
                    BigInteger.ONE,
                    BigInteger.ONE.negate(),
                    BigInteger.valueOf(Long.MAX_VALUE),
                    BigInteger.valueOf(Long.MIN_VALUE),
                    BigInteger.TEN.pow(15),
                    BigInteger.TEN.pow(16).subtract(BigInteger.ONE),
                    BigInteger.TEN.pow(17),
                    BigInteger.TEN.pow(18).subtract(BigInteger.ONE).negate(),
                    BigInteger.TEN.pow(30),
                    BigInteger.TEN.pow(400).negate(),
                    BigInteger.ONE.shiftLeft(100_000))
            .<Object>map(decimal -> ByteBuffer.wrap(decimal.toByteArray()))
            .toList();

    private static final List<Object> MAPS =
            TEXTS.stream().<Object>map(text -> Map.of(text, text)).toList();

    private static final Map<Schema, List<Object>> SYMBOLS = new HashMap<>();

    /** Of each thing that there may be several of. */
    private static final int MANY = 60;

    private static final int CONSIGNMENTS = 400;

    private final Schema schema;
    private final byte[] header;
    private final byte[] valid;
    private final Random random;

    private ExtremeRecords(Schema schema, byte[] valid, Random random) {
        this.schema = schema;
        this.header = Arrays.copyOf(valid, HEADER);
        this.valid = valid;
        this.random = random;
    }

    /** Of filings. */
    public static ExtremeRecords filings(Random random) {
        return new ExtremeRecords(
                portolan.schemas.avro.Filing.getClassSchema(), WireFixtures.bytes(WireFixtures.filing()), random);
    }

    /** Of outcomes. */
    public static ExtremeRecords outcomes(Random random) {
        return new ExtremeRecords(
                portolan.schemas.avro.InspectionOutcome.getClassSchema(),
                Topics.INSPECTIONS_REPORTED.wire().encode(WireFixtures.outcome()),
                random);
    }

    /** The record that all others are made of: about one of a few hundred consignments, newer than those before. */
    public GenericRecord valid(int number) {
        try {
            GenericRecord record = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(valid, HEADER, valid.length - HEADER, null));
            int consignment = number % CONSIGNMENTS;
            record.put("consignmentKey", "MAEU:B" + consignment + ":2026");
            if (schema.getField("filingId") != null) {
                record.put("filingId", "26NL" + consignment);
                record.put("filingVersion", 1 + number / CONSIGNMENTS);
                vary(record, number);
            } else {
                record.put("version", 1 + number / CONSIGNMENTS);
            }
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
    }

    /** Deadlines are derived by the mode of transport, where none are filed. */
    private static void vary(GenericRecord record, int number) {
        Schema mode = record.getSchema().getField("transportMode").schema();
        List<Object> modes = SYMBOLS.computeIfAbsent(mode, ExtremeRecords::symbols);
        record.put("transportMode", modes.get(number % modes.size()));
        if (number / modes.size() % 2 == 0) {
            record.put("deadlines", nothing());
        }
    }

    /** How many extremes there are, each of one field. */
    public int size() {
        return slots(valid(0)).stream().mapToInt(slot -> slot.values().size()).sum();
    }

    /** A record with the given one of all extremes of all fields. */
    public GenericRecord with(int extreme, int number) {
        GenericRecord record = valid(number);
        int left = extreme;
        for (Slot slot : slots(record)) {
            if (left < slot.values().size()) {
                slot.place().accept(slot.values().get(left));
                return record;
            }
            left -= slot.values().size();
        }
        throw new IllegalArgumentException("there are not so many: " + extreme);
    }

    /** A record with so many extremes at once, at random. */
    public GenericRecord withSome(int count, int number) {
        GenericRecord record = valid(number);
        List<Slot> slots = slots(record);
        for (int i = 0; i < count; i++) {
            Slot slot = slots.get(random.nextInt(slots.size()));
            slot.place().accept(slot.values().get(random.nextInt(slot.values().size())));
        }
        return record;
    }

    /** The record in Avro's single-object encoding. */
    public byte[] avro(GenericRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
        return out.toByteArray();
    }

    /** A place in a record, and all that may stand there. */
    private record Slot(Consumer<Object> place, List<Object> values) {}

    private static List<Slot> slots(GenericRecord record) {
        List<Slot> slots = new ArrayList<>();
        collect(record, slots);
        return slots;
    }

    private static void collect(GenericRecord record, List<Slot> slots) {
        for (Schema.Field field : record.getSchema().getFields()) {
            collect(field.schema(), record.get(field.pos()), value -> record.put(field.pos(), value), slots);
        }
    }

    @SuppressWarnings("unchecked") // Avro reads arrays as lists.
    private static void collect(Schema schema, Object value, Consumer<Object> place, List<Slot> slots) {
        switch (schema.getType()) {
            case UNION -> {
                slots.add(new Slot(place, Collections.singletonList(nothing())));
                collect(schema.getTypes().get(1), value, place, slots);
            }
            case RECORD -> {
                if (value instanceof GenericRecord nested) {
                    collect(nested, slots);
                }
            }
            case ARRAY -> {
                List<Object> elements = value == null ? List.of() : (List<Object>) value;
                slots.add(new Slot(
                        place,
                        elements.isEmpty()
                                ? List.of(List.of())
                                : List.of(List.of(), Collections.nCopies(MANY, elements.get(0)))));
                for (int i = 0; i < Math.min(2, elements.size()); i++) {
                    int at = i;
                    collect(schema.getElementType(), elements.get(i), element -> elements.set(at, element), slots);
                }
            }
            default -> slots.add(new Slot(place, scalars(schema)));
        }
    }

    private static List<Object> scalars(Schema schema) {
        return switch (schema.getType()) {
            case MAP -> MAPS;
            case STRING -> TEXTS;
            case ENUM -> SYMBOLS.computeIfAbsent(schema, ExtremeRecords::symbols);
            case BOOLEAN -> List.of(true, false);
            case INT -> INTS;
            case LONG -> LONGS;
            case DOUBLE -> DOUBLES;
            case BYTES -> DECIMALS;
            default -> throw new IllegalArgumentException("the schema has a new kind of field: " + schema);
        };
    }

    private static List<Object> symbols(Schema schema) {
        return schema.getEnumSymbols().stream()
                .<Object>map(symbol -> new GenericData.EnumSymbol(schema, symbol))
                .toList();
    }

    @SuppressWarnings("NullAway") // A union's null branch is a null.
    private static Object nothing() {
        return null;
    }

    /** The record as a line of JSON Lines; times as numbers or as text, and now and then a number that is none. */
    public String json(GenericRecord record) {
        StringBuilder out = new StringBuilder();
        write(schema, record, out);
        return out.toString();
    }

    private void write(Schema schema, Object value, StringBuilder out) {
        if (value == null) {
            out.append("null");
            return;
        }
        switch (schema.getType()) {
            case UNION -> write(schema.getTypes().get(1), value, out);
            case RECORD -> {
                char before = '{';
                for (Schema.Field field : schema.getFields()) {
                    out.append(before).append('"').append(field.name()).append("\":");
                    write(field.schema(), ((GenericRecord) value).get(field.pos()), out);
                    before = ',';
                }
                out.append('}');
            }
            case ARRAY -> {
                char before = '[';
                for (Object element : (List<?>) value) {
                    write(schema.getElementType(), element, out.append(before));
                    before = ',';
                }
                out.append(before == '[' ? "[]" : "]");
            }
            case MAP -> {
                char before = '{';
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    text(entry.getKey().toString(), out.append(before));
                    text(entry.getValue().toString(), out.append(':'));
                    before = ',';
                }
                out.append(before == '{' ? "{}" : "}");
            }
            case STRING, ENUM -> text(value.toString(), out);
            default -> number(schema, value, out);
        }
    }

    private void number(Schema schema, Object value, StringBuilder out) {
        if (random.nextInt(2_000) == 0) {
            List<String> none =
                    List.of("NaN", "-Infinity", "1e999999999", "-0.0", "1e-999999999", "9".repeat(900), "007");
            out.append(none.get(random.nextInt(none.size())));
        } else if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            byte[] bytes = ((ByteBuffer) value).array();
            BigInteger unscaled = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
            out.append(
                    unscaled.bitLength() < 2_000 ? new BigDecimal(unscaled, decimal.getScale()).toString() : "1e9999");
        } else if (schema.getType() == Schema.Type.INT && schema.getLogicalType() != null) {
            text(LocalDate.ofEpochDay((Integer) value).toString(), out);
        } else if (schema.getLogicalType() != null && random.nextBoolean()) {
            text(Instant.ofEpochMilli((Long) value).toString(), out);
        } else {
            out.append(value);
        }
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // As escapes go through what no encoding lets through: half of a pair.
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
