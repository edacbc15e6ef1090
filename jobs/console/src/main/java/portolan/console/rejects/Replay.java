// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import portolan.console.rejects.ReplayPlan.Planned;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;
import portolan.topics.RecordSender;
import portolan.topics.TopicScan.Range;

/** Sends rejected inputs again, as they were, with a header that says so. */
public final class Replay {
    private static final long MOST_HELD_BYTES = 64L << 20;

    private Replay() {}

    /**
     * Sends what is planned, in its order. What was sent stays so if it fails: a plan made again leaves it out.
     *
     * @param err hears how far it is
     * @return records sent, by topic
     * @throws KafkaFault if Kafka does not take them
     * @throws IllegalStateException if retention has deleted what is to be sent
     */
    public static Map<String, Long> send(
            RejectTopic rejects, KafkaAccess access, List<Planned> planned, PrintWriter err) {
        Map<String, Long> sent = new TreeMap<>();
        Reports reports = new Reports(err);
        try (RecordSender sender = new RecordSender(
                access,
                "portolan-replay",
                Topics.CONSIGNMENTS_FILED.maxMessageBytes(),
                Map.of(ProducerConfig.LINGER_MS_CONFIG, 5, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"))) {
            try {
                for (int from = 0; from < planned.size(); ) {
                    List<Planned> next = ReplayPlan.firstOf(planned.subList(from, planned.size()), MOST_HELD_BYTES);
                    Map<String, FilingRejected> records = fetch(rejects, access, next);
                    for (Planned one : next) {
                        FilingRejected record = records.get(one.partition() + ":" + one.offset());
                        if (record == null) {
                            throw new IllegalStateException(
                                    "retention has deleted a reject: " + one + "; run it again for the others");
                        }
                        sender.send(
                                one.isMessage() ? message(rejects, access, one, record) : record(access, one, record));
                        sent.merge(access.name(one.topic()), 1L, Long::sum);
                        reports.at(() -> sender.confirmed() + " of " + planned.size() + " records are sent");
                    }
                    from += next.size();
                }
                sender.flush();
                return sent;
            } catch (KafkaFault e) {
                err.println("confirmed: " + TextLine.number(sender.confirmed()) + " of "
                        + TextLine.number(planned.size()) + "; run it again: what was sent is skipped");
                throw e;
            }
        }
    }

    /** The whole message: filings that came of it before keep their ids, and the ledger drops them. */
    private static ProducerRecord<byte[], byte[]> message(
            RejectTopic rejects, KafkaAccess access, Planned one, FilingRejected rejected) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        TopicPartition partition = new TopicPartition(access.name(one.topic()), rejected.getPartition());
        Range kept = rejects.scan().since(one.topic(), Instant.EPOCH).get(partition);
        if (kept != null && kept.from() <= rejected.getOffset() && rejected.getOffset() < kept.to()) {
            rejects.scan()
                    .read(Map.of(partition, new Range(rejected.getOffset(), rejected.getOffset() + 1)), found::add);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("retention has deleted a message: topic=" + one.topic() + ", partition="
                    + rejected.getPartition() + ", offset=" + rejected.getOffset()
                    + "; choose later rejects by --since, and run it again");
        }
        ConsumerRecord<byte[], byte[]> message = found.get(0);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                message.topic(), message.partition(), null, message.key(), message.value(), message.headers());
        record.headers().remove(ReplayHeader.HEADER);
        record.headers().add(ReplayHeader.HEADER, new ReplayHeader(one.input(), one.attempt() - 1).next());
        return record;
    }

    /** With the bytes, by place. */
    private static Map<String, FilingRejected> fetch(RejectTopic rejects, KafkaAccess access, List<Planned> planned) {
        Map<String, FilingRejected> records = new HashMap<>();
        Set<String> wanted = new HashSet<>();
        Map<TopicPartition, Range> ranges = new HashMap<>();
        for (Planned one : planned) {
            wanted.add(one.partition() + ":" + one.offset());
            ranges.merge(
                    new TopicPartition(access.name(Topics.FILINGS_REJECTED), one.partition()),
                    new Range(one.offset(), one.offset() + 1),
                    (all, more) -> new Range(Math.min(all.from(), more.from()), Math.max(all.to(), more.to())));
        }
        rejects.read(ranges, rejected -> {
            String place = rejected.partition() + ":" + rejected.offset();
            if (wanted.contains(place)) {
                records.put(place, rejected.record());
            }
        });
        return records;
    }

    private static ProducerRecord<byte[], byte[]> record(KafkaAccess access, Planned one, FilingRejected rejected) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                access.name(one.topic()),
                rejected.getPartition(),
                rejected.getKey() == null ? null : ReplayHeader.bytes(Objects.requireNonNull(rejected.getKey())),
                ReplayHeader.bytes(rejected.getValue()));
        rejected.getHeaders().forEach((name, value) -> {
            if (!name.equals(ReplayHeader.HEADER)) {
                record.headers().add(name, ReplayHeader.bytes(value));
            }
        });
        record.headers().add(ReplayHeader.HEADER, new ReplayHeader(one.input(), one.attempt() - 1).next());
        return record;
    }
}
