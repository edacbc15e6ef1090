// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Lane;

/**
 * Which consignments a worklist shows. Start with {@link #OPEN}; what is asked for as null stays as it was.
 *
 * @param state which of them by the work on them; null: those to decide now
 * @param conditions as SQL, each with what its question mark stands for
 */
public record WorklistFilter(@Nullable State state, Map<String, Object> conditions) {
    /** What there is to do now. */
    public static final WorklistFilter OPEN = new WorklistFilter(null, Map.of());

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
        return new WorklistFilter(other, conditions);
    }

    public WorklistFilter withOffice(@Nullable String office) {
        return and("office = ?", office);
    }

    /** Of a journey of this name. */
    public WorklistFilter withTrip(@Nullable String trip) {
        return and("trip = ?", trip);
    }

    /** With an alert for this threat, or whose lane it sets. */
    public WorklistFilter withThreat(@Nullable String threat) {
        return and("instr('|' || threat || '|' || alerted || '|', ?) > 0", barred(threat));
    }

    public WorklistFilter withLane(@Nullable Lane lane) {
        return and("lane = ?", lane == null ? null : Lanes.rank(lane));
    }

    /** On which this rule fired. */
    public WorklistFilter withRule(@Nullable String rule) {
        return and("instr(rules, ?) > 0", barred(rule));
    }

    /** Opened or changed after then. */
    public WorklistFilter withNewSince(@Nullable Instant since) {
        return and("changed_at > ?", since);
    }

    /** That this user has. */
    public WorklistFilter withWorker(@Nullable String worker) {
        return and("step_kind = 'CLAIMED' AND worker = ?", worker);
    }

    /** Of no office of these. */
    public WorklistFilter withoutPost(Posts posts) {
        return and(posts.unassigned() + " AND ?", 1);
    }

    private static @Nullable String barred(@Nullable String name) {
        return name == null ? null : '|' + name + '|';
    }

    private WorklistFilter and(String condition, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> all = new LinkedHashMap<>(conditions);
        all.put(condition, value);
        return new WorklistFilter(state, all);
    }

    /** The condition as SQL, with what its question marks stand for. */
    Where where(Instant now) {
        Where where = new Where();
        if (state == null || state == State.FREE) {
            Instant last = now.plus(CaseRow.LAST_HOURS);
            String red = "lane = " + Lanes.rank(Lane.RED);
            where.and("open = 1 AND under_way = 0")
                    .and("(parked = 0 OR (" + red + " AND (due IS NULL OR due <= ?)))", last)
                    // The end may have come nearer since it was put off; of a feed of another year it means nothing.
                    .and(
                            "(snoozed_until IS NULL OR snoozed_until <= ? OR (" + red + " AND due <= ? AND "
                                    + Deadlines.LIVE + "))",
                            now,
                            last);
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
        conditions.forEach((condition, value) -> where.and(condition, value));
        return where;
    }
}
