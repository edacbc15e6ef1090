// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.ArrayList;
import java.util.List;
import portolan.archive.ArchiveException;
import portolan.scoring.rules.Asked;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.Rule;

/**
 * Scores the rules of a candidate, over the assessment that puts each consignment in its lane. Rows are bits, 64 in a
 * word: how often two things come together is a matter of counting bits.
 */
final class RuleCards {
    private static final int QUARTERS = 4;

    /** With more rules than this, which fire together is not counted: it grows with their square. */
    private static final int MOST_COMPARED = 400;

    /** With fewer examinations nobody knows what a rule is worth. */
    private static final int LEAST_EXAMINED = 20;

    private final LoadedArchive archive;
    private final Judged judged;
    private final List<Masks> masks;
    private final Counts[] counts;
    private final int[][] together;
    private final Directions directions;

    private RuleCards(LoadedArchive archive, Judged judged, List<Masks> masks) {
        this.archive = archive;
        this.judged = judged;
        this.masks = masks;
        int rules = judged.ruleSet().rules().size();
        this.counts = new Counts[rules];
        this.directions = new Directions(archive, judged);
        this.together = new int[rules <= MOST_COMPARED ? rules : 0][rules];
    }

    /** One for each rule, in the candidate's order. */
    static List<RuleCard> of(LoadedArchive archive, Judged judged, Standing now) throws ArchiveException {
        RuleCards cards = new RuleCards(archive, judged, Masks.of(archive, now));
        int rules = judged.ruleSet().rules().size();
        archive.workers().each(rules, () -> cards::count);
        List<RuleCard> all = new ArrayList<>(rules);
        for (int rule = 0; rule < rules; rule++) {
            all.add(cards.card(rule));
        }
        return all;
    }

    /** What one rule came to, by quarter. */
    private static final class Counts {
        private final int[] fired = new int[QUARTERS];
        private final int[] examined = new int[QUARTERS];
        private final int[] offences = new int[QUARTERS];
        /** For any assessment, also one that did not put its consignment in its lane. */
        private boolean everFired;

        private int drawnExamined;
        private int drawnOffences;

        int fired() {
            return sum(fired);
        }

        Proportion found() {
            return new Proportion(sum(offences), sum(examined));
        }

        Proportion found(int quarter) {
            return new Proportion(offences[quarter], examined[quarter]);
        }

        private static int sum(int[] quarters) {
            int sum = 0;
            for (int of : quarters) {
                sum += of;
            }
            return sum;
        }
    }

    private void count(int rule) {
        Counts count = new Counts();
        for (int group = 0; group < masks.size(); group++) {
            Masks of = masks.get(group);
            ColumnVerdicts verdicts = judged.verdicts().get(group);
            long[] fired = verdicts.firedRows(rule);
            for (int word = 0; word < fired.length; word++) {
                count.everFired |= fired[word] != 0;
                long counted = fired[word] & of.counted()[word];
                if (counted != 0) {
                    count.fired[of.quarter()] += Long.bitCount(counted);
                    count.examined[of.quarter()] += Long.bitCount(counted & of.examined()[word]);
                    count.offences[of.quarter()] += Long.bitCount(counted & of.offences()[word]);
                    long drawn = counted & of.drawn()[word];
                    count.drawnExamined += Long.bitCount(drawn & of.examined()[word]);
                    count.drawnOffences += Long.bitCount(drawn & of.offences()[word]);
                }
            }
            if (together.length > 0 && count.fired() > 0) {
                countTogether(rule, verdicts, of.counted());
            }
        }
        counts[rule] = count;
    }

    /** With the rules after it: who fires with whom is the same both ways. */
    private void countTogether(int rule, ColumnVerdicts verdicts, long[] counted) {
        long[] mine = new long[counted.length];
        boolean any = false;
        for (int word = 0; word < mine.length; word++) {
            mine[word] = verdicts.firedRows(rule)[word] & counted[word];
            any |= mine[word] != 0;
        }
        if (!any) {
            return;
        }
        for (int other = rule + 1; other < together.length; other++) {
            long[] theirs = verdicts.firedRows(other);
            int both = 0;
            for (int word = 0; word < mine.length; word++) {
                both += Long.bitCount(mine[word] & theirs[word]);
            }
            together[rule][other] += both;
        }
    }

    private RuleCard card(int rule) {
        Rule of = judged.ruleSet().rules().get(rule);
        Counts count = counts[rule];
        int[] consignments = Masks.consignments(masks, QUARTERS);
        List<RuleCard.Quarter> quarters = new ArrayList<>();
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            quarters.add(new RuleCard.Quarter(consignments[quarter], count.fired[quarter], count.found(quarter)));
        }
        int subsumer = subsumer(rule);
        int like = subsumer < 0 ? like(rule) : subsumer;
        return new RuleCard(
                of.id(),
                of.threats(),
                archive.size(),
                count.fired(),
                count.found(),
                Masks.examined(masks),
                new Proportion(count.drawnOffences, count.drawnExamined),
                quarters,
                subsumer < 0 ? state(rule, quarters) : RuleCard.State.SUBSUMED,
                like < 0 ? null : judged.ruleSet().rules().get(like).id(),
                like < 0 ? 0 : (double) together(rule, like) / count.fired());
    }

    private int together(int one, int other) {
        return one < other ? together[one][other] : together[other][one];
    }

    /** The rule that fires with it most; -1 when none does. */
    private int like(int rule) {
        int like = -1;
        int most = 0;
        for (int other = 0; other < together.length; other++) {
            if (other != rule && together(rule, other) > most) {
                like = other;
                most = together(rule, other);
            }
        }
        return like;
    }

    private RuleCard.State state(int rule, List<RuleCard.Quarter> quarters) {
        if (!counts[rule].everFired) {
            return isBlind(rule) ? RuleCard.State.BLIND : RuleCard.State.DEAD;
        }
        RuleCard.Quarter first = quarters.get(0);
        RuleCard.Quarter last = quarters.get(QUARTERS - 1);
        boolean isOldEnough =
                first.found().of() >= LEAST_EXAMINED && last.found().of() >= LEAST_EXAMINED;
        return isOldEnough && last.found().high() < first.found().low() ? RuleCard.State.DECAYED : RuleCard.State.USED;
    }

    /** Whether files lack what it asks for. */
    private boolean isBlind(int rule) {
        Asked asks = judged.ruleSet().rules().get(rule).asks();
        return !archive.missing(new Columns(asks.readings(), asks.fields())).isEmpty();
    }

    /** The first rule that makes it say nothing; -1 when none does. */
    private int subsumer(int rule) {
        int fired = counts[rule].fired();
        boolean isKnown = counts[rule].found().of() >= LEAST_EXAMINED;
        for (int other = 0; other < together.length && isKnown; other++) {
            // Of two that fire alike the first stays.
            boolean isFirst = other < rule || counts[other].fired() > fired;
            if (other != rule && isFirst && together(rule, other) == fired && saysNoMore(rule, other)) {
                return other;
            }
        }
        return -1;
    }

    private boolean saysNoMore(int rule, int than) {
        Rule mine = judged.ruleSet().rules().get(rule);
        Rule other = judged.ruleSet().rules().get(than);
        double share = counts[than].found().share();
        Proportion found = counts[rule].found();
        return other.threats().containsAll(mine.threats())
                && share >= found.low()
                && share <= found.high()
                && directions.areAlike(rule, than);
    }
}
