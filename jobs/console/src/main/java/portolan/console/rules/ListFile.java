// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Suppressions;

/** A list of suppressions or senders, read as the engine would. */
final class ListFile {
    private ListFile() {}

    /** @throws UnusableInputException with all that is wrong with it, or why the file cannot be read */
    static Document read(DocumentKind kind, Path file) throws UnusableInputException {
        try {
            return read(kind, Files.readString(file));
        } catch (IOException e) {
            throw new UnusableInputException("cannot read " + kind.what() + ": " + e, e);
        }
    }

    private static Document read(DocumentKind kind, String text) throws UnusableInputException {
        ReadText read = kind.read(text);
        Document list = read.document();
        if (list == null) {
            throw refused(read.issues());
        }
        return list;
    }

    /**
     * The suppressions of a text that may be used under a rule set.
     *
     * @throws UnusableInputException if one is for a rule that reads a watch list
     */
    static Suppressions allowed(String text, RuleSet under) throws UnusableInputException {
        Suppressions list = (Suppressions) read(DocumentKind.SUPPRESSIONS, text);
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
