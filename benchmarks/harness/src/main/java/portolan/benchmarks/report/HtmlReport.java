// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.console.page.Style;
import portolan.console.page.Svg;
import portolan.console.page.Templates;

/** All results in one file that needs no other: what is sent to somebody. */
public final class HtmlReport {
    static final Style STYLE = Style.of(HtmlReport.class, "report.css");

    private static final Templates TEMPLATES = new Templates("portolan.benchmarks");

    /** A table of more rows than that is folded: a soak's windows would be most of the page. */
    private static final int MOST_ROWS = 25;

    private HtmlReport() {}

    /**
     * One page of all chapters, with a table of their headlines first when there are several.
     *
     * @param trend a chart of results over time, if there is one
     * @param leftOut what a reader may miss, a sentence each
     */
    public static String render(List<Chapter> chapters, @Nullable Svg trend, List<String> leftOut) {
        Map<String, Object> values = new HashMap<>(Map.of("chapters", chapters, "leftOut", leftOut));
        if (trend != null) {
            values.put("trend", trend);
        }
        return TEMPLATES.page("report/report.jte", values);
    }

    static boolean isFolded(List<List<String>> rows) {
        return rows.size() - 1 > MOST_ROWS;
    }
}
