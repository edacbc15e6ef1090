package portolan.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The text of the evidence column: a JSON object, the evidence of each reading under its indicator's name. */
final class Evidence {
    private static final JsonFactory JSON = new JsonFactory();

    /** As on the topic: a name in a filing may be a megabyte long. */
    private static final int LONGEST = 1000;

    private Evidence() {}

    static String clipped(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        // Never half of a surrogate pair: it cannot be encoded.
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "...";
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
