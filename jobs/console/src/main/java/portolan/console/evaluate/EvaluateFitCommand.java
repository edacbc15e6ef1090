// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.RuleText;

/** {@code portolan evaluate fit}: what the weights of a rule set should be, after what was found. */
@Command(
        name = "fit",
        description = {
            "Suggests bits for every rule, and the prior of every threat, from readings with known"
                    + " truth: one regularised logistic regression a threat, no weight below 0, no randomness."
                    + " Changes nothing.",
            "Compares the suggestion with the rules as written: on the fitted days, and on each"
                    + " --check file, which must be of another feed or of later days."
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:fitted", "2:bad usage or bad input"})
public final class EvaluateFitCommand extends ConsoleCommand {
    private static final int DONE = 0;

    @Option(
            names = "--readings",
            paramLabel = "FILE",
            required = true,
            description = "What evaluate readings wrote: the CSV file.")
    private Path readings = Path.of("");

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            required = true,
            description = "Folder with ruleset.yaml, for example deploy/rules/baseline.")
    private Path rules = Path.of("");

    @Option(
            names = "--kinds",
            paramLabel = "THREAT=KIND,KIND",
            description = {
                "Which planted schemes, or codes of outcomes, are a threat's offences.",
                "All others are the first threat's. All are the overall threat's, which every rule counts for."
            })
    private Map<String, String> kinds = new LinkedHashMap<>();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day of filing that counts (UTC): memories are empty before. Holds for --check too.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day of filing that is fitted (UTC).")
    private @Nullable LocalDate to;

    @Option(
            names = "--penalty",
            paramLabel = "N",
            defaultValue = "0.3",
            description = "Penalty on large weights (default: ${DEFAULT-VALUE}): half of this for a rule's usual"
                    + " contribution in natural units, squared.")
    private double penalty = 0.3;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "Readings to try the fitted weights on; more than one allowed.")
    private List<Path> checks = List.of();

    @Override
    public Integer call() {
        PrintWriter out = out();
        try {
            fit(out);
            return DONE;
        } catch (UnusableInputException e) {
            err().println("evaluate fit: " + e.getMessage());
            return BAD_INPUT;
        }
    }

    private void fit(PrintWriter out) throws UnusableInputException {
        if (!(penalty > 0) || penalty == Double.POSITIVE_INFINITY) {
            throw new UnusableInputException("--penalty is not a number above 0: " + penalty);
        }
        RuleSet ruleSet = ruleSet();
        ThreatKinds of = new ThreatKinds(ruleSet, kinds);
        RuleFirings firings = RuleFirings.of(ruleSet, readings, from, to);
        FittedRules fitted = FittedRules.of(ruleSet, firings, of, penalty);
        for (int threat = 0; threat < ruleSet.threats().size(); threat++) {
            fitted.suggest(firings, of, threat, out);
        }
        quality(ruleSet, fitted, readings.toString(), firings, out);
        for (Path check : checks) {
            quality(ruleSet, fitted, check.toString(), RuleFirings.of(ruleSet, check, from, null), out);
        }
    }

    private static void quality(
            RuleSet ruleSet, FittedRules fitted, String name, RuleFirings firings, PrintWriter out) {
        if (firings.size() > 0) {
            FitQuality.lines(name, firings, FittedRules.written(ruleSet, firings), fitted.probabilities(firings))
                    .forEach(out::println);
            out.println();
        }
    }

    private RuleSet ruleSet() throws UnusableInputException {
        Path file = rules.resolve("ruleset.yaml");
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnusableInputException("no rule set to fit: file=" + file + ", cause=" + e.getMessage(), e);
        }
        Compiled compiled = RuleSetCompiler.compile(new RuleText(file.toString(), text), null);
        if (compiled instanceof Compiled.Accepted accepted) {
            return accepted.ruleSet();
        }
        throw new UnusableInputException("the rule set is refused: " + ((Compiled.Refused) compiled).render());
    }
}
