// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator is, in words an officer reads: {@code INDICATORS.md} is made of these.
 *
 * @param name in rules, archives and JSON, lower case with underscores; it never changes once released
 * @param number in the catalogue of public risk indicators; 0 for a supporting figure that others are derived from
 * @param meaning what it measures
 * @param state what it reads beside the filing: which memory, which reference data
 * @param source who published it as a sign of risk; "supporting figure" for what is none
 * @param falsePositives honest cases that it hits, as far as they are known
 * @param asked what to ask the filer for when it fires
 * @param isByFind whether it is a rate of offences that is also read by kind of find
 * @param event what happened to the bill that it is read from, in words; null where that is no one event
 */
public record Definition(
        String name,
        Unit unit,
        int number,
        String meaning,
        String state,
        String source,
        String falsePositives,
        @Nullable DocumentsAsked asked,
        boolean isByFind,
        @Nullable String event) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public Definition {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "an indicator's name is lower case letters, digits and underscores: indicator=" + name);
        }
    }

    /** The beginning of one; each of the other words has a method of its own. */
    public static Definition of(String name, Unit unit, int number) {
        return new Definition(name, unit, number, "", "", "", "", null, false, null);
    }

    public static Definition of(String name, Unit unit) {
        return of(name, unit, 0);
    }

    Definition named(String other) {
        return new Definition(other, unit, number, meaning, state, source, falsePositives, asked, false, event);
    }

    public Definition meaning(String words) {
        return new Definition(name, unit, number, words, state, source, falsePositives, asked, isByFind, event);
    }

    public Definition state(String words) {
        return new Definition(name, unit, number, meaning, words, source, falsePositives, asked, isByFind, event);
    }

    public Definition source(String words) {
        return new Definition(name, unit, number, meaning, state, words, falsePositives, asked, isByFind, event);
    }

    public Definition falsePositives(String words) {
        return new Definition(name, unit, number, meaning, state, source, words, asked, isByFind, event);
    }

    public Definition asks(DocumentsAsked documents) {
        return new Definition(name, unit, number, meaning, state, source, falsePositives, documents, isByFind, event);
    }

    public Definition byFind() {
        return new Definition(name, unit, number, meaning, state, source, falsePositives, asked, true, event);
    }

    /** Rules over indicators that are read from one event count together for no more than the largest of them. */
    public Definition readFrom(String whatHappened) {
        return new Definition(
                name, unit, number, meaning, state, source, falsePositives, asked, isByFind, whatHappened);
    }

    /** Itself, when nothing is left unsaid. */
    Definition complete() {
        String missing = meaning.isBlank()
                ? ".meaning(\"what it measures\")"
                : state.isBlank()
                        ? ".state(\"what it reads beside the filing\")"
                        : source.isBlank()
                                ? ".source(\"who published it\")"
                                : falsePositives.isBlank()
                                        ? ".falsePositives(\"honest cases that it hits\")"
                                        : asked == null ? ".asks(DocumentsAsked.NOTHING), or what helps" : "";
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("add " + missing + " to its definition: indicator=" + name);
        }
        return this;
    }
}
