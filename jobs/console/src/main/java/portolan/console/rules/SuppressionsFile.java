// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Suppressions;

/** A list of suppressions, read and held against a rule set. */
final class SuppressionsFile {
    private SuppressionsFile() {}

    /** @throws UnusableInputException with all that is wrong with it, or why the file cannot be read */
    static Suppressions read(Path file) throws UnusableInputException {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new UnusableInputException("no list of suppressions: " + e, e);
        }
    }

    private static Suppressions read(String text) throws UnusableInputException {
        ReadText read = Suppressions.read(text);
        if (read.document() instanceof Suppressions list) {
            return list;
        }
        throw refused(read.issues());
    }

    /**
     * The list of a text that may be used under a rule set.
     *
     * @throws UnusableInputException if it is for a rule that reads a watch list
     */
    static Suppressions allowed(String text, RuleSet under) throws UnusableInputException {
        Suppressions list = read(text);
        List<RuleIssue> issues = list.issuesUnder(under);
        if (!issues.isEmpty()) {
            throw refused(issues);
        }
        return list;
    }

    private static UnusableInputException refused(List<RuleIssue> issues) {
        return new UnusableInputException(issues.stream().map(RuleIssue::render).collect(Collectors.joining("\n"))
                + "\nrefused: " + TextLine.counted(issues.size(), "fault"));
    }
}
