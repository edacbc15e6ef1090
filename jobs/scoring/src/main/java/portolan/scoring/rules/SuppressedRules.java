// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import org.jspecify.annotations.Nullable;

/** The rules of one rule set that count for nothing, as who sets them off is known good. Immutable. */
public final class SuppressedRules {
    /** Everything counts as written. */
    public static final SuppressedRules NONE = new SuppressedRules(new Known[0]);

    private final @Nullable Known[] byRule;

    /** @param byRule by place; null where it counts, and shorter than the rules where all others do; not to be changed */
    public SuppressedRules(@Nullable Known[] byRule) {
        this.byRule = byRule;
    }

    /**
     * Who is known good.
     *
     * @param id of the suppression, behind its list's name: "known-good:acme"
     * @param why with the reason, until when, and who signed, in words an officer reads
     */
    public record Known(String id, String why) {}

    /** Why a rule's bits do not count; null where they do. */
    public @Nullable Known of(int rule) {
        return rule < byRule.length ? byRule[rule] : null;
    }

    /** The name of what a suppression takes from a rule. */
    public static String name(String rule) {
        return "suppressed:" + rule;
    }
}
