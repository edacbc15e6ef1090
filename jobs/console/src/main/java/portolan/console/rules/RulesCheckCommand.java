// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleText;
import portolan.scoring.rules.SignedFit;
import portolan.scoring.rules.TextEdits;
import portolan.scoring.rules.ToldShares;

/** {@code portolan rules check DIR}: compiles a rule set and runs its examples, as the engine would. */
@Command(
        name = "check",
        description = {
            "Compiles DIR/ruleset.yaml and runs DIR/examples.yaml, if it is there.",
            "Prints every fault with its place, or 'ok'. Changes nothing."
        },
        exitCodeList = {"0:the rule set would be accepted", "2:it would be refused, or cannot be read"})
final class RulesCheckCommand extends ConsoleCommand {
    private static final String MOVES_NOTHING = "warning: 'learning' means nothing any more, as nothing moves live"
            + " unsigned: leave it out, and see what portolan rules learn proposes";

    private static final String OF_OTHERS =
            "warning: 'told' is of other weights than the text now has, so shares are not"
                    + " known: let portolan rules learn measure them, or leave it out";

    @Parameters(paramLabel = "DIR", description = RuleSetFolder.DESCRIPTION)
    private Path folder = Path.of(".");

    @Override
    public Integer call() throws Exception {
        RuleSetFolder texts = RuleSetFolder.read(folder);
        RuleSet ruleSet = texts.compiled();
        out().println(accepted(ruleSet, texts.examples()));
        if (learns(texts.rules())) {
            err().println(MOVES_NOTHING);
        }
        err().print(SignedFit.warning(ruleSet));
        ToldShares told = ruleSet.toldAsWritten();
        if (told != null && !told.isOf(ruleSet)) {
            err().println(OF_OTHERS);
        }
        return RuleErrand.OK;
    }

    private static String accepted(RuleSet ruleSet, @Nullable RuleText examples) {
        String run = examples == null ? "no examples" : TextLine.counted(examplesIn(examples), "example") + " passed";
        return "ok: " + ruleSet.name() + " version " + ruleSet.version() + ", "
                + TextLine.counted(ruleSet.threats().size(), "threat") + ", "
                + TextLine.counted(ruleSet.rules().size(), "rule") + ", " + run
                + ", hash " + ruleSet.hash();
    }

    private static boolean learns(RuleText text) {
        return TextEdits.find(new TextEdits(text.text()).top(), "learning").isPresent();
    }

    /** How many there are in a text that has just been found to have no faults. */
    private static int examplesIn(RuleText text) {
        Object root = new Load(LoadSettings.builder().build()).loadFromString(text.text());
        return root instanceof Map<?, ?> map && map.get("examples") instanceof List<?> list ? list.size() : 0;
    }
}
