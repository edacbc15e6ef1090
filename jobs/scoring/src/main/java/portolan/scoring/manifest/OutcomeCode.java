// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** The closed list of inspection results; "examined, nothing found" is one of them. */
public enum OutcomeCode {
    NOTHING_FOUND(false),
    /** Not examined, with a reason: teaches nothing. */
    NOT_EXAMINED(false),
    /** A slip, no offence. */
    MINOR_DISCREPANCY(false),
    DOCUMENT_FRAUD(true),
    MISDECLARED_GOODS(true),
    UNDERVALUED(true),
    FALSE_ORIGIN(true),
    PROHIBITED_GOODS(true),
    SMUGGLED_GOODS(true),
    PROHIBITED_PARTY(true),
    OFFENCE_UNSPECIFIED(true);

    private final boolean offence;

    OutcomeCode(boolean offence) {
        this.offence = offence;
    }

    public boolean isOffence() {
        return offence;
    }
}
