// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.pipeline.RawRecord;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.score.Assessment;

/** The work of one memory, all memories in a map. */
final class OneMemoryInMap implements LoopWork {
    private final Map<String, ShipperMemory> memories = new HashMap<>();
    private final FiledCases cases = new FiledCases();
    private final OneMemory work;
    private final Write write;
    private final AssessmentWire wire;

    OneMemoryInMap(SubjectSettings settings) {
        work = new OneMemory(RuleTexts.ofOneMemory(settings.rules()));
        write = settings.write();
        wire = new AssessmentWire(settings.assessed());
    }

    @Override
    public void take(RawRecord filed, Consumer<ProducerRecord<byte[], byte[]>> out) {
        CaseEvent event = cases.read(filed);
        if (event == null) {
            return;
        }
        Assessment assessment = work.assess(
                event,
                memories.computeIfAbsent(
                        OneMemory.key(event),
                        unseen -> OneMemory.REMEMBERED.kind().unseen()));
        if (write.wants(assessment)) {
            out.accept(wire.of(assessment));
        }
    }
}
