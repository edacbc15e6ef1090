// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

/**
 * Why one line of a file is no record.
 *
 * @param message what is wrong, where, and what to do
 * @param line line in the file, from 1; for a row of several lines its first
 * @param path field that it is about, for example {@code goodsItems[0].hs}; empty when it is about the whole line
 */
public record LineFault(Code code, String message, long line, String path) {
    /** Stable reason codes: their names are written to the rejects. */
    public enum Code {
        /** Not one JSON object. */
        MALFORMED_JSON,
        /** Not one row after RFC 4180, or not in the file's character set. */
        MALFORMED_CSV,
        /** A row with more or fewer cells than the header. */
        WRONG_COLUMN_COUNT,
        /** A field that the record does not have. */
        UNKNOWN_FIELD,
        /** A value of another kind than the field's, or out of its range. */
        WRONG_TYPE,
        /** A value that is not in the field's closed list, or in the mapping's code table. */
        UNKNOWN_CODE,
        /** A required field that nobody can fill in. */
        MISSING_FIELD,
        /** A line longer than we read. */
        TOO_LARGE,
        // Of files that hold a message: as the feeds name them.
        NO_BILL_NUMBER,
        NO_GOODS,
        NO_IDENTITY,
        BAD_DATE,
        BAD_CODE,
        BAD_NUMBER,
        TOO_MANY_REJECTS,
        NOT_HANDLED,
        UNKNOWN_FORMAT,
        UNKNOWN_PROFILE,
        TRUNCATED,
        MALFORMED_ENVELOPE,
        BAD_CHARSET,
        FORBIDDEN_XML,
        TEST,
        NOT_ENTITLED,
        NO_BILLS,
        /** A manifest leaves out so many bills that a person must look. */
        WITHDRAWAL_WITHHELD
    }
}
