// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.Collection;
import portolan.local.BadInput;

/** What an option may be told; anything else is refused in a line, before something is started that takes minutes. */
final class OptionRange {
    private OptionRange() {}

    static void atLeast(String option, long least, Number given) {
        // Not a number is neither: so the question is what holds, not what does not.
        if (!(given.doubleValue() >= least)) {
            throw refused(option, "at least " + least, given);
        }
    }

    static void above(String option, long bound, Number given) {
        if (!(given.doubleValue() > bound)) {
            throw refused(option, "above " + bound, given);
        }
    }

    static void among(String option, Collection<String> allowed, String given) {
        if (!allowed.contains(given)) {
            throw refused(option, "one of " + String.join(", ", allowed), given);
        }
    }

    private static BadInput refused(String option, String allowed, Object given) {
        return new BadInput(option + " must be " + allowed + ": given=" + given);
    }
}
