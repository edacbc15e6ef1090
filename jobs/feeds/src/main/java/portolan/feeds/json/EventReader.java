// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Characters;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;

/** Reads the events of a message one by one, and where each stands. */
final class EventReader {
    /** Bytes of an event at most. */
    static final int MAX_EVENT = 1 << 20;

    static final JsonFactory FACTORY = JsonFactory.builder()
            // What strangers call their fields is not the whole process's to keep.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(MAX_EVENT)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .build())
            .build();

    private static final String EVENTS = "events";
    private static final int A_TURN = 256;

    private final byte[] bytes;
    private final int start;

    EventReader(byte[] bytes) {
        this.bytes = bytes;
        this.start = Characters.start(bytes);
    }

    /** One event. */
    interface Events {
        /**
         * Takes it.
         *
         * @param event null on a passage that only counts, and for what is no object
         */
        void take(@Nullable Map<String, Object> event, int from, int to);
    }

    /** Reads from end to end and keeps nothing. */
    void check(Runnable pause) throws MessageRefusedException {
        int[] passed = {0};
        walk(false, (event, from, to) -> {
            if (++passed[0] % A_TURN == 0) {
                pause.run();
            }
        });
    }

    void read(Events out) throws MessageRefusedException {
        walk(true, out);
    }

    private void walk(boolean keep, Events out) throws MessageRefusedException {
        try (JsonParser parser = FACTORY.createParser(bytes, start, bytes.length - start)) {
            try {
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    list(parser, keep, out);
                } else {
                    object(parser, keep, out);
                }
                if (parser.nextToken() != null) {
                    throw new MessageRefusedException(
                            Reason.MALFORMED_ENVELOPE, "something follows the message: byte=" + from(parser));
                }
            } catch (IOException e) {
                throw refused(parser, e);
            }
        } catch (IOException e) {
            throw new MessageRefusedException(Reason.MALFORMED_ENVELOPE, "not JSON: cause=" + e.getMessage());
        }
    }

    private void list(JsonParser parser, boolean keep, Events out) throws IOException, MessageRefusedException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            one(parser, keep, out);
        }
    }

    private void one(JsonParser parser, boolean keep, Events out) throws IOException, MessageRefusedException {
        int from = from(parser);
        Object event = value(parser, keep, from);
        bounded(parser, from);
        out.take(asObject(event), from, to(parser));
    }

    /** An object with a list of events, or an event itself. */
    private void object(JsonParser parser, boolean keep, Events out) throws IOException, MessageRefusedException {
        int from = from(parser);
        boolean listed = false;
        Map<String, Object> alone = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(EVENTS)) {
                listed = true;
                list(parser, keep, out);
            } else {
                Object value = value(parser, keep && !listed, from(parser));
                if (value != null) {
                    alone.put(name, value);
                }
            }
        }
        if (!listed) {
            bounded(parser, from);
            out.take(keep ? alone : null, from, to(parser));
        }
    }

    /** The value that the parser stands at: texts, lists and objects; null where it is not kept, or is none. */
    private @Nullable Object value(JsonParser parser, boolean keep, int from)
            throws IOException, MessageRefusedException {
        bounded(parser, from);
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    Object value = value(parser, keep, from);
                    if (value != null) {
                        object.put(name, value);
                    }
                }
                yield keep ? object : null;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object value = value(parser, keep, from);
                    if (value != null) {
                        list.add(value);
                    }
                }
                yield keep ? list : null;
            }
            case VALUE_NULL -> null;
            default -> {
                // Also where it is not kept: a text is checked as it is read.
                String text = parser.getText();
                yield keep ? text : null;
            }
        };
    }

    private void bounded(JsonParser parser, int from) throws MessageRefusedException {
        if (to(parser) - from > MAX_EVENT) {
            throw new MessageRefusedException(
                    Reason.TOO_LARGE, "an event is too large: byte=" + from + ", bytes at most=" + MAX_EVENT);
        }
    }

    @SuppressWarnings("unchecked") // Names are texts, always.
    private static @Nullable Map<String, Object> asObject(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : null;
    }

    private int from(JsonParser parser) {
        return start + (int) parser.currentTokenLocation().getByteOffset();
    }

    private int to(JsonParser parser) {
        return start + (int) parser.currentLocation().getByteOffset();
    }

    private MessageRefusedException refused(JsonParser parser, IOException cause) {
        int at = to(parser);
        String text = cause instanceof JsonParseException parse ? parse.getOriginalMessage() : cause.getMessage();
        String what = String.valueOf(text);
        if (cause instanceof StreamConstraintsException) {
            return new MessageRefusedException(Reason.TOO_LARGE, "too large: byte=" + at + ", cause=" + what);
        }
        boolean atEnd = at >= bytes.length;
        if (cause instanceof JsonEOFException
                || (atEnd
                        && (what.startsWith("Unrecognized token")
                                || what.startsWith("Unexpected end-of-input")
                                || what.startsWith("Unexpected EOF")))) {
            return new MessageRefusedException(Reason.TRUNCATED, "ends before it is complete: bytes=" + bytes.length);
        }
        if (what.startsWith("Invalid UTF-8")) {
            return new MessageRefusedException(Reason.BAD_CHARSET, "not in UTF-8: byte=" + at);
        }
        return new MessageRefusedException(Reason.MALFORMED_ENVELOPE, "not JSON: byte=" + at + ", cause=" + what);
    }
}
