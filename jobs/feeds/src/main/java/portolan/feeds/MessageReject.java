// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

/**
 * Why nothing of a message was filed.
 *
 * @param message what is wrong, where, and what to do
 */
public record MessageReject(Reason reason, String message) {
    /** Stable reason codes: their names are written to the rejects. */
    public enum Reason {
        /** No gateway that is known says who sent it. */
        NOT_ENTITLED,
        /** No format that is read. */
        UNKNOWN_FORMAT,
        /** A profile that nobody has written. */
        UNKNOWN_PROFILE,
        /** The message ends before it is complete. */
        TRUNCATED,
        /** Against the syntax: not well-formed, or segments out of place. */
        MALFORMED_ENVELOPE,
        /** Bytes that are no characters of the message's character set, or a set that is not known. */
        BAD_CHARSET,
        /** A document type declaration, which may define entities. */
        FORBIDDEN_XML,
        /** Its sender says that it is a test. */
        TEST,
        /** Sound, but without a bill. */
        NO_BILLS,
        /** Portolan failed at it: a fault of its own until shown otherwise. */
        NOT_HANDLED,
        /** Larger than what is read: the message, one bill, one text. */
        TOO_LARGE
    }
}
