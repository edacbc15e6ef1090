// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts records stamped in the future: not by a broker, but by a sender, on a topic that was changed to
 * {@code CreateTime}. They are handled like others, but no time passes by them: all that comes until then would be late.
 */
final class StampedAhead {
    private static final Logger LOG = LoggerFactory.getLogger(StampedAhead.class);

    /** What is known of the brokers' clock is a while old, or by another machine's. */
    private static final long MARGIN = Duration.ofMinutes(1).toMillis();

    private final InstantSource clock;
    private final Counter counter;

    StampedAhead(InstantSource clock, Counter counter) {
        this.clock = clock;
        this.counter = counter;
    }

    /** Whether a stamp is more than a minute later than a clock shows; both in epoch milliseconds. */
    static boolean is(long stamp, long now) {
        return stamp > now + MARGIN;
    }

    void look(ConsumerRecord<byte[], byte[]> record) {
        long now = clock.millis();
        if (!is(record.timestamp(), now)) {
            return;
        }
        counter.inc();
        // The first, the second, the fourth and so on: a log that tells each would be the next fault.
        if (Long.bitCount(counter.getCount()) == 1) {
            LOG.warn(
                    "stamped in the future, so no time passes by it: topic={}, partition={}, offset={}, stamped={},"
                            + " now={}, so far={}; set message.timestamp.type of the topic to LogAppendTime, and look"
                            + " at the clocks",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    now,
                    counter.getCount());
        }
    }
}
