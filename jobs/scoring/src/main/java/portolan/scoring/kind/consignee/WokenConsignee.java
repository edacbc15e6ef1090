// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.consignee;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.FilingDays;
import portolan.scoring.sketch.FilingDays.Silence;
import portolan.scoring.sketch.Fingerprint;
import portolan.scoring.sketch.RecentValues;
import portolan.scoring.sketch.RecentValues.Entry;

/**
 * {@link #CONSIGNEE_WOKE}: an importer that received nothing for months receives from a shipper that it did not know
 * before: a firm taken over, or its name used by others.
 *
 * <p>0 to {@value #MOST_BITS}: the surprise of the longest silence that ended today or at most {@value #AWAKE_DAYS}
 * days ago, {@code k log2((T + g) / T)}: the chance that nothing comes in {@code g} days after {@code k} gaps in
 * {@code T} days (Poisson, rate estimated). 0 where the shipper is one of those before the silence, where it lasted
 * less than {@value #LONG_SILENCE_DAYS} days, or where an earlier gap was half as long, which is a season. No reading
 * without {@value #FEWEST_GAPS} gaps among the last {@value RecentValues#MOST} consignments with a value.
 */
public final class WokenConsignee {
    public static final Indicator CONSIGNEE_WOKE = Indicator.named("consignee_woke");

    static final int FEWEST_GAPS = 2;
    static final int LONG_SILENCE_DAYS = 60;
    static final int AWAKE_DAYS = 45;
    static final double MOST_BITS = 24;

    private WokenConsignee() {}

    static @Nullable Reading read(RecentValues values, Consignment consignment) {
        if (values.size() <= FEWEST_GAPS) {
            return null;
        }
        long today = Bucket.day(consignment.receivedAt());
        FilingDays days = new FilingDays(RecentValues.MOST);
        for (int at = 0; at < values.size(); at++) {
            // A filing that came late may be older than what is remembered.
            days.learn(Math.min(values.get(at).day(), today));
        }
        Silence silence = days.longestSilence(today, AWAKE_DAYS);
        if (silence == null || silence.gaps() < FEWEST_GAPS) {
            return null;
        }
        if (silence.days() < LONG_SILENCE_DAYS || silence.isSeason()) {
            return new Reading(CONSIGNEE_WOKE, 0, "receives as ever");
        }
        String quiet = Wording.counted(silence.days(), "day", "days") + " without a consignment to this consignee";
        if (knew(values, BelowValueLine.shipper(consignment), today - silence.since() - silence.days())) {
            return new Reading(CONSIGNEE_WOKE, 0, quiet + ", and the shipper is one of those before");
        }
        return new Reading(
                CONSIGNEE_WOKE,
                StrictMath.min(MOST_BITS, silence.surprise()),
                quiet + ", before that one every " + Wording.decimal(silence.rhythmDays(), 1)
                        + " days, and none from this shipper");
    }

    /** @param last day before the silence */
    private static boolean knew(RecentValues values, @Nullable String shipper, long last) {
        if (shipper == null) {
            return false;
        }
        char shortened = Fingerprint.shortened(Fingerprint.of(shipper));
        for (int at = 0; at < values.size(); at++) {
            Entry entry = values.get(at);
            if (entry.day() <= last && entry.shipper() == shortened) {
                return true;
            }
        }
        return false;
    }
}
