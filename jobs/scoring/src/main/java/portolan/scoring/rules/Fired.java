// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which rules of a rule set hold for a consignment, and what each adds as written: all that its score is made of. */
public final class Fired {
    private static final int MOSTLY = 8;

    private final Facts facts;
    private int[] rules = new int[MOSTLY];
    private long[] units = new long[MOSTLY];
    private long[] threats = new long[MOSTLY];
    private int count;

    Fired(Facts facts) {
        this.facts = facts;
    }

    /** What they hold for. */
    public Facts facts() {
        return facts;
    }

    /** The office that decides; null where none is named. */
    @Nullable
    String office() {
        return (String) facts.field(ConsignmentField.OFFICE);
    }

    /**
     * Adds what a rule says; rules come in their order, one that says different things for different threats several
     * times.
     *
     * @param added nothing where 0
     * @param ofThreats the places of the threats it says this for; nobody where 0
     */
    void add(int rule, long added, long ofThreats) {
        if (added == 0 || ofThreats == 0) {
            return;
        }
        for (int i = count - 1; i >= 0 && rules[i] == rule; i--) {
            if (units[i] == added) {
                threats[i] |= ofThreats;
                return;
            }
        }
        if (count == rules.length) {
            rules = Arrays.copyOf(rules, count * 2);
            units = Arrays.copyOf(units, count * 2);
            threats = Arrays.copyOf(threats, count * 2);
        }
        rules[count] = rule;
        units[count] = added;
        threats[count++] = ofThreats;
    }

    public int count() {
        return count;
    }

    /** The place in its rule set of the i-th rule that fired; never falling. */
    public int rule(int i) {
        return rules[i];
    }

    /** What that rule adds as written, in units of 1/1024 bit; never 0. */
    public long units(int i) {
        return units[i];
    }

    /** Whether that is for a threat, by its place. */
    public boolean countsFor(int i, int threat) {
        return (threats[i] & 1L << threat) != 0;
    }
}
