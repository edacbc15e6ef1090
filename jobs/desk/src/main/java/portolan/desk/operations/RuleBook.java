// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetRef;

/** Which rule sets answer, and what the job says of their steps. For several threads. */
final class RuleBook {
    /** Longer than tasks take to hear of a step: two sets that answer side by side for longer do so by fault. */
    static final long GRACE_MILLIS = 60_000;

    private static final int MOST_STEPS = 500;
    private static final int MOST_SETS = 100;

    private final Map<String, Answering> answering = new HashMap<>();
    private final Deque<RuleSetAudited> steps = new ArrayDeque<>();

    /**
     * A rule set that assessments name.
     *
     * @param firstMillis when the desk saw it first, epoch milliseconds
     * @param lastMillis when it saw it last
     */
    record Answering(RuleSetRef ruleSet, long firstMillis, long lastMillis, long assessments) {}

    synchronized void answered(RuleSetRef by, long nowMillis) {
        Answering before = answering.get(by.getHash());
        if (before == null && answering.size() >= MOST_SETS) {
            answering.values().removeIf(one -> nowMillis - one.lastMillis() > GRACE_MILLIS);
        }
        answering.put(
                by.getHash(),
                before == null
                        ? new Answering(by, nowMillis, nowMillis, 1)
                        : new Answering(by, before.firstMillis(), nowMillis, before.assessments() + 1));
    }

    synchronized void take(RuleSetAudited audited) {
        if (audited.getJump() != null) {
            return; // Releases until 0.2.0 audited shares that had jumped.
        }
        steps.addLast(audited);
        if (steps.size() > MOST_STEPS) {
            steps.removeFirst();
        }
    }

    /** Those that answered within the last minute, the newest first. */
    synchronized List<Answering> now(long nowMillis) {
        return answering.values().stream()
                .filter(one -> nowMillis - one.lastMillis() <= GRACE_MILLIS)
                .sorted(Comparator.comparingLong(Answering::firstMillis).reversed())
                .toList();
    }

    /** Whether an older set still answers though a newer one does for longer than tasks take to hear of it. */
    boolean isSkewed(long nowMillis) {
        List<Answering> now = now(nowMillis);
        return now.size() > 1
                && now.stream()
                        .skip(1)
                        .anyMatch(older -> older.lastMillis() - now.get(0).firstMillis() > GRACE_MILLIS);
    }

    /** Steps that the job refused since then, newest first. */
    synchronized List<RuleSetAudited> refusedSince(Instant since) {
        List<RuleSetAudited> refused = new ArrayList<>();
        steps.descendingIterator().forEachRemaining(step -> {
            if (Boolean.FALSE.equals(step.getAccepted()) && step.getAt().isAfter(since)) {
                refused.add(step);
            }
        });
        return refused;
    }
}
