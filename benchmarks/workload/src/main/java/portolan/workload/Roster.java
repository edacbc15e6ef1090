// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Who ships when: every shipper's next consignment, in a calendar of days. Shippers leave and others enter in their
 * place, so that memory stays at some forty bytes for each of those in business.
 */
final class Roster {
    /** Days that the calendar reaches ahead; who ships later than that waits on its last page. */
    private static final int PAGES = 1_024;

    private static final double DAYS_PER_MONTH = 365.25 / 12;
    private static final double DORMANT_SHIPPERS = 0.04;
    private static final double FALLS_ASLEEP = 0.06;
    private static final double SEASONAL_SHIPPERS = 0.15;
    private static final int PEAK_MONTHS = 4;
    /** Days after which a shipper has a past. */
    private static final int FAMILIAR = 60;
    /** Part of the mean traffic from which on a shipper has habits to see. */
    private static final double FAIR_TRAFFIC = 0.4;

    private static final int HOST_TRIES = 1_500;
    private static final double IN_PEAK = 2.2;
    private static final double OFF_PEAK = 0.4;

    private final Dice dice;
    private final Skew activity;
    private final double consignmentsPerDay;
    private final double monthlyTurnover;
    private final int firstDay;
    private final int[] ids;
    private final double[] due;
    private final double[] leaves;
    private final float[] rate;
    private final float[] growth;
    private final byte[] rhythm;
    private final byte[] peak;
    private final boolean[] dormant;
    private final int[] since;
    private final int[][] pages = new int[PAGES][];
    private final int[] counts = new int[PAGES];
    private int nextId;

    /** @param share of the consignments that is the roster's; the others are of campaigns */
    Roster(FeedSettings settings, double share, int firstDay) {
        int size = settings.shippers();
        this.dice = Dice.of(settings.seed(), Purpose.ROSTER, 0);
        this.activity = new Skew(size, MeasuredShares.SHIPPER_SHIFT, MeasuredShares.SHIPPER_SLOPE);
        this.consignmentsPerDay = settings.consignmentsPerDay() * share;
        this.monthlyTurnover = settings.turnover();
        this.firstDay = firstDay;
        this.ids = new int[size];
        this.due = new double[size];
        this.leaves = new double[size];
        this.rate = new float[size];
        this.growth = new float[size];
        this.rhythm = new byte[size];
        this.peak = new byte[size];
        this.dormant = new boolean[size];
        this.since = new int[size];
        Arrays.fill(pages, new int[0]);
        double start = Calendar.startOf(firstDay);
        for (int slot = 0; slot < size; slot++) {
            enter(slot, slot, start);
            since[slot] = firstDay - FAMILIAR;
            place(slot, firstDay);
        }
    }

    /** Hands over the shippers of a day's consignments, a shipper once for each. Days must be asked for in turn. */
    void day(int epochDay, IntConsumer consignments) {
        int page = Math.floorMod(epochDay, PAGES);
        int[] slots = pages[page];
        int count = counts[page];
        pages[page] = new int[0];
        counts[page] = 0;
        double end = Calendar.startOf(epochDay + 1);
        int month = LocalDate.ofEpochDay(epochDay).getMonthValue();
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            while (Math.min(due[slot], leaves[slot]) < end) {
                if (leaves[slot] <= due[slot]) {
                    enter(slot, dice.below(ids.length), leaves[slot]);
                    since[slot] = epochDay;
                } else {
                    consignments.accept(ids[slot]);
                    due[slot] += gap(slot, epochDay, month);
                }
            }
            place(slot, epochDay + 1);
        }
    }

    /** A shipper of some traffic, in business for months, that can play a part. */
    int host(Need need, Population population, int day, Dice by) {
        double enough = FAIR_TRAFFIC * consignmentsPerDay / ids.length;
        int slot = 0;
        for (int i = 0; i < HOST_TRIES; i++) {
            slot = by.below(ids.length);
            if (rate[slot] >= enough
                    && day - since[slot] >= FAMILIAR
                    && !dormant[slot]
                    && need.suits(population.shipper(ids[slot]))) {
                return ids[slot];
            }
        }
        // A small feed may have nobody like that: then whoever came last, with what he ships.
        return ids[slot];
    }

    private void enter(int slot, int rank, double now) {
        ids[slot] = nextId++;
        rate[slot] = (float) (consignmentsPerDay * activity.share(rank));
        rhythm[slot] = (byte) dice.below(3);
        peak[slot] = (byte) (dice.chance(SEASONAL_SHIPPERS) ? 1 + dice.below(12) : 0);
        growth[slot] = (float) (0.6 * dice.unit() - 0.3);
        dormant[slot] = dice.chance(DORMANT_SHIPPERS);
        leaves[slot] =
                monthlyTurnover == 0 ? Double.MAX_VALUE : now + dice.exponential() * DAYS_PER_MONTH / monthlyTurnover;
        due[slot] = now + dice.exponential() / rate[slot];
    }

    private double gap(int slot, int epochDay, int month) {
        double years = (epochDay - firstDay) / 365.25;
        double level = Math.max(0.4, Math.min(2, 1 + growth[slot] * years)) * season(slot, month);
        double mean = 1 / (rate[slot] * level);
        double gap =
                switch (rhythm[slot]) {
                    // Like clockwork, by chance, in fits and starts: all three of mean 1.
                    case 0 -> (dice.exponential() + dice.exponential() + dice.exponential()) / 3;
                    case 1 -> dice.exponential();
                    default -> dice.exponential() * (dice.chance(0.7) ? 0.4 : 2.4);
                };
        boolean asleep = dormant[slot] && dice.chance(FALLS_ASLEEP);
        return gap * mean + (asleep ? 200 + 200 * dice.unit() : 0);
    }

    private double season(int slot, int month) {
        if (peak[slot] == 0) {
            return 1;
        }
        return Math.floorMod(month - peak[slot], 12) < PEAK_MONTHS ? IN_PEAK : OFF_PEAK;
    }

    private void place(int slot, int today) {
        double next = Math.min(due[slot], leaves[slot]);
        double horizon = Calendar.startOf(today + PAGES - 1);
        int day = next >= horizon ? today + PAGES - 1 : Math.max(today, Calendar.dayOf(next));
        int page = Math.floorMod(day, PAGES);
        if (counts[page] == pages[page].length) {
            pages[page] = Arrays.copyOf(pages[page], Math.max(8, 2 * counts[page]));
        }
        pages[page][counts[page]++] = slot;
    }
}
