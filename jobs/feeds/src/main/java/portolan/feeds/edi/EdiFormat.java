// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.Profile;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;

/** One message format in segments: which of them begin a bill, and what becomes of a bill. */
interface EdiFormat {
    /** Name in receipts. */
    String name();

    /** Whether it reads messages of this type, for example {@code CUSCAR} or {@code 309}. */
    boolean reads(String type);

    /** The reading of one message. */
    Reading reading(Head head, Profile profile);

    /**
     * What stands before a message.
     *
     * @param interchange UNB or ISA; null in a bare message
     * @param group UNG or GS; null where there is none
     * @param message UNH or ST
     * @param decimal the decimal sign that was announced
     */
    record Head(@Nullable Segment interchange, @Nullable Segment group, Segment message, char decimal) {}

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
        @Nullable
        Integer stated();

        /** The filing of one bill; called before what follows it is accepted. */
        Draft draft(List<Segment> bill) throws FaultException;
    }
}
