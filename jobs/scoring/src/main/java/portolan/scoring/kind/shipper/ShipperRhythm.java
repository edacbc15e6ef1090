// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.FilingDays;
import portolan.scoring.sketch.FilingDays.Silence;

/**
 * When a shipper ships: its silences and its bursts. A day with consignments counts once, however many bills: a
 * voyage's bills come within minutes and are one event.
 *
 * <p>{@link #DORMANT_THEN_ACTIVE}: 1 when the shipper returned today, or within {@value #RETURNING_DAYS} days, from a
 * silence of at least {@value #LONGEST_ORDINARY_SILENCE_DAYS} days and of ten times the median gap between the (at
 * most 8) filing days before it; unless an earlier silence was half as long, which is a season. It stays 1 while the
 * shipper is returning, since those who use a dormant name send more than one consignment. No reading without two
 * gaps before the silence.
 *
 * <p>{@link #FREQUENCY_BURST}: 0 to {@value #CAP}. With {@code n} filing days among the last 7, today included,
 * {@code -log2 P(N >= n | N >= 1)}: N is negative binomial, the Poisson count of the next 7 days when the rate was
 * estimated from {@code k} filing days in the {@code T} days before, so that a short past surprises little. No
 * reading with fewer than {@value #FEWEST_DAYS} filing days or four weeks before.
 */
public final class ShipperRhythm {
    public static final Indicator DORMANT_THEN_ACTIVE = Indicator.named("dormant_then_active");
    public static final Indicator FREQUENCY_BURST = Indicator.named("frequency_burst");

    static final int RETURNING_DAYS = 45;
    static final int FEWEST_DAYS = 5;
    static final double CAP = 16;

    private static final long LONGEST_ORDINARY_SILENCE_DAYS = 180;
    private static final double RHYTHMS_OF_SILENCE = 10;
    private static final int WINDOW = 7;
    private static final long SHORTEST_PAST_DAYS = 28;
    private static final long SECONDS_A_DAY = 86_400;
    private static final double LN_2 = StrictMath.log(2);

    private ShipperRhythm() {}

    static void read(List<Reading> readings, ShipperMemory memory, Instant asOf) {
        long today = Math.floorDiv(asOf.getEpochSecond(), SECONDS_A_DAY);
        Reading.addIfRead(readings, dormantThenActive(memory.days(), today));
        Reading.addIfRead(readings, frequencyBurst(memory.days(), today));
    }

    private static @Nullable Reading dormantThenActive(FilingDays days, long today) {
        Silence silence = days.longestSilence(today, RETURNING_DAYS);
        if (silence == null) {
            return null;
        }
        double longest = StrictMath.max(LONGEST_ORDINARY_SILENCE_DAYS, RHYTHMS_OF_SILENCE * silence.rhythmDays());
        boolean isSeason = silence.isSeason();
        boolean isDormant = silence.days() >= longest && !isSeason;
        String evidence = silence.since() == 0
                ? "last consignment " + Wording.counted(silence.days(), "day", "days") + " ago"
                : "returned " + Wording.counted(silence.since(), "day", "days") + " ago after "
                        + Wording.counted(silence.days(), "day", "days") + " of silence";
        return new Reading(
                DORMANT_THEN_ACTIVE,
                isDormant ? 1 : 0,
                evidence + "; before that one every " + days(silence.rhythmDays())
                        + (silence.days() >= longest && isSeason
                                ? ", longest gap " + silence.longestBefore() + " days"
                                : ""));
    }

    /** "day", "7 days". */
    private static String days(double rhythm) {
        String days = Wording.decimal(rhythm, 1);
        return days.equals("1") ? "day" : days + " days";
    }

    private static @Nullable Reading frequencyBurst(FilingDays days, long today) {
        if (days.size() < FEWEST_DAYS) {
            return null;
        }
        long start = today - WINDOW + 1;
        long past = start - days.first();
        int before = days.daysWithin(days.first(), start - 1);
        if (before < FEWEST_DAYS || past < SHORTEST_PAST_DAYS) {
            return null;
        }
        int now = days.daysWithin(start, today - 1) + 1;
        return new Reading(
                FREQUENCY_BURST,
                bits(before, past, now),
                "consignments on " + Wording.counted(now, "day", "days") + " of the last 7, earlier on " + before
                        + " days of " + past);
    }

    /** Surprise of so many events in a window, given at least one, after {@code before} events in {@code past} days. */
    static double bits(int before, long past, int now) {
        double stay = (double) past / (past + WINDOW);
        double term = StrictMath.pow(stay, before);
        double atLeastOne = 1 - term;
        double below = term;
        for (int n = 0; n + 1 < now; n++) {
            term = term * (before + n) / (n + 1) * (1 - stay);
            below += term;
        }
        double tail = StrictMath.max(1 - below, StrictMath.pow(2, -CAP) * atLeastOne);
        return StrictMath.min(CAP, StrictMath.max(0, StrictMath.log(atLeastOne / tail) / LN_2));
    }
}
