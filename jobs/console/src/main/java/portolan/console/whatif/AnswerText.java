// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import portolan.console.screen.Paint;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.tuning.WhatIfAnswer;

/** An answer as an analyst reads it: what was asked, what changes in words, then the figures. */
final class AnswerText {
    private static final int MOST_RULE_SETS = 4;
    private static final int MOST_OFFICES = 10;
    private static final int MOST_MOVES = 4;
    private static final String INDENT = "  ";

    private final WhatIfAnswer answer;
    private final Path candidate;
    private final Screen screen;

    /** @param candidate where the rule set lies, for commands that are to be typed */
    AnswerText(WhatIfAnswer answer, Path candidate, Screen screen) {
        this.answer = answer;
        this.candidate = candidate;
        this.screen = screen;
    }

    /** Everything, with so many rules. */
    List<String> all(int rules) {
        VolumeLines volumes = new VolumeLines(answer, screen);
        HitLines hits = new HitLines(answer, screen);
        List<String> lines = new ArrayList<>(brief());
        add(lines, "Offices, a day", volumes.offices(MOST_OFFICES));
        add(lines, "Days of the week, a day", volumes.weekdays());
        add(lines, "Threats, a day", volumes.threats());
        add(lines, "Who would move, and why", new MoveLines(answer, screen).summary(MOST_MOVES));
        add(lines, "What would be found", hits.parts());
        add(lines, "Workload against budget, a day", hits.workload());
        add(
                lines,
                "Rules of the candidate, over "
                        + TextLine.counted(answer.about().consignments(), "consignment"),
                new RuleLines(answer, screen).table(rules));
        return lines;
    }

    /** What was asked, what changes in words, and the lanes. */
    private List<String> brief() {
        List<String> lines = new ArrayList<>(header());
        lines.addAll(missing());
        lines.add("");
        InWords.headline(answer).forEach(sentence -> lines.addAll(Prose.lines(sentence, screen, "")));
        InWords.ends(answer.about()).forEach(sentence -> lines.addAll(Prose.lines(sentence, screen, "")));
        add(lines, "Lanes", new VolumeLines(answer, screen).lanes());
        return lines;
    }

    private void add(List<String> lines, String heading, List<String> section) {
        lines.add("");
        lines.add(new TextLine(screen).add(heading, Paint.STRONG).text());
        lines.addAll(section);
    }

    private List<String> header() {
        WhatIfAnswer.About about = answer.about();
        List<String> lines = new ArrayList<>();
        lines.add(new TextLine(screen)
                .add("What if ", Paint.STRONG)
                .add(Figures.named(about.candidate()), Paint.STRONG)
                .add(" had judged?", Paint.STRONG)
                .text());
        lines.add(new TextLine(screen)
                // The folder last: where the screen is narrow, the days count.
                .add("archive    " + about.from() + " to " + about.to() + " (" + TextLine.counted(about.days(), "day")
                        + "), " + about.archive())
                .text());
        lines.add(new TextLine(screen)
                .add("judged     " + TextLine.counted(about.assessments(), "assessment") + " of "
                        + TextLine.counted(about.consignments(), "consignment"))
                .text());
        if (about.tenants().size() > 1) {
            lines.add("tenants    " + about.tenants().size() + ", each with offices of its own");
        }
        for (int i = 0; i < Math.min(MOST_RULE_SETS, about.then().size()); i++) {
            WhatIfAnswer.Used used = about.then().get(i);
            lines.add(new TextLine(screen)
                    .add((i == 0 ? "then by    " : "           ") + Figures.named(used.ruleSet()) + ": "
                            + TextLine.counted(used.assessments(), "assessment"))
                    .text());
        }
        int more = about.then().size() - MOST_RULE_SETS;
        if (more > 0) {
            lines.add("           and " + TextLine.counted(more, "other"));
        }
        return lines;
    }

    /** What the archive lacks, and how to get it. */
    private List<String> missing() {
        List<WhatIfAnswer.MissingColumn> missing = answer.about().missing();
        if (missing.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(Prose.lines(
                "NOT ARCHIVED: the candidate reads what files of this archive lack, since an older release wrote them."
                        + " There it counts as absent, and rules that need it do not fire:",
                screen,
                ""));
        Table table = new Table(screen, "", "files", "assessments", "of all");
        for (WhatIfAnswer.MissingColumn column : missing) {
            table.row(
                    Paint.YELLOW,
                    TextLine.harmless(column.name()),
                    TextLine.number(column.files()),
                    TextLine.number(column.assessments()),
                    Figures.percent(
                            (double) column.assessments() / answer.about().assessments()));
        }
        lines.addAll(table.lines());
        lines.addAll(Prose.lines(
                "To have it, replay the archived filings with this release and ask the new archive:", screen, ""));
        lines.addAll(replay(candidate));
        return lines;
    }

    /** The commands that fill what is missing. */
    static List<String> replay(Path candidate) {
        return List.of(
                INDENT + "deploy/portolan score --filings FILINGS --outcomes OUTCOMES --rules " + candidate + " \\",
                INDENT + "    --out NEWOUT --archive NEWDIR");
    }
}
