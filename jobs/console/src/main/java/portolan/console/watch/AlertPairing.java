// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Lane;
import portolan.scoring.rules.RuleSet;

/**
 * Brings alerts together with the assessments behind them, which come on a topic of their own, sooner or later. Alerts
 * leave in the order in which they came. What is buffered has a bound.
 */
final class AlertPairing {
    /** Alerts that may wait; no more are to be handed in. */
    static final int MOST_WAITING = 1_000;

    /** Assessments whose alert may still come. */
    static final int MOST_KEPT = 20_000;

    /** The job writes both at once: after this long the assessment is lost or was never read. */
    static final long PATIENCE_MILLIS = 3_000;

    /** Assessments are read up to this much later than an alert before it leaves without one. */
    static final long SLACK_MILLIS = 10_000;

    /** Whatever the topics say: nobody waits longer for reasons. */
    static final long LONGEST_WAIT_MILLIS = 60_000;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, ConsignmentAssessed> kept = new Kept();

    private final Function<String, @Nullable RuleSet> ruleSets;

    /** @param ruleSets by hash, as far as their texts are at hand */
    AlertPairing(Function<String, @Nullable RuleSet> ruleSets) {
        this.ruleSets = ruleSets;
    }

    private record Waiting(AlertRaised alert, long time, long since) {}

    /** @param time of the alert's record, as {@code readUpTo} of {@link #ready} counts it */
    void alert(AlertRaised alert, long time, long nowMillis) {
        waiting.add(new Waiting(alert, time, nowMillis));
        asked.add(alert.getAssessmentId());
    }

    void assessed(ConsignmentAssessed assessment) {
        // A GREEN one raises no alert; asked for it may be all the same, where an amendment withdrew one.
        if (assessment.getLane() != Lane.GREEN || asked.contains(assessment.getAssessmentId())) {
            // The readings are most of it, and nobody is shown them.
            assessment.setReadings(List.of());
            kept.put(assessment.getAssessmentId(), assessment);
        }
    }

    boolean isFull() {
        return waiting.size() >= MOST_WAITING;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * The alerts that can be told now.
     *
     * @param readUpTo time up to which all assessments were read
     */
    List<AlertNews> ready(long nowMillis, long readUpTo) {
        List<AlertNews> ready = new ArrayList<>();
        for (Waiting first = waiting.peek();
                first != null && isReady(first, nowMillis, readUpTo);
                first = waiting.peek()) {
            ready.add(news(first.alert(), nowMillis));
            waiting.remove();
        }
        if (waiting.isEmpty()) {
            asked.clear();
        }
        return ready;
    }

    /** Everything that still waits, with or without its assessment. */
    List<AlertNews> rest(long nowMillis) {
        List<AlertNews> rest =
                waiting.stream().map(last -> news(last.alert(), nowMillis)).toList();
        waiting.clear();
        asked.clear();
        return rest;
    }

    private boolean isReady(Waiting first, long nowMillis, long readUpTo) {
        if (kept.containsKey(first.alert().getAssessmentId()) || first.alert().getState() == AlertState.WITHDRAWN) {
            return true;
        }
        long waited = nowMillis - first.since();
        return waited > LONGEST_WAIT_MILLIS || (waited > PATIENCE_MILLIS && readUpTo > first.time() + SLACK_MILLIS);
    }

    private AlertNews news(AlertRaised alert, long nowMillis) {
        return AlertNews.of(alert, kept.get(alert.getAssessmentId()), ruleSets, nowMillis);
    }

    /** The latest so many. */
    private static final class Kept extends LinkedHashMap<String, ConsignmentAssessed> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ConsignmentAssessed> eldest) {
            return size() > MOST_KEPT;
        }
    }
}
