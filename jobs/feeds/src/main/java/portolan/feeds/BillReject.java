// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.Locale;

/**
 * Why one bill of a message was not filed, or one event not taken; the others were.
 *
 * @param of what it is
 * @param message what is wrong, where, and what to do
 * @param field field of the filing or event that it is about; empty when it is about all of it
 * @param ordinal its number in its message, from 1
 * @param byteFrom its first byte in the message
 * @param byteTo the byte after its last one
 */
public record BillReject(
        What of, Reason reason, String message, String field, int ordinal, long byteFrom, long byteTo) {
    /** What a message holds. */
    public enum What {
        BILL("bill"),
        MOVE("container move"),
        CALL("call of a ship");

        private final String words;

        What(String words) {
            this.words = words;
        }

        /** As people say. */
        public String words() {
            return words;
        }

        /** The header of a reject that says where in the message it stands. */
        public String header() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Stable reason codes: their names are written to the rejects. */
    public enum Reason {
        /** Nothing says which bill it is. */
        NO_BILL_NUMBER,
        /** A bill without goods. */
        NO_GOODS,
        /** A movement that names no container, or a call that names no ship. */
        NO_IDENTITY,
        /** A time or day that is none, or that no pattern of the profile reads. */
        BAD_DATE,
        /** A code that neither the format nor the profile knows, where the filing needs to know what it means. */
        BAD_CODE,
        /** A number that is none, or out of the field's range. */
        BAD_NUMBER,
        /** Larger than a filing may be. */
        TOO_LARGE,
        /** It and all that follow: no more rejects of the message are told one by one. */
        TOO_MANY_REJECTS,
        /** Reading the bill ended in an exception: a fault of ours. */
        NOT_HANDLED
    }
}
