// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.Bank;
import portolan.scoring.reading.Indicator;

/** The rules in force together: compiled once, immutable, identified by the hash of its exact text. */
public final class RuleSet implements Document {
    /** The name of every threat's first share. */
    public static final String PRIOR = "prior";

    private static final long[][] NOT_APART = {};
    private static final double[] NO_TIMES = {};

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
    private final @Nullable Bank memories;
    private final @Nullable ToldShares toldAsWritten;
    private final @Nullable ToldShares told;
    private final List<String> memoriesRead;
    /** The rules again: some of them are tried for every consignment. */
    private final Rule[] judged;

    private final RuleIndex index;
    private final int[][] threatsOfRule;
    private final long[] threatMasks;
    private final List<OfOutcomes> byOutcomes;
    /** By rule and threat. */
    private final long[][] adopted;

    private final int[] groupOfRule;
    private final @Nullable Second second;
    /** By rule, what the second opinion multiplies it by; 0 of its own curves. */
    private final double[] times;
    /** By rule. */
    private final Map<String, String> families = new HashMap<>();

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
            List<Rule> rules,
            @Nullable Bank memories,
            @Nullable Second second,
            @Nullable ToldShares told) {
        this.second = second;
        this.times = second == null
                ? NO_TIMES
                : rules.stream()
                        .mapToDouble(
                                rule -> Second.isOwn(rule) ? 0 : second.times().getOrDefault(rule.id(), 1.0))
                        .toArray();
        this.memories = memories;
        this.toldAsWritten = told;
        this.memoriesRead = memories == null
                ? List.of()
                : rules.stream()
                        .flatMap(rule -> rule.memories().stream())
                        .distinct()
                        .map(place -> memories.readings().get(place).name())
                        .toList();
        this.name = name;
        this.version = version;
        this.why = why;
        this.text = text;
        this.hash = Document.sha256(text);
        this.alertLane = alertLane;
        this.exploration = exploration;
        this.budgets = Collections.unmodifiableMap(new LinkedHashMap<>(budgets));
        this.lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
        this.threats = List.copyOf(threats);
        this.rules = List.copyOf(rules);
        List<String> threatNames = threats.stream().map(Threat::name).toList();
        this.judged = rules.toArray(new Rule[0]);
        this.index = RuleIndex.of(rules.stream().map(Rule::guard).toList());
        this.threatsOfRule = new int[rules.size()][];
        this.threatMasks = new long[rules.size()];
        List<Group> ofEvents = new ArrayList<>(groups);
        this.groupOfRule = Group.ofRules(rules, ofEvents);
        this.groups = List.copyOf(ofEvents);
        this.adopted = new long[rules.size()][threats.size()];
        for (int i = 0; i < rules.size(); i++) {
            threatsOfRule[i] = rules.get(i).threats().stream()
                    .mapToInt(threatNames::indexOf)
                    .toArray();
            threatMasks[i] =
                    Arrays.stream(threatsOfRule[i]).mapToLong(t -> 1L << t).sum();
            Adopted written = rules.get(i).adopted();
            if (written != null) {
                long[] units = adopted[i];
                written.byThreat().forEach((threat, part) -> units[threatNames.indexOf(threat)] = part.units());
            }
        }
        Set<String> families =
                rules.stream().filter(Rule::isInFamily).map(Rule::group).collect(Collectors.toSet());
        rules.stream()
                .filter(rule -> families.contains(rule.group()))
                .forEach(rule -> this.families.put(rule.id(), Objects.requireNonNull(rule.group())));
        this.byOutcomes = OfOutcomes.of(this.threats, this.rules, threatMasks);
        this.told = told == null || told.weights() == null || told.isOf(this) ? told : null;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return version;
    }

    /** The memories that its text declares; null where it declares none. */
    public @Nullable Bank memories() {
        return memories;
    }

    /**
     * What scores of the overall threat mean; null where its text does not say, or says it of other weights, so that they
     * only rank.
     */
    public @Nullable ToldShares told() {
        return told;
    }

    /** The same, whatever weights it is of. */
    public @Nullable ToldShares toldAsWritten() {
        return toldAsWritten;
    }

    /** The names of what its rules read of them. */
    public List<String> memoriesRead() {
        return memoriesRead;
    }

    /** What this version is for. */
    public String why() {
        return why;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
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

    /** How far a second opinion counts; null where none does. */
    public @Nullable Second second() {
        return second;
    }

    /** Whether a rule is a curve of the second opinion, which the overall threat counts with the rest of that. */
    boolean isOfSecond(int rule) {
        return times.length > 0 && times[rule] == 0;
    }

    /** What the second opinion multiplies what counts of a rule by. */
    double times(int rule) {
        return times[rule];
    }

    /** The place of the threat that the second opinion is about; -1 where there is none. */
    int threatOfSecond() {
        return second == null ? -1 : threats.indexOf(overall());
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

    /** Those that are written, then those of events. */
    List<Group> groups() {
        return groups;
    }

    /**
     * The family whose contributions officers read as one.
     *
     * @param contribution its name: a rule's id, what was taken from a rule, or a group's cap
     * @return null where it stands alone
     */
    public @Nullable String familyOf(String contribution) {
        String of = contribution.substring(contribution.indexOf(':') + 1);
        return contribution.startsWith("cap:") ? families.containsValue(of) ? of : null : families.get(of);
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

    /** The threats for which rates of offences are counted over some outcomes only, and the rules that read them. */
    List<OfOutcomes> byOutcomes() {
        return byOutcomes;
    }

    /** The place of the group that a rule counts in; -1 when in none. */
    int groupOf(int rule) {
        return groupOfRule[rule];
    }

    /** What the cap of a rule's group is called in a list of contributions; null where it is in none. */
    public @Nullable String capOf(int rule) {
        return groupOfRule[rule] < 0 ? null : groups.get(groupOfRule[rule]).capName();
    }

    /** Whether a rule counts with others that are read from one event: then the largest of them counts. */
    public boolean countsOnce(int rule) {
        return groupOfRule[rule] >= 0 && groups.get(groupOfRule[rule]).event() != null;
    }

    /**
     * Judges one consignment as the rules are written: one verdict a threat, in the rule set's order.
     *
     * @param day of the assessment's order time, in UTC: an office may have other thresholds on other days of the week.
     *     It changes no score
     */
    public List<Verdict> judge(Facts facts, DayOfWeek day) {
        return judge(fire(facts), day, SuppressedRules.NONE);
    }

    /** Which rules hold, and what each adds as written, before what was adopted. */
    public Fired fire(Facts facts) {
        Fired fired = new Fired(facts);
        long[] mayFire = index.mayHold(facts);
        long[][] others = unitsByOutcomes(facts, mayFire);
        for (int word = 0; word < mayFire.length; word++) {
            for (long left = mayFire[word]; left != 0; left &= left - 1) {
                int r = word * Long.SIZE + Long.numberOfTrailingZeros(left);
                long apart = 0;
                for (int i = 0; i < others.length; i++) {
                    apart |= byOutcomes.get(i).threatsOf(r);
                }
                fired.add(r, judged[r].units(facts), threatMasks[r] & ~apart);
                for (int i = 0; i < others.length; i++) {
                    fired.add(r, others[i][r], byOutcomes.get(i).threatsOf(r));
                }
            }
        }
        return fired;
    }

    /**
     * What rules add for threats that are about some outcomes only; nothing where offences are not known by code, for
     * then they are the same for every threat.
     *
     * @param mayFire that of rules which add something for one of them is set
     */
    private long[][] unitsByOutcomes(Facts facts, long[] mayFire) {
        if (byOutcomes.isEmpty() || !facts.knowsOutcomes()) {
            return NOT_APART;
        }
        long[][] units = new long[byOutcomes.size()][];
        for (int i = 0; i < units.length; i++) {
            units[i] = byOutcomes.get(i).units(facts.counting(byOutcomes.get(i).counted()), judged, mayFire);
        }
        return units;
    }

    /** What a rule was judged on for a threat: made again, as only what tells of a curve asks for it. */
    private Facts factsOf(Facts facts, int rule, int threat) {
        for (OfOutcomes of : byOutcomes) {
            if ((of.threatsOf(rule) & 1L << threat) != 0 && facts.knowsOutcomes()) {
                return facts.counting(of.counted());
            }
        }
        return facts;
    }

    /**
     * What fired, weighed: one verdict a threat, in the rule set's order. What is written stands first, the suppression of
     * a rule and the cap of a group follow as shares of their own.
     *
     * @param day of the assessment's order time, in UTC
     * @param suppressed rules of this rule set
     */
    public List<Verdict> judge(Fired fired, DayOfWeek day, SuppressedRules suppressed) {
        int count = threats.size();
        List<Verdict> verdicts = new ArrayList<>(count);
        for (int t = 0; t < count; t++) {
            verdicts.add(judge(fired, day, suppressed, t));
        }
        return verdicts;
    }

    /** The same for one threat, by its place. */
    public Verdict judge(Fired fired, DayOfWeek day, SuppressedRules suppressed, int threat) {
        Weighing weighing = new Weighing(threats.get(threat), groups);
        Heard heard = second != null && threats.get(threat).overall() ? new Heard(this, fired) : null;
        for (int i = 0; i < fired.count(); i++) {
            int r = fired.rule(i);
            if (fired.countsFor(i, threat)) {
                long counted = heard != null && isOfSecond(r)
                        ? weighing.hear(judged[r], fired.units(i), suppressed.of(r))
                        : weighing.add(
                                judged[r],
                                judged[r].isCurve() ? judged[r].evidence(factsOf(fired.facts(), r, threat)) : "",
                                groupOfRule[r],
                                fired.units(i) + adopted[r][threat],
                                suppressed.of(r));
                if (heard != null) {
                    heard.add(r, counted);
                }
            }
        }
        return weighing.verdict(fired.office(), day, heard, second == null ? 0 : second.toll());
    }

    /**
     * The sum of units, less what caps of groups take.
     *
     * @param fired places of rules, of which so many count
     */
    long capped(int[] fired, long[] units, int count) {
        long sum = 0;
        long[] inGroups = new long[groups.size()];
        long[] largest = new long[groups.size()];
        for (int i = 0; i < count; i++) {
            sum += units[i];
            int group = groupOfRule[fired[i]];
            if (group >= 0) {
                inGroups[group] += judged[fired[i]].capped(units[i]);
                largest[group] = StrictMath.max(largest[group], units[i]);
            }
        }
        for (int g = 0; g < inGroups.length; g++) {
            sum -= StrictMath.max(
                    0, inGroups[g] - groups.get(g).cap(groups.get(g).event() == null ? 0 : largest[g]));
        }
        return sum;
    }

    /** What was adopted of a rule for a threat, in units; it adds that where it fires. */
    public long adopted(int rule, int threat) {
        return adopted[rule][threat];
    }

    /** Why each rule fired or did not, in the rule set's order. */
    public List<RuleTrace> trace(Facts facts) {
        List<RuleTrace> traces = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            traces.add(trace(rule, facts));
        }
        return traces;
    }

    private RuleTrace trace(Rule rule, Facts facts) {
        List<String> absent = new ArrayList<>();
        for (Indicator indicator : rule.readings()) {
            if (!facts.isKnown(indicator)) {
                absent.add(indicator.ruleName());
            }
        }
        for (int memory : rule.memories()) {
            if (memories != null && Double.isNaN(facts.memory(memory))) {
                absent.add(memories.readings().get(memory).name());
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

    @Override
    public String toString() {
        return name + " v" + version + " " + hash.substring(0, 12);
    }
}
