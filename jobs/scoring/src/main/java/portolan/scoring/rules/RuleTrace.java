// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;

/**
 * Why a rule fired or did not: computed when somebody asks, never while scoring.
 *
 * @param bits what it adds; 0 when it did not fire
 * @param absent the readings and fields it reads that are absent
 */
public record RuleTrace(String rule, State state, double bits, List<String> absent) {
    public RuleTrace {
        absent = List.copyOf(absent);
    }

    /** What came of a rule. */
    public enum State {
        FIRED,
        /** The condition does not hold. */
        NOT_MET,
        /** The condition or the bits need something that is absent. */
        ABSENT,
        /** The bits are no number or no finite one, such as after a division by zero. */
        UNDEFINED
    }
}
