// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

class UnreadWatchTest {
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Counter lost = new ThreadSafeSimpleCounter();
    private final AtomicInteger asked = new AtomicInteger();

    private UnreadWatch reading(Map<Integer, Long> committed, UnreadWatch.Starts brokers) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        committed.forEach((partition, offset) -> offsets.put(new TopicPartition("filed", partition), offset));
        return new UnreadWatch(
                "filed",
                offsets,
                lost,
                of -> {
                    asked.incrementAndGet();
                    return brokers.of(of);
                },
                BETWEEN);
    }

    /** All partitions begin at this offset. */
    private static UnreadWatch.Starts begin(long at) {
        return of -> {
            Map<TopicPartition, Long> starts = new HashMap<>();
            of.keySet().forEach(partition -> starts.put(partition, at));
            return starts;
        };
    }

    private void awaitLost(UnreadWatch watch, long count) throws Exception {
        Patience.until("all gaps are answered for", () -> !watch.isLooking(), lost::getCount);
        assertThat(lost.getCount()).isEqualTo(count);
    }

    @Test
    void gapsOfAllPartitionsAreCountedWhetherOrNotMoreIsRead() throws Exception {
        UnreadWatch watch = reading(Map.of(0, 10L, 1, 20L, 2, 30L), begin(40));

        watch.read(0, 40);
        watch.read(1, 40);
        watch.read(2, 40);

        awaitLost(watch, 30 + 20 + 10);
    }

    @Test
    void aGapThatNobodyAnswersForIsAskedForAgain() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        UnreadWatch watch = reading(Map.of(0, 10L, 1, 10L), of -> {
            if (answers.incrementAndGet() <= 2) {
                throw KafkaFault.of(KafkaAccess.at("broker:9092"), new IllegalStateException("away"));
            }
            return begin(15).of(of);
        });

        watch.read(0, 15);
        watch.read(1, 15);

        awaitLost(watch, 10);
        assertThat(asked).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    void aMarkerOfATransactionIsNotLostNorIsWhatIsReadAgain() throws Exception {
        UnreadWatch watch = reading(Map.of(0, 10L), begin(0));

        watch.read(0, 12);
        watch.read(0, 5);
        watch.read(0, 6);

        awaitLost(watch, 0);
        assertThat(asked).as("of the gap before 12 only").hasValue(1);
    }

    /** What is lost of a gap is what lies before the partition's beginning. */
    @Test
    void aGapThatBeginsBeforeWhatIsLeftCountsUpToThere() throws Exception {
        UnreadWatch watch = reading(Map.of(0, 10L), begin(13));

        watch.read(0, 20);

        awaitLost(watch, 3);
    }
}
