// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;
import portolan.pipeline.RawRecord;

/**
 * Watermarks of a partition whose times only grow, in arrival mode: a millisecond behind the newest record while records
 * come, level with it once they stop, and then idle. What is stamped in the future moves none.
 *
 * <p>Flink's own monotonous watermarks stay a millisecond behind for ever: what the evening's last record made due would
 * wait for the first one of the morning.
 */
final class BrokerTime implements WatermarkGenerator<RawRecord> {
    private final RelativeClock clock;
    private final InstantSource now;
    private final long quietAgainNanos;

    /** Until it has been idle once, the first records may still be on their way. */
    private long quietNanos;

    private long newest = Long.MIN_VALUE + 1;
    private long newestSeenAt;
    private boolean idle;

    /**
     * @param now this machine's clock, which says what is stamped in the future
     * @param quiet how long nothing must come for the partition to be idle
     * @param quietAgain the same, after it has been idle once
     */
    BrokerTime(RelativeClock clock, InstantSource now, Duration quiet, Duration quietAgain) {
        this.clock = clock;
        this.now = now;
        this.quietNanos = quiet.toNanos();
        this.quietAgainNanos = quietAgain.toNanos();
        this.newestSeenAt = clock.relativeTimeNanos();
    }

    @Override
    public void onEvent(RawRecord record, long timestamp, WatermarkOutput out) {
        if (!StampedAhead.is(timestamp, now.millis())) {
            newest = Math.max(newest, timestamp);
        }
        newestSeenAt = clock.relativeTimeNanos();
        if (idle) {
            out.markActive();
            idle = false;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput out) {
        if (idle) {
            return;
        }
        idle = clock.relativeTimeNanos() - newestSeenAt > quietNanos;
        out.emitWatermark(new Watermark(idle ? newest : newest - 1));
        if (idle) {
            quietNanos = quietAgainNanos;
            out.markIdle();
        }
    }
}
