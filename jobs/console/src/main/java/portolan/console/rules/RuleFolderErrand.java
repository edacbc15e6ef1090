// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;

/** A command about the rule set in one folder, which it reads first. */
abstract class RuleFolderErrand extends ConsoleCommand {
    static final int OK = 0;

    @Parameters(paramLabel = "DIR", description = "Folder of the rule set, for example deploy/rules/baseline.")
    private Path folder = Path.of(".");

    @Override
    public final Integer call() throws Exception {
        return run(RuleSetFolder.read(folder), out(), err());
    }

    /** Does it; returns the exit code. */
    abstract int run(RuleSetFolder texts, PrintWriter out, PrintWriter err);

    final Path folder() {
        return folder;
    }
}
