// SPDX-License-Identifier: Apache-2.0
package portolan.console.page;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How charts look: classes of CSS that take their colours from variables of the page around them. */
public final class ChartStyle {
    private static final List<String> SERIES = List.of("engine", "a", "b", "c", "d", "e", "f", "g");

    /** Of an image without a page: legible on white and on black, since the page that shows it may be either. */
    private static final Map<String, String> ALONE = Map.ofEntries(
            Map.entry("ink", "#808080"),
            Map.entry("soft", "#808080"),
            Map.entry("rule", "#80808040"),
            Map.entry("engine", "#3b7dd8"),
            Map.entry("a", "#d9722a"),
            Map.entry("b", "#3a9a55"),
            Map.entry("c", "#b3479c"),
            Map.entry("d", "#8a7a2e"),
            Map.entry("e", "#2a9d9d"),
            Map.entry("f", "#c94040"),
            Map.entry("g", "#7a68c9"));

    private static final String CSS = Style.of(ChartStyle.class, "chart.css").css();
    private static final Pattern VARIABLE = Pattern.compile("var\\(--([a-z]+)\\)");

    private ChartStyle() {}

    /** The class of the n-th series, from 0: the first is the engine's, the eighth and later share one. */
    public static String series(int n) {
        return SERIES.get(Math.min(n, SERIES.size() - 1));
    }

    /** Rules for a page that has the variables {@code --ink}, {@code --soft}, {@code --rule} and one a series. */
    public static String onPage() {
        return CSS;
    }

    /** Rules for an image by itself; without variables, which not every viewer of images knows. */
    static String alone() {
        return VARIABLE.matcher(CSS).replaceAll(variable -> ALONE.getOrDefault(variable.group(1), "#808080"));
    }
}
