package portolan.scoring.ledger;

/** What the ledger set aside because it says nothing new; counted, never silently dropped. */
public enum Note {
    /** A filing whose content, kind and version were already taken in. */
    DUPLICATE_FILING,
    /** An outcome that was already taken in, or that a later version has corrected. */
    DUPLICATE_OUTCOME
}
