package portolan.scoring.ledger;

/** Why an input cannot be taken into the ledger; it leaves to the reject topic with its original bytes. */
public record Refusal(Code code, String message) {

    /** Stable reason codes: they are part of the reject topic's contract. */
    public enum Code {
        /** A replacement or deletion of a consignment that the ledger does not hold. */
        UNKNOWN_CONSIGNMENT,
        /** An outcome of a consignment that the ledger does not hold. */
        OUTCOME_FOR_UNKNOWN_CONSIGNMENT,
        /** An older version of a filing than the one in force, with other content. */
        STALE_VERSION,
        /** A kind of filing that this release does not take in. */
        UNSUPPORTED_EVENT_KIND
    }
}
