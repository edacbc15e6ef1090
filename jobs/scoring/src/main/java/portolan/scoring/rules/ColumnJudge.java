// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Indicator;

/**
 * A rule set over columns: judges whole archives, and gives what {@link RuleSet#judge} gives for each row. Serves one
 * thread; others make their own.
 */
public final class ColumnJudge {
    private final RuleSet ruleSet;
    private final List<Over> rules = new ArrayList<>();
    /** The places of groups that any rule counts in: sums of others are not kept. */
    private final int[] groups;

    /** The place of the threat that a second opinion is about; -1 where there is none. Its sums stand behind those of threats. */
    private final int ofSecond;

    /** By row of a strip, whether the rule that is judged may still fire. */
    private final boolean[] left = new boolean[Strip.LONGEST];

    /** By group and threat. */
    private final long[][][] inGroups;
    /** The same, of the rule that counts most. */
    private final long[][][] largest;

    private ColumnJudge(RuleSet ruleSet) {
        this.ruleSet = ruleSet;
        this.ofSecond = ruleSet.threatOfSecond();
        for (int r = 0; r < ruleSet.rules().size(); r++) {
            Rule rule = ruleSet.rules().get(r);
            rules.add(over(r, rule));
        }
        this.groups = IntStream.range(0, rules.size())
                .map(ruleSet::groupOf)
                .filter(group -> group >= 0)
                .distinct()
                .sorted()
                .toArray();
        this.inGroups = new long[ruleSet.groups().size()][sums()][Strip.LONGEST];
        this.largest = new long[inGroups.length][][];
        for (int group : groups) {
            boolean ofEvent = ruleSet.groups().get(group).event() != null;
            largest[group] = new long[ofEvent ? sums() : 0][Strip.LONGEST];
        }
    }

    /**
     * One rule over columns.
     *
     * @param rule its place
     * @param group the place of its group; -1 for none
     * @param conditions it fires where all of them hold
     * @param amountOf what the amount reads
     * @param threats for which it is judged on rates of all offences
     * @param apart for which it is judged on rates of some outcomes, by {@link RuleSet#byOutcomes}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Over(
            int rule,
            int group,
            List<Conjunct> conditions,
            Amount amount,
            RowFacts amountOf,
            int[] threats,
            List<int[]> apart) {}

    private int sums() {
        return ruleSet.threats().size() + (ofSecond < 0 ? 0 : 1);
    }

    private Over over(int rule, Rule of) {
        List<int[]> apart = new ArrayList<>();
        long all = 0;
        for (OfOutcomes outcomes : ruleSet.byOutcomes()) {
            long some = outcomes.threatsOf(rule);
            all |= some;
            apart.add(Arrays.stream(ruleSet.threatsOf(rule))
                    .filter(threat -> (some & 1L << threat) != 0)
                    .toArray());
        }
        long others = all;
        int[] threats = Arrays.stream(ruleSet.threatsOf(rule))
                .filter(threat -> (others & 1L << threat) == 0)
                .toArray();
        return new Over(
                rule,
                ruleSet.groupOf(rule),
                Conjunct.of(of.condition()),
                of.amount(),
                new RowFacts(Reads.of(of.amount())),
                threats,
                apart);
    }

    public static ColumnJudge of(RuleSet ruleSet) {
        return new ColumnJudge(ruleSet);
    }

    /** Where rules count for nothing, as who set them off was known good. */
    public interface Suppressed {
        /** Whether a rule counts for nothing in a row. */
        boolean at(int row, int rule);
    }

    /** Judges all rows as the rules are written. */
    public ColumnVerdicts judge(FactColumns facts, byte[] days) {
        return judge(facts, days, null);
    }

    /**
     * Judges all rows.
     *
     * @param days by row, the day of the week of the assessment in UTC: from 1 for Monday to 7, as {@link
     *     DayOfWeek#getValue}
     * @param suppressed null where nothing is
     */
    public ColumnVerdicts judge(FactColumns facts, byte[] days, @Nullable Suppressed suppressed) {
        long[][] sums = new long[sums()][facts.rows()];
        long[][] fired = new long[rules.size()][(facts.rows() + Long.SIZE - 1) / Long.SIZE];
        BitSet all = new BitSet();
        all.set(0, rules.size());
        for (int t = 0; t < ruleSet.threats().size(); t++) {
            Arrays.fill(sums[t], ruleSet.threats().get(t).prior());
        }
        add(all, facts, apart(all, facts), suppressed, sums, fired);
        long[][] scores = Arrays.copyOf(sums, ruleSet.threats().size());
        Second second = ruleSet.second();
        for (int row = 0; second != null && row < facts.rows(); row++) {
            long heard = ruleSet.threats().get(ofSecond).prior() + sums[scores.length][row] - second.toll();
            scores[ofSecond][row] = Math.max(scores[ofSecond][row], heard);
        }
        return new ColumnVerdicts(facts.rows(), scores, lanes(facts, days, scores), fired);
    }

    /** By place in {@link RuleSet#byOutcomes}, the columns that some rules read there; as they are where none does. */
    List<FactColumns> apart(BitSet some, FactColumns facts) {
        List<FactColumns> apart = new ArrayList<>();
        for (int i = 0; i < ruleSet.byOutcomes().size(); i++) {
            int at = i;
            Set<Indicator> asked = new TreeSet<>();
            some.stream()
                    .filter(rule -> rules.get(rule).apart().get(at).length > 0)
                    .forEach(rule ->
                            asked.addAll(ruleSet.rules().get(rule).asks().readings()));
            apart.add(
                    asked.isEmpty()
                            ? facts
                            : facts.counting(ruleSet.byOutcomes().get(i).counted(), asked));
        }
        return apart;
    }

    /**
     * What some rules add, all of a group or none of it.
     *
     * @param apart by {@link #apart}
     * @param evidence by threat and row, to which it is added; that of a second opinion last
     * @param fired by rule, in which rows are marked
     */
    void add(
            BitSet some,
            FactColumns facts,
            List<FactColumns> apart,
            @Nullable Suppressed suppressed,
            long[][] evidence,
            long[][] fired) {
        Strip strip = new Strip(facts);
        List<Strip> others = apart.stream().map(Strip::new).toList();
        int[] capped = Arrays.stream(groups).filter(group -> isOf(some, group)).toArray();
        while (strip.next()) {
            others.forEach(Strip::next);
            for (int group : capped) {
                for (long[] sums : inGroups[group]) {
                    Arrays.fill(sums, 0, strip.rows(), 0);
                }
                for (long[] most : largest[group]) {
                    Arrays.fill(most, 0, strip.rows(), 0);
                }
            }
            for (int r = some.nextSetBit(0); r >= 0; r = some.nextSetBit(r + 1)) {
                Over over = rules.get(r);
                judge(over, over.threats(), strip, suppressed, evidence, fired[r]);
                for (int i = 0; i < others.size(); i++) {
                    judge(over, over.apart().get(i), others.get(i), suppressed, evidence, fired[r]);
                }
            }
            for (int group : capped) {
                cap(group, strip, evidence);
            }
        }
    }

    private boolean isOf(BitSet some, int group) {
        return some.stream().anyMatch(rule -> rules.get(rule).group() == group);
    }

    private void judge(
            Over over, int[] threats, Strip strip, @Nullable Suppressed suppressed, long[][] evidence, long[] fired) {
        if (threats.length == 0 || !fires(over.conditions(), strip)) {
            return;
        }
        for (int i = 0; i < strip.rows(); i++) {
            if (!left[i]) {
                continue;
            }
            int row = strip.from() + i;
            double bits = over.amount().value(over.amountOf().of(strip.facts(), row));
            long units = Double.isFinite(bits) ? Bits.toUnits(bits) : 0;
            if (units == 0) {
                continue;
            }
            fired[row >> 6] |= 1L << row;
            boolean isSuppressed = suppressed != null && suppressed.at(row, over.rule());
            for (int t : threats) {
                long counted = units + ruleSet.adopted(over.rule(), t);
                counted = isSuppressed ? Math.min(0, counted) : counted;
                boolean isHeard = t == ofSecond;
                boolean isOwn = isHeard && ruleSet.isOfSecond(over.rule());
                if (!isOwn) {
                    count(over, t, strip, i, counted, evidence);
                }
                if (isHeard) {
                    long heard = isOwn ? counted : Second.times(ruleSet.times(over.rule()), counted);
                    count(over, sums() - 1, strip, i, heard, evidence);
                }
            }
        }
    }

    private void count(Over over, int sum, Strip strip, int i, long counted, long[][] evidence) {
        evidence[sum][strip.from() + i] += counted;
        int group = over.group();
        if (group >= 0) {
            inGroups[group][sum][i] += ruleSet.rules().get(over.rule()).capped(counted);
            if (largest[group].length > 0) {
                largest[group][sum][i] = Math.max(largest[group][sum][i], counted);
            }
        }
    }

    /** Whether all of them hold in any row; those in which they do are left. */
    private boolean fires(List<Conjunct> conditions, Strip strip) {
        Arrays.fill(left, 0, strip.rows(), true);
        for (Conjunct condition : conditions) {
            // Most strips have no row in which a rule fires, and its first condition often says so.
            if (!condition.keep(strip, left)) {
                return false;
            }
        }
        return true;
    }

    private void cap(int group, Strip strip, long[][] evidence) {
        Group capped = ruleSet.groups().get(group);
        boolean ofEvent = largest[group].length > 0;
        for (int t = 0; t < evidence.length; t++) {
            long[] sums = inGroups[group][t];
            long[] of = evidence[t];
            for (int i = 0, row = strip.from(); i < strip.rows(); i++, row++) {
                of[row] -= Math.max(0, sums[i] - capped.cap(ofEvent ? largest[group][t][i] : 0));
            }
        }
    }

    /**
     * Whether two rule sets give every consignment the same scores, in the same places: they may differ in thresholds,
     * budgets, the draw and words.
     */
    public static boolean scoreAlike(RuleSet one, RuleSet other) {
        return one.rules().stream()
                        .map(ColumnJudge::scored)
                        .toList()
                        .equals(other.rules().stream().map(ColumnJudge::scored).toList())
                && one.groups().equals(other.groups())
                && one.lists().equals(other.lists())
                && (one.second() == null
                        ? other.second() == null
                        : other.second() != null && one.second().scoresAs(other.second()))
                && one.threats().stream()
                        .map(ColumnJudge::scored)
                        .toList()
                        .equals(other.threats().stream()
                                .map(ColumnJudge::scored)
                                .toList());
    }

    /** What of a rule scores are made of; expressions as compiled. */
    static List<Object> scored(Rule rule) {
        return Arrays.asList(rule.id(), rule.threats(), rule.group(), rule.condition(), rule.amount(), rule.adopted());
    }

    /** What of a threat its scores are made of. */
    private static List<Object> scored(Threat threat) {
        return Arrays.asList(threat.name(), threat.prior(), threat.finds(), threat.overall());
    }

    /**
     * The same scores under the thresholds of this rule set.
     *
     * @param verdicts of a rule set that {@link #scoreAlike scores alike}, on these rows
     */
    public ColumnVerdicts judgeAgain(FactColumns facts, byte[] days, ColumnVerdicts verdicts) {
        return verdicts.in(lanes(facts, days, verdicts.scores()));
    }

    byte[][] lanes(FactColumns facts, byte[] days, long[][] scores) {
        byte[][] lanes = new byte[scores.length][facts.rows()];
        FactColumns.Texts offices = facts.texts(ConsignmentField.OFFICE);
        for (int t = 0; t < scores.length; t++) {
            Thresholds[][] byOffice = thresholds(ruleSet.threats().get(t), offices);
            for (int row = 0; row < facts.rows(); row++) {
                int office = offices == null ? 0 : offices.codes()[row] + 1;
                lanes[t][row] = (byte)
                        byOffice[office][days[row] - 1].lane(scores[t][row]).place();
            }
        }
        return lanes;
    }

    /** First of consignments that name no office, then of each office; by day of the week. */
    private static Thresholds[][] thresholds(Threat threat, FactColumns.@Nullable Texts offices) {
        Thresholds[][] byOffice =
                new Thresholds[1 + (offices == null ? 0 : offices.texts().size())][];
        byOffice[0] = byDay(threat, null);
        for (int code = 1; code < byOffice.length; code++) {
            byOffice[code] =
                    byDay(threat, Objects.requireNonNull(offices).texts().get(code - 1));
        }
        return byOffice;
    }

    private static Thresholds[] byDay(Threat threat, @Nullable String office) {
        Thresholds[] byDay = new Thresholds[DayOfWeek.values().length];
        for (DayOfWeek day : DayOfWeek.values()) {
            byDay[day.getValue() - 1] = threat.at(office, day);
        }
        return byDay;
    }
}
