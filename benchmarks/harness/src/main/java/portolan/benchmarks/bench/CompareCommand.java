// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import portolan.benchmarks.report.Comparison;
import portolan.benchmarks.report.Result;
import portolan.local.BadInput;

/** Two results of one command, before and after a change. */
@Command(
        name = "compare",
        description = {
            "Prints the figures of B as ratios to those of A, with 95 %% intervals.",
            "Rows that only one of them has are left out. Different commits, options and flags are listed first: a ratio"
                    + " shows a change only where nothing else differs."
        })
final class CompareCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("unused") // picocli acts on it by itself
    private final HelpOption help = new HelpOption();

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "the result before a change: the NAME.json that a command wrote")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "the result after it, of the same command")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path second;

    @Override
    public Integer call() {
        Result before = GivenResult.read(first);
        Result after = GivenResult.read(second);
        if (!before.name().equals(after.name())) {
            throw new BadInput(
                    "two results of one command are asked for: A is of " + before.name() + ", B of " + after.name());
        }
        Comparison.of(before, after).forEach(System.out::println);
        return 0;
    }
}
