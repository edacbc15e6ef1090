// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.RuleSet;

/** The offices and days of the week that a rule set's budgets speak of, numbered from 0. */
final class BudgetCells {
    /** No budget speaks of it. */
    static final int NONE = -1;

    private static final int THURSDAY = 3;

    private final List<Cell> all = new ArrayList<>();
    private final int[][] byOfficeAndDay;
    private final LoadedArchive archive;

    /** One of them. */
    record Cell(String office, Budget budget) {}

    BudgetCells(RuleSet ruleSet, LoadedArchive archive) {
        this.archive = archive;
        Names<String> offices = archive.texts().offices();
        new TreeMap<>(ruleSet.budgets())
                .forEach((office, budgets) -> budgets.forEach(budget -> all.add(new Cell(office, budget))));
        byOfficeAndDay = new int[offices.size()][DayOfWeek.values().length];
        for (int office = 0; office < byOfficeAndDay.length; office++) {
            Arrays.fill(byOfficeAndDay[office], NONE);
            for (int cell = 0; cell < all.size(); cell++) {
                if (all.get(cell).office().equals(offices.get(office))) {
                    for (DayOfWeek day : all.get(cell).budget().days().days()) {
                        byOfficeAndDay[office][day.getValue() - 1] = cell;
                    }
                }
            }
        }
    }

    int size() {
        return all.size();
    }

    Cell get(int cell) {
        return all.get(cell);
    }

    /** The cell of an office's number on a day since 1970, or {@link #NONE}. */
    int of(int office, int day) {
        return office < 0 ? NONE : byOfficeAndDay[office][Math.floorMod(day + THURSDAY, DayOfWeek.values().length)];
    }

    /** The cell of an office on a day of the week, or {@link #NONE}. */
    int of(String office, DayOfWeek day) {
        for (int cell = 0; cell < all.size(); cell++) {
            if (all.get(cell).office().equals(office)
                    && all.get(cell).budget().days().contains(day)) {
                return cell;
            }
        }
        return NONE;
    }

    /** Whether a day counts for a cell: one of its days of the week, on which anything was assessed anywhere. */
    boolean isOn(int cell, int day) {
        return archive.isFed(day)
                && all.get(cell)
                        .budget()
                        .days()
                        .contains(LocalDate.ofEpochDay(day).getDayOfWeek());
    }
}
