// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Leg;

/**
 * How long before departure a filer files, in steps of {@value #HOURS} hours: a count for each of {@value #CELLS} steps
 * from {@value #LEAST} on, the first and last for all beyond.
 *
 * <p>A histogram, not a ring: a carrier files a voyage's thousands of bills within minutes, which would be all that a
 * ring remembers. It has a place for every step, so that retraction is exact for good.
 */
public final class LeadTimes {
    public static final int CELLS = 57;
    public static final int LEAST = -8;
    public static final int HOURS = 6;

    private final BoundedCounts<Integer> counts;
    private final Decay decay;

    public LeadTimes(BoundedCounts.Shape<Integer> shape, Decay decay) {
        this(new BoundedCounts<>(shape), decay);
    }

    private LeadTimes(BoundedCounts<Integer> counts, Decay decay) {
        this.counts = counts;
        this.decay = decay;
    }

    /**
     * The habit of a filer.
     *
     * @param weight filings, older ones counted less
     * @param medianHours half of the filings came no earlier before departure
     * @param deviationHours median distance from that
     */
    public record Habit(double weight, double medianHours, double deviationHours) {}

    /** Hours from receipt to departure from the place of loading, as then known; NaN when the filing does not say. */
    public static double hoursBeforeDeparture(Consignment consignment) {
        Instant departure = departure(consignment);
        return departure == null
                ? Double.NaN
                : (double) (departure.getEpochSecond()
                                - consignment.receivedAt().getEpochSecond())
                        / 3_600;
    }

    /** When the goods leave the place of loading: as it happened, else as estimated, else as the deadlines say. */
    public static @Nullable Instant departure(Consignment consignment) {
        Leg loading = consignment.loading();
        if (loading != null && loading.atd() != null) {
            return loading.atd();
        }
        if (loading != null && loading.etd() != null) {
            return loading.etd();
        }
        return consignment.deadlines() == null ? null : consignment.deadlines().loadingEta();
    }

    /** What is usual; null when nothing is known. */
    public @Nullable Habit habit(Instant asOf) {
        int now = Bucket.of(asOf);
        int size = counts.size();
        if (size == 0) {
            return null;
        }
        double[] weights = new double[size];
        double all = 0;
        for (int i = 0; i < size; i++) {
            weights[i] = counts.counts(i).all(now, decay);
            all += weights[i];
        }
        if (!(all > 0)) {
            return null;
        }
        double below = 0;
        int middle = 0;
        while (middle < size - 1 && below + weights[middle] < all / 2) {
            below += weights[middle++];
        }
        int median = counts.key(middle);
        // Cells at growing distance from the median until half of the weight is inside. They ascend: the next one to
        // either side is at hand.
        int distance = 0;
        int left = middle - 1;
        int right = middle + 1;
        double inside = weights[middle];
        while (inside < all / 2 && distance < CELLS) {
            distance++;
            double before = left >= 0 && counts.key(left) == median - distance ? weights[left--] : 0;
            double after = right < size && counts.key(right) == median + distance ? weights[right++] : 0;
            inside += before + after;
        }
        return new Habit(all, hours(median), (double) distance * HOURS);
    }

    /** The hours, no further off than the first and the last step. */
    public static double withinReach(double hours) {
        return StrictMath.max(LEAST * HOURS, StrictMath.min((LEAST + CELLS) * HOURS, hours));
    }

    private static double hours(int cell) {
        return (cell + LEAST + 0.5) * HOURS;
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    public long total() {
        return counts.total();
    }

    public void learn(Consignment consignment) {
        double hours = hoursBeforeDeparture(consignment);
        if (!Double.isNaN(hours)) {
            counts.add(cell(hours), Bucket.of(consignment.receivedAt()), false);
        }
    }

    public void retract(Consignment consignment) {
        double hours = hoursBeforeDeparture(consignment);
        if (!Double.isNaN(hours)) {
            counts.take(cell(hours), Bucket.of(consignment.receivedAt()), false);
        }
    }

    /** From 0: keys sort as the lead times do. */
    public static int cell(double hours) {
        double cell = StrictMath.floor(hours / HOURS) - LEAST;
        return (int) StrictMath.max(0, StrictMath.min(CELLS - 1, cell));
    }

    public void write(LayoutWriter writer) {
        counts.write(writer);
    }

    public static LeadTimes read(LayoutReader reader, BoundedCounts.Shape<Integer> shape, Decay decay) {
        return new LeadTimes(BoundedCounts.read(reader, shape), decay);
    }
}
