// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portolan.scoring.lifecycle.RuleStep;

/** {@code portolan rules activate NAME VERSION}: puts an approved version in force, or lets it judge beside. */
@Command(
        name = "activate",
        description = {
            "Puts an approved version in force, for all that is received from then on.",
            "With --shadow it judges the same filings as the version in force, for comparison only:"
                    + " assessments.shadowed."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the job refused it",
            "2:it would be refused, or cannot be read; nothing was published",
            "3:Kafka does not answer"
        })
final class RulesActivateCommand implements Callable<Integer> {
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

    @Option(names = "--shadow", description = "as a shadow of the version in force; at most three at a time")
    private boolean shadow;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        RuleStep.Kind kind = shadow ? RuleStep.Kind.SHADOW : RuleStep.Kind.ACTIVATE;
        return errand.take(spec.commandLine().getOut(), spec.commandLine().getErr(), (by, chronicle, now) -> {
            RuleChronicle.Life life = RuleErrand.life(chronicle, name, version);
            return by.take(kind, life.proposed(), life.approved(), errand.why(), moment.after(now));
        });
    }
}
