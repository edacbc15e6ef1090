// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.rules.Senders;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/** {@code portolan senders}: which sender speaks for which tenants, filers and kinds of filings. */
@Command(
        name = "senders",
        description = {
            "Manages lists of who may file for whom. While none is in force, senders are not checked.",
            "A version that says 'unchecked: true', signed by two, ends what is in force of its name."
        },
        subcommands = {
            SendersCommand.Check.class,
            ListPublishCommand.class,
            RulesApproveCommand.class,
            ListActivateCommand.class,
            RulesRollbackCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class
        })
public final class SendersCommand extends DocumentCommand {
    SendersCommand() {
        super(DocumentKind.SENDERS);
    }

    /** What a job that starts now does not check of senders, a line each. */
    public static List<String> doubts(KafkaAccess kafka, Keyring keys) {
        try (RuleTopic topic = RuleTopic.at(kafka, DocumentKind.SENDERS)) {
            return doubts(topic.read(keys).textsInForce(Clock.systemUTC().millis()));
        } catch (UnusableInputException | KafkaFault unread) {
            return List.of("whether senders are checked is not known: " + unread.getMessage());
        }
    }

    /** What is not checked of senders while these lists are in force, a line each. */
    public static List<String> doubts(List<String> inForce) {
        List<Senders> named = inForce.stream()
                .map(text -> Senders.read(text).document())
                .filter(document -> document instanceof Senders list && list.size() > 0)
                .map(Senders.class::cast)
                .toList();
        return named.isEmpty()
                ? List.of(Senders.UNCHECKED)
                : named.stream()
                        .flatMap(list -> list.doubts(null).stream())
                        .distinct()
                        .toList();
    }

    /** Reads a list as the engine would. */
    @Command(
            name = "check",
            description = "Reads a senders list. Prints every fault with its place, or 'ok'. Changes nothing.",
            exitCodeList = {"0:the list would be accepted", "2:it would be refused, or cannot be read"})
    static final class Check extends ConsoleCommand {
        @Parameters(paramLabel = "FILE", description = "the list, for example deploy/rules/senders.yaml")
        private Path file = Path.of("");

        @Override
        public Integer call() throws Exception {
            Senders list = (Senders) ListFile.read(DocumentKind.SENDERS, file);
            out().println("ok: " + list.name() + " version " + list.version() + ", "
                    + TextLine.counted(list.size(), "sender") + ", hash " + list.hash());
            list.doubts(null).forEach(out()::println);
            return RuleErrand.OK;
        }
    }
}
