// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.archive.ArchiveException;
import portolan.console.screen.Outlet;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.lines.Nearest;
import portolan.scoring.rules.Lane;
import portolan.tuning.LoadedArchive;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/**
 * Questions on an archive that stays loaded. The rule set is edited in another window; {@code ask} reads it again. A
 * text with faults leaves the last answer as it was.
 */
final class WhatIfShell {
    static final String PROMPT = "what-if> ";

    private static final List<String> HELP = List.of(
            "  ask [DIR]      judge again by the candidate, read anew from disk, or by another rule set",
            "  show           the whole last answer",
            "  lanes          volumes by lane",
            "  offices        volumes by office",
            "  days           volumes by day",
            "  threats        volumes and alerts by threat",
            "  moves [LANE]   who moves and why; with a lane, all that come into it or leave it",
            "  examples       some of those who move, with what changed for them",
            "  hits           offences kept, lost and gained",
            "  workload       what would be selected against the candidate's budgets",
            "  rules [ID]     all rules, or one with its quarters",
            "  json FILE      write the last answer for programs",
            "  html FILE      write the last answer as a report with charts",
            "  help           this list",
            "  quit           end; so does the end of input");

    private static final List<String> WORDS =
            HELP.stream().map(line -> line.strip().split(" ", 2)[0]).toList();

    private static final int ALL = Integer.MAX_VALUE;

    private final LoadedArchive archive;
    private final Screen screen;
    private final int rules;
    private final PrintWriter out;
    private Asked last;
    /** Where the next {@code ask} reads: also the place of a text that was refused. */
    private Path folder;

    /** A question and its answer. */
    record Asked(Candidate candidate, WhatIfAnswer answer) {}

    WhatIfShell(LoadedArchive archive, Asked first, Screen screen, int rules, PrintWriter out) {
        this.archive = archive;
        this.last = first;
        this.folder = first.candidate().folder();
        this.screen = screen;
        this.rules = rules;
        this.out = out;
    }

    /**
     * Answers until there is no more input, or it says to end.
     *
     * @param echo whether to show what was read, since no terminal did
     */
    void run(BufferedReader in, boolean echo) {
        while (true) {
            out.print(PROMPT);
            out.flush();
            String line = readLine(in);
            if (line == null) {
                out.println();
                return;
            }
            String typed = TextLine.harmless(line).strip();
            if (echo) {
                out.println(typed);
            }
            if (typed.equals("quit") || typed.equals("exit")) {
                return;
            }
            if (!typed.isEmpty()) {
                timed(typed);
            }
        }
    }

    private static @Nullable String readLine(BufferedReader in) {
        try {
            return in.readLine();
        } catch (IOException gone) {
            // A terminal that was closed is an end of input too.
            return null;
        }
    }

    private void timed(String typed) {
        long begun = System.nanoTime();
        String[] words = typed.split("\\s+", 2);
        try {
            answer(words[0].toLowerCase(Locale.ROOT), words.length > 1 ? words[1] : "");
        } catch (UnusableInputException | ArchiveException refused) {
            out.println(refused.getMessage());
        }
        out.println("(" + RulesWhatIfCommand.seconds(begun) + ")");
    }

    private void answer(String word, String argument) throws UnusableInputException, ArchiveException {
        WhatIfAnswer answer = last.answer();
        VolumeLines volumes = new VolumeLines(answer, screen);
        MoveLines moves = new MoveLines(answer, screen);
        HitLines hits = new HitLines(answer, screen);
        switch (word) {
            case "ask" -> ask(argument);
            case "show" -> print(text().all(rules));
            case "lanes" -> print(volumes.lanes());
            case "offices" -> print(volumes.offices(ALL));
            case "days" -> print(volumes.days());
            case "threats" -> print(volumes.threats());
            case "moves" -> print(argument.isEmpty() ? moves.summary(ALL) : moves.touching(lane(argument)));
            case "examples" -> print(moves.examples());
            case "hits" -> print(hits.hits());
            case "workload" -> print(hits.workload());
            case "rules" -> rules(argument);
            case "json" -> write(argument, AnswerJson.text(answer) + "\n");
            case "html" ->
                write(argument, AnswerPage.html(answer, last.candidate().folder()));
            case "help" -> print(HELP);
            default ->
                throw new UnusableInputException(
                        "unknown command '" + word + "'" + Nearest.hint(word, WORDS) + " 'help' lists all");
        }
    }

    private void ask(String argument) throws UnusableInputException, ArchiveException {
        if (!argument.isEmpty()) {
            folder = Path.of(argument);
        }
        Candidate candidate = Candidate.read(folder);
        last = new Asked(candidate, archive.ask(candidate.ruleSet()));
        print(text().brief());
    }

    private AnswerText text() {
        return new AnswerText(last.answer(), last.candidate().folder(), screen);
    }

    private static Lane lane(String typed) throws UnusableInputException {
        String name = typed.toUpperCase(Locale.ROOT);
        List<String> names = Stream.of(Lane.values()).map(Lane::name).toList();
        if (!names.contains(name)) {
            throw new UnusableInputException("unknown lane '" + typed + "'" + Nearest.hint(name, names) + "; known are "
                    + String.join(", ", names));
        }
        return Lane.valueOf(name);
    }

    private void rules(String id) throws UnusableInputException {
        RuleLines lines = new RuleLines(last.answer(), screen);
        if (id.isEmpty()) {
            print(lines.table(ALL));
            return;
        }
        List<RuleCard> cards = last.answer().rules();
        for (RuleCard card : cards) {
            if (card.rule().equals(id)) {
                print(lines.card(card));
                return;
            }
        }
        throw new UnusableInputException("the candidate has no rule '" + id + "'"
                + Nearest.hint(id, cards.stream().map(RuleCard::rule).toList()));
    }

    private void write(String file, String text) throws UnusableInputException {
        if (file.isEmpty()) {
            throw new UnusableInputException("say where to: a file");
        }
        Report.write(Path.of(file), text);
        out.println("written: " + Objects.requireNonNull(Path.of(file)));
    }

    private void print(List<String> lines) {
        lines.forEach(line -> Outlet.paint(out, line));
    }
}
