// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import portolan.scoring.rules.ConsignmentField;

/**
 * The readings of one assessment, by which the evidence of its contributions is taken apart into facts. A contribution
 * holds one text, so that its sum and its words are whole wherever it goes; people read a fact once.
 */
public final class EvidenceFacts {
    private static final String BETWEEN = "; ";

    private final List<Fact> readings = new ArrayList<>();

    /** Adds a reading of the assessment, in the order in which it lists them. */
    public void add(String indicator, double value, String evidence) {
        if (!evidence.isEmpty()) {
            readings.add(new Fact("evidence." + indicator, value, evidence));
        }
    }

    /** No more readings: the longest first, since one text may be the start of another. */
    public EvidenceFacts complete() {
        readings.sort(
                Comparator.comparingInt((Fact fact) -> fact.recorded().length()).reversed());
        return this;
    }

    /** The facts of a contribution's evidence, in its order. */
    public List<Fact> facts(String evidence) {
        List<Fact> facts = new ArrayList<>();
        for (int at = 0; at < evidence.length(); ) {
            Fact fact = factAt(evidence, at);
            facts.add(fact);
            at += fact.recorded().length() + BETWEEN.length();
        }
        return facts;
    }

    private Fact factAt(String evidence, int at) {
        for (Fact reading : readings) {
            int end = at + reading.recorded().length();
            if (evidence.startsWith(reading.recorded(), at)
                    && (end == evidence.length() || evidence.startsWith(BETWEEN, end))) {
                return reading;
            }
        }
        int end = evidence.indexOf(BETWEEN, at);
        String text = end < 0 ? evidence.substring(at) : evidence.substring(at, end);
        int equals = text.indexOf('=');
        String name = text.substring(0, Math.max(0, equals));
        String value = text.substring(equals + 1);
        // Behind the rule whose curve it is, so that no two curves share it.
        if (name.endsWith(".bin")) {
            return new Fact("curve.bin", value, text);
        }
        if (name.endsWith(".finds")) {
            return number("curve.finds", value, text);
        }
        ConsignmentField field = ConsignmentField.named(name);
        return field == null ? new Fact("", text, text) : fact(field, value, text);
    }

    private static Fact fact(ConsignmentField field, String shown, String text) {
        String key = "field." + field.fieldName();
        return switch (field.type()) {
            case NUMBER -> number(key, shown, text);
            // A list: officers read it without its brackets.
            case TEXTS -> new Fact(key, shown.replaceFirst("^\\[(.*)\\]", "$1"), text);
            case TEXT, TRUTH -> new Fact(key, shown, text);
        };
    }

    private static Fact number(String key, String shown, String text) {
        try {
            return new Fact(key, Double.valueOf(shown), text);
        } catch (NumberFormatException e) {
            // Past counting, so in words.
            return new Fact("", text, text);
        }
    }
}
