// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.consignee;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.DeclaredValue;
import portolan.scoring.sketch.RecentValues;
import portolan.scoring.sketch.RecentValues.Entry;
import portolan.scoring.sketch.Surprise;

/**
 * {@link #BELOW_VALUE_LINE}: a delivery in parts that are each worth a little less than a round amount, from whatever
 * shippers and by whatever mode. Small lots have any value; parts cluster below the line.
 *
 * <p>Bits, 0 to {@value Surprise#CAP}: of m other consignments to the consignee within
 * {@value #DAYS} days in the same currency, k are within 15 % below the same line as this one,
 *
 * <pre>
 *   bits = -log2 P(at least k of m), each with p = (around the line + 6 * {@value #USUAL_SHARE}) / (all + 6)
 * </pre>
 *
 * <p>p counts the consignee's earlier consignments among the last {@value RecentValues#MOST}, and of the near ones
 * those up to 20 % above the line: whose orders are of about that value anyhow surprises nobody. 0 where this one is
 * not just below a line, or is the only one. The lines are amounts at which customs and banks ask for more, in
 * whatever currency is stated: 1,000 (EU simplified declaration), 2,500 (US formal entry), 6,000 (EU proof of
 * origin), 10,000 (cash), 20,000 (EU declaration of value), and 2,000 and 5,000 elsewhere. No reading where no value
 * is stated.
 */
public final class BelowValueLine {
    public static final Indicator BELOW_VALUE_LINE = Indicator.named("below_value_line");

    static final int DAYS = 7;
    static final double USUAL_SHARE = 0.06;

    private static final long[] LINES = {1_000, 2_000, 2_500, 5_000, 6_000, 10_000, 20_000};
    private static final double JUST_BELOW = 0.85;
    private static final double JUST_ABOVE = 1.2;
    private static final double PSEUDO_COUNT = 6;
    private static final double LN_2 = StrictMath.log(2);

    private static final Reading NOT_BELOW = new Reading(BELOW_VALUE_LINE, 0, "not just below a round value");
    private static final Reading NO_OTHER =
            new Reading(BELOW_VALUE_LINE, 0, "no other one just below the same round value");

    private BelowValueLine() {}

    static @Nullable Reading read(RecentValues values, Consignment consignment) {
        DeclaredValue value = DeclaredValue.of(consignment);
        if (value == null) {
            return null;
        }
        long line = lineAbove(value.cents());
        if (line == 0) {
            return NOT_BELOW;
        }
        Entry now = Entry.of(value, Bucket.day(consignment.receivedAt()), shipper(consignment));
        List<Entry> near = new ArrayList<>();
        int nearAll = 0;
        int beside = 0;
        int usual = 0;
        int older = 0;
        for (int at = 0; at < values.size(); at++) {
            Entry entry = values.get(at);
            if (entry.currency() != now.currency() || entry.day() > now.day()) {
                continue;
            }
            boolean below = lineAbove(entry.cents()) == line;
            boolean above = entry.cents() >= 100 * line && entry.cents() < JUST_ABOVE * 100 * line;
            if (entry.day() <= now.day() - DAYS) {
                older++;
                usual += below || above ? 1 : 0;
                continue;
            }
            nearAll++;
            beside += above ? 1 : 0;
            if (below) {
                near.add(entry);
            }
        }
        if (near.isEmpty()) {
            return NO_OTHER;
        }
        double share = (usual + beside + PSEUDO_COUNT * USUAL_SHARE) / (older + beside + PSEUDO_COUNT);
        double bits = -StrictMath.log(atLeast(near.size(), nearAll, share)) / LN_2;
        near.add(now);
        return new Reading(
                BELOW_VALUE_LINE,
                Math.min(Surprise.CAP, bits),
                near.size() + " of " + (nearAll + 1) + " consignments within " + DAYS + " days just below " + line + " "
                        + value.currency() + ", "
                        + Wording.counted(
                                near.stream().map(Entry::shipper).distinct().count(), "shipper", "shippers")
                        + ", together "
                        + Wording.decimal(near.stream().mapToLong(Entry::cents).sum() / 100.0, 0) + "; " + beside
                        + " just above; earlier " + usual + " of " + older + " around it");
    }

    static @Nullable String shipper(Consignment consignment) {
        PartyKey shipper = PartyKey.of(consignment.shipper());
        return shipper == null ? null : shipper.value();
    }

    /** The line that an amount stays just below; 0 where it does not. */
    private static long lineAbove(long cents) {
        for (long line : LINES) {
            if (cents < 100 * line) {
                return cents >= JUST_BELOW * 100 * line ? line : 0;
            }
        }
        return 0;
    }

    /** The probability of at least so many of m, each with probability p. */
    private static double atLeast(int many, int of, double p) {
        double sum = 0;
        double ways = 1;
        for (int hits = 0; hits <= of; hits++) {
            if (hits >= many) {
                sum += ways * StrictMath.pow(p, hits) * StrictMath.pow(1 - p, of - hits);
            }
            ways = ways * (of - hits) / (hits + 1);
        }
        return sum;
    }
}
