// SPDX-License-Identifier: Apache-2.0
package portolan.desk.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import portolan.desk.index.Past;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.OutcomeCode;

/**
 * Earlier consignments along a line, the one in hand at its end.
 *
 * @param marks the oldest first
 */
public record Timeline(List<Mark> marks) {
    /** Width of the line in units of the drawing. */
    public static final int WIDTH = 960;

    /** What a mark stands for. */
    public enum What {
        FIND,
        CLEAN,
        UNKNOWN
    }

    /**
     * One consignment.
     *
     * @param x from the line's begin
     */
    public record Mark(int x, What what, Past.Earlier of) {}

    public Timeline {
        marks = List.copyOf(marks);
    }

    static Timeline of(Past past, Instant now) {
        Instant first = past.earlier().stream()
                .map(Past.Earlier::at)
                .min(Instant::compareTo)
                .orElse(now);
        double span = Math.max(1, Duration.between(first, now).toMillis());
        List<Mark> marks = new ArrayList<>();
        for (Past.Earlier one : past.earlier()) {
            double share = Duration.between(first, one.at()).toMillis() / span;
            marks.add(0, new Mark((int) Math.round(Math.min(1, Math.max(0, share)) * WIDTH), what(one), one));
        }
        return new Timeline(marks);
    }

    /** As the outcome was known then. */
    public static What what(Past.Earlier one) {
        InspectionOutcome outcome = one.outcome();
        if (outcome == null || outcome.getCode() == OutcomeCode.NOT_EXAMINED) {
            return What.UNKNOWN;
        }
        return outcome.getCode() == OutcomeCode.NOTHING_FOUND || outcome.getCode() == OutcomeCode.MINOR_DISCREPANCY
                ? What.CLEAN
                : What.FIND;
    }
}
