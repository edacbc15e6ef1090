// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.io.IOException;
import java.nio.file.Path;
import portolan.console.rules.RuleSetFolder;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.RuleSet;

/**
 * A rule set that is asked about, as its text was when it was read.
 *
 * @param folder where it lies
 */
record Candidate(Path folder, RuleSet ruleSet) {
    /**
     * Reads and compiles a folder, and runs its examples, as {@code rules check} does.
     *
     * @throws UnusableInputException with every fault and its place
     */
    static Candidate read(Path folder) throws UnusableInputException {
        try {
            return new Candidate(folder, RuleSetFolder.read(folder).compiled());
        } catch (IOException unreadable) {
            throw new UnusableInputException("no rule set to ask about: " + unreadable.getMessage(), unreadable);
        }
    }
}
