// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

/**
 * One table and chart of a page.
 *
 * @param figure which one of the runs
 * @param factor along the chart's x axis; empty for bars, one a row
 * @param ratios whether each row is also given as a ratio to the limits and peers of the same result; what has neither
 *     ratios nor a factor is a table without a chart
 */
public record View(String title, String figure, String unit, String factor, boolean ratios) {
    private static final String PER_FILING = "µs/filing";

    /** The view with the words of today for its figure: a committed result keeps those that it was written with. */
    View inTodaysWords() {
        return switch (figure) {
            case "rate" -> named("Throughput", unit);
            // Seconds a million filings are µs a filing.
            case "cpu" -> named("CPU, subject", PER_FILING);
            case "broker cpu" -> named("CPU, broker", PER_FILING);
            case "micros" -> named("Time per filing", PER_FILING);
            case "thread micros" -> named("CPU per filing, by thread", PER_FILING);
            case "bytes" -> named("Bytes allocated per filing", unit);
            case Page.FOREIGN -> named("CPU of other processes", unit);
            case "sustained" -> named("Sustained rate", unit);
            case "slope" -> named("Backlog growth, as a share of the rate", unit);
            case "sender late" -> named("Sender behind schedule at most", unit);
            case "warm" -> named("Warm before counting: 1; counted from 20 to 95 % of the filings: 0", unit);
            case "seen" -> named("Share of the CPU that the profiler saw", unit);
            case "noticed" -> named("Kill until Flink notices", unit);
            case "first" -> named("Kill to next assessment", unit);
            case "gone" -> named("Kill to backlog gone", unit);
            case "burst" -> named("Last of 15,000 bills to last assessment", unit);
            case "lost" -> named("Filings lost", unit);
            case "twice" -> named("Filings assessed twice", unit);
            case "heap" -> named("Live heap after a full collection", unit);
            default -> this;
        };
    }

    private View named(String words, String in) {
        return new View(
                factor.isEmpty() || factor.equals("window") ? words : words + " by " + factor,
                figure,
                in,
                factor,
                ratios);
    }
}
