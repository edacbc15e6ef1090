// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.console.screen.UnusableInputException;

/** {@code portolan evaluate names}: how well the party key sees through spelling, beside a plain normaliser. */
@Command(
        name = "names",
        description = {
            "Measures how well the party key matches spellings, on public sets of labelled names:"
                    + " precision and recall of equal keys, compared with a plain normaliser (case, punctuation,"
                    + " legal forms).",
            "The folder holds the publishers' own files: nomenklatura_name_bench_cases.csv (required), and as far as"
                    + " present dnb_test_names.csv with dnb_adjusted_test_names.csv, febrl_dataset1.csv.gz to 3."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:evaluated, whether or not the targets are met", "2:bad usage or bad input"})
public final class EvaluateNamesCommand implements Callable<Integer> {
    static final double PRECISION_TARGET = 0.98;
    static final double GAIN_TARGET = 1.0 / 3;

    private static final int DONE = 0;
    private static final int BAD_INPUT = 2;
    private static final List<String> ORGANISED = List.of("Company", "Organization");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Folder with the sets.")
    private Path data = Path.of("");

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        try {
            report(new NameSets(data), spec.commandLine().getOut());
            return DONE;
        } catch (UnusableInputException e) {
            spec.commandLine().getErr().println("evaluate names: " + e.getMessage());
            return BAD_INPUT;
        }
    }

    private static void report(NameSets sets, PrintWriter out) throws UnusableInputException {
        List<NameTally.OfPairs> cases = sets.cases();
        List<NameTally> all = new ArrayList<>();
        List<NameTally> organised = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        out.println(String.format(
                Locale.ROOT,
                "%-28s %9s %6s   %-15s   %-15s   %s",
                "",
                "",
                "",
                "plain normaliser",
                "party key",
                "found of what"));
        out.println(String.format(
                Locale.ROOT,
                "%-28s %9s %6s   %7s %7s   %7s %7s   %s",
                "labelled pairs",
                "pairs",
                "same",
                "prec.",
                "recall",
                "prec.",
                "recall",
                "plain misses"));
        for (NameTally.OfPairs schema : cases) {
            NameTally tally = schema.tally();
            out.println(line(tally));
            all.add(tally);
            mistakes.addAll(schema.mistakes());
            if (ORGANISED.contains(tally.name())) {
                organised.add(tally);
            }
        }
        NameTally together = NameTally.sum("all", all);
        NameTally companies = NameTally.sum("companies and organisations", organised);
        out.println(line(together));
        out.println(line(companies));
        @Nullable NameTally copies = sets.hasCopies() ? NameTally.ofEntities("dnb", sets.copies()) : null;
        if (copies != null) {
            out.println();
            out.println("every pair among companies and their misspelled copies (DNB), country beside the name");
            out.println(line(copies));
        }
        Map<String, List<NamedParty>> persons = sets.persons();
        if (!persons.isEmpty()) {
            out.println();
            out.println("every pair among persons and their misspelled copies (Febrl), for information");
            persons.forEach((name, parties) -> out.println(line(NameTally.ofEntities(name, parties))));
        }
        out.println();
        out.println(target(
                "precision of the key on all labelled pairs", together.key().precision(), PRECISION_TARGET));
        if (copies != null) {
            out.println(target(
                    "precision of the key on every pair among the DNB companies and their copies",
                    copies.key().precision(),
                    PRECISION_TARGET));
        }
        out.println(target(
                "share of the companies' and organisations' matches missed by the plain normaliser that the key finds",
                gainNet(companies),
                GAIN_TARGET));
        for (String mistake : mistakes) {
            out.println("wrongly the same: " + mistake);
        }
    }

    /** Net of what the plain normaliser finds and the key does not. */
    static double gainNet(NameTally tally) {
        return (double) (tally.key().right() - tally.plain().right())
                / (tally.same() - tally.plain().right());
    }

    private static String target(String what, double figure, double target) {
        return String.format(
                Locale.ROOT, "%s: %.3f, target %.3f: %s", what, figure, target, figure >= target ? "met" : "MISSED");
    }

    private static String line(NameTally tally) {
        return String.format(
                Locale.ROOT,
                "%-28s %9d %6d   %7s %7s   %7s %7s   %d of %d",
                tally.name(),
                tally.pairs(),
                tally.same(),
                share(tally.plain().precision()),
                share(tally.plain().recall(tally.same())),
                share(tally.key().precision()),
                share(tally.key().recall(tally.same())),
                tally.keyMissedByPlain(),
                tally.same() - tally.plain().right());
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }
}
