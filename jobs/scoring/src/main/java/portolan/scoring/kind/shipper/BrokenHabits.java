// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.FilerId;
import portolan.scoring.sketch.FilingDays.Silence;
import portolan.scoring.sketch.Habit;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Place;

/**
 * How many of a shipper's habits a bill breaks at once, and whether a shipper that woke does so for others.
 *
 * <p>{@link #HABITS_BROKEN}: 0 to {@value #MOST_BITS}: the sum of {@link Habit#bits} of its consignees or
 * destinations (the larger, since a new customer has its own port), its goods by heading (the most surprising of
 * several), its filers, its places of loading and its contacts. A new customer of one that has new customers daily
 * weighs nothing; several new things of one that never changes weigh much. No reading below {@value #FEWEST}
 * remembered consignments.
 *
 * <p>{@link #SILENCE_BEFORE}: 0 to {@value #MOST_BITS}: the surprise of the longest silence that ended today or at
 * most {@value #AWAKE_DAYS} days ago, {@code k log2((T + g) / T)}: the chance that nothing comes in {@code g} days
 * after {@code k} gaps in {@code T} days (Poisson, rate estimated). 0 where an earlier gap was half as long, which is
 * a season. No reading without {@value #FEWEST_GAPS} gaps before.
 *
 * <p>{@link #DAYS_AWAKE}: days since the end of that silence, 0 when it ends today. Read only where it lasted
 * {@value #LONG_SILENCE_DAYS} days and surprises by {@value #FEWEST_BITS} bits.
 *
 * <p>{@link #WOKE_FOR_OTHERS}: read where the days awake are: the habits broken as above, but against what was its
 * habit before the silence, so that a second bill to the same stranger finds no acquaintance. No reading when more
 * than {@value RecentConsignments#MOST} bills came since.
 */
public final class BrokenHabits {
    public static final Indicator SILENCE_BEFORE = Indicator.named("silence_before");
    public static final Indicator DAYS_AWAKE = Indicator.named("days_awake");
    public static final Indicator WOKE_FOR_OTHERS = Indicator.named("woke_for_others");
    public static final Indicator HABITS_BROKEN = Indicator.named("habits_broken");

    static final int FEWEST = 4;
    static final int FEWEST_GAPS = 3;
    static final int LONG_SILENCE_DAYS = 60;
    static final double FEWEST_BITS = 6;
    static final int AWAKE_DAYS = 45;
    static final double MOST_BITS = 24;

    private static final char[] NOTHING = {};

    private BrokenHabits() {}

    static void read(List<Reading> readings, ShipperMemory memory, Consignment consignment) {
        if (memory.consignments() >= FEWEST) {
            Sum broken = broken(memory, consignment, 0);
            readings.add(new Reading(
                    HABITS_BROKEN,
                    broken.bits(),
                    broken.bits() == 0
                            ? "all as ever"
                            : Wording.earlierConsignments(memory.consignments()) + broken.words()));
        }
        waking(readings, memory, consignment);
    }

    private static void waking(List<Reading> readings, ShipperMemory memory, Consignment consignment) {
        Instant asOf = consignment.receivedAt();
        long today = Bucket.day(asOf);
        Silence silence = memory.days().longestSilence(today, AWAKE_DAYS);
        if (silence == null || silence.gaps() < FEWEST_GAPS) {
            return;
        }
        boolean isSeason = silence.isSeason();
        double surprise = isSeason ? 0 : StrictMath.min(MOST_BITS, silence.surprise());
        long woke = today - silence.since();
        int since = (int) StrictMath.min(1L << 20, memory.days().countWithin(woke, today));
        String quiet = Wording.counted(silence.days(), "day", "days") + " without a consignment";
        String rhythm = ", before that one every " + Wording.decimal(silence.rhythmDays(), 1) + " days"
                + (isSeason ? ", once none for " + silence.longestBefore() : "");
        readings.add(new Reading(SILENCE_BEFORE, surprise, quiet + rhythm));
        if (silence.days() < LONG_SILENCE_DAYS || surprise < FEWEST_BITS) {
            return;
        }
        String awake = "back for " + Wording.counted(silence.since(), "day", "days") + " and "
                + Wording.counted(since, "consignment", "consignments") + " after " + quiet;
        readings.add(new Reading(DAYS_AWAKE, silence.since(), awake));
        if (since <= RecentConsignments.MOST) {
            Sum broken = broken(memory, consignment, since);
            readings.add(new Reading(WOKE_FOR_OTHERS, broken.bits(), awake + "; before" + broken.words()));
        }
    }

    /** @param since so many of the last consignments are left out of account */
    private static Sum broken(ShipperMemory memory, Consignment consignment, int since) {
        Sum sum = new Sum();
        PartyKey consignee = PartyKey.of(consignment.consignee());
        Habit partner = consignee == null
                ? Habit.NONE
                : memory.partners().habit(consignee.value(), memory.recent().consigneesOfLast(since));
        String destination = Place.ofDestination(consignment);
        Habit port = destination == null ? Habit.NONE : memory.destinations().habit(destination, NOTHING);
        if (port.bits() > partner.bits()) {
            sum.add(port, "to " + destination);
        } else {
            sum.add(partner, "to this consignee");
        }
        char[] headings = memory.recent().headingsOfLast(since);
        Habit goods = Habit.NONE;
        String strangest = "";
        for (String heading : HeaviestCodes.of(consignment, HeaviestCodes.HEADING)) {
            Habit one = memory.headings().habit(heading, headings);
            if (one.bits() > goods.bits()) {
                goods = one;
                strangest = heading;
            }
        }
        sum.add(goods, "of heading " + strangest);
        String filer = FilerId.ofFiler(consignment);
        if (filer != null) {
            sum.add(memory.filers().habit(filer, memory.dealings().filersOfLast(since)), "filed by " + filer);
        }
        String place = Place.ofLoading(consignment);
        if (place != null) {
            sum.add(memory.places().habit(place, memory.dealings().placesOfLast(since)), "from " + place);
        }
        sum.add(
                memory.contacts().habit(consignment.shipper(), memory.dealings().contactsOfLast(since)),
                "under this contact");
        return sum;
    }

    /** Broken habits, added up. */
    private static final class Sum {
        private double bits;
        private final StringBuilder words = new StringBuilder(64);

        void add(@Nullable Habit habit, String what) {
            if (habit != null && habit.isBroken() && habit.bits() > 0) {
                bits += habit.bits();
                words.append(", none ").append(what);
            }
        }

        double bits() {
            return StrictMath.min(MOST_BITS, bits);
        }

        String words() {
            return words.isEmpty() ? ", all as ever" : words.toString();
        }
    }
}
