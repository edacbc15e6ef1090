// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.bench.CatchUpSeries.Step;
import portolan.benchmarks.micro.ManyRules;
import portolan.local.BadInput;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSetCompiler;

/** The throughput by the number of rules. */
@Command(
        name = "rules",
        description = {
            "What do more rules cost?",
            "The rules are copies of the baseline's with other numbers. Without --applying more fire as their number grows."
                    + " With it a fixed number fires, so the difference is the cost of the others:"
                    + " --counts 50,500 --applying 10."
        })
final class RuleCountCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--counts",
            split = ",",
            paramLabel = "N",
            defaultValue = "20,200,2000",
            description = "numbers of rules, 2000 at most (default: ${DEFAULT-VALUE})")
    private List<Integer> counts = List.of();

    @Option(
            names = "--applying",
            paramLabel = "N",
            description =
                    "rules that fire for every filing; the others ask for a place, goods or habit that no filing has"
                            + " (default: each fires where its condition holds)")
    private @Nullable Integer applying;

    @Option(
            names = "--tried",
            description = "with --applying: no index can skip the others, so each is evaluated to its end, the worst"
                    + " case")
    private boolean tried;

    @Override
    public Integer call() throws Exception {
        Map<Integer, String> texts = texts();
        Finding finding = new Finding("rules", options);
        Path directory = Files.createTempDirectory("portolan-rules-");
        try (Rig rig = Rig.start()) {
            CatchUpSeries series = new CatchUpSeries(rig, options, finding);
            CatchUp catchUp = series.fill(options.plan());
            List<Step> steps = steps(directory, texts);
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                series.take(catchUp, steps, repetition);
            }
            finding.write(rig);
        } finally {
            for (int count : texts.keySet()) {
                Files.deleteIfExists(directory.resolve(count + "/ruleset.yaml"));
                Files.deleteIfExists(directory.resolve(Integer.toString(count)));
            }
            Files.delete(directory);
        }
        return finding.exitCode();
    }

    private List<Step> steps(Path directory, Map<Integer, String> texts) throws IOException {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.atCentre("pass-through"));
        for (Map.Entry<Integer, String> text : texts.entrySet()) {
            String rules = written(directory, text.getKey(), text.getValue());
            steps.add(new Step(
                    Subject.named("engine"),
                    factors(text.getKey(), applying, tried),
                    told -> told.with("rules", rules)));
        }
        return steps;
    }

    /**
     * By their number. An engine would refuse them after minutes: here they are compiled before anything is started.
     */
    private Map<Integer, String> texts() {
        if (tried && applying == null) {
            throw new BadInput("--tried needs --applying: how many rules fire");
        }
        Map<Integer, String> texts = new LinkedHashMap<>();
        for (int count : counts) {
            if (count < 1 || (applying != null && (applying < 0 || applying > count))) {
                throw new BadInput("--counts must be at least 1, and at least as many as --applying says, which is at"
                        + " least 0: count=" + count + (applying == null ? "" : ", applying=" + applying));
            }
            String text = applying == null
                    ? ManyRules.text(count)
                    : ManyRules.text(count, applying, tried ? ManyRules.Others.TRIED : ManyRules.Others.ELSEWHERE);
            if (RuleSetCompiler.compile(text) instanceof Compiled.Refused refused) {
                throw new BadInput("the engine would refuse so many rules; give fewer with --counts: count=" + count
                        + ", refused=" + refused.render().lines().findFirst().orElse(""));
            }
            texts.put(count, text);
        }
        return texts;
    }

    static Map<String, String> factors(int count, @Nullable Integer applying, boolean tried) {
        Map<String, String> factors = new TreeMap<>();
        factors.put("rules", Integer.toString(count));
        if (applying != null) {
            factors.put("applying", Integer.toString(applying));
            factors.put("others", tried ? "tried" : "elsewhere");
        }
        return factors;
    }

    private static String written(Path directory, int count, String text) throws IOException {
        Path own = Files.createDirectories(directory.resolve(Integer.toString(count)));
        Files.writeString(own.resolve("ruleset.yaml"), text);
        return own.toString();
    }
}
