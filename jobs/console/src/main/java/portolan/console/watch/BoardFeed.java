// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import portolan.console.kafka.KafkaFaults;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;

/**
 * Reads the engine's output topics from where they end now, and tells the tally. It joins no group and commits nothing:
 * watching must not disturb.
 */
final class BoardFeed implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
    private static final int DRAINS_AT_MOST = 50;

    private final Consumer<byte[], byte[]> consumer;
    private final BoardTally tally;
    private final Map<String, Sink> sinks = new HashMap<>();

    BoardFeed(KafkaAccess kafka, Consumer<byte[], byte[]> consumer, BoardTally tally) throws UnusableInputException {
        this.consumer = consumer;
        this.tally = tally;
        sinks.put(
                kafka.name(Topics.CONSIGNMENTS_ASSESSED),
                decoding(Topics.CONSIGNMENTS_ASSESSED, (assessment, now) -> tally.assessed(assessment, now)));
        sinks.put(kafka.name(Topics.ALERTS_RAISED), decoding(Topics.ALERTS_RAISED, (alert, now) -> tally.alert(alert)));
        // A reject may carry megabytes of what it was; that there is one is all the board shows.
        sinks.put(kafka.name(Topics.FILINGS_REJECTED), (value, now) -> tally.rejected());
        // Where nobody sends messages, nobody need have made their topic.
        if (!partitions(kafka.name(Topics.MESSAGES_ANSWERED)).isEmpty()) {
            sinks.put(
                    kafka.name(Topics.MESSAGES_ANSWERED),
                    decoding(Topics.MESSAGES_ANSWERED, (receipt, now) -> tally.answered(receipt)));
        }
        for (KafkaTopic topic : List.of(Topics.CONSIGNMENTS_ASSESSED, Topics.ALERTS_RAISED, Topics.FILINGS_REJECTED)) {
            if (partitions(kafka.name(topic)).isEmpty()) {
                throw KafkaFaults.missing(kafka, topic);
            }
        }
        seekToEnd();
    }

    static Consumer<byte[], byte[]> consumer(KafkaAccess kafka) {
        return kafka.reader("portolan-board", Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000));
    }

    /** Takes in what has come; waits a moment when nothing has. Returns the number of records. */
    int poll(java.time.Clock clock) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(LONGEST_WAIT);
        long inHand = clock.millis();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Sink sink = sinks.get(record.topic());
            if (sink != null) {
                sink.take(record.value(), inHand);
            }
        }
        return records.count();
    }

    /** Takes in what is still on its way, until a poll comes back empty. */
    void drain(java.time.Clock clock) {
        int polls = 0;
        do {
            polls++;
        } while (poll(clock) > 0 && polls < DRAINS_AT_MOST);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void seekToEnd() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : sinks.keySet()) {
            partitions(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: asking fixes "now" before whoever started us goes on to file.
        partitions.forEach(consumer::position);
    }

    private List<PartitionInfo> partitions(String topic) {
        return Objects.requireNonNullElse(consumer.partitionsFor(topic), List.of());
    }

    private <T extends SpecificRecord> Sink decoding(Topic<T> topic, BiConsumer<T, Long> taker) {
        AvroWire<T> wire = topic.wire();
        return (value, now) -> {
            if (value != null && wire.decode(value) instanceof DecodeResult.Value<T> decoded) {
                taker.accept(decoded.value(), now);
            } else {
                tally.unreadable();
            }
        };
    }

    /** What becomes of the values of one topic. */
    private interface Sink {
        void take(byte @Nullable [] value, long nowMillis);
    }
}
