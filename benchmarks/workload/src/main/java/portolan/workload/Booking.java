// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import org.jspecify.annotations.Nullable;

/**
 * How a consignment travels and when its bill is filed: decided before the filing, since the filing's time follows from
 * it.
 *
 * @param port where a sea consignment is loaded; the usual port also for air, where it is not used
 * @param house whether a forwarder files a house bill, else the carrier files a straight one
 * @param filingDay day of the first filing
 * @param filingTime time within that day, milliseconds
 */
record Booking(
        Shipper shipper,
        Shipper.Line line,
        boolean air,
        Port port,
        Carrier carrier,
        Voyage voyage,
        boolean house,
        int filingDay,
        long filingTime) {

    private static final double LOYALTY = 0.85;
    private static final double HABITUAL_BILL = 0.9;
    private static final double LAST_MINUTE = 0.03;

    static Booking draw(long seed, Shipper shipper, long serial, int dueDay, int month) {
        Dice dice = Dice.of(seed, Purpose.BOOKING, serial);
        Shipper.Line line = shipper.line(month, dice);
        boolean air = line.cargo() == 'A';
        boolean house = dice.chance(HABITUAL_BILL) == shipper.usuallyHouse();
        Port port = shipper.port(dice);
        boolean loyal = dice.chance(LOYALTY);
        Atlas atlas = Atlas.get();
        if (air) {
            Carrier airline =
                    loyal ? shipper.habits().airline() : atlas.airlines().draw(dice);
            int airport = shipper.trader().country().airport().hashCode() & 0xFFFF;
            Voyage flight = Voyage.flight(seed, airport, airline, dueDay);
            return new Booking(shipper, line, true, port, airline, flight, house, dueDay, officeTime(dice));
        }
        Carrier carrier = loyal ? shipper.habits().line() : atlas.lines().draw(dice);
        Voyage sailing = Voyage.sailing(seed, port, carrier, dueDay);
        if (house) {
            boolean late = dice.chance(LAST_MINUTE);
            int day = late ? sailing.departureDay() - 1 : dueDay;
            return new Booking(shipper, line, false, port, carrier, sailing, true, day, officeTime(dice));
        }
        // A voyage's bills arrive within minutes.
        long time = sailing.releaseTime() + (long) (dice.exponential() * 4 * Times.MINUTE);
        return new Booking(
                shipper,
                line,
                false,
                port,
                carrier,
                sailing,
                false,
                Math.max(dueDay, sailing.releaseDay()),
                Math.min(time, Times.DAY - 1));
    }

    /** The same goods on another journey. */
    Booking on(Voyage other) {
        return new Booking(shipper, line, air, port, carrier, other, house, filingDay, filingTime);
    }

    /** The same goods under a forwarder's house bill, or under a bill that the carrier files. */
    Booking filed(boolean asHouse) {
        return new Booking(shipper, line, air, port, carrier, voyage, asHouse, filingDay, filingTime);
    }

    /** Number of the master bill that its house bill names. */
    String masterNumber(long seed) {
        long groupage = Dice.hash(seed, Purpose.GROUPAGE, groupage());
        // A digit more than straight bills have, so that the two never meet.
        return air
                ? CheckDigits.airWaybill(carrier.code(), (int) Long.remainderUnsigned(groupage, 10_000_000))
                : carrier.code() + CheckDigits.digits(Long.remainderUnsigned(groupage, 10_000_000_000L), 10);
    }

    /** When loading starts: a day's work for a ship, two hours for an aircraft. */
    long loads() {
        return voyage.departs() - (air ? 2 : 18) * Times.HOUR;
    }

    /** What a forwarder sends on one voyage, under one master bill. */
    long groupage() {
        return voyage.identity() + shipper.forwarder();
    }

    String loadingLocode() {
        return air ? shipper.trader().country().airport() : port.locode();
    }

    @Nullable
    String loadingName() {
        return air ? null : port.name();
    }

    String loadingCountry() {
        return air ? shipper.trader().country().code() : port.country();
    }

    private static long officeTime(Dice dice) {
        double hours = 13 + 3.2 * dice.normal();
        return (long) (Math.max(0.1, Math.min(23.5, hours)) * Times.HOUR);
    }
}
