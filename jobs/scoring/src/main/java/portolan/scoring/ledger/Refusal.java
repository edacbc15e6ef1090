// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

/** Why an input cannot be taken into the ledger; it leaves to the reject topic with its original bytes. */
public record Refusal(Code code, String message) {

    /** Stable reason codes: they are part of the reject topic's contract. */
    public enum Code {
        /**
         * A change of a consignment, or of a filer's claim of one, that the ledger does not hold and nobody created in
         * time.
         */
        UNKNOWN_CONSIGNMENT,
        /** An outcome of a consignment that the ledger does not hold, and that nobody created in time. */
        OUTCOME_FOR_UNKNOWN_CONSIGNMENT,
        /**
         * An older version of a filing than the one in force, or a number that another took the place of; with other
         * content.
         */
        STALE_VERSION,
        /** One more filer claims a bill that others already dispute. */
        TOO_MANY_CLAIMS,
        /** Its sender does not speak for this tenant, filer and kind, or for the filer whose number it is under. */
        NOT_ENTITLED,
        /** A supplement would make the bill larger than any bill is. */
        TOO_LARGE
    }
}
