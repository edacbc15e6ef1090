// SPDX-License-Identifier: Apache-2.0
package portolan.streams;

import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import portolan.peers.FiledCases;
import portolan.peers.OneMemory;
import portolan.peers.ReadRecords;
import portolan.pipeline.RawRecord;
import portolan.scoring.ledger.CaseEvent;

/** Reads filings, and gives each the key that it is handled under. */
final class KeyFilings extends ContextualProcessor<byte[], byte[], String, CaseEvent> {
    private static final byte[] NOTHING = {};

    private final FiledCases cases = new FiledCases();

    @Override
    public void process(Record<byte[], byte[]> filed) {
        RecordMetadata at = context().recordMetadata().orElseThrow();
        CaseEvent event = cases.read(new RawRecord(
                at.topic(),
                at.partition(),
                at.offset(),
                filed.timestamp(),
                Map.of(),
                filed.key(),
                filed.value() == null ? NOTHING : filed.value()));
        if (event == null) {
            ReadRecords.add();
            return;
        }
        context().forward(new Record<>(OneMemory.key(event), event, filed.timestamp()));
    }
}
