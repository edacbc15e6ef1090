// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.score.Assessment;

/** Writes assessments as the engine does, to a topic of choice. Not for several threads. */
public final class AssessmentWire {
    private final AvroWire<ConsignmentAssessed> wire = Topics.CONSIGNMENTS_ASSESSED.wire();
    private final String topic;

    public AssessmentWire(String topic) {
        this.topic = topic;
    }

    /** The record of an assessment, stamped with the time of the filing. */
    public ProducerRecord<byte[], byte[]> of(Assessment assessment) {
        ConsignmentAssessed record = AssessmentRecords.of(assessment);
        return new ProducerRecord<>(
                topic,
                null,
                assessment.assessedAt().toEpochMilli(),
                Topics.CONSIGNMENTS_ASSESSED.key(record),
                wire.encode(record));
    }
}
