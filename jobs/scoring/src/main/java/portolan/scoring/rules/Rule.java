// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

/** One judgement of an operator: when a condition holds, it adds bits to the scores of some threats. Immutable. */
public final class Rule {
    private final String id;
    private final String why;
    private final @Nullable String source;
    private final @Nullable String group;
    private final boolean inFamily;
    private final List<String> threats;
    private final String when;
    private final String bits;
    private final Set<Indicator> readings;
    private final Set<ConsignmentField> fields;
    private final Set<Integer> memories;
    private final long steps;
    private final double expected;
    private final boolean frozen;
    private final @Nullable Adopted adopted;
    private final Condition condition;
    private final Amount amount;

    Rule(
            String id,
            String why,
            @Nullable String source,
            @Nullable String group,
            boolean inFamily,
            List<String> threats,
            String when,
            String bits,
            double expected,
            boolean frozen,
            @Nullable Adopted adopted,
            Expression condition,
            Expression amount) {
        this.id = id;
        this.why = why;
        this.source = source;
        this.group = group;
        this.inFamily = inFamily;
        this.threats = List.copyOf(threats);
        this.when = when;
        this.bits = bits;
        this.readings = union(condition.readings(), amount.readings());
        this.fields = union(condition.fields(), amount.fields());
        this.memories = union(
                Reads.of(Objects.requireNonNull(condition.condition())).memories(),
                Reads.of(Objects.requireNonNull(amount.amount())).memories());
        this.expected = expected;
        this.frozen = frozen;
        this.adopted = adopted;
        this.steps = condition.steps() + amount.steps();
        this.condition = Objects.requireNonNull(condition.condition());
        this.amount = Objects.requireNonNull(amount.amount());
    }

    private static <E extends Comparable<E>> Set<E> union(Set<E> one, Set<E> other) {
        // Sorted by declaration, so that evidence is listed in one order.
        Set<E> both = new java.util.TreeSet<>(one);
        both.addAll(other);
        return java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(both));
    }

    public String id() {
        return id;
    }

    /** Why it counts, in words an officer reads. */
    public String why() {
        return why;
    }

    /** Where the judgement comes from, when the rule set says. */
    public @Nullable String source() {
        return source;
    }

    public @Nullable String group() {
        return group;
    }

    /** What of its units the cap of its group bounds: what speaks for a consignment only where somebody wrote it there. */
    public long capped(long units) {
        return group == null ? StrictMath.max(0, units) : units;
    }

    /** Whether officers read its group as one. */
    boolean isInFamily() {
        return inFamily;
    }

    /** Whether its bits are those of the bin that a reading falls into. */
    public boolean isCurve() {
        return amount instanceof Amount.Binned;
    }

    /** The threats it counts for. */
    public List<String> threats() {
        return threats;
    }

    /** The condition as written. */
    public String when() {
        return when;
    }

    /** The number of bits as written. */
    public String bits() {
        return bits;
    }

    /** The indicators that its expressions read, in the catalogue's order. */
    public Set<Indicator> readings() {
        return readings;
    }

    /** The fields that its expressions read. */
    public Set<ConsignmentField> fields() {
        return fields;
    }

    /** The places of what its expressions read of declared memories. */
    public Set<Integer> memories() {
        return memories;
    }

    /** Whether it reads a rate of offences that may be another for each threat. */
    boolean readsOutcomeRates() {
        return !Collections.disjoint(readings, Indicators.byFind());
    }

    /** All that it needs to be judged, also what it only asks to be known. */
    public Asked asks() {
        Set<Indicator> readings = new TreeSet<>();
        Set<ConsignmentField> fields = EnumSet.noneOf(ConsignmentField.class);
        for (Reads reads : List.of(Reads.of(condition), Reads.of(amount))) {
            readings.addAll(reads.readings());
            fields.addAll(reads.fields());
        }
        for (Indicator whole : Indicators.byFind()) {
            if (readings.contains(whole)) {
                readings.addAll(whole.parts());
            }
        }
        return new Asked(readings, fields);
    }

    /** The share of traffic on which its author expects it to fire, above 0 and at most 1. */
    public double expected() {
        return expected;
    }

    /** Whether a second opinion leaves its weight as written. */
    public boolean isFrozen() {
        return frozen || isCurve();
    }

    /** What was adopted of it by threat, beside what it adds for all; null where nothing was. */
    public @Nullable Adopted adopted() {
        return adopted;
    }

    /** What it costs a consignment at worst, after {@link Cost}. */
    long steps() {
        return steps;
    }

    Condition condition() {
        return condition;
    }

    Amount amount() {
        return amount;
    }

    /** What {@link RuleIndex} may take for its condition: it adds nothing where that does not hold. */
    Condition guard() {
        return condition instanceof Condition.Always && amount instanceof Amount.Binned binned
                ? binned.guard(condition)
                : condition;
    }

    /** What an officer looks up beside what it reads: the bin of a curve; else nothing. */
    String evidence(Facts facts) {
        return amount instanceof Amount.Binned binned ? binned.curve().evidence(binned.place(facts)) : "";
    }

    /** The bin of a curve in words; else nothing. */
    String binInWords(Facts facts) {
        return amount instanceof Amount.Binned binned ? binned.curve().words(binned.place(facts)) : "";
    }

    /** The units it adds: 0 when it does not fire. */
    long units(Facts facts) {
        if (condition.test(facts) != Ternary.YES) {
            return 0;
        }
        double value = amount.value(facts);
        // Neither 0.0 / 0.0 nor 1.0 / 0.0 is a number of bits: bounded, an infinity would count as certainty.
        return Double.isFinite(value) ? Bits.toUnits(value) : 0;
    }

    Ternary test(Facts facts) {
        return condition.test(facts);
    }

    double amount(Facts facts) {
        return amount.value(facts);
    }

    boolean amountIsAbsent(Facts facts) {
        return amount.isAbsent(facts);
    }
}
