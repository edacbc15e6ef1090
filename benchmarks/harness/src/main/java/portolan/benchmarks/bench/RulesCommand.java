package portolan.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.micro.ManyRules;
import portolan.benchmarks.report.View;

/** The throughput by the number of rules. */
@Command(name = "rules", description = "What do more rules cost?")
final class RulesCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--counts",
            split = ",",
            paramLabel = "N",
            defaultValue = "20,200,2000",
            description = "how many rules (default: ${DEFAULT-VALUE})")
    private List<Integer> counts = List.of();

    @Override
    public Integer call() throws Exception {
        Finding finding = new Finding(
                "rules",
                "What does a filing cost by the number of rules? They are the baseline's own, over and over with other"
                        + " numbers, and fire as often as the baseline's.",
                options);
        Path texts = Files.createTempDirectory("portolan-rules-");
        try (Rig rig = Rig.start()) {
            CatchUpSeries series = new CatchUpSeries(rig, options, finding);
            CatchUp catchUp = series.fill(options.plan());
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                series.measure(catchUp, Subject.named("pass-through"), Map.of(), repetition, told -> told);
                for (int count : counts) {
                    Path rules = written(texts, count);
                    series.measure(
                            catchUp,
                            Subject.named("engine"),
                            Map.of("rules", Integer.toString(count)),
                            repetition,
                            told -> told.withRules(rules.toString()));
                }
            }
            List<View> views = new ArrayList<>(Centre.VIEWS);
            views.add(new View("Filings a second by the number of rules", "rate", "filings/s", "rules", true));
            finding.write(rig, views, Centre.method(catchUp, options.runs()), Centre.NOT_MEASURED);
        } finally {
            for (int count : counts) {
                Files.deleteIfExists(texts.resolve(count + "/ruleset.yaml"));
                Files.deleteIfExists(texts.resolve(Integer.toString(count)));
            }
            Files.delete(texts);
        }
        return finding.exitCode();
    }

    private static Path written(Path texts, int count) throws IOException {
        Path directory = Files.createDirectories(texts.resolve(Integer.toString(count)));
        Files.writeString(directory.resolve("ruleset.yaml"), ManyRules.text(count));
        return directory;
    }
}
