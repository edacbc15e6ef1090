// SPDX-License-Identifier: Apache-2.0
package portolan.training;

import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InspectionOutcome;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Position;
import portolan.scoring.score.Assessment;
import portolan.training.engine.Records;

/** Records as the pipeline reads them. */
public final class PipelineRecords implements Records {
    private final FilingDecoder filings = new FilingDecoder();

    @Override
    public Filing filing(portolan.schemas.avro.Filing filing, Position position) {
        Filing read = input(filings.read(filing, RawRecord.at(position))).filing();
        if (read == null) {
            throw new IllegalStateException("a filing is read as something else: position=" + position);
        }
        return read;
    }

    @Override
    public Outcome outcome(InspectionOutcome outcome, Position position) {
        Outcome read =
                input(OutcomeDecoder.read(outcome, RawRecord.at(position))).outcome();
        if (read == null) {
            throw new IllegalStateException("an outcome is read as something else: position=" + position);
        }
        return read;
    }

    @Override
    public ConsignmentAssessed assessed(Assessment assessment) {
        return AssessmentRecords.of(assessment);
    }

    private static LedgerInput input(Decoded decoded) {
        if (decoded instanceof Reject reject) {
            throw new IllegalArgumentException(reject.message());
        }
        return (LedgerInput) decoded;
    }
}
