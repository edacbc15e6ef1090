// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;

/** A command about the rule set in one folder, which it reads first. */
abstract class RuleFolderErrand extends ConsoleCommand {
    static final int OK = 0;

    private final String nothing;

    @Parameters(paramLabel = "DIR", description = "Folder of the rule set, for example deploy/rules/baseline.")
    private Path folder = Path.of(".");

    /** @param nothing what there is nothing of when the folder cannot be read, for the message */
    RuleFolderErrand(String nothing) {
        this.nothing = nothing;
    }

    @Override
    public final Integer call() {
        PrintWriter err = err();
        RuleSetFolder texts;
        try {
            texts = RuleSetFolder.read(folder);
        } catch (IOException e) {
            err.println(nothing + ": " + e.getMessage());
            return BAD_INPUT;
        }
        return run(texts, out(), err);
    }

    /** Does it; returns the exit code. */
    abstract int run(RuleSetFolder texts, PrintWriter out, PrintWriter err);

    final Path folder() {
        return folder;
    }
}
