// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.console.rules.RuleSetFolder;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.Outlet;
import portolan.console.screen.Screen;
import portolan.console.screen.Terminal;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.RuleSet;
import portolan.tuning.LoadedArchive;
import portolan.tuning.WhatIfAnswer;

/** {@code portolan rules what-if}: what a rule set would have done to the archived past, before it goes live. */
@Command(
        name = "what-if",
        description = {
            "Judges an archive again by a candidate and compares the result with what happened:"
                    + " volumes by lane, office, day and threat; who moves and why; offences kept, lost and"
                    + " gained; workload against budgets; the worth of each rule.",
            "Changes nothing. Refuses a candidate with faults, as 'rules check' does."
        },
        sortOptions = false,
        exitCodeList = {
            "0:answered",
            "2:bad usage, an archive that cannot be read, or a candidate that would be refused"
        })
public final class RulesWhatIfCommand extends ConsoleCommand {
    private static final int DONE = 0;
    private static final int USUAL_RULES = 15;

    @Option(
            names = "--archive",
            required = true,
            paramLabel = "DIR",
            description = "Directory that score, run or demo had as --archive.")
    private Path archive = Path.of(".");

    @Option(
            names = "--candidate",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the rule set to ask about, for example deploy/rules/baseline.")
    private Path candidate = Path.of(".");

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day of assessment, for example 2026-01-01 (UTC).")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day of assessment.")
    private @Nullable LocalDate to;

    @Option(
            names = "--last",
            paramLabel = "DAYS",
            description = "The last 90d or 12w, up to --to or the archive's last day; in place of --from.")
    private @Nullable String last;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = "",
            description = "Write JSON; without FILE to standard output, in place of the text.")
    private @Nullable String json;

    @Option(
            names = "--rules",
            paramLabel = "N",
            description = "How many rules to list, those to look at first (default: " + USUAL_RULES + ").")
    private int rules = USUAL_RULES;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = err();
        refuseContradictions();
        // The candidate first: its faults are told before minutes of reading.
        RuleSet first = RuleSetFolder.read(candidate).compiled();
        Archive files = Archive.open(archive);
        Period period = period(files);
        err.println("loading " + archive + " ...");
        long begun = System.nanoTime();
        try (LoadedArchive loaded = LoadedArchive.of(files, first, period.from(), period.to())) {
            err.println("loaded " + TextLine.counted(loaded.assessments(), "assessment") + " of "
                    + TextLine.counted(loaded.size(), "consignment") + " in " + seconds(begun));
            answer(loaded, first, out(), err);
        }
        return DONE;
    }

    private void answer(LoadedArchive loaded, RuleSet first, PrintWriter out, PrintWriter err)
            throws ArchiveException, UnusableInputException {
        Screen screen = Terminal.screen(System.getenv(), Terminal.isOutput());
        long begun = System.nanoTime();
        WhatIfAnswer answer = loaded.ask(first);
        err.println("answered in " + seconds(begun));
        if (json != null && json.isEmpty()) {
            out.println(AnswerJson.text(answer));
        } else {
            new AnswerText(answer, candidate, screen).all(rules).forEach(line -> Outlet.paint(out, line));
        }
        if (json != null && !json.isEmpty()) {
            Outlet.save(Path.of(json), AnswerJson.text(answer) + "\n");
        }
    }

    /** How long it took since then. */
    private static String seconds(long begun) {
        return String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - begun) / 1e9);
    }

    private void refuseContradictions() {
        if (last != null && from != null) {
            throw new ParameterException(spec().commandLine(), "--last and --from both say where to begin: give one");
        }
        if (rules < 0) {
            throw new ParameterException(spec().commandLine(), "--rules must be at least 0: rules=" + rules);
        }
    }

    private Period period(Archive files) throws UnusableInputException, ArchiveException {
        try {
            return last == null ? new Period(from, to) : Period.last(last, to, files);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec().commandLine(), wrong.getMessage(), wrong);
        }
    }
}
