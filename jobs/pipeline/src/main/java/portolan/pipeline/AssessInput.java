package portolan.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Position;

/** What reaches Assess: a case event, or an answer to one; exactly one of them. */
public record AssessInput(
        @Nullable CaseEvent event, @Nullable Answered answered) {
    public AssessInput {
        if ((event == null) == (answered == null)) {
            throw new IllegalArgumentException("either a case event or an answer");
        }
    }

    public static AssessInput of(CaseEvent event) {
        return new AssessInput(event, null);
    }

    public static AssessInput of(Answered answered) {
        return new AssessInput(null, answered);
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
