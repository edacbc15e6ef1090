// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.JobMetric;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.scoring.manifest.Position;

/**
 * Where one task of an operator sets aside what it fails to handle: counted as {@link JobMetric#QUARANTINED}, told as {@link
 * Reject#NOT_HANDLED}, and the job goes on, unless it is a {@link Flood}.
 *
 * <p>Only deciding belongs inside the {@code try} whose exception comes here. Reading and storing state, and emitting,
 * stand outside: what fails there fails the task.
 */
public final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final String operator;
    private final Counter quarantined;
    private final LongSupplier clock;
    private final Flood flood = new Flood();

    private boolean isAside;

    /**
     * @param operator the name that its rejects carry
     * @param clock in milliseconds, for {@link Flood} only
     */
    public Quarantine(String operator, MetricGroup metrics, LongSupplier clock) {
        this.operator = operator;
        this.quarantined = JobMetric.QUARANTINED.counter(metrics);
        this.clock = clock;
    }

    /** One more record is handled. */
    public void take() {
        isAside = false;
        flood.take(clock.getAsLong());
    }

    /**
     * Sets aside an input that is at hand.
     *
     * @param of what of the input could not be handled, as {@code name=value}
     * @throws FloodException if too many are
     */
    public Reject of(RuntimeException failure, String of, RawRecord raw, long orderTime) {
        return of(failure, of, raw, orderTime, false);
    }

    /**
     * Sets aside what came of an input that is elsewhere.
     *
     * @param unassessed whether a filing goes without its assessment
     * @throws FloodException if too many are
     */
    public Reject of(RuntimeException failure, String of, Position position, boolean unassessed) {
        return of(failure, of, RawRecord.at(position), unassessed);
    }

    /**
     * Sets aside what came of an input that is elsewhere.
     *
     * @param raw where that is
     * @param unassessed whether a filing goes without its assessment
     * @throws FloodException if too many are
     */
    public Reject of(RuntimeException failure, String of, RawRecord raw, boolean unassessed) {
        return of(failure, of, raw, raw.timestamp(), unassessed);
    }

    private Reject of(RuntimeException failure, String of, RawRecord raw, long orderTime, boolean unassessed) {
        quarantined.inc();
        if (Long.bitCount(quarantined.getCount()) == 1) {
            // Its trace, for whoever mends it: of the first, second, fourth, eighth, ...
            LOG.warn("not handled: operator={}, input={}, so far={}", operator, raw, quarantined.getCount(), failure);
        }
        String what = "not handled: " + of + ", exception=" + failure + at(failure);
        if (!isAside) {
            isAside = true;
            flood.setAside(clock.getAsLong());
            if (flood.isFlood()) {
                throw new FloodException(
                        "stopped, as too many records cannot be handled: operator=" + operator + ", last minute="
                                + flood.aside() + " of " + flood.taken() + ", allowed=" + Flood.MOST_PERCENT
                                + " % or fewer than " + Flood.LEAST + ", last input=" + raw + ", " + what
                                + "; the log and, as far as they were committed, the rejects say what was set aside: reason="
                                + Reject.NOT_HANDLED
                                + "; mend the cause, then start the job again",
                        failure);
            }
        }
        return new Reject(
                Reject.NOT_HANDLED,
                what + "; the input is at " + raw + ", file it anew with a higher version when the fault is mended",
                operator,
                raw,
                orderTime,
                failure.getClass().getName(),
                unassessed);
    }

    private static String at(RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : ", at=" + trace[0];
    }
}
