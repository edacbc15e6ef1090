// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/**
 * A ship's or an aircraft's journey that a consignment is booked on.
 *
 * @param identity the same for all that travels on it
 * @param departs scheduled departure, epoch milliseconds
 * @param arrives scheduled arrival
 */
record Voyage(long identity, Carrier carrier, int departureDay, long departs, long arrives) {
    /** Nights without a batch: lines release theirs in working hours. */
    private static final long FIRST_RELEASE = 6 * Times.HOUR;

    private static final long RELEASE_HOURS = 13 * Times.HOUR;

    /** The next weekly sailing that leaves time for the cut-off. */
    static Voyage sailing(long seed, Port port, Carrier carrier, int readyDay) {
        long service = Dice.hash(seed, Purpose.SAILING, port.number() * 100L + carrier.number());
        // Wednesday to Sunday, so that the batch falls on a working day; Wednesday twice, for Monday is the busiest.
        int sails = 1 + (int) Math.max(1, Long.remainderUnsigned(service, 6));
        int day = readyDay + 3;
        day += Math.floorMod(sails - Times.dayOfWeek(day), 7);
        long identity = Dice.hash(seed, Purpose.SAILING, service + day);
        long departs = Times.startOf(day) + 18 * Times.HOUR + part(identity, 5 * Times.HOUR);
        long arrives = departs + port.days() * Times.DAY + part(identity >>> 7, 36 * Times.HOUR);
        return new Voyage(identity, carrier, day, departs, arrives);
    }

    /** The flight of the next day. */
    static Voyage flight(long seed, int airport, Carrier airline, int readyDay) {
        int day = readyDay + 1;
        long identity = Dice.hash(seed, Purpose.SAILING, ((airport * 100L + airline.number()) << 32) + day);
        long departs = Times.startOf(day) + 3 * Times.HOUR + part(identity, 20 * Times.HOUR);
        return new Voyage(
                identity, airline, day, departs, departs + 5 * Times.HOUR + part(identity >>> 9, 15 * Times.HOUR));
    }

    /** When the line sends all the bills of a sailing, one after the other: two days ahead. */
    int releaseDay() {
        return departureDay - 2;
    }

    /** Start of that batch within its day. */
    long releaseTime() {
        return FIRST_RELEASE + part(identity >>> 13, RELEASE_HOURS);
    }

    private static long part(long bits, long length) {
        return Long.remainderUnsigned(bits, length);
    }
}
