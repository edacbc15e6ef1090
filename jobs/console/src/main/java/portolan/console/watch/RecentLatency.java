// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import org.HdrHistogram.Histogram;

/** Latencies of the last minute and of the whole run, in milliseconds, to two digits. */
public final class RecentLatency {
    /** From a filing's append at the broker to its assessment in our hand; of {@code count} filings. */
    public record Latency(long count, long p50Millis, long p99Millis) {}

    private static final long PART_MILLIS = 10_000;
    private static final int PARTS = 6;

    /** Longer waits count as this: a backlog of days is not a latency. */
    private static final long LONGEST_MILLIS = 3_600_000;

    private final Histogram[] parts = new Histogram[PARTS];
    private final Histogram all = histogram();
    private long part = Long.MIN_VALUE;
    private long since = Long.MIN_VALUE;

    /** Nothing was measured yet. */
    public RecentLatency() {
        for (int i = 0; i < PARTS; i++) {
            parts[i] = histogram();
        }
    }

    /** Begins anew: counts filings appended from this moment on, and forgets what was counted so far. */
    void restartAt(long sinceMillis) {
        if (sinceMillis != since) {
            since = sinceMillis;
            all.reset();
            for (Histogram each : parts) {
                each.reset();
            }
        }
    }

    /** A filing that was appended then is assessed now. */
    public void add(long nowMillis, long appendedAtMillis) {
        if (appendedAtMillis < since) {
            return;
        }
        advance(nowMillis);
        // Clocks of two machines may disagree by a little: an answer before its question took no time.
        long bounded = Math.max(0, Math.min(LONGEST_MILLIS, nowMillis - appendedAtMillis));
        parts[slot(part)].recordValue(bounded);
        all.recordValue(bounded);
    }

    /** Of the last minute. */
    public Latency lastMinute(long nowMillis) {
        advance(nowMillis);
        Histogram sum = histogram();
        for (Histogram each : parts) {
            sum.add(each);
        }
        return percentiles(sum);
    }

    Latency wholeRun() {
        return percentiles(all);
    }

    private static Latency percentiles(Histogram of) {
        return new Latency(of.getTotalCount(), of.getValueAtPercentile(50), of.getValueAtPercentile(99));
    }

    private void advance(long nowMillis) {
        long now = Math.floorDiv(nowMillis, PART_MILLIS);
        if (part == Long.MIN_VALUE) {
            part = now;
        }
        for (int turned = 0; part < now && turned < PARTS; turned++) {
            part++;
            parts[slot(part)].reset();
        }
        part = Math.max(part, now);
    }

    private static int slot(long of) {
        return (int) Math.floorMod(of, (long) PARTS);
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_MILLIS, 2);
    }
}
