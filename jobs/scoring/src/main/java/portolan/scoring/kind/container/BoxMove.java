// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.container;

import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.ContainerMove.Kind;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Fingerprint;
import portolan.scoring.sketch.KeyHash;

/**
 * One move of one container.
 *
 * <pre>
 *   fixed event | signed minute | octet: kind 0 to 5 in the order below, 8 empty | text place | 2 octets facility
 *   GATE_IN, GATE_OUT, LOADED, DISCHARGED, STUFFED, STRIPPED
 * </pre>
 *
 * <p>At most 22 bytes.
 *
 * @param event hash of what happened, when and where: its identity, in however many messages it is told
 * @param minute when it happened, in minutes from 1970-01-01
 * @param place UN/LOCODE
 * @param facility sixteen bits that stand for the terminal or depot; 0 where none is stated
 */
record BoxMove(long event, long minute, Kind kind, boolean empty, String place, char facility) {
    /** By time, at equal times by a hash: the order in which they arrive does not matter. */
    static final Comparator<BoxMove> IN_ORDER =
            Comparator.comparingLong(BoxMove::minute).thenComparingLong(BoxMove::event);

    private static final Kind[] KINDS = {
        Kind.GATE_IN, Kind.GATE_OUT, Kind.LOADED, Kind.DISCHARGED, Kind.STUFFED, Kind.STRIPPED
    };
    private static final int EMPTY = 8;

    static BoxMove of(ContainerMove move) {
        String facility = move.facility();
        // What is told again in another message is the same move.
        String what = String.join(
                "|",
                move.kind().name(),
                Long.toString(Bucket.minute(move.at())),
                move.where(),
                facility == null ? "" : facility.toUpperCase(Locale.ROOT));
        return new BoxMove(
                KeyHash.of(what),
                Bucket.minute(move.at()),
                move.kind(),
                move.isEmpty(),
                move.where(),
                facility == null ? 0 : Fingerprint.shortened(Fingerprint.of(facility.toUpperCase(Locale.ROOT))));
    }

    boolean isAt(@Nullable String somewhere) {
        return place.equals(somewhere);
    }

    void write(LayoutWriter writer) {
        int code = 0;
        while (KINDS[code] != kind) {
            code++;
        }
        writer.fixed(event).signed(minute).octet(code | (empty ? EMPTY : 0)).text(place);
        writer.octet(facility >>> 8).octet(facility);
    }

    static BoxMove read(LayoutReader reader) {
        long event = reader.fixed();
        long minute = reader.signed();
        int code = reader.octet();
        if ((code & ~EMPTY) >= KINDS.length) {
            throw new LayoutException("a move of no known kind: code=" + code);
        }
        String place = reader.text();
        char facility = (char) ((reader.octet() << 8) | reader.octet());
        return new BoxMove(event, minute, KINDS[code & ~EMPTY], (code & EMPTY) != 0, place, facility);
    }
}
