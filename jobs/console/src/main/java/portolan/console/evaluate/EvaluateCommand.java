// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.Outlet;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;

/** {@code portolan evaluate}: how well assessments find what inspections found, beside what a table could have done. */
@Command(
        name = "evaluate",
        description = {
            "Measures detection quality against inspection outcomes or a planted truth: precision,"
                    + " recall and revenue among the top 1, 2, 5 and 10 %%, compared with lookups of the past"
                    + " share of offences.",
            "Counts consignments filed in the period that were assessed and examined; with --truth" + " all assessed."
        },
        sortOptions = false,
        exitCodeList = {"0:evaluated", "2:bad usage or bad input"})
public final class EvaluateCommand extends ConsoleCommand {
    private static final int DONE = 0;

    @Option(
            names = "--assessments",
            paramLabel = "FILE",
            description = "What score wrote: assessments.jsonl. The last line of a consignment counts.")
    private @Nullable Path assessments;

    @Option(
            names = "--filings",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Filings: JSON Lines, or CSV with --mapping; .gz too.")
    private List<Path> filings = List.of();

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "How CSV columns become filings and outcomes (YAML).")
    private @Nullable Path mapping;

    @Option(
            names = "--outcomes",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Inspection outcomes: JSON Lines, or CSV with --mapping; .gz too.")
    private List<Path> outcomes = List.of();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "First day of filing that counts, for example 2021-01-01 (UTC). Lookups are tuned on what is before.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day of filing that counts.")
    private @Nullable LocalDate to;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Planted truth, as generate wrote it. All assessed consignments count then, not only the"
                    + " examined.")
    private @Nullable Path truth;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = "",
            description = "Write JSON, shares from 0 to 1; without FILE to standard output, in place of the table.")
    private @Nullable String json;

    @Option(names = "--page", paramLabel = "FILE", description = "Write a page of Markdown with the command.")
    private @Nullable Path page;

    @Override
    public Integer call() throws Exception {
        Inputs inputs = inputs();
        PrintWriter err = err();
        Evaluation evaluation = evaluate(inputs, err);
        PrintWriter out = out();
        if (json != null && json.isEmpty()) {
            out.println(EvaluationJson.text(evaluation));
        } else {
            EvaluationTable.lines(evaluation, Screen.USUAL_WIDTH).forEach(out::println);
        }
        if (json != null && !json.isEmpty()) {
            Outlet.save(Path.of(json), EvaluationJson.text(evaluation) + "\n");
        }
        if (page != null) {
            Outlet.save(page, EvaluationMarkdown.text(evaluation, asTyped()));
        }
        return DONE;
    }

    /** Required here and not by picocli, which would ask for them before every subcommand too. */
    private Inputs inputs() {
        List<String> missing = new ArrayList<>();
        if (assessments == null) {
            missing.add("--assessments=FILE");
        }
        if (filings.isEmpty()) {
            missing.add("--filings=FILE");
        }
        if (outcomes.isEmpty() && truth == null) {
            missing.add("--outcomes=FILE or --truth=FILE");
        }
        if (from == null) {
            missing.add("--from=DATE");
        }
        if (to == null) {
            missing.add("--to=DATE");
        }
        if (assessments == null || from == null || to == null || !missing.isEmpty()) {
            throw new ParameterException(
                    spec().commandLine(), "Missing required options: " + String.join(", ", missing));
        }
        if (from.isAfter(to)) {
            throw new ParameterException(spec().commandLine(), "--from is after --to: from=" + from + ", to=" + to);
        }
        return new Inputs(assessments, from, to);
    }

    private record Inputs(Path assessments, LocalDate from, LocalDate to) {}

    private Evaluation evaluate(Inputs inputs, PrintWriter err) throws UnusableInputException {
        EvaluationFiles files = new EvaluationFiles(mapping, truth);
        for (Path file : outcomes) {
            files.outcomes(file);
        }
        files.assessments(inputs.assessments());
        for (Path file : filings) {
            files.filings(file);
        }
        files.warnings().forEach(warning -> err.println("warning: " + warning));
        Dossiers dossiers = files.dossiers();
        refuseIfNothingMatches(dossiers);
        if (dossiers.undated() > 0) {
            err.println("warning: " + TextLine.number(dossiers.undated()) + " of "
                    + TextLine.number(dossiers.matched())
                    + " consignments that were assessed and examined are in no filing and were left out");
        }
        List<Examined> consignments = dossiers.consignments();
        refuseIfNoneInPeriod(consignments, inputs.from(), inputs.to());
        return Evaluation.of(new Evaluation.Question(
                consignments,
                dossiers.lessons(),
                inputs.from(),
                inputs.to(),
                truth != null,
                dossiers::addsUp,
                dossiers.stakes()));
    }

    private static void refuseIfNothingMatches(Dossiers dossiers) throws UnusableInputException {
        if (dossiers.matched() == 0) {
            throw new UnusableInputException("no consignment was both assessed and examined: assessments="
                    + TextLine.number(dossiers.assessments()) + " (for example '" + dossiers.anAssessedKey()
                    + "'), examined consignments=" + TextLine.number(dossiers.examined()) + " (for example '"
                    + dossiers.anExaminedKey() + "'); are the consignment keys made in the same way?");
        }
        if (dossiers.undated() == dossiers.matched()) {
            throw new UnusableInputException("none of the " + TextLine.number(dossiers.matched())
                    + " consignments that were assessed and examined is in the filings, for example '"
                    + dossiers.anExaminedKey() + "'; give the filings that were scored");
        }
    }

    private static void refuseIfNoneInPeriod(List<Examined> consignments, LocalDate from, LocalDate to)
            throws UnusableInputException {
        List<LocalDate> days = consignments.stream()
                .filter(Examined::isAssessed)
                .map(Examined::filedOn)
                .sorted()
                .toList();
        if (days.stream().noneMatch(day -> !day.isBefore(from) && !day.isAfter(to))) {
            throw new UnusableInputException("none of the " + TextLine.number(days.size())
                    + " consignments that were assessed and examined was filed from " + from + " to " + to
                    + ": they were filed from " + days.get(0) + " to " + days.get(days.size() - 1));
        }
    }
}
