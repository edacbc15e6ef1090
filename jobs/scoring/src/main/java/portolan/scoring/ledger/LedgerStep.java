// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Position;

/**
 * One thing that happened to one ledger entry: at most one of event, note, refusal and failure is present, and none when
 * an input waits for the filing that creates its consignment, or bills are due after a feed's end.
 *
 * @param after the entry to keep from here on; null when there is none
 * @param position where it happened in the order of all inputs
 * @param failure what deciding ended in: nothing has changed but that an input or a moment, if it was waited for, is
 *     waited for no longer
 * @param origin what the input was read from, where that is not the input at hand but one that had waited
 */
@SuppressWarnings("ArrayRecordComponent") // Lives between two lines of an operator; nobody compares it.
public record LedgerStep(
        @Nullable LedgerEntry after,
        Position position,
        @Nullable CaseEvent event,
        @Nullable Note note,
        @Nullable Refusal refusal,
        @Nullable RuntimeException failure,
        byte @Nullable [] origin) {

    static LedgerStep changed(LedgerEntry after, CaseEvent event) {
        return new LedgerStep(after, event.position(), event, null, null, null, null);
    }

    static LedgerStep noted(@Nullable LedgerEntry after, Position position, Note note) {
        return new LedgerStep(after, position, null, note, null, null, null);
    }

    static LedgerStep refused(@Nullable LedgerEntry after, Position position, Refusal.Code code, String message) {
        return new LedgerStep(after, position, null, null, new Refusal(code, message), null, null);
    }

    static LedgerStep waiting(LedgerEntry after, Position position) {
        return new LedgerStep(after, position, null, null, null, null, null);
    }

    static LedgerStep failed(@Nullable LedgerEntry after, Position position, RuntimeException failure) {
        return new LedgerStep(after, position, null, null, null, failure, null);
    }

    /** Whether nothing is to be told of it: the input at hand waits. */
    public boolean isSilent() {
        return event == null && note == null && refusal == null && failure == null;
    }

    LedgerStep from(byte[] read) {
        return new LedgerStep(after, position, event, note, refusal, failure, read);
    }
}
