// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final ObjectMapper JSON = new ObjectMapper();

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
        try (InputStream in = EvaluationFiles.plain(file)) {
            LineTally.each(in, (line, number) -> readLine(line, number, tally, byKey));
        } catch (IOException e) {
            throw EvaluationFiles.unreadable(file, e);
        }
        tally.refuseIfUseless();
        return new Truth(byKey, tally.warnings());
    }

    private static void readLine(String line, long number, LineTally tally, Map<String, Label> byKey) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            tally.unreadable(number, e.getOriginalMessage());
            return;
        }
        String key = json.path("consignmentKey").textValue();
        String scheme = json.path("scheme").textValue();
        String lookalike = json.path("lookalike").textValue();
        if (!json.isObject()) {
            tally.unreadable(number, "not a JSON object");
        } else if (key == null) {
            tally.unreadable(number, "no consignmentKey");
        } else if (scheme == null && lookalike == null) {
            tally.unreadable(number, "neither scheme nor lookalike");
        } else {
            tally.readable();
            double revenue =
                    json.path("revenue").isNumber() ? json.path("revenue").doubleValue() : Double.NaN;
            // A consignment may be part of a scheme and resemble another: it is an offence.
            Label before = byKey.get(key);
            if (before == null || !before.offence()) {
                byKey.put(key, new Label(scheme, lookalike, Double.isFinite(revenue) ? revenue : Double.NaN));
            }
        }
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
