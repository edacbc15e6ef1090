// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.CsvFormat;

/**
 * What a mapping says, understood and free of faults.
 *
 * @param cells what becomes of cells, in the order of the mapping
 * @param ignored columns that are left out on purpose
 * @param key how the consignment key is put together; null when it is derived
 * @param outcomes how outcomes are read; null when the mapping has no such section
 */
record MappingRules(
        String name,
        CsvFormat format,
        List<CellRule> cells,
        List<Constant> constants,
        Set<String> ignored,
        @Nullable KeyTemplate key,
        @Nullable OutcomeRules outcomes) {
    MappingRules {
        cells = List.copyOf(cells);
        constants = List.copyOf(constants);
        ignored = Set.copyOf(ignored);
    }

    /**
     * One column and one field that it fills.
     *
     * @param optional whether files may lack the column
     */
    record CellRule(Place place, FieldPath path, CellReader reader, boolean optional) {}

    /**
     * A field that is the same in every row.
     *
     * @param onlyIf how many steps of the way must have come to be by cells; 0 for always
     */
    record Constant(FieldPath path, Object value, int onlyIf) {}

    /** A place in the mapping's text, from 1. */
    record Place(int line, int column) {}

    /**
     * How outcomes are read.
     *
     * @param reportedAt when the outcome became known; null for the filing's time and the delay
     * @param delay from the filing to the outcome
     * @param key how the key is put together; null when it is as for filings
     */
    record OutcomeRules(
            CellRule code,
            List<CellRule> cells,
            Map<String, Object> constants,
            @Nullable CellRule reportedAt,
            Duration delay,
            @Nullable KeyTemplate key,
            Place place) {
        OutcomeRules {
            cells = List.copyOf(cells);
            constants = Map.copyOf(constants);
        }

        /** Labels must not be seen by those who are to guess them. */
        boolean reads(String column) {
            return code.reader().columns().contains(column)
                    || cells.stream().anyMatch(rule -> rule.reader().columns().contains(column))
                    || (reportedAt != null && reportedAt.reader().columns().contains(column));
        }

        OutcomeRules withDelay(Duration other) {
            return new OutcomeRules(code, cells, constants, reportedAt, other, key, place);
        }
    }

    MappingRules withDelay(Duration delay) {
        OutcomeRules held = outcomes;
        return held == null
                ? this
                : new MappingRules(name, format, cells, constants, ignored, key, held.withDelay(delay));
    }

    /** The columns that a file must have for its filings to be read, with the place that asks for each. */
    Map<String, Place> neededForFilings() {
        Map<String, Place> needed = needed(cells);
        if (key != null) {
            key.columns().forEach(column -> needed.putIfAbsent(column, new Place(0, 0)));
        }
        return needed;
    }

    /** The columns that a file must have for its outcomes to be read; the label's own is not among them. */
    Map<String, Place> neededForOutcomes(OutcomeRules rules) {
        List<CellRule> read = new ArrayList<>(rules.cells());
        if (rules.reportedAt() != null) {
            read.add(rules.reportedAt());
        } else {
            read.addAll(filedAt());
        }
        Map<String, Place> needed = needed(read);
        KeyTemplate template = rules.key() != null ? rules.key() : key;
        if (template == null) {
            needed.putAll(neededForFilings());
        } else {
            template.columns().forEach(column -> needed.putIfAbsent(column, rules.place()));
        }
        return needed;
    }

    private static Map<String, Place> needed(List<CellRule> rules) {
        Map<String, Place> needed = new LinkedHashMap<>();
        for (CellRule rule : rules) {
            if (!rule.optional()) {
                rule.reader().columns().forEach(column -> needed.putIfAbsent(column, rule.place()));
            }
        }
        return needed;
    }

    /** The rule that fills {@code filedAt}, if one does. */
    List<CellRule> filedAt() {
        return cells.stream()
                .filter(rule -> rule.path().text().equals("filedAt"))
                .toList();
    }

    /** The columns that the mapping places, ignores or reads outcomes from: the rest travels as attributes. */
    boolean places(String column) {
        return ignored.contains(column)
                || cells.stream().anyMatch(rule -> rule.reader().columns().contains(column))
                || (key != null && key.columns().contains(column))
                || (outcomes != null && outcomes.reads(column));
    }
}
