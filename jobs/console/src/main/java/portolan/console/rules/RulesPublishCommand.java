// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/** {@code portolan rules publish DIR}: proposes a version to those who may approve it. */
@Command(
        name = "publish",
        description = {
            "Proposes DIR/ruleset.yaml: publishes its text, signed by its author. Runs its examples"
                    + " first, if there are any.",
            "Puts nothing in force: another person approves it, then it is activated."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the job refused it",
            "2:it would be refused, or cannot be read; nothing was published",
            "3:Kafka does not answer"
        })
final class RulesPublishCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final RuleErrand errand = new RuleErrand();

    @Parameters(paramLabel = "DIR", description = "folder of the rule set, for example deploy/rules/baseline")
    private Path folder = Path.of(".");

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return errand.take(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                (by, chronicle, now) -> by.propose(compiled(), errand.why(), now.toEpochMilli()));
    }

    private RuleSet compiled() throws UnusableInputException {
        try {
            RuleSetFolder files = RuleSetFolder.read(folder);
            Compiled compiled = RuleSetCompiler.compile(files.rules(), files.examples());
            if (compiled instanceof Compiled.Accepted accepted) {
                return accepted.ruleSet();
            }
            throw new UnusableInputException(
                    ((Compiled.Refused) compiled).render() + "\nrefused, nothing was published");
        } catch (IOException e) {
            throw new UnusableInputException("no rule set to publish: " + e.getMessage(), e);
        }
    }
}
