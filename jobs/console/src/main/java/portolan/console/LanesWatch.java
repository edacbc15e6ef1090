package portolan.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import portolan.schemas.Decoded;
import portolan.schemas.Topics;
import portolan.schemas.avro.LanesCounted;

/** Reads what the lanes of offices came to, to where the topic ends now. It leaves no trace at the brokers. */
public final class LanesWatch {
    private static final Duration POLL = Duration.ofMillis(100);

    /** All of it: a topic with one record an office and day needs no more. */
    private static final TopicPartition ONLY = new TopicPartition(Topics.LANES_COUNTED.name(), 0);

    private LanesWatch() {}

    /**
     * Prints the table of what was told since then.
     *
     * @param tty whether a person reads {@code out}
     * @throws UnusableInputException when the brokers do not answer or the topic is missing
     */
    public static void show(String bootstrapServers, Instant since, PrintWriter out, PrintWriter err, boolean tty)
            throws UnusableInputException {
        LanesTable table = new LanesTable();
        long unreadable;
        try (Consumer<byte[], byte[]> consumer = AlertFeed.consumer(bootstrapServers)) {
            unreadable = read(consumer, since, table);
        } catch (KafkaException e) {
            throw KafkaFaults.unusable(bootstrapServers, e);
        }
        table.lines(Terminal.screen(System.getenv(), tty)).forEach(line -> Outlet.paint(out, line));
        out.flush();
        if (table.isEmpty()) {
            err.println("watch: nothing was counted since " + since + ": does the rule set in force state budgets?");
        }
        if (unreadable > 0) {
            err.println(
                    "watch: " + TextLine.counted(unreadable, "record") + " could not be read: topic=" + ONLY.topic());
        }
        err.flush();
    }

    static long read(Consumer<byte[], byte[]> consumer, Instant since, LanesTable table) throws UnusableInputException {
        if (consumer.partitionsFor(ONLY.topic()).isEmpty()) {
            throw new UnusableInputException("Kafka has no topic " + ONLY.topic() + "; 'run --create-topics' makes it");
        }
        consumer.assign(List.of(ONLY));
        long end = consumer.endOffsets(List.of(ONLY)).getOrDefault(ONLY, 0L);
        OffsetAndTimestamp first = consumer.offsetsForTimes(java.util.Map.of(ONLY, since.toEpochMilli()))
                .get(ONLY);
        consumer.seek(ONLY, first == null ? end : first.offset());
        long unreadable = 0;
        while (consumer.position(ONLY) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.value() != null
                        && Topics.LANES_COUNTED.wire().decode(record.value())
                                instanceof Decoded.Value<LanesCounted> counted) {
                    table.take(counted.value());
                } else {
                    unreadable++;
                }
            }
        }
        return unreadable;
    }
}
