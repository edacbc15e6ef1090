package portolan.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Lane;

/**
 * One consignment on the board, ready to be shown.
 *
 * @param lane the strictest over the threats
 * @param threat the threat that sets the lane; of several, the one with the highest score
 * @param bits the score for that threat
 * @param probability what it stands for
 * @param due by when it must be decided
 * @param reasons what speaks loudest for that threat, most bits first
 * @param scoredAt epoch milliseconds at which the board learned of it
 */
record BoardEntry(
        String consignmentKey,
        String assessmentId,
        Lane lane,
        String threat,
        double bits,
        double probability,
        @Nullable String shipper,
        @Nullable String consignee,
        @Nullable String goods,
        @Nullable String route,
        DecisionDue due,
        List<Reason> reasons,
        long scoredAt) {
    /** Reasons shown with each consignment. */
    static final int REASONS = 3;

    BoardEntry {
        reasons = List.copyOf(reasons);
    }

    /** One contribution in words, and the numbers a person would check. */
    record Reason(double bits, String why, String evidence) {}
}
