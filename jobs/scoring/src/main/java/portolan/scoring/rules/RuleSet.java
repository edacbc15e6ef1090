// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Indicator;

/** The rules in force together: compiled once, immutable, identified by the hash of its exact text. */
public final class RuleSet {
    /** The name of every threat's first share. */
    public static final String PRIOR = "prior";

    private final String name;
    private final int version;
    private final String why;
    private final String text;
    private final String hash;
    private final @Nullable Lane alertLane;
    private final Exploration exploration;
    private final Map<String, List<Budget>> budgets;
    private final List<Threat> threats;
    private final List<Group> groups;
    private final Map<String, List<String>> lists;
    private final List<Rule> rules;
    /** The rules again: some of them are tried for every consignment. */
    private final Rule[] judged;

    private final RuleIndex index;
    private final int[][] threatsOfRule;
    private final int[] groupOfRule;

    RuleSet(
            String name,
            int version,
            String why,
            String text,
            @Nullable Lane alertLane,
            Exploration exploration,
            Map<String, List<Budget>> budgets,
            List<Threat> threats,
            List<Group> groups,
            Map<String, List<String>> lists,
            List<Rule> rules) {
        this.name = name;
        this.version = version;
        this.why = why;
        this.text = text;
        this.hash = sha256(text);
        this.alertLane = alertLane;
        this.exploration = exploration;
        this.budgets = Collections.unmodifiableMap(new LinkedHashMap<>(budgets));
        this.lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
        this.threats = List.copyOf(threats);
        this.groups = List.copyOf(groups);
        this.rules = List.copyOf(rules);
        List<String> threatNames = threats.stream().map(Threat::name).toList();
        List<String> groupNames = groups.stream().map(Group::name).toList();
        this.judged = rules.toArray(new Rule[0]);
        this.index = RuleIndex.of(rules.stream().map(Rule::condition).toList());
        this.threatsOfRule = new int[rules.size()][];
        this.groupOfRule = new int[rules.size()];
        for (int i = 0; i < rules.size(); i++) {
            threatsOfRule[i] = rules.get(i).threats().stream()
                    .mapToInt(threatNames::indexOf)
                    .toArray();
            groupOfRule[i] = groupNames.indexOf(rules.get(i).group());
        }
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    /** What this version is for. */
    public String why() {
        return why;
    }

    /** The exact text it was compiled from. */
    public String text() {
        return text;
    }

    /** SHA-256 of the text's bytes in UTF-8, in hexadecimal. */
    public String hash() {
        return hash;
    }

    /** Whether a threat in this lane is an alert. */
    public boolean alertsIn(Lane lane) {
        return alertLane != null && lane.isAtLeast(alertLane);
    }

    /** The mildest lane that is an alert; null when none is. */
    @Nullable
    Lane alertLane() {
        return alertLane;
    }

    /** Who is examined whatever the score. */
    public Exploration exploration() {
        return exploration;
    }

    /** What each office can look at in a day, in the order of the text; one office's days do not overlap. */
    public Map<String, List<Budget>> budgets() {
        return budgets;
    }

    /**
     * What an office can look at on a day of the week, or null where the text says nothing about it.
     *
     * @param day in UTC, as the thresholds have it
     */
    public @Nullable Budget budget(@Nullable String office, DayOfWeek day) {
        List<Budget> own = office == null ? null : budgets.get(office);
        if (own != null) {
            for (Budget some : own) {
                if (some.days().contains(day)) {
                    return some;
                }
            }
        }
        return null;
    }

    public List<Threat> threats() {
        return threats;
    }

    /** The threat that stands for any harm at all, for which every rule counts; null where there is none. */
    public @Nullable Threat overall() {
        for (Threat threat : threats) {
            if (threat.overall()) {
                return threat;
            }
        }
        return null;
    }

    List<Group> groups() {
        return groups;
    }

    /** The named lists, each without repetitions. */
    Map<String, List<String>> lists() {
        return lists;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** The places of the threats that a rule counts for; not to be changed. */
    int[] threatsOf(int rule) {
        return threatsOfRule[rule];
    }

    /** The place of the group that a rule counts in; -1 when in none. */
    int groupOf(int rule) {
        return groupOfRule[rule];
    }

    /**
     * Judges one consignment: one verdict a threat, in the rule set's order.
     *
     * @param day of the assessment's order time, in UTC: an office may have other thresholds on other days of the week.
     *     It changes no score
     */
    public List<Verdict> judge(Facts facts, DayOfWeek day) {
        int count = threats.size();
        long[] scores = new long[count];
        long[][] inGroups = new long[count][groups.size()];
        List<List<Verdict.Share>> shares = new ArrayList<>(count);
        for (int t = 0; t < count; t++) {
            Threat threat = threats.get(t);
            List<Verdict.Share> first = new ArrayList<>();
            first.add(new Verdict.Share(PRIOR, threat.prior(), "before anything is known", null));
            shares.add(first);
            scores[t] = threat.prior();
        }
        long[] mayFire = index.mayHold(facts);
        for (int word = 0; word < mayFire.length; word++) {
            for (long left = mayFire[word]; left != 0; left &= left - 1) {
                int r = word * Long.SIZE + Long.numberOfTrailingZeros(left);
                long units = judged[r].units(facts);
                if (units != 0) {
                    count(r, units, shares, scores, inGroups);
                }
            }
        }
        String office = (String) facts.field(ConsignmentField.OFFICE);
        List<Verdict> verdicts = new ArrayList<>(count);
        for (int t = 0; t < count; t++) {
            Threat threat = threats.get(t);
            long score = scores[t] + capped(inGroups[t], shares.get(t));
            verdicts.add(new Verdict(threat, shares.get(t), score, threat.lane(score, office, day)));
        }
        return verdicts;
    }

    private void count(int r, long units, List<List<Verdict.Share>> shares, long[] scores, long[][] inGroups) {
        Rule rule = judged[r];
        Verdict.Share share = new Verdict.Share(rule.id(), units, rule.why(), rule);
        for (int t : threatsOfRule[r]) {
            shares.get(t).add(share);
            scores[t] += units;
            if (groupOfRule[r] >= 0) {
                inGroups[t][groupOfRule[r]] += units;
            }
        }
    }

    private long capped(long[] inGroups, List<Verdict.Share> shares) {
        long taken = 0;
        for (int g = 0; g < inGroups.length; g++) {
            Group group = groups.get(g);
            long excess = inGroups[g] - group.cap();
            if (excess > 0) {
                String why = "together these count for at most " + Bits.show(group.cap()) + " bits";
                shares.add(new Verdict.Share(group.capName(), -excess, why, null));
                taken -= excess;
            }
        }
        return taken;
    }

    /** Why each rule fired or did not, in the rule set's order. */
    public List<RuleTrace> trace(Facts facts) {
        List<RuleTrace> traces = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            traces.add(trace(rule, facts));
        }
        return traces;
    }

    private static RuleTrace trace(Rule rule, Facts facts) {
        List<String> absent = new ArrayList<>();
        for (Indicator indicator : rule.readings()) {
            if (!facts.isKnown(indicator)) {
                absent.add(indicator.ruleName());
            }
        }
        for (ConsignmentField field : rule.fields()) {
            if (facts.field(field) == null) {
                absent.add(field.qualifiedName());
            }
        }
        Ternary holds = rule.test(facts);
        if (holds != Ternary.YES) {
            return new RuleTrace(
                    rule.id(), holds == Ternary.NO ? RuleTrace.State.NOT_MET : RuleTrace.State.ABSENT, 0, absent);
        }
        double bits = rule.amount(facts);
        if (!Double.isFinite(bits)) {
            boolean isAbsent = Double.isNaN(bits) && rule.amountIsAbsent(facts);
            return new RuleTrace(rule.id(), isAbsent ? RuleTrace.State.ABSENT : RuleTrace.State.UNDEFINED, 0, absent);
        }
        return new RuleTrace(rule.id(), RuleTrace.State.FIRED, Bits.ofUnits(Bits.toUnits(bits)), absent);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return name + " v" + version + " " + hash.substring(0, 12);
    }
}
