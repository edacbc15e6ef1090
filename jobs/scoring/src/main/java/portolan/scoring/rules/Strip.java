// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

/** The rows of some columns that are judged together: so few that what is computed of them stays in the cache. */
final class Strip {
    /** The most rows of one strip. */
    static final int LONGEST = 1024;

    private final FactColumns facts;
    private int from;
    private int rows;

    Strip(FactColumns facts) {
        this.facts = facts;
    }

    FactColumns facts() {
        return facts;
    }

    /** The first row. */
    int from() {
        return from;
    }

    int rows() {
        return rows;
    }

    /** Goes on to the next rows; false at the end. */
    boolean next() {
        from += rows;
        rows = Math.min(LONGEST, facts.rows() - from);
        return rows > 0;
    }
}
