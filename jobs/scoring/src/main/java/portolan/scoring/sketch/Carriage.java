// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Deadlines;
import portolan.scoring.manifest.Leg;

/**
 * How a bill says that its containers travel: on which voyage, from where to where, from when to when.
 *
 * <pre>
 *   text voyage | text from | text to | flag, signed hour of loading | flag, signed hours from loading to discharge
 * </pre>
 *
 * <p>At most 53 bytes.
 *
 * @param voyage ship and voyage as the bill numbers them, at most {@value #LONGEST_VOYAGE} ASCII characters; null when
 *     one of them is not stated
 * @param from place of loading, as {@link Place} knows it
 * @param to place of discharge
 * @param loads hour of loading, counted from 1970-01-01; {@link #UNKNOWN} when not stated, or beyond any calendar
 * @param lands hour of discharge
 */
public record Carriage(
        @Nullable String voyage,
        @Nullable String from,
        @Nullable String to,
        long loads,
        long lands) {
    /** No hour. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    static final int LONGEST_VOYAGE = 24;

    /** Two bills of one voyage are told to be of the same although a carrier numbers it so again later. */
    private static final long LONGEST_BETWEEN_BILLS = 60 * 24;

    /** Two statements of one departure or arrival differ by less, two journeys of one box between two ports by more. */
    private static final long SAME_CALL = 3 * 24;

    /**
     * Unloading, unpacking, the way to another port and loading there take longer than this, wherever the ports are.
     */
    private static final long QUICKEST_TURN = 24;

    /** The same to another country. */
    private static final long QUICKEST_TURN_ABROAD = 2 * 24;

    private static final int COUNTRY = 2;
    private static final long SECONDS_AN_HOUR = 3_600;
    /** 1900 to 2200; a date beyond is a slip that says nothing. */
    private static final long FIRST_HOUR = -613_608;

    private static final long LAST_HOUR = 2_016_264;

    public static Carriage of(Consignment consignment) {
        Leg loading = consignment.loading();
        Leg discharge = consignment.discharge();
        Deadlines deadlines = consignment.deadlines();
        Instant loads = loading == null ? null : loading.atd() != null ? loading.atd() : loading.etd();
        if (loads == null && deadlines != null) {
            loads = deadlines.loadingEta();
        }
        Instant lands = discharge == null ? null : discharge.ata() != null ? discharge.ata() : discharge.eta();
        if (lands == null && deadlines != null) {
            lands = deadlines.arrivalEta();
        }
        return new Carriage(
                voyage(consignment.conveyance()), Place.of(loading), Place.of(discharge), hour(loads), hour(lands));
    }

    /** "9321483/610W"; a ship without a voyage number, or a number without a ship, names no voyage. */
    private static @Nullable String voyage(Conveyance conveyance) {
        String ship = conveyance.id() != null ? conveyance.id() : conveyance.name();
        String number = conveyance.voyage();
        if (ship == null || number == null) {
            return null;
        }
        StringBuilder voyage = new StringBuilder(LONGEST_VOYAGE);
        append(voyage, ship, LONGEST_VOYAGE / 2);
        int shipEnds = voyage.length();
        voyage.append('/');
        append(voyage, number, LONGEST_VOYAGE);
        return shipEnds == 0 || voyage.length() == shipEnds + 1 ? null : voyage.toString();
    }

    /** Capital letters and digits of the text, as long as there is room; zeros that lead say nothing. */
    private static void append(StringBuilder to, String text, int most) {
        boolean leads = true;
        for (int i = 0; i < text.length() && to.length() < most; i++) {
            char character = text.charAt(i);
            boolean small = character >= 'a' && character <= 'z';
            boolean plain = (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
            if (small || (plain && !(leads && character == '0'))) {
                to.append(small ? (char) (character - 'a' + 'A') : character);
                leads = false;
            }
        }
    }

    private static long hour(@Nullable Instant time) {
        if (time == null) {
            return UNKNOWN;
        }
        long hour = Math.floorDiv(time.getEpochSecond(), SECONDS_AN_HOUR);
        return hour < FIRST_HOUR || hour > LAST_HOUR ? UNKNOWN : hour;
    }

    /** Whether voyage, places and times are all stated: only then can two carriages contradict each other. */
    public boolean isComplete() {
        return voyage != null && from != null && to != null && loads != UNKNOWN && lands != UNKNOWN && loads <= lands;
    }

    /**
     * Whether both are the same voyage: the same number within {@value #LONGEST_BETWEEN_BILLS} hours, or, since filers
     * spell numbers differently, the same port of loading or discharge within {@value #SAME_CALL} hours.
     */
    public boolean isSameVoyage(Carriage other) {
        if (voyage != null && voyage.equals(other.voyage)) {
            return loads == UNKNOWN || other.loads == UNKNOWN || Math.abs(loads - other.loads) <= LONGEST_BETWEEN_BILLS;
        }
        return isSameCall(from, loads, other.from, other.loads) || isSameCall(to, lands, other.to, other.lands);
    }

    private static boolean isSameCall(@Nullable String place, long hour, @Nullable String otherPlace, long otherHour) {
        return place != null
                && place.equals(otherPlace)
                && hour != UNKNOWN
                && otherHour != UNKNOWN
                && Math.abs(hour - otherHour) <= SAME_CALL;
    }

    /**
     * Whether one box cannot make both voyages: it would be loaded again before it was discharged, or elsewhere sooner
     * than it can get there. Both must be complete and not the same voyage.
     */
    public boolean contradicts(Carriage other) {
        return loads <= other.loads ? isLeftTooEarlyBy(other) : other.isLeftTooEarlyBy(this);
    }

    /** Hours from the earlier one's discharge to the later one's loading; negative when they overlap. Both complete. */
    public long hoursBetween(Carriage other) {
        return loads <= other.loads ? other.loads - lands : loads - other.lands;
    }

    /** Whether the later voyage loads before a box of this one can be there. */
    private boolean isLeftTooEarlyBy(Carriage later) {
        return later.loads < lands + quickestTurn(to, later.from);
    }

    private static long quickestTurn(@Nullable String from, @Nullable String to) {
        if (from == null || to == null || from.equals(to)) {
            return 0;
        }
        return from.regionMatches(0, to, 0, COUNTRY) ? QUICKEST_TURN : QUICKEST_TURN_ABROAD;
    }

    public void write(LayoutWriter writer) {
        writer.text(voyage).text(from).text(to).flag(loads != UNKNOWN);
        if (loads != UNKNOWN) {
            writer.signed(loads);
        }
        writer.flag(lands != UNKNOWN);
        if (lands != UNKNOWN) {
            writer.signed(loads == UNKNOWN ? lands : lands - loads);
        }
    }

    public static Carriage read(LayoutReader reader) {
        String voyage = reader.nullableText();
        String from = reader.nullableText();
        String to = reader.nullableText();
        long loads = reader.flag() ? reader.signed() : UNKNOWN;
        long lands = !reader.flag() ? UNKNOWN : reader.signed() + (loads == UNKNOWN ? 0 : loads);
        return new Carriage(voyage, from, to, loads, lands);
    }
}
