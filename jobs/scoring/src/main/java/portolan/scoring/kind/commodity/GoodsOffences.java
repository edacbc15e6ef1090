// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Repeats;
import portolan.scoring.reading.Shrinkage;
import portolan.scoring.sketch.Sourcing;

/**
 * The share of offences among goods of one subheading and sourcing, by hierarchical credibility (Jewell 1975; Buehlmann
 * and Gisler 2005, chapter 6).
 *
 * <p>Four levels: subheading, origin, country of loading, duty. Each is shrunk towards the one above with {@code m}
 * pseudo-inspections, the first towards the base rate: {@code rate = (offences + m * rate above) / (examined + m)}.
 * What a level counts is not its inspections but what its parts are worth: {@code n} inspections that agree as much as
 * their {@code m} says are worth {@code n (1 + m) / (n + m)} independent ones. So twelve finds under one sourcing are
 * little more than one find to the origin, and where inspections do not agree at all, twelve.
 *
 * <p>All {@code m} follow from the consistency of inspections ({@link Repeats}).
 */
final class GoodsOffences {
    /** How a sourcing stands to the one that is asked about, and whether one of its kind follows it. */
    private static final int SAME = 1;

    private static final int SAME_DEPARTURE = 2;
    private static final int SAME_ORIGIN = 4;
    private static final int DEPARTURE_ENDS = 8;
    private static final int ORIGIN_ENDS = 16;

    private final double[] examined;
    private final double[] offences;
    private final byte[] places;

    private GoodsOffences(CommodityMemory memory, Sourcing sourcing, Instant asOf) {
        int size = memory.sourcings();
        this.examined = new double[size + 1];
        this.offences = new double[size + 1];
        memory.weigh(asOf, examined, offences);
        this.places = new byte[size];
        for (int at = 0; at < size; at++) {
            places[at] = (byte) place(memory.sourcing(at), at + 1 == size ? null : memory.sourcing(at + 1), sourcing);
        }
    }

    private static int place(Sourcing one, @Nullable Sourcing next, Sourcing asked) {
        boolean originEnds = next == null || !next.origin().equals(one.origin());
        int place = originEnds ? ORIGIN_ENDS | DEPARTURE_ENDS : 0;
        if (next != null && !next.departure().equals(one.departure())) {
            place |= DEPARTURE_ENDS;
        }
        if (one.origin().equals(asked.origin())) {
            place |= SAME_ORIGIN;
            if (one.departure().equals(asked.departure())) {
                place |= one.equals(asked) ? SAME_DEPARTURE | SAME : SAME_DEPARTURE;
            }
        }
        return place;
    }

    /** One share for each consistency. */
    static List<Shrinkage> of(CommodityMemory memory, Sourcing sourcing, Instant asOf) {
        GoodsOffences goods = new GoodsOffences(memory, sourcing, asOf);
        List<Shrinkage> shares = new ArrayList<>(Repeats.STEPS);
        for (int step = 0; step < Repeats.STEPS; step++) {
            shares.add(goods.share(Repeats.coarse(step), Repeats.fine(step)));
        }
        return shares;
    }

    /** Walks the sourcings once: they ascend, so that all of one departure, and of one origin, stand together. */
    private Shrinkage share(double coarse, double fine) {
        Worth all = new Worth();
        Worth ofOrigin = new Worth();
        Worth ofDeparture = new Worth();
        Worth ownOrigin = new Worth();
        Worth ownDeparture = new Worth();
        Worth own = new Worth();
        int size = places.length;
        for (int at = 0; at < size; at++) {
            int place = places[at];
            if ((place & SAME) != 0) {
                own.add(examined[at], offences[at]);
            }
            ofDeparture.addWorthOf(examined[at], offences[at], fine);
            if ((place & DEPARTURE_ENDS) != 0) {
                if ((place & SAME_DEPARTURE) != 0) {
                    ownDeparture.add(ofDeparture.examined, ofDeparture.offences);
                }
                ofOrigin.addWorthOf(ofDeparture.examined, ofDeparture.offences, coarse);
                ofDeparture.clear();
            }
            if ((place & ORIGIN_ENDS) != 0) {
                if ((place & SAME_ORIGIN) != 0) {
                    ownOrigin.add(ofOrigin.examined, ofOrigin.offences);
                }
                all.addWorthOf(ofOrigin.examined, ofOrigin.offences, coarse);
                ofOrigin.clear();
            }
        }
        // What is no longer kept apart counts as one origin more.
        all.addWorthOf(examined[size], offences[size], coarse);
        return Shrinkage.NOTHING_KNOWN
                .and(all.examined, all.offences, coarse)
                .and(ownOrigin.examined, ownOrigin.offences, coarse)
                .and(ownDeparture.examined, ownDeparture.offences, coarse)
                .and(own.examined, own.offences, fine);
    }

    /** Inspections in units of independent ones. */
    private static final class Worth {
        private double examined;
        private double offences;

        private void add(double moreExamined, double moreOffences) {
            examined += moreExamined;
            offences += moreOffences;
        }

        private void addWorthOf(double partExamined, double partOffences, double m) {
            if (partExamined > 0) {
                // Less than one inspection, old as it is, is not worth more than itself.
                double each = Math.min(1, (1 + m) / (partExamined + m));
                add(partExamined * each, partOffences * each);
            }
        }

        private void clear() {
            examined = 0;
            offences = 0;
        }
    }
}
