// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import portolan.console.kafka.FiledOffices;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleText;
import portolan.topics.KafkaAccess;

/** How shadows compare with the champions beside which they judged, by what both said of the same inputs. */
public final class Shadows {
    private Shadows() {}

    /**
     * Reads what was judged since some time until now.
     *
     * @param complaints hears of what could not be read
     * @return by shadow, and by champion where there was more than one
     * @throws UnusableInputException if there are no such topics
     * @throws portolan.topics.KafkaFault if Kafka does not answer
     */
    public static List<ShadowReport> read(KafkaAccess kafka, Instant since, Consumer<String> complaints)
            throws UnusableInputException {
        try (ShadowFeed feed = ShadowFeed.at(kafka);
                FiledOffices offices = FiledOffices.at(kafka)) {
            ShadowJoin join = new ShadowJoin(new PublishedAlertLanes(published(kafka), complaints));
            feed.readInto(join, since);
            if (feed.unreadable() > 0) {
                complaints.accept("records that could not be read: " + TextLine.number(feed.unreadable()));
            }
            return join.reports(offices);
        }
    }

    /** All texts that were ever published: nothing is judged by them here, so nobody's signature matters. */
    private static RuleSetTexts published(KafkaAccess kafka) throws UnusableInputException {
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
        private final Consumer<String> complaints;
        private final Map<String, Optional<RuleSet>> byHash = new HashMap<>();

        PublishedAlertLanes(RuleSetTexts texts, Consumer<String> complaints) {
            this.texts = texts;
            this.complaints = complaints;
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
                complaints.accept(String.valueOf(e.getMessage()));
            }
            if (found == null) {
                complaints.accept(
                        "the text of a rule set is not at hand, its alerts are counted as of RED alone: hash=" + hash);
            }
            return Optional.ofNullable(found);
        }
    }
}
