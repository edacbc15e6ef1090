// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.console.kafka.FiledOffices;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.DurationConverter;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleText;
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
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, also where no shadow judged anything",
            "2:Kafka has no such topic",
            "3:Kafka does not answer"
        })
final class RulesShadowsCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

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
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter err = spec.commandLine().getErr();
        KafkaAccess kafka = options.accessOr("localhost:9092");
        try (ShadowFeed feed = ShadowFeed.at(kafka);
                FiledOffices offices = FiledOffices.at(kafka)) {
            ShadowJoin join = new ShadowJoin(new PublishedAlertLanes(published(kafka), err));
            feed.readInto(join, Clock.systemUTC().instant().minus(last));
            print(join.reports(offices), spec.commandLine().getOut());
            if (feed.unreadable() > 0) {
                err.println("records that could not be read: " + TextLine.number(feed.unreadable()));
            }
            return RuleErrand.OK;
        } catch (UnusableInputException e) {
            err.println(e.getMessage());
            return RuleErrand.BAD_INPUT;
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

    /** All texts that were ever published: nothing is judged by them here, so nobody's signature matters. */
    private RuleSetTexts published(KafkaAccess kafka) throws UnusableInputException {
        RuleSetTexts texts = RuleSetTexts.in(List.of());
        try (RuleTopic topic = RuleTopic.at(kafka, DocumentKind.RULE_SET)) {
            for (RuleChronicle.Entry entry : topic.read(Keyring.EMPTY).entries()) {
                texts.add(new RuleText(entry.step().versionName(), entry.step().text()));
            }
        }
        return texts;
    }

    /** After the texts of the rule sets; where one is not at hand, as most rule sets have it: RED alone. */
    private static final class PublishedAlertLanes implements ShadowComparison.AlertLanes {
        private final RuleSetTexts texts;
        private final PrintWriter err;
        private final Map<String, Optional<RuleSet>> byHash = new HashMap<>();

        PublishedAlertLanes(RuleSetTexts texts, PrintWriter err) {
            this.texts = texts;
            this.err = err;
        }

        @Override
        public boolean raises(String hash, portolan.schemas.avro.Lane lane) {
            Lane said = Lane.valueOf(lane.name());
            return byHash.computeIfAbsent(hash, this::find)
                    .map(ruleSet -> ruleSet.alertsIn(said))
                    .orElse(said == Lane.RED);
        }

        private Optional<RuleSet> find(String hash) {
            RuleSet found = null;
            try {
                found = texts.find(hash);
            } catch (UnusableInputException e) {
                err.println(e.getMessage());
            }
            if (found == null) {
                err.println(
                        "the text of a rule set is not at hand, its alerts are counted as of RED alone: hash=" + hash);
            }
            return Optional.ofNullable(found);
        }
    }
}
