// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.desk.work.DecisionState;
import portolan.desk.work.WorkState;
import portolan.records.CaseStep;
import portolan.records.CaseStep.Hands;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;

/**
 * What a list shows of the alerts, steps, decisions and outcomes of a consignment: worked out anew from all of them,
 * whatever came last.
 *
 * <p>A consignment is open while an alert of it stands, or it was drawn at random, and nothing ended that: it was
 * released, or an examination came to something. News of the alert after that opens it again. A step ends nothing: else
 * one person could let a red consignment go. Nor does one person's release or report of nothing: it may have become red
 * before the desk read that it had.
 */
final class CaseSummary {
    private final Sql sql;
    private final Records records;

    CaseSummary(Sql sql, Records records) {
        this.sql = sql;
        this.records = records;
    }

    void write(long consignment) {
        Standing standing = standing(consignment);
        WorkState steps = steps(consignment);
        Lane lane = lane(consignment, standing);
        Decisions decisions = decisions(consignment, lane);
        Stored<InspectionOutcome> outcome = outcome(consignment);
        Instant examinedAt = outcome == null || !ends(outcome.value(), lane, decisions.state()) ? null : outcome.at();
        Instant finished =
                latest(decisions.isReleased() ? decisions.at(decisions.state().inForce()) : null, examinedAt);
        Instant changed = standing.changedAt();
        boolean open = changed != null && (finished == null || changed.isAfter(finished));
        DecisionRecorded inForce = decisions.state().inForce();
        DecisionRecorded pending = decisions.state().pending();
        AlertWorked step = steps.inForce();
        // News since, or a stricter lane than was decided in, is to be decided anew; red goods a question decides
        // nothing of.
        boolean underWay = inForce != null
                && !(inForce.getAction() == DecisionAction.ASK_FILER && inForce.getLane() == Lane.RED)
                && decisions.isUpToDate(inForce, changed, lane);
        boolean parked = pending != null && decisions.isUpToDate(pending, changed, lane);
        sql.run(
                "UPDATE consignment SET alerted = ?, alerted_lane = ?, urgent = ?, opened_at = ?, changed_at = ?, step_kind = ?,"
                        + " worker = ?, snoozed_until = ?, noted_at = ?, action = ?, decided_by = ?, decided_at = ?,"
                        + " under_way = ?, parked = ?, proposed = ?, proposed_by = ?, outcome = ?, outcome_at = ?, open = ?,"
                        + " unreported = ?"
                        + " WHERE id = ?",
                String.join("|", standing.threats()),
                standing.lane(),
                standing.urgent(),
                standing.openedAt(),
                changed,
                step == null ? null : step.getKind(),
                step == null ? null : step.getBy(),
                // Who put it off did not know what changed since.
                step != null && changed != null && changed.isAfter(step.getAt()) ? null : steps.snoozedUntil(),
                step == null ? null : step.getAt(),
                inForce == null ? null : inForce.getAction(),
                inForce == null ? null : inForce.getBy(),
                inForce == null ? null : inForce.getAt(),
                underWay,
                parked,
                pending == null ? null : pending.getAction(),
                pending == null ? null : pending.getBy(),
                outcome == null ? null : outcome.value().getCode(),
                outcome == null ? null : outcome.at(),
                open,
                unreported(decisions.state(), consignment),
                consignment);
    }

    /** As the row will have it, once its alerts are written. */
    private @Nullable Lane lane(long consignment, Standing standing) {
        return Lanes.of(sql.first(
                SqlRow::numberOrNull,
                "SELECT min(assessed_lane, ?) FROM consignment WHERE id = ?",
                standing.lane(),
                consignment));
    }

    /**
     * Who looked at nothing has ended nothing. Nor has a find that another system reports of red goods, since anybody who
     * writes there could make it up: at the desk somebody agreed to what was reported.
     */
    private static boolean ends(InspectionOutcome outcome, @Nullable Lane lane, DecisionState said) {
        return outcome.getCode() != OutcomeCode.NOT_EXAMINED
                && (CaseStep.REPORT_EXAMINED.hands(lane) == Hands.ONE || said.isAgreed(outcome));
    }

    /**
     * The alerts that stand, and since when.
     *
     * @param lane rank of the strictest
     */
    private record Standing(
            List<String> threats,
            int lane,
            boolean urgent,
            @Nullable Instant openedAt,
            @Nullable Instant changedAt) {}

    private Standing standing(long consignment) {
        Map<String, AlertRaised> last = new TreeMap<>();
        Map<String, Instant> opened = new TreeMap<>();
        for (Stored<AlertRaised> stored : records.of(AlertRaised.class, Kind.ALERT, consignment)) {
            AlertRaised alert = stored.value();
            last.put(alert.getThreat(), alert);
            if (alert.getState() == AlertState.OPENED) {
                opened.put(alert.getThreat(), alert.getAt());
            }
        }
        Instant drawnAt = sql.first(SqlRow::timeOrNull, "SELECT drawn_at FROM consignment WHERE id = ?", consignment);
        Instant since = drawnAt;
        Instant changed = drawnAt;
        boolean urgent = false;
        int lane = Lanes.rank(Lane.GREEN);
        List<String> threats = new ArrayList<>();
        for (AlertRaised alert : last.values()) {
            if (alert.getState() != AlertState.WITHDRAWN) {
                threats.add(alert.getThreat());
                urgent |= alert.getUrgent();
                lane = Math.min(lane, Lanes.rank(alert.getLane()));
                Instant openedAt = opened.getOrDefault(alert.getThreat(), alert.getAt());
                since = since == null || openedAt.isBefore(since) ? openedAt : since;
                changed = latest(changed, alert.getAt());
            }
        }
        return new Standing(threats, lane, urgent, since, changed);
    }

    private WorkState steps(long consignment) {
        WorkState state = new WorkState();
        records.of(AlertWorked.class, Kind.STEP, consignment).forEach(step -> state.read(step.value()));
        return state;
    }

    /** @param since when each was first said or in force: what stands again since another was taken back is no younger */
    private record Decisions(DecisionState state, Map<String, Instant> since, boolean isReleased) {
        @Nullable
        Instant at(@Nullable DecisionRecorded said) {
            return said == null ? null : since.get(said.getDecisionId());
        }

        /** Whether nothing is new since it was said, and the lane is no stricter than it was. */
        boolean isUpToDate(DecisionRecorded said, @Nullable Instant changed, @Nullable Lane lane) {
            Instant at = at(said);
            return at != null
                    && (changed == null || !changed.isAfter(at))
                    && (lane == null || Lanes.rank(lane) >= Lanes.rank(said.getLane()));
        }
    }

    private Decisions decisions(long consignment, @Nullable Lane lane) {
        DecisionState state = new DecisionState();
        Map<String, Instant> since = new TreeMap<>();
        for (Stored<DecisionRecorded> said : records.of(DecisionRecorded.class, Kind.DECISION, consignment)) {
            state.read(said.value());
            for (DecisionRecorded stands : new DecisionRecorded[] {state.inForce(), state.pending()}) {
                if (stands != null) {
                    since.putIfAbsent(stands.getDecisionId(), said.at());
                }
            }
        }
        DecisionRecorded inForce = state.inForce();
        boolean isReleased = inForce != null
                && inForce.getAction() == DecisionAction.RELEASE
                && (inForce.getKind() == DecisionKind.PROPOSED || CaseStep.RELEASE.hands(lane) == Hands.ONE);
        return new Decisions(state, since, isReleased);
    }

    private static @Nullable String id(@Nullable DecisionRecorded decision) {
        return decision == null ? null : decision.getDecisionId();
    }

    /** The highest version; of equal ones the first, as the job takes it. */
    private @Nullable Stored<InspectionOutcome> outcome(long consignment) {
        Stored<InspectionOutcome> best = null;
        for (Stored<InspectionOutcome> outcome : records.of(InspectionOutcome.class, Kind.OUTCOME, consignment)) {
            if (best == null || outcome.value().getVersion() > best.value().getVersion()) {
                best = outcome;
            }
        }
        return best;
    }

    /** An outcome that was approved, and that nobody has reported: the desk that took the approval has ended. */
    private @Nullable String unreported(DecisionState said, long consignment) {
        String id = id(said.correction());
        boolean isReported = records.of(InspectionOutcome.class, Kind.OUTCOME, consignment).stream()
                .map(Stored::value)
                .anyMatch(outcome -> outcome.getOutcomeId().equals(id) && said.isAgreed(outcome));
        return isReported ? null : id;
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
