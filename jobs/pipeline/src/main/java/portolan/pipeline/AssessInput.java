package portolan.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Position;

/**
 * What reaches Assess: a case event, or answers to one; exactly one of them.
 *
 * @param expected how many answers the case event waits for; 0 where this is an answer
 */
public record AssessInput(
        @Nullable CaseEvent event, int expected, @Nullable Answered answered) {
    public AssessInput {
        if ((event == null) == (answered == null)) {
            throw new IllegalArgumentException("either a case event or an answer");
        }
    }

    public static AssessInput of(CaseEvent event, int expected) {
        return new AssessInput(event, expected, null);
    }

    public static AssessInput of(Answered answered) {
        return new AssessInput(null, 0, answered);
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
