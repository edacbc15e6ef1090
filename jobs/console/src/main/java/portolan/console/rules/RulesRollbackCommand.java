// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.RuleStep;

/** {@code portolan rules rollback}: puts a version in force again that was before. */
@Command(
        name = "rollback",
        description =
                "Puts the previous version in force again, or the one that is named. It needs no new" + " approval.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the job refused it",
            "2:it would be refused, or cannot be read; nothing was published",
            "3:Kafka does not answer"
        })
final class RulesRollbackCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final RuleErrand errand = new RuleErrand();

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "name of the rule set")
    private @Nullable String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "its version")
    private @Nullable Integer version;

    @Mixin
    private final RuleMoment moment = new RuleMoment();

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return errand.take(spec.commandLine().getOut(), spec.commandLine().getErr(), (by, chronicle, now) -> {
            RuleChronicle.Life life = target(chronicle);
            return by.take(RuleStep.Kind.ROLL_BACK, life.proposed(), life.approved(), errand.why(), moment.after(now));
        });
    }

    private RuleChronicle.Life target(RuleChronicle chronicle) throws UnusableInputException {
        if (name != null && version != null) {
            return RuleErrand.life(chronicle, name, version);
        }
        if (name != null) {
            throw new UnusableInputException("say which version: rules rollback " + name + " VERSION");
        }
        List<RuleStep> champions = chronicle.champions();
        for (int i = champions.size() - 2; i >= 0; i--) {
            RuleStep before = champions.get(i);
            if (!before.versionName().equals(champions.get(champions.size() - 1).versionName())) {
                return RuleErrand.life(chronicle, before.name(), before.version());
            }
        }
        throw new UnusableInputException("nothing to go back to: no published version was in force before. The one that"
                + " the job was started with is not signed; publish its text under a higher number");
    }
}
