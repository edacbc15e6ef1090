// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.micro.PieceRuns;

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
        Finding finding = new Finding("pieces", options);
        List<String> chosen = pieces.isEmpty() && options.quick() ? QUICK : pieces;
        int filings = options.quick() ? QUICK_FILINGS : FILINGS;
        int seconds = options.quick() ? QUICK_SECONDS : SECONDS;
        for (PieceRuns.Run run :
                PieceRuns.of(chosen, filings, options.runs(), options.warmupOr(seconds), options.secondsOr(seconds))) {
            finding.add(run.piece(), Map.of(), run.repetition(), Map.of("micros", run.micros(), "bytes", run.bytes()));
        }
        finding.write(Map.of());
        return finding.exitCode();
    }
}
