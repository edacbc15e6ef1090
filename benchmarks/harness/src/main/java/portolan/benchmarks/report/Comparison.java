package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two results side by side: what the second is, as a ratio to the first, of every figure that both have. */
public final class Comparison {
    private Comparison() {}

    /** A table in Markdown. */
    public static List<String> of(Result first, Result second) {
        List<String> lines = new ArrayList<>();
        if (first.quick() || second.quick()) {
            lines.add("Quick runs, not to be quoted.");
            lines.add("");
        }
        lines.add("| figure | row | ratio | 95 % interval | |");
        lines.add("|---|---|---|---|---|");
        for (View view : first.views()) {
            Map<Run.Row, Spread> before = first.spreads(view.figure());
            Map<Run.Row, Spread> after = second.spreads(view.figure());
            before.forEach((row, spread) -> {
                Spread other = after.get(row);
                if (other != null && spread.least() > 0 && other.least() > 0) {
                    lines.add(line(view, row, Ratio.of(spread.values(), other.values())));
                }
            });
        }
        return lines;
    }

    private static String line(View view, Run.Row row, Ratio ratio) {
        String interval = ratio.low() == null
                ? "one repetition has none"
                : String.format(Locale.ROOT, "%.3f to %.3f", ratio.low(), ratio.high());
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.3f | %s | %s |",
                view.title(),
                row.label(),
                ratio.value(),
                interval,
                ratio.isDifferent() ? "differs" : "no difference shown");
    }
}
