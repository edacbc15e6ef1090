// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.MessageAnswered;
import portolan.schemas.avro.SelectedBy;
import portolan.schemas.avro.ThreatAssessed;
import portolan.scoring.rules.RuleSet;

/**
 * Adds up what comes off the output topics into what the board shows. Its memory does not grow with their number. For
 * one thread, which also hands in the time.
 */
final class BoardTally {
    /** Consignments on the board. */
    static final int SHOWN = 10;

    private static final Comparator<ThreatAssessed> STRICTEST_FIRST = Comparator.comparing(ThreatAssessed::getLane)
            .thenComparing(Comparator.comparingDouble(ThreatAssessed::getScore).reversed());

    private final long openedAt;
    private final Map<Lane, Long> lanes = new EnumMap<>(Lane.class);
    private final Map<AlertState, Long> alerts = new EnumMap<>(AlertState.class);
    private final RecentRate rate = new RecentRate();
    private final RecentLatency latency = new RecentLatency();
    private final Function<String, @Nullable RuleSet> ruleSets;
    private final Riskiest riskiest = new Riskiest();
    private long scored;
    private long drawn;
    private long rejected;
    private long unreadable;
    private long messages;
    private long refused;
    private long filedByMessage;

    /** @param ruleSets by hash, as far as their texts are at hand */
    BoardTally(long nowMillis, Function<String, @Nullable RuleSet> ruleSets) {
        this.ruleSets = ruleSets;
        this.openedAt = nowMillis;
    }

    /** Latency is that of filings appended from here on; asking again for the same moment changes nothing. */
    void latencyFrom(long millis) {
        latency.restartAt(millis);
    }

    void assessed(ConsignmentAssessed assessment, long nowMillis) {
        scored++;
        rate.add(nowMillis, 1);
        latency.add(nowMillis, assessment.getOrderTime().toEpochMilli());
        lanes.merge(assessment.getLane(), 1L, Long::sum);
        drawn += assessment.getSelectedBy() == SelectedBy.EXPLORATION ? 1 : 0;
        riskiest.forget(assessment.getConsignmentKey());
        laneSetter(assessment)
                .filter(threat -> riskiest.wants(threat.getLane(), threat.getScore(), nowMillis))
                .ifPresent(threat -> riskiest.add(BoardEntry.of(assessment, threat, ruleSets, nowMillis)));
    }

    void alert(AlertRaised alert) {
        alerts.merge(alert.getState(), 1L, Long::sum);
        if (alert.getState() == AlertState.WITHDRAWN) {
            BoardEntry shown = riskiest.held(alert.getConsignmentKey());
            // A deleted filing yields no assessment of its own: the withdrawn alert names the last one.
            if (shown != null
                    && shown.assessmentId().equals(alert.getAssessmentId())
                    && shown.threat().equals(alert.getThreat())) {
                riskiest.forget(alert.getConsignmentKey());
            }
        }
    }

    void rejected() {
        rejected++;
    }

    void answered(MessageAnswered receipt) {
        messages++;
        refused += receipt.getReason() == null ? 0 : 1;
        filedByMessage += receipt.getFiled();
    }

    long messages() {
        return messages;
    }

    /** A record of an output topic that could not be read; it is counted and shown, not hidden. */
    void unreadable() {
        unreadable++;
    }

    long scored() {
        return scored;
    }

    BoardState state(long nowMillis) {
        return new BoardState(
                Instant.ofEpochMilli(nowMillis),
                Duration.ofMillis(nowMillis - openedAt),
                rate.perSecond(nowMillis),
                scored,
                latency.lastMinute(nowMillis),
                latency.wholeRun(),
                lanes,
                drawn,
                new BoardState.Alerts(count(AlertState.OPENED), count(AlertState.UPDATED), count(AlertState.WITHDRAWN)),
                rejected,
                new BoardState.Messages(messages, filedByMessage, refused),
                unreadable,
                riskiest.top(SHOWN, nowMillis));
    }

    private long count(AlertState state) {
        return alerts.getOrDefault(state, 0L);
    }

    /**
     * The threat that the lane is for: a draw is about none of them, and nobody is ranked by it. Thresholds differ by
     * threat: another may have more bits and a milder lane.
     */
    private static Optional<ThreatAssessed> laneSetter(ConsignmentAssessed assessment) {
        return assessment.getThreats().stream().min(STRICTEST_FIRST);
    }
}
