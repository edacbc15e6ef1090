// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.scoring.party.PartyTerms;

/**
 * What an indicator is, in words an officer reads: a row of {@code indicators.txt}. {@code INDICATORS.md} is made of
 * these.
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
        DocumentsAsked asked,
        boolean isByFind,
        @Nullable String event) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final int COLUMNS = 8;
    private static final String EVENT = "one ";

    /** All rows, in their order. */
    static List<Definition> all() {
        return PartyTerms.lines("/portolan/indicators.txt").stream()
                .map(Definition::of)
                .toList();
    }

    /** @throws IllegalArgumentException when the row leaves something unsaid */
    static Definition of(String row) {
        List<String> columns = List.of(row.split(" *\\| *", -1));
        if (columns.size() < COLUMNS
                || columns.stream().anyMatch(String::isBlank)
                || !NAME.matcher(columns.get(0)).matches()) {
            throw new IllegalArgumentException(
                    "a row of indicators.txt has a name of lower case letters, digits and underscores, and " + COLUMNS
                            + " columns, none blank: row='" + row + "'");
        }
        String last = columns.size() > COLUMNS ? columns.get(COLUMNS) : "";
        return new Definition(
                columns.get(0),
                Unit.valueOf(columns.get(1)),
                Integer.parseInt(columns.get(2)),
                columns.get(3),
                columns.get(4),
                columns.get(5),
                columns.get(6),
                DocumentsAsked.valueOf(columns.get(7)),
                last.equals("by find"),
                last.startsWith(EVENT) ? last.substring(EVENT.length()) : null);
    }

    /** The same of one kind of find. */
    Definition named(String other) {
        return new Definition(other, unit, number, meaning, state, source, falsePositives, asked, false, event);
    }
}
