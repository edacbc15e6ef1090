// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import portolan.schemas.wire.Believable;
import portolan.scoring.manifest.Position;

/**
 * How much a feed holds, readable or not, and how far it reaches.
 *
 * @param filings lines that are, or should be, filings
 * @param deletions filings that delete
 * @param outcomes lines that are, or should be, outcomes
 * @param moves lines that are, or should be, moves of containers
 * @param end order time of the last line whose time can be believed: a line that will be refused for its time must not
 *     make every bill due
 * @param elsewhere outcomes whose consignments are filed under another tenant
 */
public record FeedCounts(long filings, long deletions, long outcomes, long moves, long end, Elsewhere elsewhere) {
    static final FeedCounts NONE = new FeedCounts(0, 0, 0, 0, Long.MIN_VALUE, Elsewhere.NONE);

    /**
     * Outcomes whose consignments are filed under another tenant than they state: the ledger knows none of them.
     *
     * @param stated a tenant that such outcomes state
     * @param filed a tenant that such consignments are filed under
     * @param tenants how many such tenants there are
     */
    public record Elsewhere(long outcomes, String stated, String filed, int tenants) {
        public static final Elsewhere NONE = new Elsewhere(0, "", "", 0);
    }

    FeedCounts with(Elsewhere of) {
        return new FeedCounts(filings, deletions, outcomes, moves, end, of);
    }

    FeedCounts and(Position position, boolean deletes) {
        boolean tells = Believable.isSeen(position.orderTime());
        long last = tells ? StrictMath.max(end, position.orderTime()) : end;
        return switch (position.input()) {
            case OUTCOME -> new FeedCounts(filings, deletions, outcomes + 1, moves, last, elsewhere);
            case MOVE -> new FeedCounts(filings, deletions, outcomes, moves + 1, last, elsewhere);
            case FILING, DUE ->
                new FeedCounts(filings + 1, deletions + (deletes ? 1 : 0), outcomes, moves, last, elsewhere);
        };
    }

    /** All lines. */
    long lines() {
        return filings + outcomes + moves;
    }
}
