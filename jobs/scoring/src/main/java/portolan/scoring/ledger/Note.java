// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

/** What the ledger took in without telling anybody further on; counted, never silently dropped. */
public enum Note {
    /** A filing whose content, kind and version were already taken in. */
    DUPLICATE_FILING,
    /** An outcome that was already taken in, or that a later version has corrected. */
    DUPLICATE_OUTCOME,
    /** A status message: it says where a message stands, not what is on the bill. */
    STATUS,
    /** A supplement or an arrival that adds nothing to what is known. */
    NOTHING_NEW,
    /** A second filer took back its claim of a bill; the live version was never its own. */
    RIVAL_CLAIM_WITHDRAWN,
    /** The withdrawal of a number that another one has taken the place of: the bill stands under that. */
    SUPERSEDED_NUMBER
}
