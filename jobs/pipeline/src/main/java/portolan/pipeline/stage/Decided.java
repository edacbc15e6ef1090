// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.state.Kept;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.lanes.Selected;
import portolan.scoring.score.Alert;
import portolan.scoring.score.AlertBook;
import portolan.scoring.score.Assessment;

/**
 * All that comes of one case, before any of it leaves or is stored: all of it does, or none.
 *
 * @param assessment null of a withdrawal
 * @param shadows what others say beside it, in their order
 * @param after what is to be kept of the consignment; null for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // Lives between two lines of an operator; nobody compares it.
record Decided(
        @Nullable Assessment assessment,
        List<Shadow> shadows,
        List<LaneChange> changes,
        List<Alert> news,
        @Nullable Kept after) {

    /**
     * What a shadow came to.
     *
     * @param assessment null where it failed
     * @param failure what it ended in; null where it did not fail
     */
    record Shadow(
            Judge judge,
            @Nullable Assessment assessment,
            @Nullable RuntimeException failure) {}

    /**
     * What is known of a consignment before a case of it.
     *
     * @param kept as it is stored; null when nothing is
     */
    record Before(
            @Nullable Kept kept, AlertBook book, @Nullable Selected selected) {
        static Before of(@Nullable Kept kept) {
            return kept == null
                    ? new Before(null, AlertBook.EMPTY, null)
                    : new Before(
                            kept,
                            AlertBook.fromBytes(kept.bytes()),
                            kept.beside().length == 0 ? null : Selected.fromBytes(kept.beside()));
        }
    }
}
