// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Records with something in every corner of their schema, made from a seed. */
final class RandomRecords {
    private static final String LETTERS = "AbcXYZ 019-_/\"\\\n\tüßÑ漢字🚢";

    private final Random random;

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    GenericRecord of(Schema schema) {
        GenericRecord made = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            made.put(field.pos(), value(field.schema()));
        }
        return made;
    }

    private Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> of(schema);
            case ENUM ->
                new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())));
            case ARRAY -> array(schema);
            case MAP -> map(schema);
            case STRING -> isUuid(schema) ? new UUID(random.nextLong(), random.nextLong()).toString() : text();
            case BYTES -> bytes(schema.getLogicalType());
            case INT -> schema.getLogicalType() != null ? random.nextInt(40_000) : (Object) random.nextInt();
            case LONG ->
                schema.getLogicalType() != null ? random.nextLong(4_000_000_000_000L) : (Object) random.nextLong();
            case DOUBLE -> random.nextInt(200_000) / 1024.0 - 50;
            case BOOLEAN -> random.nextBoolean();
            // Three of four are there, so that both kinds meet in one record.
            case UNION ->
                random.nextInt(4) == 0 ? nothing() : value(schema.getTypes().get(1));
            default -> throw new IllegalArgumentException("no such values yet: " + schema);
        };
    }

    @SuppressWarnings("NullAway") // A union's null branch is a null.
    private static Object nothing() {
        return null;
    }

    private static boolean isUuid(Schema schema) {
        return schema.getLogicalType() != null
                && "uuid".equals(schema.getLogicalType().getName());
    }

    private List<Object> array(Schema schema) {
        List<Object> items = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            items.add(value(schema.getElementType()));
        }
        return new GenericData.Array<>(schema, items);
    }

    private Map<String, Object> map(Schema schema) {
        Map<String, Object> entries = new TreeMap<>();
        // One at most: a map has no order, and the tests compare bytes.
        for (int left = random.nextInt(2); left > 0; left--) {
            entries.put(text(), value(schema.getValueType()));
        }
        return entries;
    }

    private String text() {
        int[] points = LETTERS.codePoints().toArray();
        // Never blank: a blank key is a key left out.
        StringBuilder text = new StringBuilder("k");
        for (int left = random.nextInt(12); left > 0; left--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private ByteBuffer bytes(LogicalType logicalType) {
        if (logicalType instanceof LogicalTypes.Decimal decimal) {
            BigInteger unscaled = new BigInteger(decimal.getPrecision() * 3, random);
            return ByteBuffer.wrap(new BigDecimal(unscaled, decimal.getScale())
                    .unscaledValue()
                    .negate()
                    .toByteArray());
        }
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
