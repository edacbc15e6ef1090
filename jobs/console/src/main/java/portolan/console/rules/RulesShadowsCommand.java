// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.DurationConverter;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/**
 * {@code portolan rules shadows}: what would be another if a shadow were in force, by what both made of each filing.
 */
@Command(
        name = "shadows",
        description = {
            "Compares each shadow with the version in force: lanes, alerts a day by office, and the"
                    + " rules that make the difference.",
            "Reads the topics without a consumer group, and ends."
        },
        exitCodeList = {
            "0:done, also where no shadow judged anything",
            "2:Kafka has no such topic",
            "3:Kafka does not answer"
        })
final class RulesShadowsCommand extends ConsoleCommand {
    @Mixin
    private final KafkaOptions options = new KafkaOptions();

    @Option(
            names = "--last",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "24h",
            description = "how far back, like 8h (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private Duration last;

    @Option(names = "--json", description = "one JSON object a line, for each shadow")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = err();
        KafkaAccess kafka = options.accessOr("localhost:9092");
        try {
            print(Shadows.read(kafka, Clock.systemUTC().instant().minus(last), err::println), out());
            return RuleErrand.OK;
        } catch (KafkaException e) {
            throw KafkaFault.of(kafka, e);
        }
    }

    private void print(List<ShadowReport> reports, PrintWriter out) {
        if (json) {
            reports.stream().map(ShadowJson::of).forEach(out::println);
        } else {
            ShadowLines.of(reports, last).forEach(out::println);
        }
    }
}
