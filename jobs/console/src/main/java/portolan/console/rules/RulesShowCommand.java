// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.rules.RuleIssue;

/** {@code portolan rules show NAME VERSION}: who did what with a version, when and why, by the topic alone. */
@Command(name = "show", description = "Shows every step of a version, refused ones included: who, when, what and why.")
final class RulesShowCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "its name")
    private String name = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "its version")
    private int version;

    @Option(names = "--text", description = "the text as well, as it was signed")
    private boolean withText;

    @Mixin
    private final RuleTopicOptions topic = new RuleTopicOptions();

    @Override
    public Integer call() throws Exception {
        try (RuleTopic rules = topic.open()) {
            RuleChronicle chronicle = rules.read(topic.keyring());
            if (chronicle.entriesOf(name, version).isEmpty()) {
                RuleErrand.life(chronicle, name, version);
            }
            print(chronicle, Clock.systemUTC().millis(), out());
            return RuleErrand.OK;
        }
    }

    private void print(RuleChronicle chronicle, long now, PrintWriter out) {
        String versionName = name + " v" + version;
        RuleChronicle.Life life = chronicle.lives().get(versionName);
        out.println(versionName + ", " + (life == null ? "refused" : chronicle.standing(versionName, now)));
        if (life != null) {
            out.println("hash " + life.proposed().hash());
        }
        List<RuleChronicle.Entry> entries = chronicle.entriesOf(name, version);
        for (RuleChronicle.Entry entry : entries) {
            RuleStep step = entry.step();
            out.println();
            out.println(entry.at() + "  " + step.kind().word() + " by " + TextLine.harmless(step.by())
                    + (entry.taken().accepted() ? "" : ", REFUSED") + "   "
                    + new RuleTopic.Place(chronicle.kind(), entry.offset()));
            out.println("    " + TextLine.harmless(step.why()));
            if (step.kind() != RuleStep.Kind.PROPOSE && step.kind() != RuleStep.Kind.APPROVE) {
                out.println("    from " + Instant.ofEpochMilli(step.effectiveAt()) + " on");
            }
            entry.taken().faults().forEach(fault -> out.println("    ! " + TextLine.harmless(fault)));
            for (RuleIssue issue : entry.taken().issues()) {
                out.println(issue.render().indent(4).stripTrailing());
            }
        }
        if (withText && life != null) {
            out.println();
            out.println(life.proposed().text());
        }
    }
}
