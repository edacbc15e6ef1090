// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.function.SerializableFunction;
import portolan.pipeline.AssessmentLine;
import portolan.pipeline.Noted;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.AlertRecords;
import portolan.pipeline.kafka.LanesRecords;
import portolan.pipeline.kafka.RejectRecords;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.lines.LineWriter;
import portolan.scoring.lanes.LaneCount;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.lanes.Trend;
import portolan.scoring.score.Alert;

/**
 * One kind of result as lines of a file: in which order, what each line says, and what it counts for in the summary.
 *
 * @param <T> result
 * @param name of the finished file, for example {@code assessments.jsonl}
 * @param orderTime epoch milliseconds of the input behind a result: it is written once the watermark has passed them
 * @param order in the file; results that are equal in it keep the order in which they come
 * @param tally what the summary counts, by name, with blanks between
 * @param lines what each line says; empty where results are counted only
 */
record ResultFile<T>(
        String name,
        TypeInformation<T> type,
        OrderTime<T> orderTime,
        Order<T> order,
        SerializableFunction<T, String> tally,
        Lines<T> lines)
        implements Serializable {
    private static final Comparator<Alert> ALERTS = Comparator.comparing(Alert::at)
            .thenComparing(Alert::tenant)
            .thenComparing(alert -> alert.key().value());
    private static final Comparator<LanesCounted> LANES = Comparator.comparing(LanesCounted::at)
            .thenComparing(LanesCounted::tenant)
            .thenComparing(LanesCounted::office)
            .thenComparing(LanesCounted::day);
    private static final byte[] NO_LINE = {};

    /** The order time of a result. */
    interface OrderTime<T> extends ToLongFunction<T>, Serializable {}

    /** The order of results. */
    interface Order<T> extends Comparator<T>, Serializable {}

    /** Makes lines, for one thread. */
    @FunctionalInterface
    interface Lines<T> extends Serializable {
        /** The line in UTF-8, with its break. */
        byte[] of(T result) throws IOException;
    }

    /** Assessments in the order of the filings behind them; {@link FormatAssessments} has made the lines. */
    static ResultFile<AssessmentLine> assessments() {
        return new ResultFile<>(
                "assessments.jsonl",
                StreamTypes.ASSESSMENT_LINE,
                line -> line.position().orderTime(),
                (one, other) -> one.position().compareTo(other.position()),
                AssessmentLine::tally,
                AssessmentLine::line);
    }

    /** Alerts in the order of time; those of one millisecond by consignment, and of one consignment as they happened. */
    static ResultFile<Alert> alerts() {
        return new ResultFile<>(
                "alerts.jsonl",
                StreamTypes.ALERT,
                alert -> alert.at().toEpochMilli(),
                (one, other) -> ALERTS.compare(one, other),
                alert -> Tally.ALERT + alert.state().name(),
                new LineText<>(AlertRecords::of, LineWriter::alerts));
    }

    /** What lanes came to, in the order of time: empty where the rule set states no budgets. */
    static ResultFile<LanesCounted> lanes() {
        return new ResultFile<>(
                "lanes.jsonl",
                StreamTypes.LANES_COUNTED,
                counted -> counted.at().toEpochMilli(),
                (one, other) -> LANES.compare(one, other),
                ResultFile::tally,
                new LineText<>(LanesRecords::of, LineWriter::lanes));
    }

    private static String tally(LanesCounted counted) {
        StringBuilder names = new StringBuilder(Tally.BUDGET).append(counted.isDay() ? "DAY" : "EXCEEDED");
        for (LaneCount count : counted.lanes()) {
            if (count.trend().drift() != Trend.Drift.NONE) {
                names.append(' ').append(Tally.BUDGET).append(count.trend().drift());
            }
        }
        return names.toString();
    }

    /** What the ledger set aside as nothing new: counted in the summary, without a file of its own. */
    static ResultFile<Noted> notes() {
        return new ResultFile<>(
                "notes",
                StreamTypes.NOTED,
                noted -> noted.position().orderTime(),
                (one, other) -> one.position().compareTo(other.position()),
                noted -> Tally.NOTE + noted.note().name(),
                noted -> NO_LINE);
    }

    /** Rejects that the job carries with where their lines are found; here they are found. */
    static ResultFile<Reject> rejects() {
        return rejects(
                (one, other) -> FoundRejects.IN_ORDER.compare(one, other),
                FoundRejects::tally,
                new LineText<>(reject -> RejectRecords.of(FoundRejects.withItsLine(reject)), LineWriter::rejects));
    }

    /** Rejects that each have their own line, after {@link FindLine}. */
    static ResultFile<Reject> rejectsAtHand() {
        return rejects(
                (one, other) -> FoundRejects.AT_HAND.compare(one, other),
                reject -> Tally.REJECT + reject.reason(),
                new LineText<>(RejectRecords::of, LineWriter::rejects));
    }

    private static ResultFile<Reject> rejects(
            Order<Reject> order, SerializableFunction<Reject, String> tally, Lines<Reject> lines) {
        return new ResultFile<>("rejects.jsonl", StreamTypes.REJECT, Reject::orderTime, order, tally, lines);
    }

    /** The name without its ending, as operators are called by it. */
    String title() {
        return name.replace(".jsonl", "");
    }
}
