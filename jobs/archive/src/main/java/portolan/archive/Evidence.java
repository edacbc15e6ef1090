// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The text of the evidence column: a JSON object, the evidence of each reading under its indicator's name. */
final class Evidence {
    private static final JsonFactory JSON = new JsonFactory();

    /** As on the topic: a name in a filing may be a megabyte long. */
    private static final int LONGEST = 1000;

    /** Characters, not bytes: copying strings and encoding the whole is what the JVM does fastest. */
    private final StringBuilder json = new StringBuilder(4_000);

    void clear() {
        json.setLength(0);
    }

    void add(String indicator, String evidence) {
        json.append(json.isEmpty() ? "{\"" : ",\"").append(indicator).append("\":\"");
        String text = clipped(evidence);
        if (isPlain(text)) {
            json.append(text);
        } else {
            JsonStringEncoder.getInstance().quoteAsString(text, json);
        }
        json.append('"');
    }

    @Override
    public String toString() {
        return json.isEmpty() ? "{}" : json + "}";
    }

    static String clipped(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        // Never half of a surrogate pair: it cannot be encoded.
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "...";
    }

    /** Whether the text stands for itself between quotes; nearly every one does, and is then copied in one piece. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }

    static Map<String, String> read(String json) throws IOException {
        Map<String, String> byIndicator = new HashMap<>();
        try (JsonParser in = JSON.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("evidence is no JSON object: found=" + in.currentToken());
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String indicator = in.currentName();
                in.nextToken();
                byIndicator.put(indicator, in.getText());
            }
        }
        return byIndicator;
    }
}
