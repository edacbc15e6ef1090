// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineReader;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * What the demo sends, as records for Kafka: a generated feed with outcomes, half of whose filers send messages, or a
 * user's file of filings. Each step is one filing or outcome, and what of it and of those before is sent by then.
 */
final class DemoFeed implements Iterator<List<ProducerRecord<byte[], byte[]>>>, Closeable {
    private final Iterator<List<ProducerRecord<byte[], byte[]>>> records;
    private final Closeable source;

    private DemoFeed(Iterator<List<ProducerRecord<byte[], byte[]>>> records, Closeable source) {
        this.records = records;
        this.source = source;
    }

    static DemoFeed generated(long seed) {
        AvroWire<Filing> filings = Topics.CONSIGNMENTS_FILED.wire();
        AvroWire<InspectionOutcome> outcomes = Topics.INSPECTIONS_REPORTED.wire();
        DemoMessages messages = new DemoMessages();
        Iterator<FeedEvent> feed = new Feed(FeedSettings.demo().seed(seed).build());
        return new DemoFeed(
                map(feed, event -> {
                    if (!(event instanceof FeedEvent.Filed filed)) {
                        InspectionOutcome outcome = ((FeedEvent.Reported) event).outcome();
                        return List.of(record(Topics.INSPECTIONS_REPORTED, outcomes, outcome));
                    }
                    return DemoMessages.isMessage(filed.filing())
                            ? messages.take(filed)
                            : List.of(record(Topics.CONSIGNMENTS_FILED, filings, filed.filing()));
                }),
                () -> {});
    }

    /** A file of JSON Lines; a line that cannot be read is sent as it is, and the job rejects it with its reason. */
    static DemoFeed of(Path file) throws IOException {
        FeedFiles.readable(file, "feed");
        AvroWire<Filing> filings = Topics.CONSIGNMENTS_FILED.wire();
        LineReader<Filing> lines = FilingLines.read(Files.newInputStream(file), file.toString());
        return new DemoFeed(
                map(lines, line -> {
                    Filing filing = line.value();
                    return List.of(filing == null ? raw(line) : encoded(line, filing, filings));
                }),
                lines);
    }

    private static <T extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
            Topic<T> topic, AvroWire<T> wire, T value) {
        return new ProducerRecord<>(topic.name(), topic.key(value), wire.encode(value));
    }

    /** A value that the record cannot hold, a time beyond milliseconds, is one more line for the job to reject. */
    private static ProducerRecord<byte[], byte[]> encoded(Line<Filing> line, Filing filing, AvroWire<Filing> wire) {
        try {
            return record(Topics.CONSIGNMENTS_FILED, wire, filing);
        } catch (RuntimeException unfit) {
            return raw(line);
        }
    }

    private static ProducerRecord<byte[], byte[]> raw(Line<Filing> line) {
        return new ProducerRecord<>(Topics.CONSIGNMENTS_FILED.name(), null, line.raw());
    }

    private static <T> Iterator<List<ProducerRecord<byte[], byte[]>>> map(
            Iterator<T> events, Function<T, List<ProducerRecord<byte[], byte[]>>> toRecords) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return events.hasNext();
            }

            @Override
            public List<ProducerRecord<byte[], byte[]>> next() {
                return toRecords.apply(events.next());
            }
        };
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> next() {
        return records.next();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
