// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.source.hybrid.HybridSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import portolan.peers.SubjectSettings;

/** The topic of filings as a stream of bytes, read once or several times in a row. */
final class FiledBytes {
    private FiledBytes() {}

    static DataStream<byte[]> from(StreamExecutionEnvironment env, SubjectSettings options) {
        return env.fromSource(
                        options.passes() == 1 ? endless(options) : repeated(options),
                        WatermarkStrategy.noWatermarks(),
                        SourceReads.SOURCE,
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                .uid("read-filed");
    }

    private static KafkaSource<byte[]> endless(SubjectSettings options) {
        return builder(options).build();
    }

    /** To the end that the topic has then, so many times, and then on for ever. */
    private static HybridSource<byte[]> repeated(SubjectSettings options) {
        HybridSource.HybridSourceBuilder<
                        byte[], org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumerator>
                passes = HybridSource.builder(pass(options));
        for (int i = 2; i < options.passes(); i++) {
            passes = passes.addSource(pass(options));
        }
        return passes.addSource(endless(options)).build();
    }

    private static KafkaSource<byte[]> pass(SubjectSettings options) {
        return builder(options).setBounded(OffsetsInitializer.latest()).build();
    }

    private static KafkaSourceBuilder<byte[]> builder(SubjectSettings options) {
        return KafkaSource.<byte[]>builder()
                .setBootstrapServers(options.bootstrap())
                .setTopics(options.filed())
                .setGroupId(options.groupId())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000")
                .setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, Integer.toString(1 << 20))
                .setDeserializer(new Bytes());
    }

    /** A message's value as it is. */
    private static final class Bytes implements KafkaRecordDeserializationSchema<byte[]> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
            out.collect(record.value());
        }

        @Override
        public TypeInformation<byte[]> getProducedType() {
            return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
        }
    }
}
