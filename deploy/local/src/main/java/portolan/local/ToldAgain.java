// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.kafka.Continuity;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;

/**
 * Compares what a job tells again with what its topics held before it began: a job that is rebuilt or set back scores
 * once more what others have acted on. Results have the ids they had, so readers keep the last; how many differ is said,
 * until all have been told again, or so many others in a row that the rest never will be.
 */
final class ToldAgain implements AutoCloseable {
    /** Of those that are compared, some 100 bytes each. */
    private static final int MOST = 1_000_000;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> results;
    private final java.util.function.Consumer<String> say;
    private final AvroWire<ConsignmentAssessed> assessed = Topics.CONSIGNMENTS_ASSESSED.wire();
    private final AvroWire<AlertRaised> raised = Topics.ALERTS_RAISED.wire();
    private final String alerts;
    private final Map<TopicPartition, Long> ends;

    /** Sums of the records by their ids, of those that were not told again. */
    private final Map<String, Integer> before = new HashMap<>();

    private final Thread thread = new Thread(this::compare, "told-again");
    private long same;
    private long differing;

    /** Under ids that were not there: of inputs that came since, or told otherwise. */
    private long others;

    private long othersInARow;
    private String said = "";
    private volatile boolean closed;

    ToldAgain(Consumer<byte[], byte[]> results, KafkaAccess access, java.util.function.Consumer<String> say) {
        this.results = results;
        this.say = say;
        this.alerts = access.name(Topics.ALERTS_RAISED);
        List<TopicPartition> partitions = Continuity.RESULTS.stream()
                .flatMap(topic -> results.partitionsFor(access.name(topic)).stream())
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        results.assign(partitions);
        this.ends = results.endOffsets(partitions);
        results.beginningOffsets(partitions).forEach((partition, begin) -> {
            long last = end(partition) - MOST / partitions.size();
            if (last > begin) {
                say.accept("only the last results are compared with what is told again: topic=" + partition.topic()
                        + ", partition=" + partition.partition() + ", from offset=" + last);
            }
            results.seek(partition, Math.max(begin, last));
        });
    }

    /** What is on the topics now is what was told before. */
    static ToldAgain from(KafkaAccess access, java.util.function.Consumer<String> say) {
        ToldAgain told = new ToldAgain(access.reader("portolan-told-again", KafkaAccess.HARDLY_WAITS), access, say);
        told.thread.setDaemon(true);
        told.thread.start();
        return told;
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    void compare() {
        long saidAt = System.nanoTime();
        try (results) {
            while (!closed && !isOver()) {
                results.poll(POLL).forEach(this::take);
                if (System.nanoTime() - saidAt >= BETWEEN_LINES.toNanos()) {
                    saidAt = System.nanoTime();
                    tell(false);
                }
            }
            if (closed) {
                // What a job wrote last, it wrote before it ended.
                results.poll(POLL).forEach(this::take);
            }
            tell(true);
        } catch (KafkaException e) {
            say.accept("results told again are compared no longer: cause=" + RootCause.of(e));
        }
    }

    private boolean isOver() {
        return (before.isEmpty() || othersInARow >= MOST)
                && ends.entrySet().stream().allMatch(end -> results.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String id = id(record.topic(), record.value());
        int sum = Arrays.hashCode(record.value());
        if (id != null && record.offset() < end(new TopicPartition(record.topic(), record.partition()))) {
            before.put(id, sum);
        } else if (id != null) {
            Integer was = before.remove(id);
            same += was != null && was == sum ? 1 : 0;
            differing += was != null && was != sum ? 1 : 0;
            others += was == null ? 1 : 0;
            othersInARow = was == null ? othersInARow + 1 : 0;
        }
    }

    /** The same for what is the same result; null where it is none. */
    private @Nullable String id(String topic, byte[] value) {
        if (topic.equals(alerts)) {
            return raised.decode(value) instanceof DecodeResult.Value<AlertRaised> alert
                    ? alert.value().getAlertId()
                            + ' '
                            + alert.value().getState()
                            + ' '
                            + alert.value().getAssessmentId()
                    : null;
        }
        return assessed.decode(value) instanceof DecodeResult.Value<ConsignmentAssessed> one
                ? one.value().getAssessmentId()
                : null;
    }

    /** Where others alone are news, only at the end: a job that has caught up tells nothing else. */
    private void tell(boolean last) {
        String told = "results told again under the ids they had: same=" + same + ", differing=" + differing
                + ", not yet told again=" + before.size();
        if (last || !told.equals(said)) {
            said = told;
            say.accept(told + ", under ids that were not there=" + others);
        }
    }

    /** Says what it came to. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(BETWEEN_LINES.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
