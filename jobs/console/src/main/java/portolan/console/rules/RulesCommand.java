// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import portolan.scoring.lifecycle.DocumentKind;

/** {@code portolan rules}: an operator's work on rule sets. */
@Command(
        name = "rules",
        description = "Manages rule sets.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RulesCheckCommand.class,
            RulesExamplesCommand.class,
            RulesDiffCommand.class,
            RulesBudgetCommand.class,
            RulesKeygenCommand.class,
            RulesPublishCommand.class,
            RulesApproveCommand.class,
            RulesActivateCommand.class,
            RulesRollbackCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class,
            RulesShadowsCommand.class
        })
public final class RulesCommand implements DocumentCommand, Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public DocumentKind kind() {
        return DocumentKind.RULE_SET;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        throw new ParameterException(spec.commandLine(), "say what to do with the rules, for example: rules check DIR");
    }
}
