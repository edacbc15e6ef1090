package portolan.benchmarks.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.benchmarks.report.HtmlReport;
import portolan.benchmarks.report.Page;
import portolan.benchmarks.report.Result;

/** Pages anew from the results that there are, and all of them in one file. */
@Command(
        name = "report",
        description = "Makes the pages anew, and one HTML page of all results that needs no other file.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            defaultValue = "${sys:portolan.home:-.}/benchmarks/results",
            description = "where results are (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path directory;

    @Override
    public Integer call() throws Exception {
        List<Page> pages;
        try (Stream<Path> files = Files.list(directory)) {
            pages = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Result::read)
                    .map(Page::of)
                    .toList();
        }
        for (Page page : pages) {
            page.write(directory);
        }
        Path report = directory.resolve("report.html");
        Files.writeString(report, HtmlReport.render(pages));
        System.out.println(report);
        return 0;
    }
}
