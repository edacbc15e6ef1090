// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule set says about one threat: shares that add up to the score exactly, the prior first.
 *
 * @param score units of 1/1024 bit
 */
public record Verdict(Threat threat, List<Share> shares, long score, Lane lane) {
    public Verdict {
        shares = List.copyOf(shares);
    }

    /**
     * What one rule, the prior or a group's cap adds.
     *
     * @param name the rule's id, {@code prior}, or {@code cap:<group>}
     * @param units units of 1/1024 bit, never 0 except for the prior and for what only tells of a suppression
     * @param rule the rule, or null when it is none
     * @param evidence what to look up behind it; of a rule, beside what it reads
     */
    public record Share(
            String name, long units, String why, @Nullable Rule rule, String evidence) {
        Share(String name, long units, String why, @Nullable Rule rule) {
            this(name, units, why, rule, "");
        }
    }
}
