// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import portolan.console.screen.TextLine;
import portolan.records.CaseStep;
import portolan.records.CaseStep.Hands;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/**
 * Outcomes that nobody reports alone on the command line: corrections, and what ends red. There is neither a second
 * person here nor evidence, so they are reported at the desk. Red is what has an alert whose last word was that lane:
 * whoever files a bill could withdraw it, and file it again once its red was cleared.
 */
final class TwoPeople {
    private TwoPeople() {}

    private record Alert(String tenant, String consignment, String threat) {}

    /**
     * Why they are not published, each in a line; empty where all may be.
     *
     * @throws portolan.topics.KafkaFault if the brokers do not say what is red
     */
    static List<String> faults(List<InspectionOutcome> outcomes, KafkaAccess access) {
        Set<String> keys = new HashSet<>();
        outcomes.forEach(outcome -> keys.add(outcome.getConsignmentKey()));
        Set<Alert> red = red(keys, access);
        return outcomes.stream()
                .filter(outcome -> CaseStep.of(outcome).hands(lane(outcome, red)) != Hands.ONE)
                .map(outcome -> "one person does not report this: "
                        + TextLine.harmless(outcome.getConsignmentKey()) + ", version " + outcome.getVersion()
                        + (lane(outcome, red) == Lane.RED ? ", was red when last told of" : ", corrects another")
                        + "; report it at the desk")
                .toList();
    }

    private static Lane lane(InspectionOutcome outcome, Set<Alert> red) {
        boolean isRed = red.stream()
                .anyMatch(alert -> alert.tenant().equals(outcome.getTenant())
                        && alert.consignment().equals(outcome.getConsignmentKey()));
        return isRed ? Lane.RED : Lane.GREEN;
    }

    private static Set<Alert> red(Set<String> keys, KafkaAccess access) {
        Map<Alert, AlertRaised> last = new HashMap<>();
        try (TopicScan scan = new TopicScan(access, "portolan-outcomes-red")) {
            scan.read(scan.since(Topics.ALERTS_RAISED, Instant.EPOCH), record -> {
                // By the key first: of all alerts few are of these.
                if (record.key() != null
                        && record.value() != null
                        && keys.contains(new String(record.key(), StandardCharsets.UTF_8))
                        && Topics.ALERTS_RAISED.wire().decode(record.value())
                                instanceof DecodeResult.Value<AlertRaised> decoded) {
                    AlertRaised alert = decoded.value();
                    last.put(new Alert(alert.getTenant(), alert.getConsignmentKey(), alert.getThreat()), alert);
                }
            });
        }
        return last.entrySet().stream()
                .filter(alert -> alert.getValue().getLane() == Lane.RED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
