// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Delivery;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.stage.ScoringTopology;
import portolan.pipeline.stage.SideOutputs;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;

/**
 * How a job reads and writes the topics of one Kafka.
 *
 * @param groupId of the job, without the prefix; its transactions begin with it
 * @param transactionTimeout under exactly-once, how long brokers keep a transaction open
 */
public record KafkaEnds(KafkaAccess kafka, String groupId, Delivery delivery, Duration transactionTimeout) {
    /** Room for the frame around the largest record. */
    private static final int ENVELOPE_BYTES = 64 << 10;

    /** The group as it is called at the brokers. */
    public String group() {
        return kafka.name(groupId);
    }

    /**
     * Reads topics alike.
     *
     * @param topics the client has the name of the first
     * @param fetching more settings of the consumer
     */
    public KafkaSource<RawRecord> source(
            List<? extends KafkaTopic> topics,
            RawRecords records,
            OffsetsInitializer startingAt,
            Map<String, String> fetching) {
        KafkaTopic first = topics.get(0);
        Properties consumer = consumer(first);
        consumer.putAll(fetching);
        KafkaSourceBuilder<RawRecord> source = KafkaSource.<RawRecord>builder()
                .setTopics(topics.stream().map(kafka::name).toList())
                .setGroupId(group())
                .setClientIdPrefix(group() + '-' + first.name())
                .setStartingOffsets(startingAt)
                .setDeserializer(records)
                .setProperties(consumer);
        return source.build();
    }

    /**
     * Takes records of topics as they are.
     *
     * @param sender who alone writes the topics, whatever headers say; null where headers say who sent a record
     */
    public RawRecords records(List<? extends KafkaTopic> topics, @Nullable String sender) {
        return new RawRecords(kafka, topics.stream().map(KafkaTopic::name).toList(), group(), sender);
    }

    private Properties consumer(KafkaTopic topic) {
        return kafka.properties(Map.of(
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
    <T, R extends SpecificRecord> DataStream<Reject> write(
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

    /** The last of a graph's rejects: one that cannot be written says no more than where its input is. */
    public void reject(DataStream<Reject> rejected) {
        sink(
                rejected.process(new EncodeRejects(), EncodeRecords.TYPE)
                        .uid(EncodeRejects.UID)
                        .name("Encode rejects"),
                Topics.FILINGS_REJECTED,
                Pace.STEADY);
    }

    /** Keys and values that were encoded before. */
    public DataStreamSink<Tuple2<byte[], byte[]>> sink(
            DataStream<Tuple2<byte[], byte[]>> records, KafkaTopic to, Pace pace) {
        return sink(records, new EncodedRecords(kafka.name(to)), to, pace);
    }

    /** The same, of what a serializer makes records of. */
    public <T> DataStreamSink<T> sink(
            DataStream<T> records, KafkaRecordSerializationSchema<T> as, KafkaTopic to, Pace pace) {
        KafkaSinkBuilder<T> sink =
                KafkaSink.<T>builder().setRecordSerializer(as).setKafkaProducerConfig(producer(to, pace));
        if (delivery == Delivery.EXACTLY_ONCE) {
            sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                    .setTransactionalIdPrefix(group() + '-' + to.name());
        } else {
            sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
        }
        return records.sinkTo(sink.build()).uid("write-" + uid(to)).name("Write " + to.name());
    }

    private Properties producer(KafkaTopic topic, Pace pace) {
        return kafka.properties(Map.of(
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
                transactionTimeout.toMillis()));
    }

    static String uid(KafkaTopic topic) {
        return topic.name().replace('.', '-');
    }

    /** What a topic's readers want most. */
    public enum Pace {
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
