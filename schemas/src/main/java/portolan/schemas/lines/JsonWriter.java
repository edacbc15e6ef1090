// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.Bytes;

/** Writes a record as JSON with the schema's names, in the schema's order, so that equal records give equal bytes. */
final class JsonWriter {
    /** Numbers by Jackson's own writer: quicker than the JDK's before 19, and the same digits on every JDK. */
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final boolean withDefaults;

    /** @param withDefaults whether fields that are at their default are written, empty lists for example */
    JsonWriter(boolean withDefaults) {
        this.withDefaults = withDefaults;
    }

    /** The record without some of its own fields, as bytes. */
    byte[] bytes(SpecificRecord value, Set<String> without) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            writeFields(json, value, without);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    void writeFields(JsonGenerator json, SpecificRecord value, Set<String> without) throws IOException {
        for (Schema.Field field : value.getSchema().getFields()) {
            Object fieldValue = value.get(field.pos());
            if (fieldValue != null
                    && !without.contains(field.name())
                    && (withDefaults || !isDefault(field, fieldValue))) {
                json.writeFieldName(field.name());
                write(json, fieldValue);
            }
        }
    }

    private static boolean isDefault(Schema.Field field, Object value) {
        if (!field.hasDefaultValue()) {
            return false;
        }
        return switch (field.schema().getType()) {
            case ARRAY -> ((Collection<?>) value).isEmpty();
            case MAP -> ((Map<?, ?>) value).isEmpty();
            case UNION, RECORD -> false;
            default -> Objects.equals(value.toString(), String.valueOf(field.defaultVal()));
        };
    }

    private void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof SpecificRecord nested) {
            json.writeStartObject();
            writeFields(json, nested, Set.of());
            json.writeEndObject();
        } else if (value instanceof Collection<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> entries) {
            json.writeStartObject();
            Map<String, Object> sorted = new TreeMap<>();
            entries.forEach((key, entry) -> sorted.put(String.valueOf(key), entry));
            for (Map.Entry<String, Object> entry : sorted.entrySet()) {
                json.writeFieldName(entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else {
            writeScalar(json, value);
        }
    }

    private static void writeScalar(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof BigDecimal decimal) {
            // On the wire every decimal has its field's scale: 12.5 comes back as 12.500000.
            json.writeNumber(
                    decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString());
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Instant time) {
            json.writeString(UtcTime.text(time));
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof ByteBuffer bytes) {
            json.writeBinary(Bytes.of(bytes));
        } else {
            // Text, enums, ids, times and days: all of them print as the format wants them.
            json.writeString(value.toString());
        }
    }
}
