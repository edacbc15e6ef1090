// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.scoring.lifecycle.RuleStep;

/** {@code portolan rules list}: all versions, and what they are now, by the topic alone. */
@Command(name = "list", description = "Lists all published versions and their standing. Checks every signature.")
final class RulesListCommand extends ConsoleCommand {
    private static final List<String> HEAD = List.of("VERSION", "STANDING", "LAST STEP", "AUTHOR", "APPROVER", "WHY");
    private static final String GAP = "  ";

    @Mixin
    private final RuleTopicOptions topic = new RuleTopicOptions();

    @Override
    public Integer call() throws Exception {
        try (RuleTopic rules = topic.open()) {
            print(rules.read(topic.keyring()), Clock.systemUTC().millis(), out());
            return RuleErrand.OK;
        }
    }

    static void print(RuleChronicle chronicle, long now, PrintWriter out) {
        if (chronicle.entries().isEmpty()) {
            out.println(
                    chronicle.kind().oneInForce()
                            ? "nothing was published yet: the job judges by the rule set it was started with"
                            : "nothing was published yet");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Map.Entry<String, RuleChronicle.Life> version : chronicle.lives().entrySet()) {
            RuleChronicle.Life life = version.getValue();
            RuleChronicle.Entry last = life.steps().get(life.steps().size() - 1);
            RuleStep approved = life.approved();
            rows.add(List.of(
                    version.getKey(),
                    chronicle.standing(version.getKey(), now),
                    last.step().kind().word()
                            + ' '
                            + Instant.ofEpochMilli(last.at().toEpochMilli()),
                    life.proposed().author(),
                    approved == null ? "-" : approved.by(),
                    TextLine.harmless(last.step().why())));
        }
        table(rows, out);
        long refused = chronicle.entries().stream()
                .filter(entry -> !entry.taken().accepted())
                .count();
        out.println();
        out.println(TextLine.counted(chronicle.entries().size(), "step") + ", " + TextLine.number(refused)
                + " of them refused"
                + (refused == 0 ? "" : "; '" + chronicle.kind().command() + " show NAME VERSION' says why"));
    }

    private static void table(List<List<String>> rows, PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], TextLine.columnsOf(row.get(i)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                line.append(cell);
                if (i < columns - 1) {
                    line.append(" ".repeat(widths[i] - TextLine.columnsOf(cell)))
                            .append(GAP);
                }
            }
            out.println(line);
        }
    }
}
