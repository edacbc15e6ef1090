// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.RuleSetDraft;
import portolan.scoring.rules.RuleText;
import portolan.tuning.FittedBudgets;
import portolan.tuning.LoadedArchive;

/** {@code portolan rules budget}: thresholds that meet what offices can look at, from what the archive holds. */
@Command(
        name = "budget",
        description = {
            "Finds the thresholds under which the archive's selections meet the budgets of a rule"
                    + " set, for each office and its days of the week, and writes them into a new draft.",
            "All threats' thresholds of a lane move by the same number of bits. Publishes nothing."
        },
        sortOptions = false,
        exitCodeList = {"0:done", "2:bad usage, or a rule set or an archive that cannot be used"})
final class RulesBudgetCommand extends ConsoleCommand {
    private static final int DONE = 0;

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            required = true,
            description = "Directory that score, run or demo had as --archive.")
    private Path archive = Path.of("");

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            required = true,
            description = "Folder of a rule set with budgets; it stays as it is.")
    private Path rules = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "New folder for the draft. Without it, nothing is written.")
    private @Nullable Path draft;

    @Option(names = "--from", paramLabel = "DATE", description = "First day of the archive that counts (UTC).")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day of the archive that counts.")
    private @Nullable LocalDate to;

    @Option(
            names = "--try-on",
            paramLabel = "DAYS",
            description = "Last days on which thresholds fitted to the days before are tried (default:"
                    + " ${DEFAULT-VALUE}; 0 for none).")
    private int tryOn = 28;

    @Option(
            names = "--least",
            paramLabel = "BITS",
            description = "Least threshold in bits, whatever capacity is left. Without it, none falls below its"
                    + " threat's prior, the score of a consignment of which nothing is known.")
    private double least = Double.NEGATIVE_INFINITY;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = out();
        PrintWriter err = err();
        RuleSetFolder.refuseExisting(draft);
        RuleSetFolder folder = RuleSetFolder.read(rules);
        RuleSet ruleSet = compiled(folder);
        if (draft != null) {
            refuseAliases(folder.rules());
        }
        err.println("loading " + archive);
        err.flush();
        try (LoadedArchive loaded = LoadedArchive.of(Archive.open(archive), ruleSet, from, to)) {
            FittedBudgets fitted = fit(loaded, ruleSet);
            new BudgetTable(fitted, loaded).print(out);
            out.flush();
            if (draft != null) {
                refuseExceeded(fitted);
                write(draft, folder, ruleSet, fitted);
                out.println();
                out.println("draft: " + draft + ", version " + (ruleSet.version() + 1));
                out.println("  what it would have done:  portolan rules what-if --archive " + archive + " --candidate "
                        + draft);
            }
        }
        return DONE;
    }

    private static RuleSet compiled(RuleSetFolder folder) throws UnusableInputException {
        RuleSet ruleSet = folder.compiled();
        if (ruleSet.budgets().isEmpty()) {
            throw new UnusableInputException("the rule set states no budgets; say what an office can look at a day, for"
                    + " example budgets: {DEHAM: {mon-fri: {red: 40, yellow: 160}}}: file="
                    + folder.rules().file());
        }
        return ruleSet;
    }

    /** Told before minutes of reading. */
    private static void refuseAliases(RuleText rules) throws UnusableInputException {
        Optional<RuleIssue> obstacle = RuleSetDraft.obstacle(rules);
        if (obstacle.isPresent()) {
            throw new UnusableInputException(obstacle.get().render());
        }
    }

    private FittedBudgets fit(LoadedArchive loaded, RuleSet ruleSet) throws ArchiveException, UnusableInputException {
        int tenants = loaded.tenants().size();
        if (tenants > 1) {
            throw new UnusableInputException("budgets are each tenant's own, and the archive has " + tenants
                    + " tenants; archive each by itself: dir=" + archive);
        }
        int days = loaded.days();
        if (tryOn < 0 || tryOn >= days) {
            throw new UnusableInputException(
                    "--try-on must leave at least one day: days in the archive=" + days + ", --try-on=" + tryOn);
        }
        return loaded.fit(ruleSet, tryOn, least);
    }

    /** A draft that asks for more than people can do is none, however few thresholds could help it. */
    private static void refuseExceeded(FittedBudgets fitted) throws UnusableInputException {
        String exceeded = fitted.capacities().stream()
                .filter(FittedBudgets.Capacity::isExceeded)
                .map(each -> String.format(
                        Locale.ROOT,
                        "%s %s %s: %.2f a day, capacity %d",
                        TextLine.harmless(each.office()),
                        each.days(),
                        each.lane(),
                        each.expected().value(),
                        each.capacity()))
                .collect(Collectors.joining("; "));
        if (!exceeded.isEmpty()) {
            throw new UnusableInputException("no draft was written, it would exceed what is stated; state more capacity"
                    + " there, or draw fewer by exploration: " + exceeded);
        }
    }

    private void write(Path to, RuleSetFolder folder, RuleSet ruleSet, FittedBudgets fitted)
            throws IOException, UnusableInputException {
        String why = "Thresholds that meet the budgets of "
                + TextLine.counted(ruleSet.budgets().size(), "office") + ", from the archive "
                + archive.toAbsolutePath().normalize().getFileName();
        String text = RuleSetDraft.of(ruleSet, why, fitted.thresholds());
        RuleSetFolder next =
                new RuleSetFolder(new RuleText(to.resolve(RuleSetFolder.RULES).toString(), text), folder.examples());
        if (RuleSetCompiler.compile(next.rules(), next.examples()) instanceof Compiled.Refused refused) {
            throw new UnusableInputException(
                    refused.render() + "\n\nno draft was written: with these thresholds the rule"
                            + " set has faults; where examples expect other lanes, change them and ask again");
        }
        next.write(to);
    }
}
