package portolan.console;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A static lookup: the past share of offences under a key, (offences + 2 x base rate) / (examined + 2). A key it never
 * saw has the base rate. A consignment with several keys has the highest share of them.
 */
final class PastShare {
    /** As much as so many consignments of the base rate: a single offence does not make a certainty. */
    static final int SMOOTHING = 2;

    private final Function<Traits, Set<String>> keys;
    private final Map<String, Tally> tallies = new HashMap<>();
    private final double baseRate;

    PastShare(Function<Traits, Set<String>> keys, Collection<Examined> past) {
        this.keys = keys;
        this.baseRate = (double) past.stream().filter(Examined::offence).count() / Math.max(1, past.size());
        for (Examined each : past) {
            for (String key : keys.apply(each.traits())) {
                tallies.computeIfAbsent(key, unseen -> new Tally()).add(each.offence());
            }
        }
    }

    /** Whether it learned anything that could tell one consignment from another. */
    boolean isEmpty() {
        return tallies.isEmpty();
    }

    double of(Traits traits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (String key : keys.apply(traits)) {
            Tally tally = tallies.get(key);
            highest = Math.max(highest, tally == null ? baseRate : tally.share(baseRate));
        }
        return highest == Double.NEGATIVE_INFINITY ? baseRate : highest;
    }

    private static final class Tally {
        private int examined;
        private int offences;

        void add(boolean offence) {
            examined++;
            offences += offence ? 1 : 0;
        }

        double share(double baseRate) {
            return (offences + SMOOTHING * baseRate) / (examined + SMOOTHING);
        }
    }
}
