package portolan.scoring.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What one input did to one ledger entry: exactly one of event, note and refusal is present.
 *
 * @param after the entry to keep; null when there is none
 */
public record LedgerStep(
        @Nullable LedgerEntry after,
        @Nullable CaseEvent event,
        @Nullable Note note,
        @Nullable Refusal refusal) {

    static LedgerStep changed(LedgerEntry after, CaseEvent event) {
        return new LedgerStep(after, event, null, null);
    }

    static LedgerStep noted(LedgerEntry unchanged, Note note) {
        return new LedgerStep(unchanged, null, note, null);
    }

    static LedgerStep refused(@Nullable LedgerEntry unchanged, Refusal.Code code, String message) {
        return new LedgerStep(unchanged, null, null, new Refusal(code, message));
    }
}
