// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.AnyOffence;
import portolan.scoring.score.Stake;

/**
 * Reads key, score, probabilities and stake of each line of an {@code assessments.jsonl} and steps over the reasons, which are
 * most of it.
 */
final class AssessmentLines {
    private static final JsonFactory JSON = new JsonFactory();

    private AssessmentLines() {}

    static void read(InputStream in, LineTally tally, Taker taker) throws IOException {
        LineTally.each(in, (line, number) -> readLine(line, number, tally, taker));
    }

    private static void readLine(String line, long number, LineTally tally, Taker taker) throws IOException {
        String key = null;
        double score = Double.NaN;
        double probability = Double.NaN;
        Stake stake = null;
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                tally.unreadable(number, "not a JSON object");
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("consignmentKey") && value == JsonToken.VALUE_STRING) {
                    key = json.getText();
                } else if (name.equals("score") && value.isNumeric()) {
                    score = json.getDoubleValue();
                } else if (name.equals("threats") && value == JsonToken.START_ARRAY) {
                    probability = anyOf(json);
                } else if (name.equals("stake") && value == JsonToken.START_OBJECT) {
                    stake = stake(json);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            tally.unreadable(number, e.getOriginalMessage());
            return;
        }
        String missing = missing(key, score);
        if (key == null || missing != null) {
            tally.unreadable(number, "no " + missing);
            return;
        }
        tally.readable();
        taker.take(key, score, probability, stake);
    }

    /** The probability of any offence; NaN when no threat says how probable it is. */
    private static double anyOf(JsonParser json) throws IOException {
        AnyOffence any = new AnyOffence();
        boolean isTold = false;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            double probability = Double.NaN;
            List<String> rules = new ArrayList<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("probability") && value.isNumeric()) {
                    probability = json.getDoubleValue();
                } else if (name.equals("contributions") && value == JsonToken.START_ARRAY) {
                    contributions(json, rules);
                } else {
                    json.skipChildren();
                }
            }
            if (!Double.isNaN(probability)) {
                isTold = true;
                any.add(probability, rules);
            }
        }
        return isTold ? any.probability() : Double.NaN;
    }

    private static void contributions(JsonParser json, List<String> rules) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isRule = json.currentName().equals("rule");
                if (json.nextToken() == JsonToken.VALUE_STRING && isRule) {
                    rules.add(json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private static @Nullable Stake stake(JsonParser json) throws IOException {
        double value = Double.NaN;
        Double duty = null;
        String currency = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals("value") && token.isNumeric()) {
                value = json.getDoubleValue();
            } else if (name.equals("duty") && token.isNumeric()) {
                duty = json.getDoubleValue();
            } else if (name.equals("currency") && token == JsonToken.VALUE_STRING) {
                currency = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return Double.isNaN(value) || currency == null ? null : new Stake(value, duty, currency);
    }

    private static @Nullable String missing(@Nullable String key, double score) {
        if (key == null) {
            return "consignmentKey";
        }
        return Double.isNaN(score) ? "score" : null;
    }

    /** Takes one assessment. */
    interface Taker {
        void take(String consignmentKey, double bits, double probability, @Nullable Stake stake);
    }
}
