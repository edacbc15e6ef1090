// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;

/**
 * What was planted in a generated feed: {@code truth.jsonl}, one line an offence or a look-alike. Everything else in
 * the feed is clean, and all of it counts, not only what was inspected.
 *
 * <pre>
 *   {"consignmentKey": "MAEU:123:2026", "scheme": "undervaluation", "revenue": 12000}
 *   {"consignmentKey": "MAEU:124:2026", "scheme": null, "lookalike": "honest newcomer"}
 * </pre>
 */
final class Truth {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Label> byKey;
    private final List<String> warnings;

    private Truth(Map<String, Label> byKey, List<String> warnings) {
        this.byKey = byKey;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads a file of truths.
     *
     * @throws UnusableInputException when there is no such file, or no line of it is a truth
     */
    static Truth read(Path file) throws UnusableInputException {
        LineTally tally = new LineTally(file.toString(), "truths");
        Map<String, Label> byKey = new HashMap<>();
        try (InputStream in = EvaluationFiles.plain(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    readLine(line, number, tally, byKey);
                }
            }
        } catch (IOException e) {
            throw EvaluationFiles.unreadable(file, e);
        }
        tally.refuseIfUseless();
        return new Truth(byKey, tally.warnings());
    }

    private static void readLine(String line, long number, LineTally tally, Map<String, Label> byKey)
            throws IOException {
        String key = null;
        String scheme = null;
        String lookalike = null;
        double revenue = Double.NaN;
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                tally.unreadable(number, "not a JSON object");
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "consignmentKey" -> key = text(json, value);
                    case "scheme" -> scheme = text(json, value);
                    case "lookalike" -> lookalike = text(json, value);
                    case "revenue" -> revenue = value.isNumeric() ? json.getDoubleValue() : Double.NaN;
                    default -> json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            tally.unreadable(number, e.getOriginalMessage());
            return;
        }
        if (key == null) {
            tally.unreadable(number, "no consignmentKey");
        } else if (scheme == null && lookalike == null) {
            tally.unreadable(number, "neither scheme nor lookalike");
        } else {
            tally.readable();
            // A consignment may be part of a scheme and resemble another: it is an offence.
            Label before = byKey.get(key);
            if (before == null || !before.offence()) {
                byKey.put(key, new Label(scheme, lookalike, Double.isFinite(revenue) ? revenue : Double.NaN));
            }
        }
    }

    private static @Nullable String text(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    /** What the consignment was. */
    Label of(String consignmentKey) {
        return byKey.getOrDefault(consignmentKey, Label.CLEAN);
    }

    /** What a person should be told of lines that were left out. */
    List<String> warnings() {
        return warnings;
    }
}
