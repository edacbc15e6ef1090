// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import portolan.pipeline.RawRecord;
import portolan.topics.KafkaAccess;

/** The inputs of one job in ordered mode, whose brokers' clock has no thread: somebody else says when it asks. */
public final class SteppedInputs {
    private final OrderedInputs inputs;
    private final LongSupplier nanos;
    private final Producer<byte[], byte[]> producer;
    private final Admin admin;
    private final InvisibleRecords invisible;
    private final List<InOrderReader> readers = new ArrayList<>();

    /**
     * Inputs without readers.
     *
     * @param topics all that the job reads
     * @param clock the topic of the brokers' clock
     */
    public SteppedInputs(
            List<String> topics,
            String clock,
            Duration settle,
            LongSupplier nanos,
            Producer<byte[], byte[]> producer,
            Admin admin,
            Consumer<byte[], byte[]> consumer) {
        this.nanos = nanos;
        this.producer = producer;
        this.admin = admin;
        this.inputs = new OrderedInputs(
                new OrderedInputs.Plan("simulated", topics, "simulated", clock, settle, new Properties()), nanos);
        this.invisible = new InvisibleRecords(consumer);
    }

    /** Reads a topic in order, over a reader that reads it as it comes, and makes its records with these. */
    public SourceReader<RawRecord, KafkaPartitionSplit> reader(
            SourceReader<RawRecord, KafkaPartitionSplit> over,
            KafkaRecordDeserializationSchema<RawRecord> records,
            MetricGroup metrics) {
        InOrderReader reader =
                new InOrderReader(over, ((RawRecords) records)::isBySender, inputs::with, nanos, metrics);
        readers.add(reader);
        return reader;
    }

    /** How records are made of what Kafka has, without looking for what is unread or stamped ahead. */
    public static KafkaRecordDeserializationSchema<RawRecord> records(List<String> topics) {
        return new RawRecords(KafkaAccess.at("simulated:9092"), topics, "simulated", null);
    }

    /** Watermarks of one partition in arrival mode. */
    public static WatermarkGenerator<RawRecord> brokerTime(LongSupplier nanos, LongSupplier millis, Duration quiet) {
        RelativeClock clock = new RelativeClock() {
            @Override
            public long relativeTimeMillis() {
                return nanos.getAsLong() / 1_000_000;
            }

            @Override
            public long relativeTimeNanos() {
                return nanos.getAsLong();
            }
        };
        return new BrokerTime(clock, () -> Instant.ofEpochMilli(millis.getAsLong()), quiet, quiet);
    }

    /** One round of the brokers' clock. */
    public void ask() throws InterruptedException {
        inputs.clock().askAndTell(producer, admin, invisible);
    }

    /** Whether the next round comes without the second's rest. */
    public boolean isAsked() {
        return inputs.clock().isAsked();
    }

    /** Whether the next round comes at the clock's pace. */
    public boolean somethingWaits() {
        return inputs.somethingWaits();
    }

    /** What its readers say came late. */
    public long toldLate() {
        return readers.stream().mapToLong(InOrderReader::late).sum();
    }
}
