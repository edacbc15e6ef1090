// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetChanges;
import portolan.scoring.rules.RuleSetChanges.Change;
import portolan.scoring.rules.RuleSetChanges.Difference;

/** {@code portolan rules diff A B}: what differs between two rule sets in what they do, by rule. */
@Command(
        name = "diff",
        description = {
            "Compares what the rule sets in the folders A and B do: rules, thresholds, priors, caps,"
                    + " lists and exploration.",
            "Ignores blanks, comments and order, and marks what changes no score."
        },
        exitCodeList = {"0:they were compared, whatever was found", "2:one of them has faults, or cannot be read"})
final class RulesDiffCommand extends ConsoleCommand {
    private static final int OK = 0;

    /** Both sides stand in one line as far as they fit. */
    private static final int WIDTH = 120;

    @Parameters(index = "0", paramLabel = "A", description = "Folder of the old rule set.")
    private Path before = Path.of(".");

    @Parameters(index = "1", paramLabel = "B", description = "Folder of the new rule set.")
    private Path after = Path.of(".");

    @Override
    public Integer call() {
        PrintWriter out = out();
        PrintWriter err = err();
        // Both, so that the faults of both are seen at once.
        RuleSet one = compiled(before, err);
        RuleSet other = compiled(after, err);
        if (one == null || other == null) {
            return BAD_INPUT;
        }
        out.println(name(one) + "  ->  " + name(other));
        RuleSetChanges changes = RuleSetChanges.between(one, other);
        for (Change change : changes.changes()) {
            print(change, out);
        }
        out.println(summary(changes, one.hash().equals(other.hash())));
        return OK;
    }

    private static @Nullable RuleSet compiled(Path folder, PrintWriter err) {
        try {
            return RuleSetFolder.read(folder).rulesAlone().compiled();
        } catch (UnusableInputException refused) {
            err.println(refused.getMessage());
            return null;
        }
    }

    private static String name(RuleSet ruleSet) {
        return ruleSet.name() + " version " + ruleSet.version() + " ("
                + ruleSet.hash().substring(0, 12) + ")";
    }

    private static void print(Change change, PrintWriter out) {
        String words = change.isScored() ? "" : "  (changes no score)";
        String kind = change.kind().name().toLowerCase(Locale.ROOT);
        out.println();
        out.println(String.format(Locale.ROOT, "%-8s %s%s", kind, change.part(), words));
        for (Difference difference : change.differences()) {
            print(change, difference, out);
        }
    }

    private static void print(Change change, Difference difference, PrintWriter out) {
        String aspect = String.format(Locale.ROOT, "  %-10s ", difference.aspect());
        if (change.kind() != RuleSetChanges.Kind.CHANGED) {
            out.println(aspect + oneLine(difference.before() + difference.after()));
            return;
        }
        String old = shown(difference.before());
        String now = shown(difference.after());
        String words = difference.isScored() ? "" : "  (not scored)";
        if (aspect.length() + old.length() + now.length() + words.length() + 6 <= WIDTH) {
            out.println(aspect + old + "  ->  " + now + words);
        } else {
            out.println(aspect + old);
            out.println(" ".repeat(Math.max(0, aspect.length() - 3)) + "-> " + now + words);
        }
    }

    private static String shown(String side) {
        return side.isEmpty() ? "none" : oneLine(side);
    }

    private static String oneLine(String text) {
        return TextLine.harmless(text.replaceAll("\\s+", " "));
    }

    private static String summary(RuleSetChanges changes, boolean isSameText) {
        if (isSameText) {
            return "\nthe same text, nothing changes what is scored";
        }
        long scored = changes.changes().stream().filter(Change::isScored).count();
        String counted = "\n" + TextLine.counted(changes.changes().size(), "change") + ", ";
        return scored == 0 ? counted + "nothing changes what is scored" : counted + scored + " of what is scored";
    }
}
