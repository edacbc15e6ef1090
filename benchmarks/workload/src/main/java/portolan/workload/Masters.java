// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which master bills were announced for voyages that have not sailed. Only some forwarders' masters reach this
 * authority.
 */
final class Masters {
    private static final double FORWARDERS = 0.06;
    private static final double FILED = 0.97;

    private final long seed;
    private final TreeMap<Integer, Set<Long>> byDeparture = new TreeMap<>();

    Masters(long seed) {
        this.seed = seed;
    }

    /** Whether a house bill is the first of a groupage whose master bill is filed here. */
    boolean announces(Booking booking) {
        if (!booking.house() || booking.air()) {
            return false;
        }
        double forwarder =
                Dice.unit(Dice.hash(seed, Purpose.MASTER, booking.shipper().forwarder()));
        long groupage = booking.groupage();
        return forwarder < FORWARDERS
                && Dice.unit(Dice.hash(seed, Purpose.MASTER, groupage)) < FILED
                && byDeparture
                        .computeIfAbsent(booking.voyage().departureDay(), day -> new HashSet<>())
                        .add(groupage);
    }

    void forgetBefore(int day) {
        byDeparture.headMap(day).clear();
    }
}
