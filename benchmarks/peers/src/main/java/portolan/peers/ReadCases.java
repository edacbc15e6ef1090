// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.ledger.CaseEvent;

/** Reads cases off Kafka, each with the key that it is handled under. */
final class ReadCases implements KafkaRecordDeserializationSchema<Tuple2<String, CaseEvent>> {
    /** The engine's own bytes: no subject pays for others between its tasks. */
    static final TypeInformation<Tuple2<String, CaseEvent>> TYPE = Types.TUPLE(Types.STRING, StreamTypes.CASE_EVENT);

    /** As the engine has it at its exchanges: within a process the case goes along with its bytes. */
    static final TypeInformation<Tuple2<String, CaseEvent>> HANDED_ON =
            Types.TUPLE(Types.STRING, StreamTypes.exchanged(StreamTypes.CASE_EVENT));

    private final FilingDecoder decoder;
    private final TypeInformation<Tuple2<String, CaseEvent>> type;
    private transient @Nullable FiledCases cases;

    ReadCases(FilingDecoder decoder, TypeInformation<Tuple2<String, CaseEvent>> type) {
        this.decoder = decoder;
        this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        cases = new FiledCases(decoder);
        FlinkPeer.sourceIsOpen();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<String, CaseEvent>> out) {
        if (cases == null) {
            throw new IllegalStateException("opened before it is used");
        }
        CaseEvent event = cases.read(ReadRecords.take(record));
        if (event != null) {
            out.collect(Tuple2.of(OneMemory.key(event), event));
        }
    }

    @Override
    public TypeInformation<Tuple2<String, CaseEvent>> getProducedType() {
        return type;
    }
}
