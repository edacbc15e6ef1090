// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.RuleSet;

/**
 * Makes the steps that somebody takes, signed with their key. Whether a step may be taken, {@link RuleHistory} says.
 */
public final class SignedSteps {
    private final DocumentKind of;
    private final SigningKey key;
    private final String deployment;

    /**
     * @param of with what kind of document steps are taken
     * @param deployment whose steps these are; no other takes them
     */
    public SignedSteps(DocumentKind of, SigningKey key, String deployment) {
        this.of = of;
        this.key = key;
        this.deployment = deployment;
    }

    /** Proposes a version that one wrote; of a fit, what it rests on is told with the step, and so audited. */
    public RuleStep propose(Document document, String why, long publishedAt) {
        boolean isFit = document instanceof RuleSet ruleSet && ruleSet.second() != null;
        String reason = isFit ? why + "; " + ((RuleSet) document).why() : why;
        byte[] written = key.sign(
                Statement.ofAuthor(of, deployment, document.name(), document.version(), document.hash(), key.name()));
        return signed(new RuleStep(
                RuleStep.Kind.PROPOSE,
                deployment,
                document.name(),
                document.version(),
                document.hash(),
                document.text(),
                key.name(),
                written,
                null,
                null,
                key.name(),
                reason,
                publishedAt,
                null));
    }

    /** Approves what another has proposed. */
    public RuleStep approve(RuleStep proposed, String why, long publishedAt) {
        byte[] approved = key.sign(
                Statement.ofApprover(of, deployment, proposed.name(), proposed.version(), proposed.hash(), key.name()));
        return signed(next(RuleStep.Kind.APPROVE, proposed, "", key.name(), approved, why, publishedAt));
    }

    /**
     * Any other step.
     *
     * @param proposed the step that brought the text
     * @param approved the step that approved it; null where none did, which only retiring allows
     */
    public RuleStep take(
            RuleStep.Kind kind, RuleStep proposed, @Nullable RuleStep approved, String why, long effectiveAt) {
        String text = kind.putsToUse() ? proposed.text() : "";
        return signed(next(
                kind,
                proposed,
                text,
                approved == null ? null : approved.approver(),
                approved == null ? null : approved.approverSignature(),
                why,
                effectiveAt));
    }

    private RuleStep next(
            RuleStep.Kind kind,
            RuleStep proposed,
            String text,
            @Nullable String approver,
            byte @Nullable [] approverSignature,
            String why,
            long effectiveAt) {
        return new RuleStep(
                kind,
                deployment,
                proposed.name(),
                proposed.version(),
                proposed.hash(),
                text,
                proposed.author(),
                proposed.authorSignature(),
                approver,
                approverSignature,
                key.name(),
                why,
                effectiveAt,
                null);
    }

    private RuleStep signed(RuleStep step) {
        return step.with(key.sign(Statement.ofStep(of, step)));
    }
}
