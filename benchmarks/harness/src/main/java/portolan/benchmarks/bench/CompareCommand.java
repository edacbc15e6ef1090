package portolan.benchmarks.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.benchmarks.report.Comparison;
import portolan.benchmarks.report.Result;

/** Two results of one command, before and after a change. */
@Command(name = "compare", description = "Prints the figures of B as ratios to those of A, with 95 %% intervals.")
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "a result, as JSON")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "another")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path second;

    @Override
    public Integer call() {
        Comparison.of(Result.read(first), Result.read(second)).forEach(System.out::println);
        return 0;
    }
}
