// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.util.Locale;

/** What somebody may do to rule sets and other signed texts with their key. */
public enum KeyRole {
    /** Write versions and propose them. */
    AUTHOR,
    /** Say that a version of somebody else's may be used. */
    APPROVER,
    /** Put approved versions to use, and end their use. */
    ACTIVATOR;

    /** As files of keys and messages name it: "author". */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a step asks of the key of who takes it. */
    static KeyRole of(RuleStep.Kind kind) {
        return switch (kind) {
            case PROPOSE -> AUTHOR;
            case APPROVE -> APPROVER;
            case ACTIVATE, SHADOW, ROLL_BACK, RETIRE -> ACTIVATOR;
        };
    }
}
