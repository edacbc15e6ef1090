// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portolan.scoring.lifecycle.RuleStep;

/** {@code portolan rules retire NAME VERSION}: ends a shadow, or a version that shall never be used. */
@Command(
        name = "retire",
        description = "Ends a shadow, or retires a version that is not in use for good.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the job refused it",
            "2:it would be refused, or cannot be read; nothing was published",
            "3:Kafka does not answer"
        })
final class RulesRetireCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final RuleErrand errand = new RuleErrand();

    @Parameters(index = "0", paramLabel = "NAME", description = "name of the rule set")
    private String name = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "its version")
    private int version;

    @Mixin
    private final RuleMoment moment = new RuleMoment();

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return errand.take(spec.commandLine().getOut(), spec.commandLine().getErr(), (by, chronicle, now) -> {
            RuleChronicle.Life life = RuleErrand.life(chronicle, name, version);
            return by.take(RuleStep.Kind.RETIRE, life.proposed(), life.approved(), errand.why(), moment.after(now));
        });
    }
}
