// SPDX-License-Identifier: Apache-2.0
package portolan.records;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.RuleSetAction;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.avro.RuleSetStep;
import portolan.scoring.lifecycle.RuleStep;

/** Steps in the lives of signed texts, from and to their records on the topics of {@link DocumentTopics}. */
public final class RuleStepRecords {
    private RuleStepRecords() {}

    /** Null when the record is no step that this release knows. Its signatures are not checked here. */
    public static @Nullable RuleStep read(RuleSetPublished said) {
        RuleSetStep step = said.getStep();
        return step == null || step == RuleSetStep.UNKNOWN
                ? null
                : new RuleStep(
                        RuleStep.Kind.valueOf(step.name()),
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

    /** The record of a step; {@code publishedAt} is outside of what is signed. */
    public static RuleSetPublished write(RuleStep step, Instant publishedAt) {
        return RuleSetPublished.newBuilder()
                .setName(step.name())
                .setDeployment(step.deployment())
                .setVersion(step.version())
                .setAction(step.kind() == RuleStep.Kind.RETIRE ? RuleSetAction.RETIRE : RuleSetAction.PUBLISH)
                .setStep(RuleSetStep.valueOf(step.kind().name()))
                .setText(step.text())
                .setHash(step.hash())
                .setAuthor(step.author())
                .setAuthorSignature(buffer(step.authorSignature()))
                .setApprover(step.approver())
                .setApproverSignature(buffer(step.approverSignature()))
                .setBy(step.by())
                .setWhy(step.why())
                .setSignature(buffer(step.signature()))
                .setActivatesAt(Instant.ofEpochMilli(step.effectiveAt()))
                .setPublishedAt(publishedAt)
                .build();
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
