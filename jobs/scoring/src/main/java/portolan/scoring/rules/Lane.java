// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

/** Selectivity lane: what the authority does with a consignment. The strictest comes first. */
public enum Lane {
    /** Examine the goods. */
    RED,
    /** Check the documents. */
    YELLOW,
    /** Audit after release. */
    BLUE,
    /** Release. */
    GREEN;

    private static final Lane[] ALL = values();

    /** The place in the order of strictness, from 0; for arrays that live as long as one question, never stored. */
    @SuppressWarnings("EnumOrdinal")
    public int place() {
        return ordinal();
    }

    /** The lane of a place. */
    public static Lane at(int place) {
        return ALL[place];
    }

    /** Whether this lane demands at least as much as the other. */
    public boolean isAtLeast(Lane other) {
        return compareTo(other) <= 0;
    }

    /** The stricter of the two. */
    public static Lane strictest(Lane one, Lane other) {
        return one.isAtLeast(other) ? one : other;
    }
}
