// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.avro.RuleSetStep;
import portolan.scoring.lifecycle.RuleStep;

/** From a record on the wire to a step in the life of a rule set. */
final class RuleSteps {
    private RuleSteps() {}

    /** Null when the record is no step that this release knows. */
    static @Nullable RuleStep of(RuleSetPublished said) {
        RuleStep.Kind kind = kind(said.getStep());
        return kind == null
                ? null
                : new RuleStep(
                        kind,
                        said.getDeployment(),
                        said.getName(),
                        said.getVersion(),
                        said.getHash(),
                        said.getText(),
                        said.getAuthor(),
                        bytes(said.getAuthorSignature()),
                        said.getApprover(),
                        bytes(said.getApproverSignature()),
                        said.getBy(),
                        said.getWhy(),
                        said.getActivatesAt().toEpochMilli(),
                        bytes(said.getSignature()));
    }

    private static RuleStep.@Nullable Kind kind(@Nullable RuleSetStep step) {
        return step == null || step == RuleSetStep.UNKNOWN ? null : RuleStep.Kind.valueOf(step.name());
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
