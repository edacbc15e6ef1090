// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;

/**
 * What a rule set would have made of an archive, beside what happened. A consignment counts once: in the strictest lane
 * that any of its assessments put it in, at the office and on the day (UTC) of the first that did. Who is drawn is red.
 *
 * @param about what was asked, and of what
 * @param lanes consignments from each lane to each
 * @param offices by tenant, in the order of their names; without one first
 * @param days in their order; days without a consignment are left out
 * @param threats those of either side
 * @param moves who came into another lane, the strictest first
 * @param hits known offences kept and lost, and what can be said of unknown ones
 * @param workload against the candidate's budgets, in the order of offices, each tenant's by itself
 * @param rules the candidate's, in its order
 */
public record WhatIfAnswer(
        About about,
        LaneMatrix lanes,
        List<OfficeVolume> offices,
        List<DayVolume> days,
        List<ThreatVolume> threats,
        List<Move> moves,
        Hits hits,
        List<Workload> workload,
        List<RuleCard> rules) {
    public WhatIfAnswer {
        offices = List.copyOf(offices);
        days = List.copyOf(days);
        threats = List.copyOf(threats);
        moves = List.copyOf(moves);
        workload = List.copyOf(workload);
        rules = List.copyOf(rules);
    }

    /**
     * What was asked, and of what.
     *
     * @param from day of the first assessment
     * @param to day of the last
     * @param days of the calendar, from the first to the last
     * @param first moment of an assessment
     * @param last moment of one
     * @param tenants in the order of their names; each has offices of its own
     * @param then rule sets that judged, with the number of their assessments, most first
     * @param missing what the candidate reads and files lack
     * @param moved assessments of releases until 0.2.0, whose rules were moved by what was learned
     */
    public record About(
            Path archive,
            LocalDate from,
            LocalDate to,
            int days,
            Instant first,
            Instant last,
            int assessments,
            int consignments,
            List<String> tenants,
            List<Used> then,
            RuleSetRef candidate,
            List<MissingColumn> missing,
            int moved) {
        public About {
            tenants = List.copyOf(tenants);
            then = List.copyOf(then);
            missing = List.copyOf(missing);
        }
    }

    /** A rule set that judged, and how many assessments it made. */
    public record Used(RuleSetRef ruleSet, int assessments) {}

    /**
     * A reading or a field that the candidate needs and that was not archived: it is judged as absent there.
     *
     * @param name as rules call it
     * @param files that lack it
     * @param assessments in those files
     */
    public record MissingColumn(String name, int files, int assessments) {}

    /**
     * How many consignments went from each lane to each.
     *
     * @param counts by lane then and lane now, the strictest first
     */
    public record LaneMatrix(List<List<Integer>> counts) {
        public LaneMatrix {
            counts = counts.stream().map(List::copyOf).toList();
        }

        public int of(Lane then, Lane now) {
            return counts.get(then.place()).get(now.place());
        }

        public int then(Lane lane) {
            return counts.get(lane.place()).stream().mapToInt(count -> count).sum();
        }

        public int now(Lane lane) {
            return counts.stream().mapToInt(row -> row.get(lane.place())).sum();
        }

        /** How many are in this lane now that were in another then. */
        public int entered(Lane lane) {
            return now(lane) - of(lane, lane);
        }

        /** How many were in this lane then that are in another now. */
        public int left(Lane lane) {
            return then(lane) - of(lane, lane);
        }
    }

    /**
     * How many consignments were, and would be, in each lane.
     *
     * @param then by lane, the strictest first
     * @param now by lane, the strictest first
     */
    public record Volume(List<Integer> then, List<Integer> now) {
        public Volume {
            then = List.copyOf(then);
            now = List.copyOf(now);
        }

        public int then(Lane lane) {
            return then.get(lane.place());
        }

        public int now(Lane lane) {
            return now.get(lane.place());
        }
    }

    /**
     * One office's consignments.
     *
     * @param tenant whose office it is
     * @param office null of consignments that name none
     */
    public record OfficeVolume(String tenant, @Nullable String office, Volume volume) {}

    /** One day's consignments. */
    public record DayVolume(LocalDate day, Volume volume) {}

    /**
     * One threat's consignments, each in the strictest lane of the threat; those that were drawn are where their score
     * puts them.
     *
     * @param then null when nothing was assessed for it then
     * @param now null when the candidate does not know it
     * @param alertsThen consignments with an alert
     * @param alertsNow consignments that would have one
     */
    public record ThreatVolume(
            String threat,
            @Nullable List<Integer> then,
            @Nullable List<Integer> now,
            int alertsThen,
            int alertsNow) {
        public ThreatVolume {
            then = then == null ? null : List.copyOf(then);
            now = now == null ? null : List.copyOf(now);
        }
    }

    /**
     * Who came from one lane into another.
     *
     * @param consignments how many
     * @param offences how many of them are known offences
     * @param looked of how many the reasons were looked up: all, or an even sample of them
     * @param reasons the commonest first
     * @param examples some of them, evenly over time
     */
    public record Move(
            Lane from,
            Lane to,
            int consignments,
            int offences,
            int looked,
            List<Reason> reasons,
            List<Example> examples) {
        public Move {
            reasons = List.copyOf(reasons);
            examples = List.copyOf(examples);
        }
    }

    /**
     * What differs between both sides in the threat that decided.
     *
     * @param what a rule, {@code prior}, {@code cap:<group>}, {@code thresholds}, {@code draw}, or
     *     {@code threat}, where one side knows no such threat
     * @param consignments for how many of those looked up
     * @param bits the mean difference, now less then; 0 where it is not about bits
     */
    public record Reason(String what, int consignments, double bits) {}

    /**
     * One of those who moved.
     *
     * @param threat that decided
     * @param scoreThen in bits, of that threat; NaN where it was not assessed
     * @param scoreNow in bits, of that threat; NaN where the candidate does not know it
     * @param changes what differs in that threat, thresholds first, then the most bits
     */
    public record Example(
            String tenant,
            String consignmentKey,
            @Nullable String office,
            LocalDate day,
            String threat,
            double scoreThen,
            double scoreNow,
            List<Change> changes) {
        public Example {
            changes = List.copyOf(changes);
        }
    }

    /** What a rule, the prior or a cap added then and adds now, in bits; 0 where nothing. */
    public record Change(String what, double then, double now) {}

    /**
     * One capacity of the candidate's budgets against what it would have selected.
     *
     * @param tenant whose office it is
     * @param days of the week as the budget writes them
     * @param counted how many such days the archive has
     * @param capacity a day
     * @param then selected a day, on average
     * @param now would be selected a day, on average
     * @param nowLow nine days in ten have at least as many
     * @param nowHigh nine days in ten have at most as many
     * @param over share of the days on which more would be selected than the capacity
     */
    public record Workload(
            String tenant,
            String office,
            String days,
            Lane lane,
            int counted,
            int capacity,
            double then,
            double now,
            int nowLow,
            int nowHigh,
            double over) {}
}
