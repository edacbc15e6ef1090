// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;

/** {@code portolan rules rollback}: puts a version in force again that was before. */
@Command(
        name = "rollback",
        description =
                "Puts the previous version in force again, or the one that is named. It needs no new" + " approval.")
final class RulesRollbackCommand extends RuleErrand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "its name")
    private @Nullable String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "its version")
    private @Nullable Integer version;

    @Mixin
    private final RuleMoment moment = new RuleMoment();

    @Override
    RuleStep step(SignedSteps by, RuleChronicle chronicle, Instant now) throws UnusableInputException {
        RuleChronicle.Life life = target(chronicle);
        return by.take(RuleStep.Kind.ROLL_BACK, life.proposed(), life.approved(), why(), moment.after(now));
    }

    private RuleChronicle.Life target(RuleChronicle chronicle) throws UnusableInputException {
        if (name != null && version != null) {
            return life(chronicle, name, version);
        }
        if (name != null) {
            throw new UnusableInputException("say which version: rules rollback " + name + " VERSION");
        }
        List<RuleStep> champions = chronicle.champions();
        for (int i = champions.size() - 2; i >= 0; i--) {
            RuleStep before = champions.get(i);
            if (!before.versionName().equals(champions.get(champions.size() - 1).versionName())) {
                return life(chronicle, before.name(), before.version());
            }
        }
        throw new UnusableInputException("nothing to go back to: no published version was in force before. The one that"
                + " the job was started with is not signed; publish its text under a higher number");
    }
}
