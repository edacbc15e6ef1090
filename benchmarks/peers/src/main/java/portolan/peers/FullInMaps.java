// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.pipeline.Decoded;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.AlertRecords;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.manifest.Filing;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/**
 * All that the engine does with filings, its ledger and all memories as objects in maps: the engine's own oracle
 * between its own reader and writer. Nothing is moved between tasks and nothing is durable; what is kept costs
 * collections of the heap instead.
 */
final class FullInMaps implements LoopWork {
    private final FilingDecoder decoder = new FilingDecoder();
    private final AvroWire<AlertRaised> alerts = Topics.ALERTS_RAISED.wire();
    private final SequentialEngine engine;
    private final Write write;
    private final AssessmentWire wire;

    FullInMaps(SubjectSettings settings) {
        JobSettings job = settings.job();
        engine = new SequentialEngine(
                RuleTexts.compiled(job.rules().text()),
                job.engineVersion(),
                job.reference(),
                job.ledger(),
                job.memory());
        write = settings.write();
        wire = new AssessmentWire(settings.assessed());
    }

    @Override
    public void take(RawRecord filed, Consumer<ProducerRecord<byte[], byte[]>> out) {
        for (Replayed replayed : engine.take(read(filed))) {
            Assessment assessment = replayed.assessment();
            if (assessment != null && write.wants(assessment)) {
                out.accept(wire.of(assessment));
            }
            for (Alert alert : replayed.alerts()) {
                out.accept(record(alert));
            }
        }
    }

    private Filing read(RawRecord filed) {
        Decoded decoded = decoder.decode(filed);
        if (decoded instanceof LedgerInput input) {
            return Objects.requireNonNull(input.filing(), "the topic has filings only");
        }
        throw new IllegalArgumentException(
                "the feed has a record that is no filing: input=" + filed + ", " + ((Reject) decoded).message());
    }

    private ProducerRecord<byte[], byte[]> record(Alert alert) {
        AlertRaised record = AlertRecords.of(alert);
        return new ProducerRecord<>(
                Topics.ALERTS_RAISED.name(),
                null,
                alert.at().toEpochMilli(),
                Topics.ALERTS_RAISED.key(record),
                alerts.encode(record));
    }
}
