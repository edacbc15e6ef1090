// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.feeds.MessageRefusedException;
import portolan.schemas.lines.FaultException;

/**
 * One message format in segments: which of them begin a bill, and what becomes of it. Where a format has containers or
 * ships, they stand for bills.
 *
 * @param name in receipts
 * @param type of its messages in UNH or ST, for example {@code CUSCAR} or {@code 309}
 * @param reading reads one message
 */
record EdiFormat(String name, String type, Function<Head, Reading> reading) {
    EdiFormat(String type, Function<Head, Reading> reading) {
        this(type, type, reading);
    }

    /**
     * What stands before a message.
     *
     * @param interchange UNB or ISA; null in a bare message
     * @param group UNG or GS; null where there is none
     * @param message UNH or ST
     * @param values how its texts are read
     */
    record Head(@Nullable Segment interchange, @Nullable Segment group, Segment message, Values values) {
        /** When the interchange was made, of X12 the group; null where neither says. */
        @Nullable
        Instant sentAt(String path) throws FaultException {
            if (group != null && group.is("GS")) {
                return values.dayAndTime(group.text(4), group.text(5), path);
            }
            if (interchange == null || !interchange.is("UNB")) {
                return null;
            }
            return values.dayAndTime(interchange.text(4), interchange.text(4, 2), path);
        }

        /** GS08; null where it does not say. */
        @Nullable
        String version() {
            return group == null ? null : values.text(group.text(8));
        }

        /** Who made it: UNB 0004, of X12 GS02; null where neither says. */
        @Nullable
        String sender() {
            if (group != null && group.is("GS")) {
                return values.text(group.text(2));
            }
            return interchange == null || !interchange.is("UNB") ? null : values.text(interchange.text(2));
        }
    }

    /**
     * The segments of one bill, container or ship.
     *
     * @param part message within an interchange of several, from 1; null where it is one message
     */
    record Slice(List<Segment> segments, @Nullable Integer part) {
        public Slice {
            segments = List.copyOf(segments);
        }

        long from() {
            return segments.get(0).from();
        }

        long to() {
            return segments.get(segments.size() - 1).to();
        }
    }

    /** Where a segment of a message belongs. */
    enum Place {
        /** Before the bills or between them: about all that follow. */
        AROUND,
        /** Begins a bill. */
        BEGINS_BILL,
        /** Goes on with the bill that was begun. */
        IN_BILL
    }

    /** Reads the segments of one message in their order, its first and last left out. */
    interface Reading {
        /** Where a segment belongs; changes nothing. */
        Place place(Segment segment);

        /**
         * Takes note of a segment, once the bill before it has been read.
         *
         * @throws MessageRefusedException when the message is none of this format after all
         */
        void accept(Segment segment, Place place) throws MessageRefusedException;

        /** How many bills the message says it holds; null where it does not say, or not yet. */
        default @Nullable Integer stated() {
            return null;
        }

        /** Hands on what a slice says; called before what follows it is accepted. */
        void read(Slice slice, Bills out);
    }

    /** A reading whose slices begin at each segment of a tag; at the first of all where that is empty. */
    static Reading slices(String tag, BiConsumer<Slice, Bills> read) {
        return new Reading() {
            private boolean begun;

            @Override
            public Place place(Segment segment) {
                boolean begins = tag.isEmpty() ? !begun : segment.is(tag);
                return begins ? Place.BEGINS_BILL : begun ? Place.IN_BILL : Place.AROUND;
            }

            @Override
            public void accept(Segment segment, Place place) {
                begun = place != Place.AROUND;
            }

            @Override
            public void read(Slice slice, Bills out) {
                read.accept(slice, out);
            }
        };
    }
}
