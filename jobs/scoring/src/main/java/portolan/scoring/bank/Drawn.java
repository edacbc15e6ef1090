// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.Arrays;

/** The cells at which one consignment calls, copied out of their stores, to be changed and written back. */
final class Drawn {
    final long[] wide;
    final long[] narrow;
    final long[] outcomes;

    /** The case's own cell. */
    final long[] changes = new long[Cells.WIDE];

    private final Bank bank;
    private final int bills;
    private final long[] outcomeKeys;

    Drawn(Bank bank) {
        this.bank = bank;
        bills = bank.bills().size();
        wide = new long[bank.wideCells() * Cells.WIDE];
        narrow = new long[bank.narrowCells()];
        outcomes = new long[bills * Cells.WIDE];
        outcomeKeys = new long[bills];
    }

    /** Draws none. */
    void clear() {
        Arrays.fill(wide, 0);
        Arrays.fill(outcomes, 0);
        Arrays.fill(narrow, 0);
        Arrays.fill(changes, 0);
    }

    /** Reads the cells; what has been kept long enough by now is none. */
    void read(long[] wideKeys, long[] narrowKeys, CellStore wideCells, CellStore narrowCells, long now) {
        long[] kept = bank.keptHours();
        long[] keptTallies = bank.keptHoursOfTallies();
        long[] since = bank.sinceHours();
        long[] sinceTallies = bank.sinceHoursOfTallies();
        wideCells.get(wideKeys, wideKeys.length, wide);
        for (int cell = 0; cell < wideKeys.length; cell++) {
            int at = cell * Cells.WIDE;
            if (isOver(wide[at], now, kept[cell], since[cell])) {
                Cells.clear(wide, at);
            }
        }
        for (int cell = 0; cell < bills; cell++) {
            boolean known = wideKeys[cell] != 0 && Cells.hasOutcomes(wide, cell * Cells.WIDE);
            outcomeKeys[cell] = known ? Bank.outcomesKey(wideKeys[cell]) : 0;
        }
        wideCells.get(outcomeKeys, bills, outcomes);
        for (int cell = 0; cell < bills; cell++) {
            int at = cell * Cells.WIDE;
            if (isOver(outcomes[at], now, kept[cell], since[cell])) {
                Cells.clear(outcomes, at);
            }
        }
        narrowCells.get(narrowKeys, narrowKeys.length, narrow);
        for (int cell = 0; cell < narrowKeys.length; cell++) {
            if (isOver(narrow[cell], now, keptTallies[cell], sinceTallies[cell])) {
                narrow[cell] = 0;
            }
        }
    }

    /** Also what was kept when the same was declared once before. */
    private static boolean isOver(long firstWord, long now, long kept, long since) {
        long latest = Cells.latest(firstWord);
        return firstWord != 0 && (now - latest > kept || latest < since);
    }

    void write(long[] wideKeys, long[] narrowKeys, CellStore wideCells, CellStore narrowCells) {
        wideCells.put(wideKeys, wideKeys.length, wide, bank.keptHours());
        wideCells.put(outcomeKeys, bills, outcomes, bank.keptHours());
        narrowCells.put(narrowKeys, narrowKeys.length, narrow, bank.keptHoursOfTallies());
    }

    /** Learns a consignment at those of its cells that are asked for. */
    void learn(Calls calls, long[] wideAt, long[] narrowAt) {
        for (int cell = 0; cell < wideAt.length; cell++) {
            int at = cell * Cells.WIDE;
            if (calls.wide()[cell] == 0 || calls.wide()[cell] != wideAt[cell]) {
                continue;
            }
            if (cell < bills) {
                Cells.learnBill(wide, at, calls.hour());
            } else {
                Cells.learnUsual(wide, at, steps(calls, cell), calls.hour());
            }
        }
        for (int cell = 0; cell < narrowAt.length; cell++) {
            if (calls.narrow()[cell] != 0 && calls.narrow()[cell] == narrowAt[cell]) {
                narrow[cell] = Cells.counted(narrow[cell], 1, calls.hour());
            }
        }
    }

    /** Takes a consignment back at those of its cells that are asked for. */
    void take(Calls calls, long[] wideAt, long[] narrowAt) {
        for (int cell = 0; cell < wideAt.length; cell++) {
            int at = cell * Cells.WIDE;
            if (calls.wide()[cell] == 0 || calls.wide()[cell] != wideAt[cell]) {
                continue;
            }
            if (cell < bills) {
                Cells.takeBill(wide, at, calls.hour());
            } else {
                Cells.takeUsual(wide, at, steps(calls, cell));
            }
        }
        for (int cell = 0; cell < narrowAt.length; cell++) {
            if (calls.narrow()[cell] != 0 && calls.narrow()[cell] == narrowAt[cell]) {
                narrow[cell] = Cells.taken(narrow[cell]);
            }
        }
    }

    private long steps(Calls calls, int cell) {
        return calls.steps()[bank.quantity(cell)];
    }

    /** Learns or takes back what was found on a consignment, at those of its cells that are asked for. */
    void outcome(Calls found, long[] wideAt, boolean learn, boolean offence, long hour) {
        for (int cell = 0; cell < bills; cell++) {
            if (found.wide()[cell] == 0 || found.wide()[cell] != wideAt[cell]) {
                continue;
            }
            int at = cell * Cells.WIDE;
            if (learn) {
                Cells.learnOutcome(outcomes, at, offence, hour);
            } else {
                Cells.takeOutcome(outcomes, at, offence, hour);
            }
            outcomeKeys[cell] = Bank.outcomesKey(wideAt[cell]);
            Cells.mark(wide, at, outcomes[at] != 0, found.hour());
        }
    }

    /**
     * What the cells say of a consignment, with the counts behind it.
     *
     * @param versions how often the case was restated
     * @param now hour of order time
     */
    BankAnswer answer(Calls calls, int versions, long now) {
        float[] values = bank.reader().of(calls, this, versions, changes, now);
        int[] billsOf = new int[bills];
        int[] findsOf = new int[bills];
        for (int cell = 0; cell < bills; cell++) {
            billsOf[cell] = (int) Cells.bills(wide, cell * Cells.WIDE);
            findsOf[cell] = (int) Cells.finds(outcomes, cell * Cells.WIDE);
        }
        return new BankAnswer(bank, values, billsOf, findsOf);
    }

    /** Where a consignment calls and another, if there is one, does not. */
    static long[] apart(long[] keys, long[] from) {
        long[] apart = Arrays.copyOf(keys, keys.length);
        for (int i = 0; i < apart.length; i++) {
            apart[i] = keys[i] == from[i] ? 0 : keys[i];
        }
        return apart;
    }
}
