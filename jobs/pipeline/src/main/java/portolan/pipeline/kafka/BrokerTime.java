package portolan.pipeline.kafka;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;
import portolan.pipeline.RawRecord;

/**
 * Watermarks of a partition whose times only grow: a millisecond behind the newest record while records come, level
 * with it once they stop, and then idle.
 *
 * <p>Flink's own monotonous watermarks stay a millisecond behind for ever: in ordered mode the last filing of the
 * evening would wait for the first one of the morning.
 */
final class BrokerTime implements WatermarkGenerator<RawRecord> {
    private final RelativeClock clock;
    private final long quietAgainNanos;

    /** Until it has been idle once, the first records may still be on their way. */
    private long quietNanos;

    private long newest = Long.MIN_VALUE + 1;
    private long newestSeenAt;
    private boolean idle;

    /**
     * @param quiet how long nothing must come for the partition to be idle
     * @param quietAgain the same, after it has been idle once
     */
    BrokerTime(RelativeClock clock, Duration quiet, Duration quietAgain) {
        this.clock = clock;
        this.quietNanos = quiet.toNanos();
        this.quietAgainNanos = quietAgain.toNanos();
        this.newestSeenAt = clock.relativeTimeNanos();
    }

    @Override
    public void onEvent(RawRecord record, long timestamp, WatermarkOutput out) {
        newest = Math.max(newest, timestamp);
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
