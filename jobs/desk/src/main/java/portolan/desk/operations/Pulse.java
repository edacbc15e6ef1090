// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import portolan.console.watch.RecentLatency;
import portolan.console.watch.RecentRate;

/** How fast the engine is: now, and as a curve over the last half hour. For several threads. */
final class Pulse {
    static final long BEAT_MILLIS = 5_000;

    private static final int MOST_BEATS = 360;

    private final RecentRate in = new RecentRate();
    private final RecentRate out = new RecentRate();
    private final RecentLatency latency = new RecentLatency();
    private final Deque<Beat> beats = new ArrayDeque<>();
    private long waiting = -1;
    private long assessedAt = -1;

    /**
     * One moment.
     *
     * @param atMillis when, epoch milliseconds
     * @param in filings a second
     * @param out assessments a second
     * @param measured assessments of the last minute whose latency was measured: 0 says that there is none
     * @param p50 of these, from a filing's append at the broker until the desk has its assessment, in milliseconds
     * @param p99 the same
     * @param waiting records that the jobs have not read, as their last checkpoint says; -1 if unknown
     */
    record Beat(long atMillis, double in, double out, long measured, long p50, long p99, long waiting) {}

    /** So many filings were appended since the last time. */
    synchronized void filed(long nowMillis, long filings) {
        in.add(nowMillis, filings);
    }

    /** So many assessments were appended since the last time. */
    synchronized void assessed(long nowMillis, long assessments) {
        out.add(nowMillis, assessments);
        if (assessments > 0) {
            assessedAt = nowMillis;
        }
    }

    /** An assessment is in hand whose filing was appended then. */
    synchronized void inHand(long nowMillis, long appendedAtMillis) {
        latency.add(nowMillis, appendedAtMillis);
    }

    synchronized void waiting(long records) {
        waiting = records;
    }

    /** When the last assessment came, epoch milliseconds; -1 if none has. */
    synchronized long assessedAt() {
        return assessedAt;
    }

    synchronized Beat now(long nowMillis) {
        RecentLatency.Latency minute = latency.lastMinute(nowMillis);
        return new Beat(
                nowMillis,
                in.perSecond(nowMillis),
                out.perSecond(nowMillis),
                minute.count(),
                minute.p50Millis(),
                minute.p99Millis(),
                waiting);
    }

    /** Adds a point to the curve. */
    synchronized void beat(long nowMillis) {
        beats.addLast(now(nowMillis));
        if (beats.size() > MOST_BEATS) {
            beats.removeFirst();
        }
    }

    /** The curve after some time, in its order. */
    synchronized List<Beat> after(long millis) {
        return beats.stream().filter(beat -> beat.atMillis() > millis).toList();
    }
}
