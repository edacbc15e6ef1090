// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import portolan.console.kafka.KafkaFaults;
import portolan.console.screen.Outlet;
import portolan.console.screen.Terminal;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.LanesCounted;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/** Reads what the lanes of offices came to, to where the topic ends now. It leaves no trace at the brokers. */
public final class LanesWatch {
    private static final Duration POLL = Duration.ofMillis(100);

    private LanesWatch() {}

    /**
     * Prints the table of what was told since then.
     *
     * @param tty whether a person reads {@code out}
     * @throws UnusableInputException when the topic is missing
     * @throws KafkaFault when the brokers do not answer
     */
    public static void show(KafkaAccess kafka, Instant since, PrintWriter out, PrintWriter err, boolean tty)
            throws UnusableInputException {
        LanesTable table = new LanesTable();
        long unreadable;
        kafka.reached().close();
        try (Consumer<byte[], byte[]> consumer = kafka.reader("portolan-watch", Map.of())) {
            unreadable = read(kafka, consumer, since, table);
        } catch (KafkaException e) {
            throw KafkaFault.of(kafka, e);
        }
        table.lines(Terminal.screen(System.getenv(), tty)).forEach(line -> Outlet.paint(out, line));
        out.flush();
        if (table.isEmpty()) {
            err.println("watch: nothing was counted since " + since + ": does the rule set in force state budgets?");
        }
        if (unreadable > 0) {
            err.println("watch: " + TextLine.counted(unreadable, "record") + " could not be read: topic="
                    + kafka.name(Topics.LANES_COUNTED));
        }
        err.flush();
    }

    private static long read(KafkaAccess kafka, Consumer<byte[], byte[]> consumer, Instant since, LanesTable table)
            throws UnusableInputException {
        // All of it: a topic with one record an office and day needs no more partitions.
        TopicPartition only = new TopicPartition(kafka.name(Topics.LANES_COUNTED), 0);
        if (consumer.partitionsFor(only.topic()).isEmpty()) {
            throw KafkaFaults.missing(kafka, Topics.LANES_COUNTED);
        }
        consumer.assign(List.of(only));
        long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
        OffsetAndTimestamp first =
                consumer.offsetsForTimes(Map.of(only, since.toEpochMilli())).get(only);
        consumer.seek(only, first == null ? end : first.offset());
        long unreadable = 0;
        while (consumer.position(only) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.value() != null
                        && Topics.LANES_COUNTED.wire().decode(record.value())
                                instanceof DecodeResult.Value<LanesCounted> counted) {
                    table.take(counted.value());
                } else {
                    unreadable++;
                }
            }
        }
        return unreadable;
    }
}
