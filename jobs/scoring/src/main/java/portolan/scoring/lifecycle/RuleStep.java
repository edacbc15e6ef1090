// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a version of a rule set, or of another signed text, as it was published. It carries the text and all signatures that it
 * rests on: no step before it is needed to judge whether they are right.
 *
 * @param deployment for which it is signed; empty where it names none
 * @param name of the text
 * @param version of the text, from 1
 * @param hash SHA-256 of the text, in hexadecimal; signatures are about it
 * @param text the whole of it; empty where the step needs none
 * @param author who wrote the version
 * @param authorSignature of the author, under {@link Statement#ofAuthor}
 * @param approver who approved it; null while nobody has
 * @param approverSignature of the approver, under {@link Statement#ofApprover}
 * @param by who takes this step
 * @param why in the words of who takes it
 * @param effectiveAt epoch milliseconds of order time from which it applies; for a proposal and an approval when they
 *     were published
 * @param signature of who takes it, under {@link Statement#ofStep}
 */
@SuppressWarnings("ArrayRecordComponent") // Compared below.
public record RuleStep(
        Kind kind,
        String deployment,
        String name,
        int version,
        String hash,
        String text,
        String author,
        byte @Nullable [] authorSignature,
        @Nullable String approver,
        byte @Nullable [] approverSignature,
        String by,
        String why,
        long effectiveAt,
        byte @Nullable [] signature) {

    /** What can happen to a version. */
    public enum Kind {
        /** Its author publishes the text. */
        PROPOSE,
        /** Somebody else says that it may be used. */
        APPROVE,
        /** It judges, in place of the one before. */
        ACTIVATE,
        /** It judges beside the one in force, for comparison only. */
        SHADOW,
        /** A version that was in force before is again. */
        ROLL_BACK,
        /** It no longer judges beside the one in force, or shall never be used. */
        RETIRE;

        /** Whether the version judges after it, so that tasks need its text. */
        public boolean putsToUse() {
            return this == ACTIVATE || this == SHADOW || this == ROLL_BACK;
        }

        /** Whether it puts the version in force. */
        public boolean putsInForce() {
            return this == ACTIVATE || this == ROLL_BACK;
        }

        /** As commands and messages name it: "roll-back". */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    RuleStep with(byte[] ofWhoTakesIt) {
        return new RuleStep(
                kind,
                deployment,
                name,
                version,
                hash,
                text,
                author,
                authorSignature,
                approver,
                approverSignature,
                by,
                why,
                effectiveAt,
                ofWhoTakesIt);
    }

    /** As messages name the version: "baseline v3". */
    public String versionName() {
        return name + " v" + version;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RuleStep that
                && kind == that.kind
                && deployment.equals(that.deployment)
                && name.equals(that.name)
                && version == that.version
                && hash.equals(that.hash)
                && text.equals(that.text)
                && author.equals(that.author)
                && Arrays.equals(authorSignature, that.authorSignature)
                && Objects.equals(approver, that.approver)
                && Arrays.equals(approverSignature, that.approverSignature)
                && by.equals(that.by)
                && why.equals(that.why)
                && effectiveAt == that.effectiveAt
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, deployment, name, version, hash, by, effectiveAt);
    }
}
