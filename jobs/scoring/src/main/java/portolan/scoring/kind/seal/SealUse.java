// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.seal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.sketch.Carriage;
import portolan.scoring.sketch.KeyHash;

/**
 * One seal on one box, as bills of one day and one voyage state it.
 *
 * <pre>
 *   count box | count voyage | signed day received | flag, signed days from received to loading
 * </pre>
 *
 * <p>At most 20 bytes.
 *
 * @param box the four letters and seven digits of its number, read as one number
 * @param voyage hash of ship and voyage, in its lower 32 bits; 0 when the bill does not number one
 * @param day received, counted from 1970-01-01
 * @param sails day of loading; {@link #UNKNOWN} when not stated
 */
public record SealUse(long box, long voyage, long day, long sails) implements Comparable<SealUse> {
    /** No day. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final int LETTERS = 4;
    private static final int ALPHABET = 26;
    private static final long DIGITS = 10_000_000;
    private static final long SECONDS_A_DAY = 86_400;
    private static final long HOURS_A_DAY = 24;
    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    /** Three thousand years from 1970: a day beyond is a slip, and shall not grow the bytes. */
    private static final long LAST_DAY = 1_000_000;

    /** Two statements of one departure differ by less. */
    private static final long SAME_CALL = 3;

    /** A carrier that numbers a voyage so again does it later than this. */
    private static final long SAME_NUMBER = 60;

    /** The use of the key's seal; null when the consignment has no such seal on a box with a right number. */
    public static @Nullable SealUse of(Consignment consignment, String key) {
        String number = SealKind.boxOf(consignment, key);
        if (number == null) {
            return null;
        }
        Carriage carriage = Carriage.of(consignment);
        return new SealUse(
                packed(number),
                carriage.voyage() == null ? 0 : KeyHash.shortOf(carriage.voyage()) & LOWER_HALF,
                day(consignment.receivedAt()),
                carriage.loads() == Carriage.UNKNOWN ? UNKNOWN : Math.floorDiv(carriage.loads(), HOURS_A_DAY));
    }

    private static long day(Instant time) {
        return Math.max(-LAST_DAY, Math.min(LAST_DAY, Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY)));
    }

    private static long packed(String number) {
        long letters = 0;
        for (int i = 0; i < LETTERS; i++) {
            letters = letters * ALPHABET + number.charAt(i) - 'A';
        }
        long digits = 0;
        for (int i = LETTERS; i < number.length(); i++) {
            digits = digits * 10 + number.charAt(i) - '0';
        }
        return letters * DIGITS + digits;
    }

    /** The number of the box, as it is painted on it. */
    public String boxNumber() {
        long letters = box / DIGITS;
        char[] prefix = new char[LETTERS];
        for (int i = LETTERS - 1; i >= 0; i--) {
            prefix[i] = (char) ('A' + letters % ALPHABET);
            letters /= ALPHABET;
        }
        String digits = Long.toString(box % DIGITS + DIGITS).substring(1);
        return new String(prefix) + digits;
    }

    /**
     * Whether both are surely not of one voyage: other numbers and loading more than {@value #SAME_CALL} days apart, or
     * the same number more than {@value #SAME_NUMBER} days apart. Without numbers and days nothing is sure.
     */
    public boolean isOfAnotherVoyage(SealUse other) {
        if (voyage == 0 || other.voyage == 0 || sails == UNKNOWN || other.sails == UNKNOWN) {
            return false;
        }
        return Math.abs(sails - other.sails) > (voyage == other.voyage ? SAME_NUMBER : SAME_CALL);
    }

    /** In the order of receipt; among those of one day in an order that means nothing and never changes. */
    @Override
    public int compareTo(SealUse other) {
        int order = Long.compare(day, other.day);
        order = order != 0 ? order : Long.compare(box, other.box);
        order = order != 0 ? order : Long.compare(voyage, other.voyage);
        return order != 0 ? order : Long.compare(sails, other.sails);
    }

    void write(LayoutWriter writer) {
        writer.count(box).count(voyage).signed(day).flag(sails != UNKNOWN);
        if (sails != UNKNOWN) {
            writer.signed(sails - day);
        }
    }

    static SealUse read(LayoutReader reader) {
        long box = reader.count();
        long voyage = reader.count();
        long day = reader.signed();
        return new SealUse(box, voyage, day, reader.flag() ? day + reader.signed() : UNKNOWN);
    }
}
