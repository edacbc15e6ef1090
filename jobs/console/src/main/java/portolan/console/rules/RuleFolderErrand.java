// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command about the rule set in one folder, which it reads first. */
abstract class RuleFolderErrand implements Callable<Integer> {
    static final int OK = 0;
    static final int BAD_INPUT = 2;

    private final String nothing;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the rule set, for example deploy/rules/baseline.")
    private Path folder = Path.of(".");

    /** @param nothing what there is nothing of when the folder cannot be read, for the message */
    RuleFolderErrand(String nothing) {
        this.nothing = nothing;
    }

    @Override
    public final Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter err = spec.commandLine().getErr();
        RuleSetFolder texts;
        try {
            texts = RuleSetFolder.read(folder);
        } catch (IOException e) {
            err.println(nothing + ": " + e.getMessage());
            return BAD_INPUT;
        }
        return run(texts, spec.commandLine().getOut(), err);
    }

    /** Does it; returns the exit code. */
    abstract int run(RuleSetFolder texts, PrintWriter out, PrintWriter err);

    final Path folder() {
        return folder;
    }
}
