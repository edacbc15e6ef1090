// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import portolan.console.screen.CommandGroup;
import portolan.scoring.lifecycle.DocumentKind;

/** A group of commands about one kind of signed document: several groups share the commands that take steps. */
abstract class DocumentCommand extends CommandGroup {
    private final DocumentKind kind;

    DocumentCommand(DocumentKind kind) {
        this.kind = kind;
    }

    /** The kind of document that a command of some group is about: a rule set outside of all. */
    static DocumentKind kindOf(CommandSpec command) {
        for (@Nullable CommandSpec group = command.parent(); group != null; group = group.parent()) {
            if (group.userObject() instanceof DocumentCommand documents) {
                return documents.kind;
            }
        }
        return DocumentKind.RULE_SET;
    }
}
