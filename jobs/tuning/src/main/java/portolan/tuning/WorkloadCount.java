// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;

/** Holds what would be selected against what offices say they can look at. */
final class WorkloadCount {
    private static final double TENTH = 0.1;

    private WorkloadCount() {}

    static List<WhatIfAnswer.Workload> of(LaneShiftTally tally, RuleSet candidate) {
        List<WhatIfAnswer.Workload> all = new ArrayList<>();
        new TreeMap<>(candidate.budgets()).forEach((office, budgets) -> {
            for (Budget budget : budgets) {
                budget.capacity().forEach((lane, capacity) -> {
                    int[] days = days(tally, budget);
                    if (days.length > 0) {
                        // The job counts each tenant's office for itself.
                        tally.tenantsOf(office)
                                .forEach(tenant -> all.add(of(tally, tenant, office, budget, lane, capacity, days)));
                    }
                });
            }
        });
        return all;
    }

    private static int[] days(LaneShiftTally tally, Budget budget) {
        return java.util.stream.IntStream.rangeClosed(tally.firstDay(), tally.lastDay())
                .filter(tally::isFed)
                .filter(day -> budget.days().contains(LocalDate.ofEpochDay(day).getDayOfWeek()))
                .toArray();
    }

    private static WhatIfAnswer.Workload of(
            LaneShiftTally tally, String tenant, String office, Budget budget, Lane lane, int capacity, int[] days) {
        int[] then = Arrays.stream(days)
                .map(day -> tally.then(tenant, office, day, lane))
                .toArray();
        int[] now = Arrays.stream(days)
                .map(day -> tally.now(tenant, office, day, lane))
                .sorted()
                .toArray();
        long over = Arrays.stream(now).filter(count -> count > capacity).count();
        return new WhatIfAnswer.Workload(
                tenant,
                office,
                budget.days().toString(),
                lane,
                days.length,
                capacity,
                Arrays.stream(then).average().orElse(0),
                Arrays.stream(now).average().orElse(0),
                now[(int) Math.floor(TENTH * (now.length - 1))],
                now[(int) Math.ceil((1 - TENTH) * (now.length - 1))],
                (double) over / now.length);
    }
}
