// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.util.Comparator;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.scoring.manifest.Position;

/** Rejects in the order in which they were refused, which is that of their inputs unless one had to wait. */
final class FoundRejects {
    /** Of one time and line several operators may have set something aside. */
    private static final Comparator<Reject> BY_LINE = Comparator.comparing(
                    (Reject reject) -> reject.raw().topic())
            .thenComparing(reject -> reject.raw().offset())
            .thenComparing(Reject::stage)
            .thenComparing(Reject::message);

    static final Comparator<Reject> AT_HAND =
            Comparator.comparingLong(Reject::orderTime).thenComparing(BY_LINE);

    static final Comparator<Reject> IN_ORDER = Comparator.comparingLong(Reject::orderTime)
            .thenComparing(reject -> isFiling(reject))
            .thenComparing(BY_LINE);

    private static final String LOST =
            "the line cannot be given back, its file was changed or removed after it was read; when it was read: ";

    private FoundRejects() {}

    static String tally(Reject reject) {
        String reason = Tally.REJECT + reject.reason();
        if (isFiling(reject)) {
            return reason + ' ' + Tally.REJECTED_FILINGS;
        }
        return isMove(reject) ? reason + ' ' + Tally.REJECTED_MOVES : reason;
    }

    /** Whether a filing came to this and to nothing else. */
    private static boolean isFiling(Reject reject) {
        return isAtHand(reject) ? LineOrigin.of(reject.raw()).isFiling() : reject.unassessed();
    }

    private static boolean isMove(Reject reject) {
        return isAtHand(reject) && LineOrigin.of(reject.raw()).input() == Position.Input.MOVE;
    }

    /** Behind the ledger nobody carries where a line stands in its file. */
    private static boolean isAtHand(Reject reject) {
        return reject.raw().value().length > 0;
    }

    /** The reject as a person reads it: the line in place of where it is found. */
    static Reject withItsLine(Reject reject) throws IOException {
        RawRecord raw = reject.raw();
        if (!isAtHand(reject)) {
            return reject;
        }
        byte[] line = LineOrigin.of(raw).line();
        // In front, since a long message is cut.
        String message = line != null ? reject.message() : LOST + reject.message();
        return reject.of(
                message, RawRecord.line(raw.topic(), raw.offset(), raw.timestamp(), line != null ? line : new byte[0]));
    }
}
