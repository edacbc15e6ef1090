// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portolan.benchmarks.report.History;
import portolan.benchmarks.report.MarkdownPage;
import portolan.benchmarks.report.ReadmeFigures;
import portolan.benchmarks.report.Result;
import portolan.console.evaluate.WorldsPage;
import portolan.console.evaluate.WorldsReport;
import portolan.console.screen.UnusableInputException;
import portolan.local.BadInput;

/** Pages anew from the results that there are. */
@Command(
        name = "report",
        subcommands = CompareCommand.class,
        description = {
            "Makes the pages of all results of a folder anew.",
            "It reads the results (NAME.json) of the folder and of the folders in it, and writes each result's NAME.md"
                    + " with its charts. Where the folder has a history.csv, it draws history.svg from it. Where it has"
                    + " latency.json and worlds.json, it prints the README's figures.",
            "Quick results of the folders in it are left out, because they must not be quoted; name their folder to see"
                    + " them."
        })
final class ReportCommand implements Callable<Integer> {
    private static final String RESULT = ".json";
    private static final String EVALUATION = "evaluation-";

    @Mixin
    @SuppressWarnings("unused") // picocli acts on it by itself
    private final HelpOption help = new HelpOption();

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "${sys:portolan.home:-.}/benchmarks/results",
            description = "where results are (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path directory;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private int pages;

    @Override
    public Integer call() throws IOException, UnusableInputException {
        if (!Files.isDirectory(directory)) {
            throw new BadInput("there is no such folder; name one with results: folder=" + directory);
        }
        take(directory);
        if (pages == 0) {
            throw new BadInput("no result in this folder; make one, as with deploy/portolan bench throughput, or name"
                    + " another: folder=" + directory);
        }
        drawHistory();
        Path latency = directory.resolve("latency" + RESULT);
        Path worlds = directory.resolve(WorldsReport.FILE);
        if (Files.exists(latency) && Files.exists(worlds)) {
            ReadmeFigures.rows(Result.read(latency), WorldsReport.read(worlds)).forEach(System.out::println);
        }
        return 0;
    }

    /** The chart of the folder's history, made anew where there is one. */
    private void drawHistory() throws IOException {
        Path history = directory.resolve(History.FILE);
        if (Files.exists(history)) {
            Files.writeString(
                    directory.resolve(History.CHART),
                    History.read(history).chart().file());
        }
    }

    private void take(Path folder) throws IOException, UnusableInputException {
        for (Path entry : entries(folder)) {
            if (Files.isRegularFile(entry) && entry.toString().endsWith(RESULT)) {
                take(folder, entry);
            } else if (Files.isDirectory(entry) && !Files.isSymbolicLink(entry)) {
                if (entry.endsWith(RunOptions.QUICK)) {
                    leftOut("the folder `" + within(entry) + "`: quick results, which nobody may quote");
                } else {
                    take(entry);
                }
            }
        }
    }

    private void take(Path folder, Path file) throws IOException, UnusableInputException {
        if (file.endsWith(WorldsReport.FILE)) {
            worlds(folder, file);
            return;
        }
        if (within(file).startsWith(EVALUATION)) {
            // Of detection, too, and evaluate writes its page beside it.
            return;
        }
        Result result;
        try {
            result = GivenResult.read(file);
        } catch (BadInput none) {
            leftOut('`' + within(file) + "`: not a result of a benchmark");
            return;
        }
        if (!file.endsWith(result.name() + RESULT)) {
            leftOut('`' + within(file)
                    + "`: its result has another name, by which its page would take another's place: name="
                    + result.name());
            return;
        }
        if (result.quick() && !folder.equals(directory)) {
            leftOut('`' + within(file) + "`: a quick result, which nobody may quote");
            return;
        }
        MarkdownPage.write(result, folder);
        pages++;
    }

    /** What a reader may miss. */
    private void leftOut(String what) {
        spec.commandLine().getErr().println("portolan: left out: " + what);
    }

    /** Of detection, not of speed: it has a page of its own. */
    private void worlds(Path folder, Path file) throws IOException, UnusableInputException {
        Files.writeString(folder.resolve(WorldsPage.FILE), WorldsPage.markdown(WorldsReport.read(file), null));
    }

    /** From the reported folder on. */
    private String within(Path path) {
        return directory.relativize(path).toString().replace('\\', '/');
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
