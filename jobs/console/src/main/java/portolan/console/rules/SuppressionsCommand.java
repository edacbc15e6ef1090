// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import portolan.scoring.lifecycle.DocumentKind;

/** {@code portolan suppressions}: rules that do not count for who is known good. */
@Command(
        name = "suppressions",
        description = "Manages lists of rules that do not count for who is known good.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SuppressionsCheckCommand.class,
            SuppressionsPublishCommand.class,
            RulesApproveCommand.class,
            SuppressionsActivateCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class
        })
public final class SuppressionsCommand implements DocumentCommand, Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public DocumentKind kind() {
        return DocumentKind.SUPPRESSIONS;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        throw new ParameterException(
                spec.commandLine(), "say what to do with them, for example: suppressions check FILE");
    }
}
