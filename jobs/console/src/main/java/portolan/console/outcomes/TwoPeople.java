// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.TextLine;
import portolan.records.CaseStep;
import portolan.records.CaseStep.Hands;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/**
 * Outcomes that nobody reports alone on the command line: corrections, and what ends red. There is neither a second
 * person here nor evidence, so they are reported at the desk. Red is what has an alert whose last word was that lane:
 * whoever files a bill could withdraw it, and file it again once its red was cleared. So is what was assessed so last,
 * and may be what was not assessed yet.
 */
final class TwoPeople {
    private TwoPeople() {}

    private record Case(String tenant, String consignment) {}

    /**
     * Why they are not published, each in a line; empty where all may be.
     *
     * @throws portolan.topics.KafkaFault if the brokers do not say what is red
     */
    static List<String> faults(List<InspectionOutcome> outcomes, KafkaAccess access) {
        Set<String> keys = new HashSet<>();
        outcomes.forEach(outcome -> keys.add(outcome.getConsignmentKey()));
        Map<Case, Lane> lanes = lanes(keys, access);
        return outcomes.stream()
                .filter(outcome -> CaseStep.of(outcome).hands(lane(outcome, lanes)) != Hands.ONE)
                .map(outcome -> "one person does not report this: "
                        + TextLine.harmless(outcome.getConsignmentKey()) + ", version " + outcome.getVersion()
                        + why(outcome, lane(outcome, lanes)) + "; report it at the desk")
                .toList();
    }

    private static String why(InspectionOutcome outcome, @Nullable Lane lane) {
        return lane == null
                ? ", was not assessed yet of tenant " + TextLine.harmless(outcome.getTenant())
                : lane == Lane.RED ? ", was red when last told of" : ", corrects another";
    }

    private static @Nullable Lane lane(InspectionOutcome outcome, Map<Case, Lane> lanes) {
        return lanes.get(new Case(outcome.getTenant(), outcome.getConsignmentKey()));
    }

    /** The strictest of what was told last of each threat and of the whole; none of what was not assessed. */
    private static Map<Case, Lane> lanes(Set<String> keys, KafkaAccess access) {
        Map<Case, Map<String, Lane>> last = new HashMap<>();
        try (TopicScan scan = new TopicScan(access, "portolan-outcomes-red")) {
            read(
                    scan,
                    Topics.ALERTS_RAISED,
                    keys,
                    alert -> last.computeIfAbsent(
                                    new Case(alert.getTenant(), alert.getConsignmentKey()), any -> new HashMap<>())
                            .put(alert.getThreat(), alert.getLane()));
            read(
                    scan,
                    Topics.CONSIGNMENTS_ASSESSED,
                    keys,
                    assessed -> last.computeIfAbsent(
                                    new Case(assessed.getTenant(), assessed.getConsignmentKey()),
                                    any -> new HashMap<>())
                            .put("", assessed.getLane()));
        }
        Map<Case, Lane> lanes = new HashMap<>();
        last.forEach((of, told) -> lanes.put(of, told.containsValue(Lane.RED) ? Lane.RED : Lane.GREEN));
        return lanes;
    }

    private static <T extends SpecificRecord> void read(
            TopicScan scan, Topic<T> topic, Set<String> keys, Consumer<T> taker) {
        scan.read(scan.since(topic, Instant.EPOCH), record -> {
            // By the key first: of all records few are of these.
            if (record.key() != null
                    && record.value() != null
                    && keys.contains(new String(record.key(), StandardCharsets.UTF_8))
                    && topic.wire().decode(record.value()) instanceof DecodeResult.Value<T> decoded) {
                taker.accept(decoded.value());
            }
        });
    }
}
