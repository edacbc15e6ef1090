package portolan.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads JSON objects as one record type, driven by its schema: names and aliases, enums as text, times as ISO-8601 or
 * epoch milliseconds, decimals as numbers or text. Not for several threads.
 */
final class JsonReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    // The schema is five levels deep.
                    .maxNestingDepth(32)
                    .maxStringLength(RawLines.MAX_LINE_BYTES)
                    .build())
            .build();

    private final SpecificData model;
    private final Schema schema;
    private final Map<String, Map<String, Schema.Field>> fieldsByName = new HashMap<>();
    private final List<String> path = new ArrayList<>();
    // Put together only when something is wrong.
    private final Supplier<String> here = this::at;

    JsonReader(Class<? extends SpecificRecord> recordType) {
        this.model = SpecificData.getForClass(recordType);
        this.schema = model.getSchema(recordType);
    }

    /** The object in one line; its root may still lack required fields. */
    Draft read(byte[] line) throws FaultException {
        path.clear();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("a line must be one JSON object", parser);
            }
            Draft draft = readFields(parser, schema);
            if (parser.nextToken() != null) {
                throw malformed("more text after the object", parser);
            }
            return draft;
        } catch (JsonProcessingException e) {
            // The original message: the long one repeats the line.
            throw new FaultException(
                    LineFault.Code.MALFORMED_JSON,
                    at(),
                    "not JSON: " + e.getOriginalMessage().replace('\n', ' ') + column(e));
        } catch (IOException | NumberFormatException e) {
            throw new FaultException(LineFault.Code.MALFORMED_JSON, at(), "not JSON: " + e.getMessage());
        }
    }

    private static String column(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", column=" + e.getLocation().getColumnNr();
    }

    private static FaultException malformed(String message, JsonParser parser) {
        return new FaultException(
                LineFault.Code.MALFORMED_JSON,
                "",
                message + ": column=" + parser.currentTokenLocation().getColumnNr());
    }

    private Draft readFields(JsonParser parser, Schema record) throws IOException, FaultException {
        Map<String, Schema.Field> fields = fieldsByName.computeIfAbsent(record.getFullName(), name -> byName(record));
        Draft draft = new Draft(model, record);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Schema.Field field = fields.get(name);
            if (field == null) {
                String where = at();
                throw new FaultException(
                        LineFault.Code.UNKNOWN_FIELD,
                        where.isEmpty() ? name : where + "." + name,
                        "unknown field: field=" + (where.isEmpty() ? name : where + "." + name)
                                + Nearest.hint(name, fields.keySet()));
            }
            // A null says the same as leaving the field out.
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                path.add(field.name());
                draft.set(field, readValue(parser, FieldValue.nonNull(field.schema())));
                path.remove(path.size() - 1);
            }
        }
        return draft;
    }

    private static Map<String, Schema.Field> byName(Schema record) {
        Map<String, Schema.Field> fields = new HashMap<>();
        for (Schema.Field field : record.getFields()) {
            fields.put(field.name(), field);
            field.aliases().forEach(alias -> fields.put(alias, field));
        }
        return fields;
    }

    private Object readValue(JsonParser parser, Schema type) throws IOException, FaultException {
        return switch (type.getType()) {
            case RECORD -> {
                expect(parser, JsonToken.START_OBJECT, type);
                yield readFields(parser, type).finish(here);
            }
            case ARRAY -> {
                expect(parser, JsonToken.START_ARRAY, type);
                yield readArray(parser, type.getElementType());
            }
            case MAP -> {
                expect(parser, JsonToken.START_OBJECT, type);
                yield readMap(parser);
            }
            default -> readScalar(parser, type);
        };
    }

    private List<Object> readArray(JsonParser parser, Schema element) throws IOException, FaultException {
        List<Object> items = new ArrayList<>();
        String name = path.get(path.size() - 1);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path.set(path.size() - 1, name + "[" + items.size() + "]");
            items.add(readValue(parser, element));
        }
        path.set(path.size() - 1, name);
        return items;
    }

    private Map<String, String> readMap(JsonParser parser) throws IOException, FaultException {
        Map<String, String> entries = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            // What a feed has beside the model is text for us, whatever it was there.
            if (token.isScalarValue()) {
                if (token != JsonToken.VALUE_NULL) {
                    entries.put(key, parser.getText());
                }
            } else {
                throw FieldValue.wrongType(() -> at() + "[" + key + "]", "a text", "an object or array");
            }
        }
        return entries;
    }

    private Object readScalar(JsonParser parser, Schema type) throws IOException, FaultException {
        switch (parser.currentToken()) {
            case VALUE_STRING -> {
                if (type.getType() == Schema.Type.BOOLEAN) {
                    throw FieldValue.wrongType(here, "true or false without quotes", parser.getText());
                }
                return FieldValue.text(model, type, parser.getText(), here);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return FieldValue.number(type, parser.getDecimalValue(), here);
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                if (type.getType() == Schema.Type.BOOLEAN) {
                    return parser.getBooleanValue();
                }
                throw FieldValue.wrongType(here, FieldValue.expected(type), parser.getText());
            }
            default -> throw FieldValue.wrongType(here, FieldValue.expected(type), kind(parser.currentToken()));
        }
    }

    private void expect(JsonParser parser, JsonToken start, Schema type) throws IOException, FaultException {
        if (parser.currentToken() != start) {
            JsonToken found = parser.currentToken();
            throw FieldValue.wrongType(
                    here, FieldValue.expected(type), found.isScalarValue() ? parser.getText() : kind(found));
        }
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_NULL -> "null";
            default -> token.toString();
        };
    }

    private String at() {
        return String.join(".", path);
    }
}
