// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.DecisionDue;
import portolan.schemas.avro.DeadlineKind;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.SelectedBy;
import portolan.schemas.avro.WorkKind;

/**
 * One consignment in a list. What its assessment says is empty until one was read.
 *
 * @param assessmentId the latest one; null before the first
 * @param version of the filing that was assessed
 * @param lane the strictest of the latest assessment and of the alerts that stand; null before the first assessment
 * @param selectedBy EXPLORATION: drawn at random, whatever it scores
 * @param threat the one that sets the lane; of several, the one with the highest score
 * @param score bits for that threat
 * @param ruleSet hash of the one that assessed it; empty before the first
 * @param due by when it must be decided
 * @param trip name of the journey, for {@link DeskIndex#ofTrip}; null where none is stated
 * @param reasons the loudest two rules for that threat, most bits first
 * @param alerted threats with an alert that stands
 * @param openedAt since when an alert stands, or when it was drawn; null where neither is so
 * @param changedAt when that last changed
 * @param work what was done last
 * @param decision in force, or waiting for a second person
 * @param outcome the latest version; null before the first
 * @param withdrawn whether its filing was deleted
 * @param open whether an officer still has something to do
 */
public record CaseRow(
        CaseKey key,
        @Nullable String assessmentId,
        int version,
        @Nullable Lane lane,
        @Nullable SelectedBy selectedBy,
        String threat,
        double score,
        String ruleSet,
        DecisionDue due,
        @Nullable String goods,
        @Nullable String route,
        @Nullable String shipper,
        @Nullable String consignee,
        @Nullable String office,
        @Nullable String conveyance,
        @Nullable Instant arrival,
        int boxes,
        @Nullable String trip,
        List<Reason> reasons,
        List<String> alerted,
        boolean urgent,
        @Nullable Instant openedAt,
        @Nullable Instant changedAt,
        Work work,
        Decision decision,
        @Nullable OutcomeCode outcome,
        boolean withdrawn,
        boolean open) {
    /** Columns of the table {@code consignment}, in the order in which they are read. */
    static final String COLUMNS = "tenant, key, assessment, version, lane, selected_by, threat, score, ruleset, due,"
            + " filed_at, ordered_at, goods, route, shipper, consignee, office, conveyance, arrival, boxes, trip,"
            + " reasons, alerted, urgent, opened_at, changed_at, step_kind, worker, snoozed_until, noted_at, action,"
            + " decided_by, decided_at, under_way, parked, proposed, proposed_by, outcome, withdrawn, open";

    /** So long before its end red goods are on the list, whatever waits. */
    public static final Duration LAST_HOURS = Duration.ofHours(2);

    private static final Duration SAME_TIME = Duration.ofDays(1);

    /**
     * The step in force.
     *
     * @param kind null before the first
     * @param until with SNOOZED: when it comes back
     */
    public record Work(
            @Nullable WorkKind kind,
            @Nullable String by,
            @Nullable Instant until,
            @Nullable Instant at) {
        /** Who has it; null when nobody has. */
        public @Nullable String owner() {
            return kind == WorkKind.CLAIMED ? by : null;
        }

        /** Whether it is hidden at a time. */
        public boolean isSnoozed(Instant now) {
            return kind == WorkKind.SNOOZED && until != null && until.isAfter(now);
        }
    }

    /**
     * What was decided.
     *
     * @param action in force; null before the first
     * @param isUnderWay whether it stands: nothing is new since, and the lane is no stricter than it was
     * @param isParked whether what waits for a second person is as young: else it is to decide meanwhile
     * @param proposed what waits for a second person; null when nothing does
     */
    public record Decision(
            @Nullable DecisionAction action,
            @Nullable String by,
            @Nullable Instant at,
            boolean isUnderWay,
            boolean isParked,
            @Nullable DecisionAction proposed,
            @Nullable String proposedBy) {}

    public CaseRow {
        reasons = List.copyOf(reasons);
        alerted = List.copyOf(alerted);
    }

    /** Whether no assessment of it was read yet: it may be red, and nothing that follows from one is shown of it. */
    public boolean isUnread() {
        return lane == null;
    }

    /** The lane as pages name it; UNREAD where none was read. */
    public String laneName() {
        return lane == null ? "UNREAD" : lane.name();
    }

    /** The score as lists show it; empty where none was read. */
    public String bits() {
        return isUnread() ? "" : String.format(Locale.ROOT, "%.1f", score);
    }

    /**
     * Whether it waits for a decision: none stands, and none waits for a second person. Red goods wait for one until it is
     * there: one person keeps nothing red off the list to its end.
     */
    public boolean isToDecide(Instant now) {
        Instant by = due.by();
        boolean isLast = lane == Lane.RED && (by == null || !by.isAfter(now.plus(LAST_HOURS)));
        return open && !decision.isUnderWay() && (!decision.isParked() || isLast);
    }

    /** Whether it was drawn at random. */
    public boolean drawn() {
        return selectedBy == SelectedBy.EXPLORATION;
    }

    /**
     * What presses: NEARS or PASSED where a deadline does and nothing is decided; null where none does. Of a feed of another
     * year none does.
     */
    public @Nullable DeadlineKind pressing(Instant now) {
        Instant by = due.by();
        if (!open || withdrawn || !due.isLive() || by == null || decision.isUnderWay()) {
            return null;
        }
        if (due.isOver(now)) {
            return DeadlineKind.PASSED;
        }
        return by.isAfter(now.plus(Deadlines.NEAR)) ? null : DeadlineKind.NEARS;
    }

    static CaseRow of(SqlRow row) {
        return new CaseRow(
                new CaseKey(row.text(), row.text()),
                row.textOrNull(),
                (int) row.number(),
                Lanes.of(row.numberOrNull()),
                row.constantOrNull(SelectedBy.class),
                row.text(),
                row.real(),
                row.text(),
                due(row.timeOrNull(), row.timeOrNull(), row.timeOrNull()),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.timeOrNull(),
                (int) row.number(),
                row.textOrNull(),
                Reason.read(row.text()),
                threats(row.text()),
                row.flag(),
                row.timeOrNull(),
                row.timeOrNull(),
                new Work(row.constantOrNull(WorkKind.class), row.textOrNull(), row.timeOrNull(), row.timeOrNull()),
                new Decision(
                        row.constantOrNull(DecisionAction.class),
                        row.textOrNull(),
                        row.timeOrNull(),
                        row.flag(),
                        row.flag(),
                        row.constantOrNull(DecisionAction.class),
                        row.textOrNull()),
                row.constantOrNull(OutcomeCode.class),
                row.flag(),
                row.flag());
    }

    private static List<String> threats(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\|", -1));
    }

    private static DecisionDue due(@Nullable Instant due, @Nullable Instant filedAt, @Nullable Instant orderedAt) {
        Instant filed = filedAt == null ? Instant.EPOCH : filedAt;
        Instant ordered = orderedAt == null ? filed : orderedAt;
        return new DecisionDue(
                due, filed, Duration.between(filed, ordered).abs().compareTo(SAME_TIME) <= 0);
    }
}
