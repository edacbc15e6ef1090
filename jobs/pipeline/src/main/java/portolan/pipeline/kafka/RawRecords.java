package portolan.pipeline.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import portolan.pipeline.RawRecord;
import portolan.pipeline.state.StreamTypes;

/**
 * Takes records off Kafka as they are. Whatever is thrown here restarts the job, for ever, so nothing is read here;
 * that is the decoder's work.
 */
final class RawRecords implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final byte[] NOTHING = {};

    private final String topic;

    /** @param topic the product's name of the topic that is read, whatever it is called at the brokers */
    RawRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? NOTHING : header.value());
        }
        out.collect(new RawRecord(
                topic,
                record.partition(),
                record.offset(),
                record.timestamp(),
                headers,
                record.key(),
                record.value() == null ? NOTHING : record.value()));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return StreamTypes.RAW_RECORD;
    }
}
