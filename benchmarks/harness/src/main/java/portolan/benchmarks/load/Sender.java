// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.load;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.feed.FeedVersion;
import portolan.benchmarks.feed.FilingFeed;
import portolan.benchmarks.process.Arguments;
import portolan.benchmarks.process.Lifeline;
import portolan.benchmarks.process.WallClock;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;

/**
 * The process that files. Orders on its standard input: {@code introduce COUNT}, one filing of each shipper in turn, as
 * fast as the broker takes them; {@code fill COUNT}, the same of shippers as the plan draws them; {@code pace RATE
 * SECONDS}, so many a second whatever happens. It answers {@code done SENT LAST LATE}: filings since its start, the
 * intended time of the last in microseconds, and by how many microseconds the latest was sent too late.
 *
 * <p>At a pace the load is open: filing number i is due at the start plus i by the rate, is stamped with that time, and
 * is sent as soon as it is due; none is left out because an earlier one was late.
 */
public final class Sender implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    /** Room for the records of a second that the broker does not take. */
    private static final int BUFFER_BYTES = 128 << 20;

    private final String bootstrap;
    private final String topic;
    private final FilingFeed feed;
    private final AvroWire<InspectionOutcome> outcomes = Topics.INSPECTIONS_REPORTED.wire();
    private final Lifeline lifeline;
    private final WallClock clock = WallClock.start();
    private long sequence;
    private long lastMicros;
    private @Nullable KafkaProducer<byte[], byte[]> pacing;
    private volatile @Nullable Exception lost;

    private Sender(Arguments arguments, FilingFeed feed, long from, Lifeline lifeline) {
        this.bootstrap = arguments.text("bootstrap");
        this.topic = arguments.text("topic");
        this.feed = feed;
        this.sequence = from;
        this.lifeline = lifeline;
    }

    /**
     * Carries orders out until standard input ends.
     *
     * @param words {@code --bootstrap, --topic, --day} and what the plan of the feed is made of
     */
    public static void main(String[] words) throws InterruptedException {
        Arguments arguments = Arguments.of(words);
        FeedPlan plan = new FeedPlan(
                FeedVersion.named(arguments.text("feed", "v2")),
                arguments.number("seed", 1),
                arguments.number("shippers", 1_000_000),
                arguments.decimal("zipf", 0.8),
                arguments.decimal("hot-share", 0),
                Boolean.parseBoolean(arguments.text("one-voyage", "false")),
                arguments.number("planned", 4_000_000));
        long from = arguments.number("from", 0);
        FilingFeed feed = FilingFeed.of(plan, LocalDate.parse(arguments.text("day")), from);
        Lifeline lifeline = Lifeline.onStandardInput();
        try (Sender sender = new Sender(arguments, feed, from, lifeline)) {
            System.out.println("ready");
            while (!lifeline.isCut()) {
                String order = lifeline.order(LOOK_MILLIS);
                if (order != null) {
                    sender.carryOut(order.split(" ", -1));
                }
            }
        }
    }

    private void carryOut(String[] order) {
        long late =
                switch (order[0]) {
                    case "introduce" -> fill(Long.parseLong(order[1]), true);
                    case "fill" -> fill(Long.parseLong(order[1]), false);
                    case "pace" -> pace(Double.parseDouble(order[1]), Double.parseDouble(order[2]));
                    default -> throw new IllegalArgumentException("unknown order: " + order[0]);
                };
        if (lost != null) {
            throw new IllegalStateException("a filing was not sent: topic=" + topic, lost);
        }
        System.out.println("done " + sequence + ' ' + lastMicros + ' ' + late);
    }

    private long fill(long count, boolean introducing) {
        try (KafkaProducer<byte[], byte[]> producer = producer("20", 512 << 10)) {
            for (long i = 0; i < count && !lifeline.isCut(); i++) {
                lastMicros = clock.micros();
                if (introducing) {
                    feed.introduce(sequence, lastMicros);
                } else {
                    feed.next(sequence, lastMicros);
                }
                send(producer);
            }
        }
        return 0;
    }

    private long pace(double rate, double seconds) {
        long count = Math.round(rate * seconds);
        long latest = 0;
        KafkaProducer<byte[], byte[]> producer = pacing();
        // The first send waits for the topic's partitions: without this the run would begin late.
        producer.partitionsFor(topic);
        long start = clock.micros() + TimeUnit.MILLISECONDS.toMicros(10);
        for (long i = 0; i < count && !lifeline.isCut(); i++) {
            long due = start + (long) (i * 1e6 / rate);
            long now = clock.micros();
            while (now < due) {
                LockSupport.parkNanos((due - now) * 1_000);
                now = clock.micros();
            }
            latest = Math.max(latest, now - due);
            lastMicros = due;
            feed.next(sequence, due);
            send(producer);
        }
        producer.flush();
        return latest;
    }

    /**
     * One producer for all paces: with one of its own each began by compiling anew, here and in the broker, what the
     * end of the one before had made the compiler throw away, for four to eight seconds.
     */
    private KafkaProducer<byte[], byte[]> pacing() {
        KafkaProducer<byte[], byte[]> producer = pacing;
        if (producer == null) {
            producer = producer("1", 128 << 10);
            pacing = producer;
        }
        return producer;
    }

    @Override
    public void close() {
        if (pacing != null) {
            pacing.close();
        }
    }

    /** The producer copies key and value before it returns, so that the feed may write over them. */
    private void send(KafkaProducer<byte[], byte[]> producer) {
        send(producer, new ProducerRecord<>(topic, null, feed.receivedMillis(), feed.key(), feed.value()));
        InspectionOutcome report = feed.report();
        if (report != null) {
            send(
                    producer,
                    new ProducerRecord<>(
                            Topics.INSPECTIONS_REPORTED.name(),
                            null,
                            feed.receivedMillis(),
                            Topics.INSPECTIONS_REPORTED.key(report),
                            outcomes.encode(report)));
        }
        sequence++;
    }

    private void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        // Who waited for each would send one at a time; a failure is seen when the order is done.
        Future<RecordMetadata> unused = producer.send(record, (sent, failure) -> {
            if (failure != null) {
                lost = failure;
            }
        });
    }

    private KafkaProducer<byte[], byte[]> producer(String lingerMillis, int batchBytes) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
