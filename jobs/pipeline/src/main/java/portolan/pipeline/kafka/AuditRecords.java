// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Instant;
import portolan.pipeline.Audited;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetIssue;
import portolan.schemas.avro.RuleSetStep;
import portolan.schemas.avro.RuleSetVerdict;

/** From what became of a signed text, or of a rule, to its record on the wire. */
public final class AuditRecords {
    /** A text of a megabyte may have a fault a line; a person reads the first ones. */
    private static final int MOST_ISSUES = 200;

    private AuditRecords() {}

    public static RuleSetAudited of(Audited audited) {
        return RuleSetAudited.newBuilder()
                .setAt(Instant.ofEpochMilli(audited.orderTime()))
                .setName(audited.name())
                .setVersion(audited.version())
                .setHash(audited.hash())
                .setAction(audited.putsInForce() ? RuleSetVerdict.ACTIVATED : RuleSetVerdict.REFUSED)
                .setStep(
                        audited.step() == null
                                ? null
                                : RuleSetStep.valueOf(audited.step().name()))
                .setAccepted(audited.accepted())
                .setBy(audited.by())
                .setWhy(Clip.text(audited.why()))
                .setEffectiveAt(Instant.ofEpochMilli(audited.effectiveAt()))
                .setInput(audited.source())
                .setIssues(audited.issues().stream()
                        .limit(MOST_ISSUES)
                        .map(issue -> new RuleSetIssue(
                                issue.file(), issue.line(), issue.column(), Clip.text(issue.message())))
                        .toList())
                .build();
    }
}
