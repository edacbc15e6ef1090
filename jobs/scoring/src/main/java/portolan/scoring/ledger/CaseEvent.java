// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;
import portolan.scoring.manifest.Position;

/**
 * What a filing or an outcome changed about one consignment: the one type that runs through the keyed stages.
 *
 * <p>Which fields are present follows from the kind:
 *
 * <pre>
 *                   before   now   outcome          outcomeBefore
 *   FILED             -       x     -                -
 *   AMENDED           x       x     known so far     -
 *   DUE               -       x     known so far     -
 *   CONTESTED         x       x     known so far     -                 before is the live version, which stays;
 *                                                                      now is what the second filer states
 *   WITHDRAWN         x       -     known so far     -
 *   OUTCOME_KNOWN     -       x     the new one      the one it corrects  now is the version it was found on
 * </pre>
 *
 * <p>Only an outcome of the bill that stands is known so far: what was found before a withdrawal, or on the filing of a
 * filer whose rival stands now, is another bill's.
 *
 * @param sequence 1, 2, 3, ... for each consignment in ledger order; assessments keep this order
 * @param filing the filing that states the live version (of a withdrawal: the filing that withdraws)
 * @param receivedAt when the newest filing about the bill was received, of an outcome when it was reported: later than
 *     the live version's own time, which stays that of the bill's first filing
 * @param amendments how often the consignment was replaced, patched or withdrawn so far, this event included
 * @param inspected the version that the outcome known so far was found on; null where that is {@code before}
 * @param history what became of the consignment since it was first filed, this event included
 */
public record CaseEvent(
        Kind kind,
        String tenant,
        ConsignmentKey key,
        Position position,
        long sequence,
        FilingRef filing,
        Instant receivedAt,
        int amendments,
        @Nullable Consignment before,
        @Nullable Consignment now,
        @Nullable Outcome outcome,
        @Nullable Outcome outcomeBefore,
        @Nullable Consignment inspected,
        CaseHistory history) {

    /** The things that can happen to a consignment. */
    public enum Kind {
        FILED,
        AMENDED,
        WITHDRAWN,
        OUTCOME_KNOWN,
        /**
         * The time has passed by which the bills that belong to it should have come. Nothing is stated anew, so nobody
         * learns; only the memory that knows of bills is asked. Where none is missing nothing is news; else the live
         * version is assessed once more, by what was read of it when it was stated and what is missing.
         */
        DUE,
        /**
         * Another filer claims the same bill. Its claim is assessed, as if the live version were not, and teaches
         * nothing.
         */
        CONTESTED
    }

    /** The filing behind an event, as assessments name it. */
    public record FilingRef(String filingId, int filingVersion, Instant filedAt) {}

    /** The key under which the ledger holds the consignment. */
    public String ledgerKey() {
        return Consignment.ledgerKey(tenant, key);
    }

    /** Whether this event is answered by an assessment; {@link Kind#DUE} only if something is missing. */
    public boolean isAssessed() {
        return kind != Kind.WITHDRAWN && kind != Kind.OUTCOME_KNOWN;
    }

    /** Whether what is stated now is learned. */
    public boolean isLearned() {
        return kind == Kind.FILED || isRestated();
    }

    /** Whether a version takes the place of the one before. */
    public boolean isRestated() {
        return kind == Kind.AMENDED;
    }

    /**
     * Whether the live version is only looked at again, as something has become known at a moment: memories are asked,
     * and stay as they are.
     */
    public boolean isLookedAtAgain() {
        return isRestated() && position.input() == Position.Input.DUE;
    }

    /**
     * Whether the bills that belong to the live version may fall due after this event: then what was read of it is
     * needed once more, if they never come.
     */
    public boolean awaitsBills() {
        return isLearned() && !history.billsDue() && live().hasBillsThatBelongToIt();
    }

    /** Whether the version before may still have awaited bills, of which nobody need hear any more. */
    public boolean endsAwaitingBills() {
        return (isRestated() || kind == Kind.WITHDRAWN)
                && !history.billsDue()
                && Objects.requireNonNull(before, "what is restated or withdrawn was stated before")
                        .hasBillsThatBelongToIt();
    }

    /**
     * The version whose outcome memories must leave aside while they are asked about this event: a bill is not measured
     * against what was found on itself. Null when no outcome of it teaches anything.
     */
    public @Nullable Consignment inspectedBefore() {
        boolean aside = isRestated() || kind == Kind.CONTESTED;
        if (!aside || outcome == null || !outcome.teaches()) {
            return null;
        }
        return inspected != null ? inspected : before;
    }

    /** The same event, its consignments without the parts that are not asked for. */
    public CaseEvent only(Set<Part> parts) {
        return new CaseEvent(
                kind,
                tenant,
                key,
                position,
                sequence,
                filing,
                receivedAt,
                amendments,
                before == null ? null : before.only(parts),
                now == null ? null : now.only(parts),
                outcome,
                outcomeBefore,
                inspected == null ? null : inspected.only(parts),
                history);
    }

    /** The live version; only a withdrawal has none. */
    public Consignment live() {
        return Objects.requireNonNull(now, "a withdrawal has no live version");
    }
}
