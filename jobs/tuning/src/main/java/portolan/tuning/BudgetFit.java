// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.DayPattern;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.OfficeLanes;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.Thresholds;
import portolan.tuning.FittedBudgets.Limit;

/**
 * Finds the thresholds under which an archive's selection would have met the budgets that a rule set states.
 *
 * <p>An office's thresholds on the days of a budget are those that each threat has there, moved by one number of bits
 * for a lane: what threats are worth beside each other is the operator's judgement and stays. The strictest lane comes
 * first, and each lane selects as many as its capacity allows on average, to the hundredth of a bit. A lane without a
 * capacity keeps its thresholds, or ones just below the stricter lane's where those came down to them. No threshold comes
 * down to what a consignment scores of which nothing is known, whatever capacity is left. Who is drawn by exploration
 * counts against red, and no threshold keeps them out.
 */
final class BudgetFit {
    /** Thresholds move by hundredths of a bit. */
    private static final int HUNDREDTHS = 100;

    /** No threshold moves further, in hundredths of a bit. */
    private static final int FURTHEST = 6_000;

    /** With less than this share of the capacity used, somebody will ask why. */
    private static final double NEARLY = 0.9;

    /** Two or three are enough. */
    private static final int MOST_ROUNDS = 10;

    private static final List<Lane> LANES = List.of(Lane.RED, Lane.YELLOW, Lane.BLUE);

    private final RuleSet ruleSet;
    private final double floor;
    private final BudgetCells cells;
    private final ThresholdShift selected;
    /** By cell, those that may count in it. */
    private final int[][] consignments;

    private final DailyCounts before;
    private final int firstDay;
    private final int lastDay;

    /** @param floor least bits that a threshold comes down to */
    BudgetFit(LoadedArchive archive, Judged judged, int firstDay, int lastDay, double floor) {
        this.ruleSet = judged.ruleSet();
        this.floor = floor;
        this.firstDay = firstDay;
        this.lastDay = lastDay;
        this.cells = new BudgetCells(ruleSet, archive);
        this.selected = ThresholdShift.of(archive, judged, cells);
        this.consignments = selected.byCell();
        this.before = new DailyCounts(cells, firstDay, lastDay);
        Standing then = archive.then();
        for (int i = 0; i < archive.size(); i++) {
            int cell = cells.of(then.office(i), then.day(i));
            if (cell != BudgetCells.NONE) {
                before.add(cell, then.day(i), then.lane(i));
            }
        }
    }

    /**
     * The thresholds, and what they come to.
     *
     * @param heldOut days at the end on which thresholds that were fitted to the days before are tried
     */
    FittedBudgets fitted(int heldOut) {
        Shifts shifts = shifts(lastDay);
        DailyCounts after = selected.count(shifts.units(), firstDay, lastDay);
        int heldOutFrom = lastDay - heldOut + 1;
        DailyCounts later = heldOut == 0
                ? new DailyCounts(cells, firstDay, firstDay - 1)
                : selected.count(shifts(heldOutFrom - 1).units(), heldOutFrom, lastDay);
        List<FittedBudgets.Capacity> capacities = new ArrayList<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            for (Map.Entry<Lane, Integer> each :
                    cells.get(cell).budget().capacity().entrySet()) {
                Lane lane = each.getKey();
                double mean = after.mean(cell, lane);
                double margin = after.margin(cell, lane);
                capacities.add(new FittedBudgets.Capacity(
                        cells.get(cell).office(),
                        cells.get(cell).budget().days(),
                        lane,
                        after.days(cell),
                        each.getValue(),
                        before.mean(cell, lane),
                        new Estimate(mean, Math.max(0, mean - margin), mean + margin),
                        (double) shifts.hundredths[cell][lane.place()] / HUNDREDTHS,
                        nextMilder(shifts, cell, lane),
                        later.days(cell),
                        later.mean(cell, lane),
                        shifts.limits[cell][lane.place()]));
            }
        }
        return new FittedBudgets(thresholds(shifts), capacities);
    }

    private double nextMilder(Shifts shifts, int cell, Lane lane) {
        Search search = new Search(cell, lane, shifts, lastDay);
        int fitted = shifts.hundredths[cell][lane.place()];
        int count = search.count(fitted - 1);
        search.count(fitted);
        return (double) count / search.days();
    }

    /** How far thresholds move, by cell and lane, and what kept them from moving further. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Shifts(int[][] hundredths, Limit[][] limits) {
        int[][] units() {
            int[][] units = new int[hundredths.length][];
            for (int cell = 0; cell < units.length; cell++) {
                units[cell] =
                        Arrays.stream(hundredths[cell]).map(BudgetFit::units).toArray();
            }
            return units;
        }
    }

    private Shifts shifts(int to) {
        Shifts shifts = new Shifts(new int[cells.size()][LANES.size()], new Limit[cells.size()][LANES.size()]);
        for (int[] of : shifts.hundredths) {
            // Milder lanes are out of reach until it is their turn: nothing is counted in them.
            Arrays.fill(of, FURTHEST);
        }
        for (Lane lane : LANES) {
            fit(shifts, lane, to);
        }
        return shifts;
    }

    /**
     * One cell after the other, until none moves any more: a consignment that an office lets go on Friday may come up
     * again on Saturday.
     */
    private void fit(Shifts shifts, Lane lane, int to) {
        for (int cell = 0; cell < cells.size(); cell++) {
            shifts.hundredths[cell][lane.place()] = Math.min(0, highest(cell, shifts.hundredths[cell], lane));
            shifts.limits[cell][lane.place()] = Limit.NONE;
        }
        boolean isMoving = true;
        for (int round = 0; isMoving && round < MOST_ROUNDS; round++) {
            isMoving = false;
            for (int cell = 0; cell < cells.size(); cell++) {
                Integer capacity = cells.get(cell).budget().of(lane);
                if (capacity != null) {
                    int before = shifts.hundredths[cell][lane.place()];
                    fit(new Search(cell, lane, shifts, to), capacity);
                    isMoving |= shifts.hundredths[cell][lane.place()] != before;
                }
            }
        }
    }

    private void fit(Search search, int capacity) {
        int highest = highest(search.cell, search.shifts.hundredths[search.cell], search.lane);
        int lowest = Math.min(lowest(search.cell, search.lane), highest);
        int stay = Math.max(lowest, Math.min(0, highest));
        int most = (int) Math.min(Integer.MAX_VALUE, (long) capacity * search.days());
        int least = search.least(lowest, highest, most);
        int count = search.count(least);
        Limit limit = Limit.NONE;
        if (search.days() == 0 || consignments[search.cell].length == 0) {
            limit = Limit.NOTHING_KNOWN;
            least = stay;
        } else if (count > most && search.lane == Lane.RED) {
            // No threshold meets it, and the highest would let the surest finding go.
            limit = Limit.DRAWN;
            least = stay;
        } else if (count > most) {
            limit = Limit.STRICTER_LANE;
        } else if (least == lowest && count < most) {
            // All above the floor is selected: by the highest threshold that does so.
            limit = Limit.FLOOR;
            least = count == 0 ? stay : search.least(lowest, highest, count - 1) - 1;
        }
        if (limit == Limit.NONE && search.count(least) < NEARLY * most) {
            limit = Limit.SAME_SCORE;
        }
        search.count(least);
        search.shifts.limits[search.cell][search.lane.place()] = limit;
    }

    /** Looks for the shift of one cell's lane, while all others stay. */
    private final class Search {
        private final int cell;
        private final Lane lane;
        private final Shifts shifts;
        private final int to;
        private final int[][] units;

        Search(int cell, Lane lane, Shifts shifts, int to) {
            this.cell = cell;
            this.lane = lane;
            this.shifts = shifts;
            this.to = to;
            this.units = shifts.units();
        }

        int days() {
            return new DailyCounts(cells, firstDay, to).days(cell);
        }

        /** How many are in the lane under this shift, which stays until the next one. */
        int count(int hundredths) {
            shifts.hundredths[cell][lane.place()] = hundredths;
            units[cell][lane.place()] = units(hundredths);
            return selected.count(consignments[cell], cell, lane, units, to);
        }

        /** The least shift from low to high under which there are at most so many; high where there is none. */
        int least(int low, int high, int most) {
            int from = low;
            int until = high;
            while (from < until) {
                int middle = Math.floorDiv(from + until, 2);
                if (count(middle) <= most) {
                    until = middle;
                } else {
                    from = middle + 1;
                }
            }
            return from;
        }
    }

    /**
     * No threshold comes down to a score that a consignment has of which nothing is known, nor below the floor that the
     * operator gave; a stricter lane's floor is higher, so that the milder one has room.
     */
    private int lowest(int cell, Lane lane) {
        // Two hundredths a lane: rounding takes part of one.
        int above = 2 * (LANES.size() - 1 - lane.place());
        long given = floor == Double.NEGATIVE_INFINITY ? Long.MIN_VALUE : Bits.toUnits(floor);
        int lowest = -FURTHEST;
        for (Threat threat : ruleSet.threats()) {
            for (DayOfWeek day : cells.get(cell).budget().days().days()) {
                long base = threat.at(cells.get(cell).office(), day).of(lane);
                // What the operator's own thresholds let through already is the operator's judgement.
                lowest = Math.max(lowest, Math.min(0, hundredths(threat.prior() - base) + 1 + above));
                if (given != Long.MIN_VALUE) {
                    lowest = Math.max(lowest, hundredths(given - base) + above);
                }
            }
        }
        return Math.min(lowest, FURTHEST);
    }

    /** Rounded up. */
    private static int hundredths(long units) {
        return Math.toIntExact(-Math.floorDiv(-units * HUNDREDTHS, (long) Bits.UNITS));
    }

    /** A lane's thresholds stay below the stricter lane's, in every threat and on every day of the cell. */
    private int highest(int cell, int[] hundredths, Lane lane) {
        int highest = FURTHEST;
        if (lane == Lane.RED) {
            return highest;
        }
        Lane stricter = Lane.at(lane.place() - 1);
        for (Threat threat : ruleSet.threats()) {
            for (DayOfWeek day : cells.get(cell).budget().days().days()) {
                Thresholds base = threat.at(cells.get(cell).office(), day);
                long distance = (base.of(stricter) - base.of(lane)) * HUNDREDTHS / Bits.UNITS;
                highest = Math.min(highest, hundredths[stricter.place()] + (int) distance - 1);
            }
        }
        return highest;
    }

    /** By threat and office: those that were fitted, and what the office states for days that no budget speaks of. */
    private Map<String, Map<String, List<OfficeLanes>>> thresholds(Shifts shifts) {
        Map<String, Map<String, List<OfficeLanes>>> byThreat = new LinkedHashMap<>();
        for (Threat threat : ruleSet.threats()) {
            Map<String, List<OfficeLanes>> byOffice = new LinkedHashMap<>();
            for (String office : ruleSet.budgets().keySet()) {
                Map<Thresholds, Set<DayOfWeek>> days = new LinkedHashMap<>();
                for (DayOfWeek day : DayOfWeek.values()) {
                    int cell = cells.of(office, day);
                    Thresholds base = threat.at(office, day);
                    if (cell != BudgetCells.NONE) {
                        add(days, moved(base, shifts.hundredths[cell]), day);
                    } else if (!base.equals(threat.lanes())) {
                        add(days, base, day);
                    }
                }
                List<OfficeLanes> all = new ArrayList<>();
                days.forEach((lanes, on) -> all.add(new OfficeLanes(new DayPattern(on), lanes)));
                byOffice.put(office, all);
            }
            byThreat.put(threat.name(), byOffice);
        }
        return byThreat;
    }

    private static void add(Map<Thresholds, Set<DayOfWeek>> days, Thresholds lanes, DayOfWeek day) {
        days.computeIfAbsent(lanes, unused -> EnumSet.noneOf(DayOfWeek.class)).add(day);
    }

    private static Thresholds moved(Thresholds base, int[] hundredths) {
        return new Thresholds(
                base.red() + units(hundredths[Lane.RED.place()]),
                base.yellow() + units(hundredths[Lane.YELLOW.place()]),
                base.blue() + units(hundredths[Lane.BLUE.place()]));
    }

    private static int units(int hundredths) {
        return (int) Bits.toUnits((double) hundredths / HUNDREDTHS);
    }
}
