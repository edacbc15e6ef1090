// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures as a page's cells print them. */
final class Cells {
    /** Between the least and the most. */
    static final String TO = "–";
    /** Heads a column of ratios. */
    static final String BY = "÷";

    private Cells() {}

    /** The median, and in brackets the least and the most, where they differ. */
    static String spread(Spread spread) {
        String median = Numbers.text(spread.median());
        String least = Numbers.text(spread.least());
        String most = Numbers.text(spread.most());
        return least.equals(most) ? median : median + " (" + least + TO + most + ')';
    }

    /** How many times the second is the first, with the 95 % interval; empty where one is not above zero. */
    static String ratio(Spread first, Spread second) {
        if (first.least() <= 0 || second.least() <= 0) {
            return "";
        }
        Ratio ratio = Ratio.of(first.values(), second.values());
        String value = Numbers.text(ratio.value());
        return ratio.low() == null || ratio.high() == null
                ? value
                : value + " (" + Numbers.text(ratio.low()) + TO + Numbers.text(ratio.high()) + ')';
    }

    /** A subject's measurement under the same factors; else the one that it has without any. */
    static @Nullable Spread alike(String subject, Run.Row row, Map<Run.Row, Spread> spreads) {
        Spread alike = spreads.get(new Run.Row(subject, row.factors()));
        return alike != null ? alike : spreads.get(new Run.Row(subject, Map.of()));
    }
}
