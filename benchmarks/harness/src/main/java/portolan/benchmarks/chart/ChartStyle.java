// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** How charts look: legible on white and on black, since the page that shows one may be either. */
public final class ChartStyle {
    /** Rules of CSS; without variables, which not every viewer of images knows. */
    static final String CSS = css();

    private static final List<String> SERIES = List.of("engine", "a", "b", "c", "d", "e", "f", "g");

    private ChartStyle() {}

    /** The class of the n-th series, from 0: the first is the engine's, the eighth and later share one. */
    public static String series(int n) {
        return SERIES.get(Math.min(n, SERIES.size() - 1));
    }

    private static String css() {
        try (InputStream css = Objects.requireNonNull(ChartStyle.class.getResourceAsStream("chart.css"), "chart.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the style of charts", e);
        }
    }
}
