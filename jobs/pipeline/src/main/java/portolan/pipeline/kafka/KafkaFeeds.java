// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import portolan.archive.ArchivedOutcome;
import portolan.pipeline.Audited;
import portolan.pipeline.Delivery;
import portolan.pipeline.JobSettings;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.archive.ArchiveSinks;
import portolan.pipeline.stage.Outputs;
import portolan.pipeline.stage.ScoringTopology;
import portolan.pipeline.stage.SideOutputs;
import portolan.pipeline.state.StreamTypes;
import portolan.records.DocumentTopics;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.score.Alert;

/** The topics of one Kafka as sources and sinks of the scoring graph. */
public final class KafkaFeeds {
    /** Room for the frame around the largest record. */
    private static final int ENVELOPE_BYTES = 64 << 10;

    /** Once the topic of rule sets has been read to its end, a step takes effect a second after it was published. */
    private static final Duration QUIET_BETWEEN_STEPS = Duration.ofMillis(50);

    /** Of the tasks that read, in ordered mode: in one process they see how far the others are. */
    private static final String TOGETHER = "inputs-in-order";

    private static final int INPUTS = 3;

    /** In ordered mode what waits is bounded in bytes, and so is what was fetched and is not handed on yet. */
    private static final int FETCHED_IN_ORDER = 1 << 20;

    private static final int POLLED_IN_ORDER = 500;

    private final JobSettings settings;
    private final String job = UUID.randomUUID().toString();

    public KafkaFeeds(JobSettings settings) {
        this.settings = settings;
    }

    public DataStream<RawRecord> filings(StreamExecutionEnvironment env) {
        return source(env, List.of(Topics.CONSIGNMENTS_FILED), new GroupOffsets(), settings.idleAfter());
    }

    public DataStream<RawRecord> outcomes(StreamExecutionEnvironment env) {
        return source(env, List.of(Topics.INSPECTIONS_REPORTED), new GroupOffsets(), settings.idleAfter());
    }

    /** Published documents, from the first one on: a job that starts afresh comes to those in force now. */
    public Texts texts(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<PublishedText> published = source(
                        env, DocumentTopics.all(), OffsetsInitializer.earliest(), QUIET_BETWEEN_STEPS)
                .process(new ReadSteps(settings.ruleKeys()), StreamTypes.PUBLISHED_TEXT)
                .uid("read-rules")
                .name("Read rules")
                .setParallelism(1)
                .setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE);
        return new Texts(published, published.getSideOutput(ReadSteps.AUDITED));
    }

    /**
     * Documents that were published.
     *
     * @param published what is put to use, or no longer
     * @param audited what became of every step
     */
    public record Texts(DataStream<PublishedText> published, DataStream<Audited> audited) {}

    /** Connects everything that leaves the graph to its topic. */
    public void write(Outputs outputs, Texts texts) {
        DataStream<Alert> urgent = outputs.alerts()
                .filter(Alert::urgent)
                .uid("choose-urgent")
                .name("Choose urgent")
                .setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE);
        DataStream<Audited> audited = outputs.audited().union(texts.audited());
        DataStream<Reject> rejected = outputs.rejected()
                .union(
                        write(
                                outputs.assessments(),
                                EncodeRecords.assessments(),
                                Topics.CONSIGNMENTS_ASSESSED,
                                Pace.FAST),
                        write(outputs.alerts(), EncodeRecords.alerts(), Topics.ALERTS_RAISED, Pace.FAST),
                        write(outputs.shadowed(), EncodeRecords.shadowed(), Topics.ASSESSMENTS_SHADOWED, Pace.STEADY),
                        write(urgent, EncodeRecords.urgent(), Topics.ALERTS_URGENT, Pace.FAST),
                        write(outputs.lanes(), EncodeRecords.lanes(), Topics.LANES_COUNTED, Pace.SELDOM),
                        write(audited, EncodeRecords.audited(), Topics.RULESETS_AUDITED, Pace.SELDOM));
        sink(
                rejected.process(new EncodeRejects(), EncodeRecords.TYPE)
                        .uid(EncodeRejects.UID)
                        .name("Encode rejects"),
                Topics.FILINGS_REJECTED,
                Pace.STEADY);
    }

    /** Keeps assessments and outcomes as files, where the settings name a place; the outputs with what that rejects. */
    public Outputs archive(Outputs outputs, DataStream<RawRecord> outcomes) {
        if (settings.archive() == null) {
            return outputs;
        }
        ArchiveSinks archive = new ArchiveSinks(settings.archive());
        // A file is closed at every checkpoint: chained to Assess that would hold back the next consignment.
        outputs.assessments()
                .sinkTo(archive.assessments(settings.checkpointsAFile()))
                .uid("archive-assessments")
                .name("Archive assessments")
                .disableChaining();
        SingleOutputStreamOperator<ArchivedOutcome> read = outcomes.process(new ReadOutcomes(), ReadOutcomes.TYPE)
                .uid(ReadOutcomes.UID)
                .name("Read outcomes")
                .setParallelism(1);
        read.sinkTo(archive.outcomes(settings.checkpointsAFile()))
                .uid("archive-outcomes")
                .name("Archive outcomes")
                .setParallelism(1);
        return outputs.rejecting(read.getSideOutput(SideOutputs.REJECTED));
    }

    /** @param topics read alike; the source has the name of the first */
    private DataStream<RawRecord> source(
            StreamExecutionEnvironment env,
            List<? extends Topic<?>> topics,
            OffsetsInitializer startingAt,
            Duration quietAgain) {
        Topic<?> first = topics.get(0);
        boolean ordered = settings.mode() == Mode.ORDERED;
        Properties consumer = consumer(first);
        if (ordered) {
            consumer.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(FETCHED_IN_ORDER));
            consumer.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(POLLED_IN_ORDER));
        }
        KafkaSource<RawRecord> source = KafkaSource.<RawRecord>builder()
                .setTopics(topics.stream()
                        .map(topic -> settings.kafka().name(topic))
                        .toList())
                .setGroupId(group())
                .setClientIdPrefix(group() + '-' + first.name())
                .setStartingOffsets(startingAt)
                .setDeserializer(new RawRecords(
                        settings.kafka(), topics.stream().map(Topic::name).toList(), group()))
                .setProperties(consumer)
                .build();
        SingleOutputStreamOperator<RawRecord> records = ordered
                ? env.fromSource(
                        new InOrderSource(source, together()),
                        WatermarkStrategy.noWatermarks(),
                        "Read " + first.name(),
                        StreamTypes.RAW_RECORD)
                : env.fromSource(source, brokerTime(quietAgain), "Read " + first.name(), StreamTypes.RAW_RECORD);
        records.uid("read-" + uid(first))
                .setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE)
                .setParallelism(ordered ? 1 : Math.min(env.getParallelism(), first.partitions()));
        if (ordered) {
            records.getTransformation().setCoLocationGroupKey(TOGETHER);
        }
        return records;
    }

    private OrderedInputs.Plan together() {
        return new OrderedInputs.Plan(
                job,
                INPUTS,
                group(),
                settings.kafka().name(Topics.CLOCK_TICKED),
                settings.settle(),
                settings.kafka().properties(Map.of()));
    }

    private WatermarkStrategy<RawRecord> brokerTime(Duration quietAgain) {
        Duration quiet = settings.idleAfter();
        return context -> new BrokerTime(context.getInputActivityClock(), InstantSource.system(), quiet, quietAgain);
    }

    private String group() {
        return settings.kafka().name(settings.groupId());
    }

    private Properties consumer(Topic<?> topic) {
        return settings.kafka()
                .properties(Map.of(
                        // A producer that gave up its transaction has filed nothing.
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        2 * topic.maxMessageBytes(),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000,
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                        1 << 20));
    }

    /** Records are made in the chain of who made the results; those that cannot be made are returned. */
    private <T, R extends SpecificRecord> DataStream<Reject> write(
            DataStream<T> results, EncodeRecords<T, R> encode, Topic<R> topic, Pace pace) {
        SingleOutputStreamOperator<Tuple2<byte[], byte[]>> encoded = results.process(encode, EncodeRecords.TYPE)
                .uid(encode.uid())
                .name(encode.uid().replace("encode-", "Encode "));
        if (pace == Pace.FAST) {
            encoded.setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE);
        }
        // Flushed at every checkpoint: chained to Assess it would hold back the next consignment.
        DataStreamSink<Tuple2<byte[], byte[]>> sink = sink(encoded, topic, pace).disableChaining();
        if (pace == Pace.SELDOM) {
            encoded.setParallelism(1);
            sink.setParallelism(1);
        }
        return encoded.getSideOutput(SideOutputs.REJECTED);
    }

    private DataStreamSink<Tuple2<byte[], byte[]>> sink(
            DataStream<Tuple2<byte[], byte[]>> records, Topic<?> to, Pace pace) {
        KafkaSinkBuilder<Tuple2<byte[], byte[]>> sink = KafkaSink.<Tuple2<byte[], byte[]>>builder()
                .setRecordSerializer(new EncodedRecords(settings.kafka().name(to)))
                .setKafkaProducerConfig(producer(to, pace));
        if (settings.delivery() == Delivery.EXACTLY_ONCE) {
            sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                    .setTransactionalIdPrefix(group() + '-' + to.name());
        } else {
            sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
        }
        return records.sinkTo(sink.build()).uid("write-" + uid(to)).name("Write " + to.name());
    }

    private Properties producer(Topic<?> topic, Pace pace) {
        return settings.kafka()
                .properties(Map.of(
                        CommonClientConfigs.CLIENT_ID_CONFIG,
                        group() + '-' + topic.name(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        pace.lingerMillis,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        pace.compression,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        64 << 10,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        topic.maxMessageBytes() + ENVELOPE_BYTES,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        settings.transactionTimeout().toMillis()));
    }

    private static String uid(Topic<?> topic) {
        return topic.name().replace('.', '-');
    }

    /** What a topic's readers want most. */
    private enum Pace {
        /** Two milliseconds of company: alone, each result costs the broker and this side more than it took to make. */
        FAST("2", "none"),
        /** Nobody waits for these; rejects are large. */
        STEADY("5", "lz4"),
        /** So few that one task writes them. */
        SELDOM("5", "lz4");

        private final String lingerMillis;
        private final String compression;

        Pace(String lingerMillis, String compression) {
            this.lingerMillis = lingerMillis;
            this.compression = compression;
        }
    }
}
