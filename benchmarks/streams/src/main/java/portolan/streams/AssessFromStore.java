// SPDX-License-Identifier: Apache-2.0
package portolan.streams;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import portolan.peers.AssessmentWire;
import portolan.peers.OneMemory;
import portolan.peers.ReadRecords;
import portolan.peers.Write;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.score.Assessment;

/** Keeps a shipper's memory in a store, read and written for every record, and writes what is asked for. */
final class AssessFromStore extends ContextualProcessor<String, CaseEvent, byte[], byte[]> {
    private static final MemoryKind<ShipperMemory> KIND = OneMemory.REMEMBERED.kind();

    private final OneMemory work;
    private final Write write;
    private final AssessmentWire wire;
    private final String storeName;

    private @Nullable KeyValueStore<String, byte[]> memories;

    AssessFromStore(OneMemory work, Write write, AssessmentWire wire, String storeName) {
        this.work = work;
        this.write = write;
        this.wire = wire;
        this.storeName = storeName;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        memories = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, CaseEvent> filed) {
        if (memories == null) {
            throw new IllegalStateException("initialised before it is used");
        }
        byte[] stored = memories.get(filed.key());
        ShipperMemory memory = stored == null ? KIND.unseen() : KIND.read(stored);
        Assessment assessment = work.assess(filed.value(), memory);
        // Here and not where it was read: what waits in the repartition topic is not done.
        ReadRecords.add();
        if (!KIND.isEmpty(memory)) {
            memories.put(filed.key(), KIND.write(memory));
        }
        if (write.wants(assessment)) {
            ProducerRecord<byte[], byte[]> record = wire.of(assessment);
            context().forward(new Record<>(record.key(), record.value(), record.timestamp()));
        }
    }
}
