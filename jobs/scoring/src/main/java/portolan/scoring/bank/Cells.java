// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

/**
 * What cells hold, in whole numbers only, and how it is learned and taken back. Layout, in bits from the highest:
 *
 * <pre>
 *   bills      21 latest hour | 21 the hour before it | 21 - | 1 whether there are outcomes
 *              21 first hour  | 43 bills
 *              64 bills, fading
 *   outcomes   21 latest hour | 24 inspections | 19 finds
 *              64 finds, fading
 *              64 inspections, fading
 *   usual      21 latest hour | 43 bills
 *              64 sum of steps
 *              64 sum of their squares
 *   changes    21 latest hour | 43 -
 *              16 times 4 how often a field changed, at most 15
 *              16 times 4 the same after departure
 *   tally      21 latest hour | 43 bills
 * </pre>
 *
 * <p>Hours are of receipt, of outcomes of report, from 1970 and one more, so that 0 is none. Counts and sums are taken
 * back exactly. What was seen stays seen: first and latest hours are those of all that came since the cell was empty,
 * taken back or not. A cell whose last bill and last outcome are taken back is gone.
 */
final class Cells {
    static final int WIDE = 3;

    private static final int HOUR = 43;
    private static final int BEFORE = 22;
    private static final int INSPECTIONS = 19;
    private static final long COUNT = (1L << HOUR) - 1;
    private static final long HOURS = (1L << 21) - 1;
    private static final long FINDS = (1L << INSPECTIONS) - 1;
    private static final int MOST_CHANGES = 15;

    private Cells() {}

    /** The latest hour of any cell; -1 where there is none. */
    static long latest(long firstWord) {
        return (firstWord >>> HOUR) - 1;
    }

    static void clear(long[] words, int at) {
        words[at] = 0;
        words[at + 1] = 0;
        words[at + 2] = 0;
    }

    static void learnBill(long[] words, int at, long hour) {
        boolean isNew = words[at] == 0;
        see(words, at, hour);
        words[at + 1]++;
        words[at + 2] += Fading.weight(hour, latest(words[at]));
        if (isNew) {
            words[at + 1] |= (hour + 1) << HOUR;
        }
    }

    /** Takes hours in: the latest two are kept apart, so that a bill can leave its own aside. */
    private static void see(long[] words, int at, long hour) {
        long latest = latest(words[at]);
        long before = before(words, at);
        if (hour > latest) {
            words[at + 2] = latest < 0 ? words[at + 2] : Fading.moved(words[at + 2], latest, hour);
            before = latest;
            latest = hour;
        } else if (hour < latest && hour > before) {
            before = hour;
        }
        words[at] = ((latest + 1) << HOUR) | ((before + 1) << BEFORE) | (words[at] & 1);
        long first = first(words, at);
        if (first >= 0 && hour < first) {
            words[at + 1] = ((hour + 1) << HOUR) | bills(words, at);
        }
    }

    /** Leaves the cell as it is where no bill of this hour can have been learned. */
    static void takeBill(long[] words, int at, long hour) {
        if (bills(words, at) == 0 || hour < first(words, at)) {
            return;
        }
        words[at + 1]--;
        words[at + 2] -= Fading.weight(hour, latest(words[at]));
        clearIfEmpty(words, at);
    }

    private static void clearIfEmpty(long[] words, int at) {
        if (bills(words, at) == 0 && !hasOutcomes(words, at)) {
            clear(words, at);
        }
    }

    static long bills(long[] words, int at) {
        return words[at + 1] & COUNT;
    }

    static long first(long[] words, int at) {
        return (words[at + 1] >>> HOUR) - 1;
    }

    static long before(long[] words, int at) {
        return ((words[at] >>> BEFORE) & HOURS) - 1;
    }

    static boolean hasOutcomes(long[] words, int at) {
        return (words[at] & 1) != 0;
    }

    static double billsLeft(long[] words, int at, long now) {
        return words[at] == 0 ? 0 : Fading.left(words[at + 2], latest(words[at]), now);
    }

    /** Marks that outcomes are known under the key, also where no bill is left. */
    static void mark(long[] words, int at, boolean outcomes, long hour) {
        if (outcomes && words[at] == 0) {
            words[at] = (hour + 1) << HOUR;
            words[at + 1] = (hour + 1) << HOUR;
        }
        words[at] = (words[at] & ~1) | (outcomes ? 1 : 0);
        clearIfEmpty(words, at);
    }

    static void learnOutcome(long[] words, int at, boolean offence, long hour) {
        long latest = latest(words[at]);
        if (hour > latest) {
            if (latest >= 0) {
                words[at + 1] = Fading.moved(words[at + 1], latest, hour);
                words[at + 2] = Fading.moved(words[at + 2], latest, hour);
            }
            latest = hour;
        }
        long inspections = inspections(words, at) + 1;
        long finds = finds(words, at) + (offence ? 1 : 0);
        writeOutcomes(words, at, latest, inspections, finds);
        words[at + 1] += offence ? Fading.weight(hour, latest) : 0;
        words[at + 2] += Fading.weight(hour, latest);
    }

    /** Leaves the cell as it is where no such outcome can have been learned. */
    static void takeOutcome(long[] words, int at, boolean offence, long hour) {
        long latest = latest(words[at]);
        long inspections = inspections(words, at);
        long finds = finds(words, at);
        if (inspections == 0 || (offence && finds == 0) || hour > latest) {
            return;
        }
        if (inspections == 1) {
            clear(words, at);
            return;
        }
        writeOutcomes(words, at, latest, inspections - 1, finds - (offence ? 1 : 0));
        words[at + 1] -= offence ? Fading.weight(hour, latest) : 0;
        words[at + 2] -= Fading.weight(hour, latest);
    }

    private static void writeOutcomes(long[] words, int at, long latest, long inspections, long finds) {
        words[at] = ((latest + 1) << HOUR) | ((inspections << INSPECTIONS) & COUNT) | (finds & FINDS);
    }

    static long inspections(long[] words, int at) {
        return (words[at] & COUNT) >>> INSPECTIONS;
    }

    static long finds(long[] words, int at) {
        return words[at] & FINDS;
    }

    static double findsLeft(long[] words, int at, long now) {
        return words[at] == 0 ? 0 : Fading.left(words[at + 1], latest(words[at]), now);
    }

    static double inspectionsLeft(long[] words, int at, long now) {
        return words[at] == 0 ? 0 : Fading.left(words[at + 2], latest(words[at]), now);
    }

    static void learnUsual(long[] words, int at, long steps, long hour) {
        words[at] = counted(words[at], 1, hour);
        words[at + 1] += steps;
        words[at + 2] += steps * steps;
    }

    static void takeUsual(long[] words, int at, long steps) {
        if (count(words[at]) <= 1) {
            clear(words, at);
            return;
        }
        words[at]--;
        words[at + 1] -= steps;
        words[at + 2] -= steps * steps;
    }

    /** A first word with so many more bills, the latest hour moved on. */
    static long counted(long word, long bills, long hour) {
        return ((Math.max(latest(word), hour) + 1) << HOUR) | ((word & COUNT) + bills);
    }

    /** A first word with one bill less. */
    static long taken(long word) {
        return count(word) <= 1 ? 0 : word - 1;
    }

    static long count(long firstWord) {
        return firstWord & COUNT;
    }

    static void change(long[] words, int at, int field, boolean late, long hour) {
        words[at] = (Math.max(latest(words[at]), hour) + 1) << HOUR;
        if (changes(words[at + 1], field) < MOST_CHANGES) {
            words[at + 1] += 1L << (4 * field);
        }
        if (late && changes(words[at + 2], field) < MOST_CHANGES) {
            words[at + 2] += 1L << (4 * field);
        }
    }

    static int changes(long word, int field) {
        return (int) (word >>> (4 * field)) & MOST_CHANGES;
    }
}
