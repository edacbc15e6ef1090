// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.Adopted;
import portolan.scoring.rules.Adoption;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetDraft;
import portolan.scoring.rules.Threat;

/** {@code portolan rules forget}: the next version of a rule set, which inspections until a day no longer move. */
@Command(
        name = "forget",
        description = {
            "Writes a new version of a rule set, for two people to sign, in which inspections before a day no longer"
                    + " move the named rules: those count as written, and learn from then on.",
            "Bits adopted before are forgotten, too. A prior keeps the number that is written. Shares of traffic, and"
                    + " what they bound, stay. Publishes nothing."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or a rule set that cannot be used"})
final class RulesForgetCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int BAD_INPUT = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RULE", arity = "1..*", description = "Rules by their ids; prior for the priors.")
    private List<String> forgotten = List.of();

    @Option(names = "--rules", paramLabel = "DIR", required = true, description = "Folder of the rule set.")
    private Path rules = Path.of("");

    @Option(
            names = "--before",
            paramLabel = "DAY",
            required = true,
            description = "First day, UTC, whose inspections count again.")
    private LocalDate before = LocalDate.EPOCH;

    @Option(names = "--threat", paramLabel = "NAME", description = "Of this threat alone; all without it.")
    private @Nullable String threat;

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "The reason; it is signed.")
    private String why = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "New folder for the draft.")
    private Path draft = Path.of("");

    @Option(
            names = "--keep-examples",
            description = "Write the draft even where lanes or rules of examples differ, to be mended by hand.")
    private boolean keepExamples;

    @Override
    public Integer call() {
        CommandSpec run = Objects.requireNonNull(spec, "run by picocli only");
        PrintWriter out = run.commandLine().getOut();
        PrintWriter err = run.commandLine().getErr();
        try {
            RuleSetVersionFolder.refuseExisting(draft);
            RuleSetFolder folder = RuleSetFolder.read(rules);
            RuleSet ruleSet = folder.compiled();
            Optional<RuleIssue> obstacle = RuleSetDraft.obstacle(folder.rules());
            if (obstacle.isPresent()) {
                throw new UnusableInputException(obstacle.get().render());
            }
            new RuleSetVersionFolder(draft, keepExamples).write(folder, text(ruleSet), null, out);
            out.flush();
            return DONE;
        } catch (IOException | UnusableInputException unusable) {
            err.println(unusable.getMessage());
            return BAD_INPUT;
        }
    }

    private String text(RuleSet ruleSet) throws UnusableInputException {
        if (threat != null
                && ruleSet.threats().stream().noneMatch(each -> each.name().equals(threat))) {
            throw new UnusableInputException("no such threat: name=" + threat + ", expected one of "
                    + ruleSet.threats().stream().map(Threat::name).toList());
        }
        Adoption adoption = new Adoption(
                ruleSet,
                "Forgets what was found before " + before + " of " + String.join(", ", forgotten)
                        + (threat == null ? "" : " for " + threat) + ": " + why);
        for (String id : forgotten) {
            if (id.equals(RuleSet.PRIOR)) {
                forgetPriors(ruleSet, adoption);
            } else {
                adoption.rule(id, forgotten(rule(ruleSet, id)));
            }
        }
        return adoption.text();
    }

    private void forgetPriors(RuleSet ruleSet, Adoption adoption) {
        for (Threat each : ruleSet.threats()) {
            if (threat == null || each.name().equals(threat)) {
                adoption.prior(each.name(), Bits.ofUnits(each.prior()), before);
            }
        }
    }

    private static Rule rule(RuleSet ruleSet, String id) throws UnusableInputException {
        return ruleSet.rules().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnusableInputException(
                        "no such rule: id=" + id + ", rule set=" + ruleSet.name() + " version " + ruleSet.version()));
    }

    private Adopted forgotten(Rule rule) throws UnusableInputException {
        if (threat != null && !rule.threats().contains(threat)) {
            throw new UnusableInputException(
                    "the rule does not count for this threat: id=" + rule.id() + ", threat=" + threat);
        }
        Adopted written = rule.adopted();
        Map<String, Adopted.Part> parts = new TreeMap<>(written == null ? Map.of() : written.byThreat());
        for (String each : rule.threats()) {
            if (threat == null || each.equals(threat)) {
                parts.put(each, new Adopted.Part(before, 0));
            }
        }
        return new Adopted(parts);
    }
}
