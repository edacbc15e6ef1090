// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.micro.PieceRuns;
import portolan.benchmarks.report.View;

/** Each hot piece by itself. */
@Command(
        name = "pieces",
        description =
                "What does each hot piece cost by itself, in time and bytes? By JMH; of the common options it uses"
                        + " --quick, --runs, --warmup, --seconds and --out.")
final class PiecesCommand implements Callable<Integer> {
    /** One of each kind of piece: those of the other memories are like them. */
    private static final List<String> QUICK = List.of(
            "decode",
            "ledger",
            "visits",
            "event",
            "memory-codec/shipper",
            "memory-update/shipper",
            "indicators/shipper",
            "join",
            "rules",
            "assess",
            "wire");

    private static final int FILINGS = 20_000;
    private static final int QUICK_FILINGS = 5_000;
    private static final int QUICK_SECONDS = 2;
    private static final int SECONDS = 5;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--pieces",
            split = ",",
            paramLabel = "NAME",
            description = "pieces to measure (default: all; quick: one of each kind)")
    private List<String> pieces = List.of();

    @Override
    public Integer call() throws Exception {
        pieces.forEach(piece -> OptionRange.among("--pieces", PieceRuns.names(), piece));
        Finding finding = new Finding(
                "pieces", "What does each hot piece of a filing's way cost by itself, on one core?", options);
        List<String> chosen = pieces.isEmpty() && options.quick() ? QUICK : pieces;
        int filings = options.quick() ? QUICK_FILINGS : FILINGS;
        int seconds = options.quick() ? QUICK_SECONDS : SECONDS;
        for (PieceRuns.Run run :
                PieceRuns.of(chosen, filings, options.runs(), options.warmupOr(seconds), options.secondsOr(seconds))) {
            finding.add(run.piece(), Map.of(), run.repetition(), Map.of("micros", run.micros(), "bytes", run.bytes()));
        }
        finding.write(
                Map.of(),
                List.of(
                        new View("Time a filing", "micros", "µs", "", true),
                        new View("Bytes that a filing allocates", "bytes", "B", "", true)),
                List.of(
                        "JMH's average time in a JVM of its own for each piece and repetition, after "
                                + options.warmupOr(seconds) + " s of warming, " + options.secondsOr(seconds)
                                + " s counted; bytes by its profiler of the collector.",
                        "On filings of the generated feed, and memories that have learned of " + filings
                                + "; the build's gate counts the bytes of the same pieces after 5000, compiled by the"
                                + " first compiler alone.",
                        "Of pieces of memories and indicators: all visits of a filing to memories of that kind.",
                        "Repetitions: " + options.runs() + ", medians, least and most."),
                List.of(
                        "What a piece takes among the others: in the running engine about three times as long, because the"
                                + " CPU's caches hold less of its data.",
                        "State in RocksDB, the exchange between tasks, Kafka."));
        return finding.exitCode();
    }
}
