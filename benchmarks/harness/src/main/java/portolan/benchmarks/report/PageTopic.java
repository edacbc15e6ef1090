// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the page of one command shows: a question, a few columns, and what the rows are compared with.
 *
 * @param question what the figures answer, in a sentence
 * @param columns of the table, the charted one first
 * @param by the factor that every row must have; empty for all rows
 * @param headline columns of the headline
 * @param lead value of {@code by} in the headline's row; empty for the row with the fewest factors
 * @param against what the last column compares with
 * @param references subjects that the headline is compared with; the first that was measured counts
 * @param charted figures that have a chart on the page
 */
record PageTopic(
        String title,
        String question,
        List<Column> columns,
        String by,
        List<Column> headline,
        String lead,
        Against against,
        List<String> references,
        List<String> charted) {
    private static final Column RATE = new Column("rate", "", "filings/s", true);
    private static final Column CPU = new Column("cpu", "CPU", "µs/filing", false);
    private static final Column WRITTEN = new Column("written", "written to files", "bytes/filing", false);
    private static final Column P50 = new Column("p50", "p50", "ms", true);
    private static final Column P99 = new Column("p99", "p99", "ms", true);
    private static final Column P999 = new Column("p99.9", "p99.9", "ms", false);
    private static final Column MAX = new Column("max", "max", "ms", false);
    private static final List<Column> LATENCY = List.of(P50, P99, P999, MAX);

    /**
     * A figure of the runs.
     *
     * @param title empty where the unit says it
     * @param spread whether the least and the most are shown, too
     */
    record Column(String figure, String title, String unit, boolean spread) {
        String head() {
            return title.isEmpty() || unit.isEmpty() ? title + unit : title + ", " + unit;
        }
    }

    /** What the last column of a table is a ratio of. */
    enum Against {
        /** Ours to each other row. */
        OTHERS,
        /** Each row to the first one of its subject. */
        FIRST,
        NONE
    }

    static PageTopic of(Result result) {
        return switch (result.name()) {
            case "throughput" ->
                throughput(
                        result,
                        "Throughput",
                        "How many filings/s does the engine process from a full topic?",
                        Against.OTHERS,
                        "pass-through");
            case "peers" ->
                throughput(
                        result,
                        "Peers",
                        "How many filings/s do other designs process that do the same work?",
                        Against.OTHERS,
                        "full-values",
                        "values");
            case "scale" ->
                throughput(
                        result,
                        "Scale",
                        "What does one changed factor do to throughput?",
                        Against.FIRST,
                        "pass-through");
            case "rules" -> throughput(result, "Rules", "What do more rules cost?", Against.FIRST);
            case "latency" ->
                latency(
                        "Latency",
                        "How long from a filing's intended send time to its assessment?",
                        new Column("rate", "", "filings/s", false),
                        "load %",
                        "50");
            case "checkpoint" ->
                latency("Checkpoints", "What does the checkpoint interval do to latency?", CPU, "interval s", "");
            case "recovery" -> recovery("the process");
            case "recovery-task-manager" -> recovery("a task manager");
            case "soak" ->
                new PageTopic(
                        "Soak",
                        "Do memory and latency stay flat at one rate?",
                        List.of(P50, P99, MAX, new Column("resident", "resident", "MiB", false)),
                        "window",
                        List.of(),
                        "",
                        Against.NONE,
                        List.of(),
                        List.of("p99", "resident"));
            case "profile" ->
                new PageTopic(
                        "Profile",
                        "What does a filing's CPU time go to?",
                        List.of(new Column("micros", "", "µs/filing", false)),
                        "spent on",
                        List.of(RATE, CPU),
                        "",
                        Against.NONE,
                        List.of("full-values"),
                        List.of("micros"));
            case "pieces" ->
                all(
                        "Pieces",
                        "What does each hot piece of a filing's way cost by itself, on one core?",
                        List.of(
                                new Column("micros", "time", "µs/filing", true),
                                new Column("bytes", "allocated", "bytes/filing", false)));
            default ->
                all(
                        result.name(),
                        "",
                        result.figures().stream()
                                .map(figure -> new Column(figure, figure, "", true))
                                .toList());
        };
    }

    /** The rate depends on what else the machine does; what a filing costs does less, and is said first. */
    private static PageTopic throughput(
            Result result, String title, String question, Against against, String... references) {
        return new PageTopic(
                title,
                question,
                measured(result, RATE, CPU, WRITTEN),
                "",
                measured(result, CPU, RATE),
                "",
                against,
                List.of(references),
                List.of(RATE.figure()));
    }

    private static List<Column> measured(Result result, Column... columns) {
        List<Column> found = Stream.of(columns)
                .filter(column -> !result.spreads(column.figure()).isEmpty())
                .toList();
        return found.isEmpty() ? List.of(columns) : found;
    }

    private static PageTopic latency(String title, String question, Column last, String by, String lead) {
        List<Column> columns = new ArrayList<>(LATENCY);
        columns.add(last);
        return new PageTopic(
                title, question, columns, by, LATENCY, lead, Against.NONE, List.of("stateless"), List.of(P99.figure()));
    }

    private static PageTopic recovery(String lost) {
        return all(
                "Recovery of " + lost,
                "How long is the gap after `kill -9` of " + lost + ", and how long does a burst take?",
                List.of(
                        new Column("first", "kill to next assessment", "s", true),
                        new Column("gone", "kill to backlog gone", "s", true),
                        new Column("burst", "last of 15,000 bills to last assessment", "s", true),
                        new Column("noticed", "kill until Flink notices", "s", true),
                        new Column("lost", "filings lost", "", true),
                        new Column("twice", "filings assessed twice", "", true)));
    }

    private static PageTopic all(String title, String question, List<Column> columns) {
        return new PageTopic(
                title,
                question,
                columns,
                "",
                columns.subList(0, Math.min(2, columns.size())),
                "",
                Against.NONE,
                List.of(),
                List.of(columns.get(0).figure()));
    }
}
