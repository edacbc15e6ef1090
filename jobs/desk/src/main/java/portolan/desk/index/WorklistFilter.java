// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Lane;

/**
 * Which consignments a worklist shows. Null: any. Start with {@link #OPEN}.
 *
 * @param state which of them by the work on them; null: those to decide now
 * @param trip name of a journey
 * @param threat with an alert for this threat, or whose lane it sets
 * @param rule that fired
 * @param newSince opened or changed after then
 * @param worker who has it
 * @param posts of no office of these; null: of any
 */
public record WorklistFilter(
        @Nullable State state,
        @Nullable String office,
        @Nullable String trip,
        @Nullable String threat,
        @Nullable Lane lane,
        @Nullable String rule,
        @Nullable Instant newSince,
        @Nullable String worker,
        @Nullable Posts posts) {
    /** What there is to do now. */
    public static final WorklistFilter OPEN = new WorklistFilter(null, null, null, null, null, null, null, null, null);

    /** The work on a consignment. */
    public enum State {
        /** To decide now, and nobody has it. */
        FREE,
        /** Open, and somebody has it. */
        CLAIMED,
        /** Open, and hidden for now. */
        SNOOZED,
        /** Open, with a decision that stands: it waits for a result. */
        DECIDED,
        /** A proposal waits for a second person. */
        PROPOSED,
        /** Decided or examined today, UTC, and nothing is left to do. */
        DONE
    }

    public WorklistFilter withState(@Nullable State other) {
        return new WorklistFilter(other, office, trip, threat, lane, rule, newSince, worker, posts);
    }

    public WorklistFilter withOffice(@Nullable String other) {
        return new WorklistFilter(state, other, trip, threat, lane, rule, newSince, worker, posts);
    }

    public WorklistFilter withTrip(@Nullable String other) {
        return new WorklistFilter(state, office, other, threat, lane, rule, newSince, worker, posts);
    }

    public WorklistFilter withThreat(@Nullable String other) {
        return new WorklistFilter(state, office, trip, other, lane, rule, newSince, worker, posts);
    }

    public WorklistFilter withLane(@Nullable Lane other) {
        return new WorklistFilter(state, office, trip, threat, other, rule, newSince, worker, posts);
    }

    public WorklistFilter withRule(@Nullable String other) {
        return new WorklistFilter(state, office, trip, threat, lane, other, newSince, worker, posts);
    }

    public WorklistFilter withNewSince(@Nullable Instant other) {
        return new WorklistFilter(state, office, trip, threat, lane, rule, other, worker, posts);
    }

    public WorklistFilter withWorker(@Nullable String other) {
        return new WorklistFilter(state, office, trip, threat, lane, rule, newSince, other, posts);
    }

    public WorklistFilter withoutPost(Posts others) {
        return new WorklistFilter(state, office, trip, threat, lane, rule, newSince, worker, others);
    }

    /** The condition as SQL, with what its question marks stand for. */
    Where where(Instant now) {
        Where where = new Where();
        if (state == null || state == State.FREE) {
            where.and("open = 1 AND under_way = 0 AND proposed IS NULL")
                    .and("(snoozed_until IS NULL OR snoozed_until <= ?)", now);
        }
        if (state != null) {
            switch (state) {
                case FREE -> where.and("COALESCE(step_kind, '') <> 'CLAIMED'");
                case CLAIMED -> where.and("open = 1").and("step_kind = 'CLAIMED'");
                case SNOOZED -> where.and("open = 1").and("snoozed_until > ?", now);
                case DECIDED -> where.and("open = 1").and("under_way = 1").and("proposed IS NULL");
                case PROPOSED -> where.and("proposed IS NOT NULL");
                case DONE -> {
                    Instant day = now.truncatedTo(ChronoUnit.DAYS);
                    where.and("open = 0")
                            .and("(decided_at >= ? OR (outcome IS NOT NULL AND outcome_at >= ?))", day, day);
                }
            }
        }
        where.andIf(office, "office = ?").andIf(trip, "trip = ?");
        if (posts != null) {
            where.and(posts.unassigned());
        }
        if (threat != null) {
            where.and("(threat = ? OR instr('|' || alerted || '|', ?) > 0)", threat, '|' + threat + '|');
        }
        if (lane != null) {
            where.and("lane = ?", Lanes.rank(lane));
        }
        if (rule != null) {
            where.and("instr(rules, ?) > 0", '|' + rule + '|');
        }
        if (newSince != null) {
            where.and("changed_at > ?", newSince);
        }
        return worker == null ? where : where.and("step_kind = 'CLAIMED'").and("worker = ?", worker);
    }
}
