package portolan.pipeline.archive;

import portolan.schemas.Believable;
import portolan.scoring.manifest.Position;

/**
 * How much a feed holds, readable or not, and how far it reaches.
 *
 * @param filings lines that are, or should be, filings
 * @param deletions filings that delete
 * @param outcomes lines that are, or should be, outcomes
 * @param end order time of the last line whose time can be believed: a line that will be refused for its time must not
 *     make every bill due
 */
public record FeedCounts(long filings, long deletions, long outcomes, long end) {
    static final FeedCounts NONE = new FeedCounts(0, 0, 0, Long.MIN_VALUE);

    FeedCounts and(Position position, boolean deletes) {
        boolean tells = Believable.isSeen(position.orderTime());
        long last = tells ? StrictMath.max(end, position.orderTime()) : end;
        return position.input() == Position.Input.FILING
                ? new FeedCounts(filings + 1, deletions + (deletes ? 1 : 0), outcomes, last)
                : new FeedCounts(filings, deletions, outcomes + 1, last);
    }
}
