// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import portolan.pipeline.Delivery;
import portolan.pipeline.kafka.EncodeRecords;
import portolan.pipeline.kafka.EncodedRecords;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.schemas.wire.Topics;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/**
 * The two ends that all Flink subjects share, with the engine's own settings of consumer and producer: they differ in
 * what is between, in who reads the bytes of a filing, and in whether a task reads what another one of its process
 * wrote.
 */
final class KafkaEnds {
    /** Below the 15 minutes that a broker allows. */
    private static final String TRANSACTION_TIMEOUT_MILLIS = "600000";

    private final StreamExecutionEnvironment env;
    private final SubjectSettings settings;

    KafkaEnds(StreamExecutionEnvironment env, SubjectSettings settings) {
        this.env = env;
        this.settings = settings;
    }

    <T> DataStream<T> filings(KafkaRecordDeserializationSchema<T> schema, WatermarkStrategy<T> watermarks) {
        KafkaSource<T> source = KafkaSource.<T>builder()
                .setBootstrapServers(settings.bootstrap())
                .setTopics(settings.filed())
                .setGroupId(settings.groupId())
                .setClientIdPrefix(settings.groupId())
                .setStartingOffsets(committedOrEarliest())
                .setDeserializer(schema)
                .setProperties(ClientSettings.consumer())
                .build();
        return env.fromSource(source, watermarks, "Read filings", schema.getProducedType())
                .uid("read-filings");
    }

    /** The same, each at the task of its shipper. */
    KeyedStream<Tuple2<String, CaseEvent>, String> casesByShipper() {
        return casesByShipper(new ReadCases(FilingDecoder.ofAvro(), ReadCases.TYPE));
    }

    /** The same, read and sent on as the engine does it. */
    KeyedStream<Tuple2<String, CaseEvent>, String> casesByShipperAsInTheEngine() {
        return casesByShipper(new ReadCases(new FilingDecoder(), ReadCases.HANDED_ON));
    }

    private KeyedStream<Tuple2<String, CaseEvent>, String> casesByShipper(ReadCases read) {
        return cases(read).keyBy(filed -> filed.f0, Types.STRING);
    }

    private DataStream<Tuple2<String, CaseEvent>> cases(ReadCases read) {
        return filings(read, WatermarkStrategy.noWatermarks());
    }

    /** Writes the assessments that are asked for. */
    void writeAssessments(DataStream<Assessment> assessments) {
        write(
                assessments
                        .filter(new Wanted(settings.write()))
                        .uid("choose-assessments")
                        .name("Choose assessments")
                        .process(EncodeRecords.assessments(), EncodeRecords.TYPE)
                        .uid("encode-assessments")
                        .name("Encode assessments"),
                new EncodedRecords(settings.assessed()),
                "assessments");
    }

    void writeAlerts(DataStream<Alert> alerts) {
        write(
                alerts.process(EncodeRecords.alerts(), EncodeRecords.TYPE)
                        .uid("encode-alerts")
                        .name("Encode alerts"),
                new EncodedRecords(Topics.ALERTS_RAISED.name()),
                "alerts");
    }

    /** Not chained, as in the engine: a flush holds up nobody who scores. */
    private <T> void write(DataStream<T> results, KafkaRecordSerializationSchema<T> schema, String what) {
        KafkaSinkBuilder<T> sink = KafkaSink.<T>builder()
                .setBootstrapServers(settings.bootstrap())
                .setRecordSerializer(schema)
                .setKafkaProducerConfig(producer());
        if (settings.delivery() == Delivery.EXACTLY_ONCE) {
            sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                    .setTransactionalIdPrefix(settings.groupId() + '-' + what);
        } else {
            sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
        }
        results.sinkTo(sink.build()).uid("write-" + what).name("Write " + what).disableChaining();
    }

    private static Properties producer() {
        Properties producer = ClientSettings.producer();
        producer.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        return producer;
    }

    @SuppressWarnings("deprecation") // The connector's own signature asks for it.
    private static OffsetsInitializer committedOrEarliest() {
        return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    }

    /** Lets pass what is to be written. */
    private record Wanted(Write write) implements FilterFunction<Assessment> {
        @Override
        public boolean filter(Assessment assessment) {
            return write.wants(assessment);
        }
    }
}
