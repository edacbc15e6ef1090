// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What the times, counts and amounts of a record can mean. Whichever way a record comes in, as Avro, JSON Lines or CSV,
 * it is held against these once it is a record; what lies outside never reaches a decision.
 */
public final class Believable {
    /** Kilograms, of goods and of boxes: the largest ship carries less than half of it. */
    public static final Range KILOGRAMS = new Range(0, 1e9, 10);

    public static final Range CUBIC_METRES = new Range(0, 1e9, 10);

    /** What goods are worth, in any currency: a full tanker in the smallest one is some 1e14. */
    public static final Range WORTH = new Range(0, 1e15, 16);

    /** Freight and revenue, which may be paid back. */
    public static final Range MONEY = new Range(-1e15, 1e15, 16);

    /** From absolute zero to above all metals that are carried molten. */
    public static final Range CELSIUS = new Range(-273.15, 2_000, 10);

    /** Rates of duty. */
    public static final Range PERCENT = new Range(-100_000, 100_000, 10);

    /** Packages, items, containers. */
    public static final long MOST = 1_000_000_000;

    /** The first time that a record of today can mean. */
    public static final Instant FROM = Instant.parse("1990-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.ofInstant(FROM, ZoneOffset.UTC);
    private static final LocalDate END_DAY = LocalDate.ofInstant(END, ZoneOffset.UTC);
    private static final long TEN_YEARS = 3653L * 24 * 60 * 60 * 1000;

    private Believable() {}

    /**
     * Amounts that can be meant.
     *
     * @param least 0 where less is no such thing and refused; else what is below is not counted
     * @param most what is above is not counted
     * @param digits before the point that the schema has room for: more are no such field
     */
    public record Range(double least, double most, int digits) {
        public boolean holds(double amount) {
            return amount >= least && amount <= most;
        }
    }

    /**
     * Whether a record that was seen at a time can state this one: from 1990 to ten years after it was seen, and before
     * 2100. In files the record's own time says when it was seen, so there is an end that no record moves. A broker that
     * stamps nothing, or nonsense, is no reason to refuse all.
     *
     * @param seenAt epoch milliseconds
     */
    public static boolean isTime(Instant time, long seenAt) {
        return !time.isBefore(FROM)
                && time.isBefore(END)
                && time.toEpochMilli() < (isSeen(seenAt) ? seenAt + TEN_YEARS : Long.MAX_VALUE);
    }

    /**
     * Whether a record that says itself when it was seen can be believed.
     *
     * @param seenAt epoch milliseconds
     */
    public static boolean isSeen(long seenAt) {
        return seenAt >= FROM.toEpochMilli() && seenAt < END.toEpochMilli();
    }

    /** Whether a day is one on which a document of today can have been issued. */
    public static boolean isDay(LocalDate day) {
        return !day.isBefore(FIRST_DAY) && day.isBefore(END_DAY);
    }

    /** Whether there can be so many. */
    public static boolean isCount(long count) {
        return count >= 0 && count <= MOST;
    }
}
