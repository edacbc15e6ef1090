// SPDX-License-Identifier: Apache-2.0
package portolan.training.engine;

import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InspectionOutcome;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Position;
import portolan.scoring.score.Assessment;

/** Between records of the wire and what is decided with. The pipeline knows how; a class of officers runs without one. */
public interface Records {
    /**
     * A filing as it is decided with.
     *
     * @throws IllegalArgumentException if the filing is one that the engine refuses: an invented world has none
     */
    Filing filing(portolan.schemas.avro.Filing filing, Position position);

    /**
     * An outcome as it is learned from.
     *
     * @throws IllegalArgumentException if the outcome is one that the engine refuses
     */
    Outcome outcome(InspectionOutcome outcome, Position position);

    /** An assessment as pages read it. */
    ConsignmentAssessed assessed(Assessment assessment);
}
