// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Position;

/**
 * What reaches Assess: a case event, or answers to one; exactly one of them.
 *
 * @param late whether the ledger told the case event behind its watermark, so that its position may be older than that
 *     of the event before it in its consignment
 * @param expected how many answers the case event waits for, a shard's cells among them; 0 where this is an answer
 */
public record AssessInput(
        @Nullable CaseEvent event,
        boolean late,
        int expected,
        @Nullable Answered answered) {
    public AssessInput {
        if ((event == null) == (answered == null)) {
            throw new IllegalArgumentException("either a case event or an answer");
        }
    }

    /** A case event that the ledger told in the order of positions. */
    public static AssessInput of(CaseEvent event, int expected) {
        return of(event, false, expected);
    }

    public static AssessInput of(CaseEvent event, boolean late, int expected) {
        return new AssessInput(event, late, expected, null);
    }

    public static AssessInput of(Answered answered) {
        return new AssessInput(null, false, 0, answered);
    }

    public String ledgerKey() {
        return event != null ? event.ledgerKey() : answer().ledgerKey();
    }

    /** Of the case event, also where this is an answer to it. */
    public Position position() {
        return event != null ? event.position() : answer().position();
    }

    /** Of the case event in its consignment, also where this is an answer to it. */
    public long sequence() {
        return event != null ? event.sequence() : answer().sequence();
    }

    private Answered answer() {
        return Objects.requireNonNull(answered, "checked when made");
    }
}
