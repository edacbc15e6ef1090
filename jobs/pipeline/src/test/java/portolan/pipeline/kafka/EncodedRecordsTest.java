// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EncodedRecordsTest {
    private static final byte[] KEY = {1, 2};
    private static final byte[] VALUE = {3, 4, 5};
    static final KafkaSinkContext CONTEXT = new KafkaSinkContext() {
        @Override
        public int getParallelInstanceId() {
            return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
            return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
            return new int[] {0};
        }
    };

    @Test
    void keyAndValueGoAsTheyAreWithTheirEventTime() {
        ProducerRecord<byte[], byte[]> record = at(1_700_000_000_000L);

        assertThat(record.topic()).isEqualTo("topic");
        assertThat(record.key()).isSameAs(KEY);
        assertThat(record.value()).isSameAs(VALUE);
        assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(record.partition()).as("the key decides").isNull();
    }

    @Test
    void aRecordWithoutAKeyHasNone() {
        assertThat(new EncodedRecords("topic")
                        .serialize(Tuple2.of(EncodedRecords.NO_KEY, VALUE), CONTEXT, 1L)
                        .key())
                .isNull();
    }

    @Test
    void aTimeThatKafkaWouldRefuseIsLeftToIt() {
        assertThat(at(-1L).timestamp()).isNull();
        assertThat(at(null).timestamp()).isNull();
        assertThat(at(0L).timestamp()).isZero();
    }

    @Test
    void flinkIsToldTheTopic() {
        assertThat(new EncodedRecords("topic").getKafkaDatasetFacet()).isPresent();
    }

    private static ProducerRecord<byte[], byte[]> at(@Nullable Long timestamp) {
        return new EncodedRecords("topic").serialize(Tuple2.of(KEY, VALUE), CONTEXT, timestamp);
    }
}
