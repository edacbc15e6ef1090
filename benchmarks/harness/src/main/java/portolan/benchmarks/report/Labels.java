// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Names of a page's rows, without what all of them have in common.
 *
 * @param common factors that every row has that has any
 */
record Labels(Map<String, String> common) {
    static Labels of(Collection<Run.Row> rows) {
        Map<String, String> common = null;
        for (Run.Row row : rows) {
            if (row.factors().isEmpty()) {
                // A limit of the machine is measured once, without any factor.
                continue;
            }
            if (common == null) {
                common = new LinkedHashMap<>(row.factors());
            }
            common.entrySet().retainAll(row.factors().entrySet());
        }
        return new Labels(common == null || rows.size() == 1 ? Map.of() : common);
    }

    String of(Run.Row row) {
        StringJoiner label = new StringJoiner(", ").add(row.subject());
        row.factors().forEach((name, value) -> {
            if (!common.containsKey(name)) {
                label.add(words(name, value));
            }
        });
        return label.toString();
    }

    /** What all rows have in common, as words; empty where that is nothing. */
    String shared() {
        StringJoiner words = new StringJoiner(", ");
        common.forEach((name, value) -> words.add(words(name, value)));
        return words.toString();
    }

    private static String words(String name, String value) {
        return switch (name) {
            case "load %" -> value + " % load";
            case "interval s" -> "every " + value + " s";
            case "write" -> value.equals("all") ? "all written" : "alerts only";
            case "workload", "spent on", "mode", "delivery" -> value;
            case "cache" -> "cache " + value + " of usual";
            case "hot share" -> "one shipper files " + Numbers.text(100 * Double.parseDouble(value)) + " %";
            case "shippers" -> Numbers.text(Double.parseDouble(value)) + " shippers";
            case "parallelism" -> value + " tasks per stage";
            case "rules" ->
                value.chars().allMatch(Character::isDigit)
                        ? Numbers.text(Double.parseDouble(value)) + " rules"
                        : value + " rules";
            case "applying" -> value + " rules fire";
            default -> name + ' ' + value;
        };
    }
}
