// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.LogHistogram;
import portolan.scoring.sketch.Place;
import portolan.scoring.sketch.Profile;
import portolan.scoring.sketch.Sourcing;
import portolan.scoring.sketch.Surprise;
import portolan.scoring.sketch.UnitValue;
import portolan.scoring.sketch.Words;

/**
 * What a consignment looks like beside earlier ones of the same subheading.
 *
 * <p>{@link #ORIGIN_AGAINST_ROUTE} and {@link #ROUTE_RARITY} are the surprise of a step on the way, 0 to
 * {@value Surprise#CAP} bits: the country of loading given the origin, and the rarest place between given the country
 * of loading.
 *
 * <pre>
 *   p(second)         = (n(any, second) + a * u(second))           / (n + others + a)
 *   p(second | first) = (n(first, second) + a * p(second)) / (n(first, any) + a)
 *   bits              = -log2 p(second | first)
 * </pre>
 *
 * <p>with a = {@value #PSEUDO_COUNT} and u one half for what needs no reason (loaded where the goods are from,
 * nothing between), the rest evenly over {@value #COUNTRIES} countries or {@value #PORTS} ports. No reading below
 * {@value #FEWEST_STEPS} earlier consignments with the first place, older ones counted less.
 *
 * <p>{@link #UNIT_VALUE_OUT_OF_RANGE} is the distance of ln(value by mass) from the median of the same currency and
 * origin, in robust deviations (1.4826 times the median absolute deviation, {@value #SMALLEST_DEVIATION} at least),
 * low values negative. Of all origins when the origin has fewer than {@value #FEWEST_VALUES}; no reading when these
 * have fewer too, or value, currency or mass is missing.
 *
 * <p>A master bill describes a consolidation, whatever code it states: only its way is measured.
 *
 * <p>{@link #WORDS_NEW_TO_GOODS} is the share of the words of the heaviest item's description that are none of the
 * words kept of earlier descriptions of the subheading; it needs no nomenclature. No reading for fewer than
 * {@value #FEWEST_WORDS} words, below {@value #FEWEST_WORDS_SEEN} earlier ones, or where more than half of those are
 * no longer kept.
 */
public final class GoodsTraffic {
    public static final Indicator WORDS_NEW_TO_GOODS = Indicator.named("words_new_to_goods");
    public static final Indicator UNIT_VALUE_OUT_OF_RANGE = Indicator.named("unit_value_out_of_range");
    public static final Indicator ORIGIN_AGAINST_ROUTE = Indicator.named("origin_against_route");
    public static final Indicator ROUTE_RARITY = Indicator.named("route_rarity");

    static final double FEWEST_STEPS = 20;
    static final int FEWEST_VALUES = 20;

    static final int FEWEST_WORDS = 2;
    static final int FEWEST_WORDS_SEEN = 60;

    private static final double PSEUDO_COUNT = 2;
    private static final int COUNTRIES = 249;
    private static final int PORTS = 500;
    private static final double MAD_TO_DEVIATION = 1.4826;

    /** Two steps of the histogram: prices within a subheading are never nearer to each other than that. */
    private static final double SMALLEST_DEVIATION = 0.35;

    private static final double LN_2 = StrictMath.log(2);

    private GoodsTraffic() {}

    static List<Reading> of(
            CommodityMemory memory, Consignment consignment, String subheading, Sourcing sourcing, Instant asOf) {
        List<Reading> readings = new ArrayList<>(8);
        Reading.addIfRead(readings, originAgainstRoute(memory.routes(), subheading, sourcing, asOf));
        Reading.addIfRead(readings, routeRarity(memory.routes(), consignment, subheading, asOf));
        if (consignment.billLevel() == BillLevel.MASTER) {
            return readings;
        }
        Reading.addIfRead(readings, unitValueOutOfRange(memory, consignment, subheading));
        GoodsWeights.read(readings, memory, HeaviestCodes.heaviestItem(consignment, subheading), subheading);
        Reading.addIfRead(readings, wordsNewToGoods(memory.words(), consignment, subheading));
        return readings;
    }

    private static @Nullable Reading originAgainstRoute(
            GoodsRoutes routes, String subheading, Sourcing sourcing, Instant asOf) {
        String origin = sourcing.origin();
        String loading = sourcing.departure();
        if (origin.isEmpty() || loading.isEmpty()) {
            return null;
        }
        GoodsRoutes.Seen seen = routes.loadedIn(origin, loading, asOf);
        if (seen.fromFirst() < FEWEST_STEPS) {
            return null;
        }
        double uniform = loading.equals(origin) ? 0.5 : 0.5 / COUNTRIES;
        return new Reading(
                ORIGIN_AGAINST_ROUTE,
                bits(seen, uniform),
                earlier(subheading, "from " + origin, seen, "loaded in " + loading)
                        + most(routes.commonestLoadings(origin, 2)));
    }

    private static @Nullable Reading routeRarity(
            GoodsRoutes routes, Consignment consignment, String subheading, Instant asOf) {
        String loading = Place.countryOfLoading(consignment);
        if (loading == null) {
            return null;
        }
        double rarest = -1;
        String evidence = "";
        for (String place : GoodsRoutes.placesBetween(consignment)) {
            GoodsRoutes.Seen seen = routes.over(loading, place, asOf);
            if (seen.fromFirst() < FEWEST_STEPS) {
                return null;
            }
            boolean direct = place.equals(GoodsRoutes.DIRECT);
            double bits = bits(seen, direct ? 0.5 : 0.5 / PORTS);
            if (bits > rarest) {
                rarest = bits;
                evidence = earlier(subheading, "loaded in " + loading, seen, direct ? "direct" : "by way of " + place);
            }
        }
        return new Reading(ROUTE_RARITY, rarest, evidence + most(routes.commonestWays(loading, 2)));
    }

    private static double bits(GoodsRoutes.Seen seen, double uniform) {
        double ofSecond = (seen.toSecond() + PSEUDO_COUNT * uniform) / (seen.all() + seen.others() + PSEUDO_COUNT);
        double ofStep = (seen.step() + PSEUDO_COUNT * ofSecond) / (seen.fromFirst() + PSEUDO_COUNT);
        return Math.min(Surprise.CAP, Math.max(0, -StrictMath.log(ofStep) / LN_2));
    }

    /** "41 earlier consignments of HS 610910 from BD, none loaded in HK". */
    private static String earlier(String subheading, String first, GoodsRoutes.Seen seen, String second) {
        return Wording.earlierConsignments(seen.fromFirstEver()) + " of HS " + subheading + " " + first + ", "
                + (seen.stepEver() == 0 ? "none" : Long.toString(seen.stepEver())) + " " + second;
    }

    /** "; most: BD (40), LK (1)". */
    private static String most(List<Profile.Entry> entries) {
        StringBuilder most = new StringBuilder();
        for (Profile.Entry entry : entries) {
            most.append(most.length() == 0 ? "; most: " : ", ")
                    .append(entry.code().equals(GoodsRoutes.DIRECT) ? "direct" : entry.code())
                    .append(" (")
                    .append(entry.count())
                    .append(')');
        }
        return most.toString();
    }

    private static @Nullable Reading unitValueOutOfRange(
            CommodityMemory memory, Consignment consignment, String subheading) {
        UnitValue value = UnitValue.of(consignment, subheading);
        if (value == null) {
            return null;
        }
        String origin = value.origin();
        LogHistogram earlier = memory.values().of(value.currency(), origin);
        if (earlier == null || earlier.total() < FEWEST_VALUES) {
            origin = "";
            earlier = memory.values().of(value.currency(), origin);
        }
        if (earlier == null || earlier.total() < FEWEST_VALUES) {
            return null;
        }
        double median = earlier.logMedian();
        double deviation = Math.max(SMALLEST_DEVIATION, MAD_TO_DEVIATION * earlier.logDeviation(median));
        return new Reading(
                UNIT_VALUE_OUT_OF_RANGE,
                (StrictMath.log(value.perKg()) - median) / deviation,
                Wording.threeDigits(value.perKg()) + " " + value.currency() + "/kg; median "
                        + Wording.threeDigits(StrictMath.exp(median)) + " of "
                        + Wording.earlierConsignments(earlier.total()) + " of HS " + subheading
                        + (origin.isEmpty() ? "" : " from " + origin));
    }

    private static @Nullable Reading wordsNewToGoods(CommonWords known, Consignment consignment, String subheading) {
        String description = CommodityMemory.description(consignment, subheading);
        int[] words = Words.of(description);
        long total = known.total();
        if (description == null
                || words.length < FEWEST_WORDS
                || total < FEWEST_WORDS_SEEN
                || 2 * known.others() > total) {
            return null;
        }
        int unseen = 0;
        for (int word : words) {
            unseen += known.count(word) == 0 ? 1 : 0;
        }
        return new Reading(
                WORDS_NEW_TO_GOODS,
                (double) unseen / words.length,
                Wording.quoted(description) + ": " + unseen + " of " + words.length + " words are not common for HS "
                        + subheading);
    }
}
