// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two results side by side: what the second is, as a ratio to the first, of every figure that both have. */
public final class Comparison {
    private Comparison() {}

    /** What was started differently, where anything was, and a table, in Markdown. */
    public static List<String> of(Result first, Result second) {
        List<String> lines = new ArrayList<>(differences(first.environment(), second.environment()));
        if (first.quick() || second.quick()) {
            lines.add("Quick runs, not to be quoted.");
            lines.add("");
        }
        lines.add("| figure | row | ratio | 95 % interval | |");
        lines.add("|---|---|---|---|---|");
        for (String figure : first.figures()) {
            Map<Run.Row, Spread> before = first.spreads(figure);
            Map<Run.Row, Spread> after = second.spreads(figure);
            before.forEach((row, spread) -> {
                Spread other = after.get(row);
                if (other != null && spread.least() > 0 && other.least() > 0) {
                    lines.add(line(figure, row, Ratio.of(spread.values(), other.values())));
                }
            });
        }
        return lines;
    }

    /** A ratio is one of a change only where nothing else differs: that is for who reads it to see. */
    private static List<String> differences(Environment first, Environment second) {
        List<String> lines = new ArrayList<>();
        Map<String, String> before = words(first);
        Map<String, String> after = words(second);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            String one = before.getOrDefault(name, "none");
            String other = after.getOrDefault(name, "none");
            if (!one.equals(other)) {
                lines.add("- " + name + ": `" + one + "`, then `" + other + '`');
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, "They differ by this, and ratios are those of all of it:");
            lines.add(1, "");
            lines.add("");
        }
        return lines;
    }

    private static Map<String, String> words(Environment environment) {
        Map<String, String> words = new TreeMap<>(environment.facts());
        environment.commands().forEach((process, flags) -> words.put("process " + process, String.join(" ", flags)));
        return words;
    }

    private static String line(String figure, Run.Row row, Ratio ratio) {
        String interval = ratio.low() == null
                ? "one repetition has none"
                : String.format(Locale.ROOT, "%.3f to %.3f", ratio.low(), ratio.high());
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.3f | %s | %s |",
                figure,
                row.label(),
                ratio.value(),
                interval,
                ratio.isDifferent() ? "differs" : "no difference shown");
    }
}
