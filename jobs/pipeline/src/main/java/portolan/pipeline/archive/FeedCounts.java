package portolan.pipeline.archive;

import portolan.scoring.manifest.Position;

/**
 * How much a feed holds, readable or not.
 *
 * @param filings lines that are, or should be, filings
 * @param deletions filings that delete
 * @param outcomes lines that are, or should be, outcomes
 */
public record FeedCounts(long filings, long deletions, long outcomes) {
    static final FeedCounts NONE = new FeedCounts(0, 0, 0);

    FeedCounts and(Position.Input input, boolean deletes) {
        return input == Position.Input.FILING
                ? new FeedCounts(filings + 1, deletions + (deletes ? 1 : 0), outcomes)
                : new FeedCounts(filings, deletions, outcomes + 1);
    }
}
