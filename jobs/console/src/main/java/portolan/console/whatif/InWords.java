// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import portolan.console.screen.TextLine;
import portolan.scoring.rules.Lane;
import portolan.tuning.Estimate;
import portolan.tuning.Hits;
import portolan.tuning.Proportion;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/** An answer in sentences, for who reads no further. */
final class InWords {
    /** A capacity that is exceeded more often is named. */
    private static final double OFTEN = 0.1;

    private static final int MOST_NAMED = 4;

    /** Feeds rest at night: who began before this, or ended after that, has the day. */
    private static final LocalTime COVERED_FROM = LocalTime.of(1, 0);

    private static final LocalTime COVERED_TO = LocalTime.of(23, 0);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private InWords() {}

    /** What changes, the weightiest first. */
    static List<String> headline(WhatIfAnswer answer) {
        List<String> sentences = new ArrayList<>();
        sentences.add(volumes(answer));
        sentences.addAll(found(answer.hits()));
        if (!answer.workload().isEmpty()) {
            sentences.add(workload(answer));
        }
        String rules = rules(answer.rules());
        if (!rules.isEmpty()) {
            sentences.add(rules);
        }
        if (!answer.about().missing().isEmpty()) {
            sentences.add(missing(answer.about().missing()));
        }
        if (answer.about().moved() > 0) {
            sentences.add(moved(answer.about()));
        }
        return sentences;
    }

    /** They are judged as the candidate is written, all the same. */
    private static String moved(WhatIfAnswer.About about) {
        return TextLine.number(about.moved()) + " of " + TextLine.counted(about.assessments(), "assessment")
                + " come from a release whose rules were moved by what was learned: the candidate counts as written.";
    }

    private static String volumes(WhatIfAnswer answer) {
        WhatIfAnswer.LaneMatrix lanes = answer.lanes();
        int moved = answer.moves().stream()
                .mapToInt(WhatIfAnswer.Move::consignments)
                .sum();
        if (moved == 0) {
            return "No consignment would change its lane.";
        }
        int days = Math.max(1, answer.about().days());
        List<String> parts = new ArrayList<>();
        for (Lane lane : List.of(Lane.RED, Lane.YELLOW, Lane.BLUE)) {
            double then = (double) lanes.then(lane) / days;
            double now = (double) lanes.now(lane) / days;
            String change = Figures.change(then, now);
            parts.add(Figures.rate(now) + " a day to " + Figures.lane(lane) + " in place of " + Figures.rate(then)
                    + (change.isEmpty() ? "" : " (" + change + ")"));
        }
        return "The candidate would send " + String.join(", ", parts) + "; "
                + TextLine.counted(moved, "consignment") + " of "
                + TextLine.number(answer.about().consignments())
                + " would change lanes.";
    }

    /** What examinations would find, as far as it can be said. */
    static List<String> found(Hits hits) {
        List<String> sentences = new ArrayList<>();
        Estimate difference = hits.difference();
        boolean isNothingNew = hits.gained().consignments() == 0;
        if (!difference.isUnknown() && (hits.isFair() || isNothingNew)) {
            sentences.add("Examining all that is red would have found " + Figures.offences(hits.then())
                    + " then, " + Figures.offences(hits.now()) + " now: " + Figures.difference(difference)
                    + ". In brackets: 95 % intervals."
                    + (difference.low() < 0 && difference.high() > 0
                            ? " The interval has both signs, so this may be no difference at all."
                            : ""));
            sentences.add(keptAndLost(hits));
            return sentences;
        }
        sentences.add(keptAndLost(hits));
        Estimate gained = hits.gained().offences();
        if (hits.isFair() && !gained.isUnknown()) {
            sentences.add("What the candidate alone makes red hides " + Figures.offences(gained)
                    + "; how many it loses is unknown, since nothing of that was examined.");
        } else if (!isNothingNew) {
            sentences.add("Nothing can be said about what the candidate would newly find among the "
                    + TextLine.counted(hits.gained().consignments(), "consignment")
                    + " that it alone makes red: " + whyNot(hits));
        }
        return sentences;
    }

    /** What is known for sure, without any sample. */
    private static String keptAndLost(Hits hits) {
        Proportion kept = hits.kept().known();
        Proportion lost = hits.lost().known();
        int known = kept.found() + lost.found();
        if (known == 0) {
            return "No offence is known among what was red by score.";
        }
        return "Of " + TextLine.counted(known, "known offence") + " among what was red by score, "
                + TextLine.number(kept.found()) + " would stay red and " + TextLine.number(lost.found())
                + " would not.";
    }

    private static String whyNot(Hits hits) {
        if (hits.drawn() == 0) {
            return "nothing was drawn at random in this period. State 'exploration: {share: 0.02, seed: 17}' in the rule"
                    + " set in force, examine what it draws, and ask again after some weeks.";
        }
        if (!hits.isFair()) {
            return "of " + TextLine.counted(hits.drawn(), "consignment") + " drawn at random only "
                    + TextLine.number(hits.drawnExamined()) + " (" + Figures.percent(share(hits))
                    + ") have a result, and with fewer than nine in ten they are no fair sample. Examine all that 'exploration:' draws,"
                    + " report every result, NOTHING_FOUND included, and ask again.";
        }
        return "of those drawn at random, none that was examined is among them. A larger 'exploration:' share or more"
                + " days would tell.";
    }

    static double share(Hits hits) {
        return hits.drawn() == 0 ? Double.NaN : (double) hits.drawnExamined() / hits.drawn();
    }

    /** Days that count as whole and are not; empty where both ends are covered but for an hour. */
    static List<String> ends(WhatIfAnswer.About about) {
        LocalTime begin = LocalTime.ofInstant(about.first(), ZoneOffset.UTC);
        LocalTime end = LocalTime.ofInstant(about.last(), ZoneOffset.UTC);
        List<String> parts = new ArrayList<>();
        if (begin.isAfter(COVERED_FROM)) {
            parts.add(about.from() + " is archived from " + begin.format(CLOCK) + " on");
        }
        if (end.isBefore(COVERED_TO)) {
            parts.add(about.to() + " is archived until " + end.format(CLOCK));
        }
        return parts.isEmpty()
                ? List.of()
                : List.of(String.join(", ", parts) + " (UTC). Averages and budgets take "
                        + (parts.size() == 1 ? "it for a whole day" : "them for whole days")
                        + ", and come out lower for it.");
    }

    /** A capacity by name: an office, a lane, and days. */
    static String capacity(WhatIfAnswer.About about, WhatIfAnswer.Workload of) {
        return Figures.office(about, of.tenant(), of.office()) + ' ' + Figures.lane(of.lane()) + ' ' + of.days();
    }

    private static String workload(WhatIfAnswer answer) {
        List<WhatIfAnswer.Workload> workload = answer.workload();
        List<WhatIfAnswer.Workload> exceeded = workload.stream()
                .filter(each -> each.over() > OFTEN)
                .sorted((one, other) -> Double.compare(other.over(), one.over()))
                .toList();
        String capacities = workload.size() == 1 ? "The one capacity" : "All " + workload.size() + " capacities";
        if (exceeded.isEmpty()) {
            return capacities + " of the budgets would hold on at least nine days in ten.";
        }
        String named = exceeded.stream()
                .limit(MOST_NAMED)
                .map(each -> capacity(answer.about(), each) + " (" + Figures.percent(each.over()) + " of days)")
                .collect(Collectors.joining(", "));
        int more = exceeded.size() - MOST_NAMED;
        return "Of " + workload.size() + (workload.size() == 1 ? " capacity" : " capacities") + ", "
                + exceeded.size() + " would be exceeded on more than one day in ten: " + named
                + (more > 0 ? " and " + more + " more" : "") + ".";
    }

    private static String rules(List<RuleCard> rules) {
        List<String> parts = new ArrayList<>();
        add(parts, rules, RuleCard.State.DEAD, "never fired", "never fired");
        add(parts, rules, RuleCard.State.SUBSUMED, "adds nothing to another", "add nothing to others");
        add(parts, rules, RuleCard.State.DECAYED, "has decayed", "have decayed");
        return parts.isEmpty()
                ? ""
                : "Of " + TextLine.counted(rules.size(), "rule") + ", " + String.join(", ", parts) + ".";
    }

    private static void add(List<String> parts, List<RuleCard> rules, RuleCard.State state, String one, String many) {
        long count = rules.stream().filter(rule -> rule.state() == state).count();
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }

    private static String missing(List<WhatIfAnswer.MissingColumn> missing) {
        String named = missing.stream()
                .limit(MOST_NAMED)
                .map(WhatIfAnswer.MissingColumn::name)
                .collect(Collectors.joining(", "));
        int more = missing.size() - MOST_NAMED;
        return (missing.size() == 1 ? "One value" : TextLine.number(missing.size()) + " values")
                + " that the candidate reads were not archived in all files and count as absent there: " + named
                + (more > 0 ? " and " + more + " more" : "")
                + ". Its scores may be wrong where they would have counted.";
    }

    /** What is wrong with a rule, in a few words; empty where nothing is. */
    static String state(RuleCard card) {
        return switch (card.state()) {
            case USED -> "";
            case DEAD -> "dead: it never fired";
            case BLIND -> "it never fired, but files lack what it asks for: nothing can be said of it";
            case SUBSUMED ->
                "subsumed by " + TextLine.harmless(String.valueOf(card.like()))
                        + ": it fires only together with that rule, and finds no more";
            case DECAYED ->
                "decayed: precision " + Figures.percent(first(card).share()) + " in the first quarter of"
                        + " the period, " + Figures.percent(last(card).share()) + " in the last";
        };
    }

    private static Proportion first(RuleCard card) {
        return card.quarters().get(0).found();
    }

    private static Proportion last(RuleCard card) {
        return card.quarters().get(card.quarters().size() - 1).found();
    }
}
