// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.state.StreamTypes;

/** Reads filings off Kafka for a ledger, by Avro's own reader. */
final class ReadFilings implements KafkaRecordDeserializationSchema<LedgerInput> {
    private transient @Nullable FilingDecoder decoder;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = FilingDecoder.ofAvro();
        FlinkPeer.sourceIsOpen();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LedgerInput> out) {
        if (decoder == null) {
            throw new IllegalStateException("opened before it is used");
        }
        Decoded decoded = decoder.decode(ReadRecords.take(record));
        if (decoded instanceof Reject reject) {
            throw new IllegalArgumentException("the feed has a record that is none: " + reject.message());
        }
        out.collect((LedgerInput) decoded);
    }

    @Override
    public TypeInformation<LedgerInput> getProducedType() {
        return StreamTypes.LEDGER_INPUT;
    }
}
