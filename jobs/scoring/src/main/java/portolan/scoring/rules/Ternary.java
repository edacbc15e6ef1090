// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

/** What a condition comes to: CEL's truth values, and its error for what reads something that is absent. */
enum Ternary {
    NO,
    YES,
    ABSENT;

    static Ternary of(boolean holds) {
        return holds ? YES : NO;
    }
}
