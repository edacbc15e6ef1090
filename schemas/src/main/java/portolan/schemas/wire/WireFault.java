// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

/**
 * Why bytes from outside are no record.
 *
 * @param message what is wrong, where, and what to do
 */
public record WireFault(Code code, String message) {
    /** Stable reason codes: their names are written to the reject topic. */
    public enum Code {
        /** The bytes do not start as Avro single-object encoding does. */
        NOT_PORTOLAN_RECORD,
        /** Written with a schema that this release has never seen. */
        UNKNOWN_SCHEMA,
        /** The bytes end before the record does. */
        TRUNCATED,
        /** The schema is known and the bytes do not follow it. */
        CORRUPT,
        /** More bytes than we read. */
        TOO_LARGE
    }
}
