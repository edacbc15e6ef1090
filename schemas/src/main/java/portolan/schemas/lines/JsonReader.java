// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads JSON objects as one record type, driven by its schema: names and aliases, enums as text, times as ISO-8601 or
 * epoch milliseconds, decimals as numbers or text. Not for several threads.
 */
final class JsonReader {
    private static final JsonFactory JSON = factory().build();

    /**
     * Says where a name stands twice. That nearly none does is seen without it, and without a set of names a record.
     */
    private static final JsonFactory STRICT =
            factory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final SpecificData model;
    private final RecordShape shape;
    private final JsonPath path = new JsonPath();
    // Put together only when something is wrong.
    private final Supplier<String> here = path::toString;

    JsonReader(Class<? extends SpecificRecord> recordType) {
        this.model = SpecificData.getForClass(recordType);
        this.shape = RecordShape.of(model, model.getSchema(recordType));
    }

    private static JsonFactoryBuilder factory() {
        return (JsonFactoryBuilder) JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        // The schema is five levels deep.
                        .maxNestingDepth(32)
                        .maxStringLength(RawLines.MAX_LINE_BYTES)
                        .build());
    }

    /** The object in one line; its root may still lack required fields. */
    Draft read(byte[] line) throws FaultException {
        try {
            return read(line, JSON);
        } catch (RepeatedNameException e) {
            try {
                return read(line, STRICT);
            } catch (RepeatedNameException missed) {
                throw new IllegalStateException("a repeated name was seen once and not again: " + path, missed);
            }
        }
    }

    private Draft read(byte[] line, JsonFactory json) throws FaultException, RepeatedNameException {
        path.clear();
        try (JsonParser parser = json.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("a line must be one JSON object", parser);
            }
            Draft draft = readFields(parser, shape);
            if (parser.nextToken() != null) {
                throw malformed("more text after the object", parser);
            }
            return draft;
        } catch (RepeatedNameException e) {
            throw e;
        } catch (JsonProcessingException e) {
            // The original message: the long one repeats the line.
            throw new FaultException(
                    LineFault.Code.MALFORMED_JSON,
                    path.toString(),
                    "not JSON: " + e.getOriginalMessage().replace('\n', ' ') + column(e));
        } catch (IOException | NumberFormatException e) {
            throw new FaultException(LineFault.Code.MALFORMED_JSON, path.toString(), "not JSON: " + e.getMessage());
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

    private Draft readFields(JsonParser parser, RecordShape record) throws IOException, FaultException {
        Draft draft = new Draft(record);
        long named = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            RecordShape.Slot slot = record.slot(name);
            if (slot == null) {
                throw unknown(name, record);
            }
            if ((named & slot.bit()) != 0) {
                throw new RepeatedNameException();
            }
            named |= slot.bit();
            // A null says the same as leaving the field out.
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                path.enter(slot.field().name());
                draft.set(slot.field(), readValue(parser, slot.type(), slot.symbols()));
                path.leave();
            }
        }
        return draft;
    }

    private FaultException unknown(String name, RecordShape record) {
        String where = path.toString();
        String shown = FieldValue.shortened(name);
        String field = where.isEmpty() ? shown : where + "." + shown;
        return new FaultException(
                LineFault.Code.UNKNOWN_FIELD,
                field,
                "unknown field: field=" + field + Nearest.hint(name, record.names()));
    }

    private Object readValue(JsonParser parser, Schema type, Map<String, Object> symbols)
            throws IOException, FaultException {
        return switch (type.getType()) {
            case RECORD -> {
                expect(parser, JsonToken.START_OBJECT, type);
                yield readFields(parser, RecordShape.of(model, type)).finish(here);
            }
            case ARRAY -> {
                expect(parser, JsonToken.START_ARRAY, type);
                yield readArray(parser, type.getElementType());
            }
            case MAP -> {
                expect(parser, JsonToken.START_OBJECT, type);
                yield readMap(parser);
            }
            default -> readScalar(parser, type, symbols);
        };
    }

    private List<Object> readArray(JsonParser parser, Schema element) throws IOException, FaultException {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path.at(items.size());
            items.add(readValue(parser, element, Map.of()));
        }
        path.atNone();
        return items;
    }

    private Map<String, String> readMap(JsonParser parser) throws IOException, FaultException {
        Map<String, String> entries = new HashMap<>();
        Set<String> named = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            if (!named.add(key)) {
                throw new RepeatedNameException();
            }
            JsonToken token = parser.nextToken();
            // What a feed has beside the model is text for us, whatever it was there.
            if (token.isScalarValue()) {
                if (token != JsonToken.VALUE_NULL) {
                    entries.put(key, parser.getText());
                }
            } else {
                throw FieldValue.wrongType(() -> path + "[" + key + "]", "a text", "an object or array");
            }
        }
        return entries;
    }

    private Object readScalar(JsonParser parser, Schema type, Map<String, Object> symbols)
            throws IOException, FaultException {
        switch (parser.currentToken()) {
            case VALUE_STRING -> {
                if (type.getType() == Schema.Type.BOOLEAN) {
                    throw FieldValue.wrongType(here, "true or false without quotes", parser.getText());
                }
                String text = parser.getText();
                Object symbol = symbols.get(text);
                return symbol != null ? symbol : FieldValue.text(model, type, text, here);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (type.getType() == Schema.Type.INT
                        && type.getLogicalType() == null
                        && parser.getNumberType() == JsonParser.NumberType.INT) {
                    return parser.getIntValue();
                }
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

    /** A name stands twice in one object. */
    private static final class RepeatedNameException extends IOException {
        private static final long serialVersionUID = 1;

        // What is said of it comes from reading the line again.
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
