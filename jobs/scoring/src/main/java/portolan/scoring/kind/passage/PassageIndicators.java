// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.passage;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.Visit;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.sketch.Place;

/**
 * {@link #ROUTE_DETOUR}: a bill goes over a place over which its carrier's bills from the same country hardly ever
 * go, while those that depart in the same days do not.
 *
 * <pre>
 *   p(place)  = (n(place) + {@value #PSEUDO_PLACE}) / (n + {@value #PSEUDO_BILLS})
 *   p(now)    = (near(place) + a p(place)) / (near + a),   a = {@value #PSEUDO_NEAR}
 *   bits      = -log2 p(now), of the rarest place, 0 to {@value #MOST_BITS}
 * </pre>
 *
 * <p>Near are those of the last {@value PassageMemory#MOST_RECENT} bills that depart within {@value #NEAR_DAYS} days:
 * a diverted ship, or a carrier that sails another way for a season, takes all of them along. A place in the country
 * that the goods are stated to be from is where they are gathered, and no detour. 0 for a bill without transshipment.
 * No reading below {@value #FEWEST} earlier bills.
 */
public final class PassageIndicators implements Measure<PassageMemory> {
    public static final Indicator ROUTE_DETOUR = Indicator.named("route_detour");

    static final int FEWEST = 20;
    static final int NEAR_DAYS = 4;
    static final double MOST_BITS = 16;
    static final double PSEUDO_PLACE = 0.05;
    static final double PSEUDO_BILLS = 5;
    static final double PSEUDO_NEAR = 2;

    private static final double LN_2 = StrictMath.log(2);

    @Override
    public Answer of(Visit visit, PassageMemory memory) {
        return memory.bills() < FEWEST
                ? Answer.NOTHING
                : new Answer(List.of(detour(visit.key(), memory, visit.event().live())), List.of());
    }

    private static Reading detour(String key, PassageMemory memory, Consignment consignment) {
        List<String> origins = originsOf(consignment);
        long day = PassageMemory.dayOf(consignment);
        double rarest = 0;
        String over = "";
        for (String place : PassageMemory.placesBetween(consignment)) {
            if (!origins.contains(place.substring(0, 2))) {
                double bits = bits(memory, place, day);
                over = bits > rarest ? place : over;
                rarest = StrictMath.max(rarest, bits);
            }
        }
        return new Reading(
                ROUTE_DETOUR, rarest, over.isEmpty() ? "no odd transshipment" : evidence(key, memory, over, day));
    }

    private static double bits(PassageMemory memory, String place, long day) {
        PassageMemory.Near near = memory.near(place, day, NEAR_DAYS);
        double ever = (memory.over(place) + PSEUDO_PLACE) / (memory.bills() + PSEUDO_BILLS);
        double now = (near.over() + PSEUDO_NEAR * ever) / (near.bills() + PSEUDO_NEAR);
        return StrictMath.min(MOST_BITS, StrictMath.max(0, -StrictMath.log(now) / LN_2));
    }

    /** "over AEJEA: of 40 earlier bills of MAEU from CN none, of 5 in the same days none". */
    private static String evidence(String key, PassageMemory memory, String place, long day) {
        PassageMemory.Near near = memory.near(place, day, NEAR_DAYS);
        int country = key.lastIndexOf('|');
        return "over " + place + ": of " + memory.bills() + " earlier bills of "
                + key.substring(key.indexOf(PassageKind.PASSAGE) + PassageKind.PASSAGE.length(), country) + " from "
                + key.substring(country + 1) + ' ' + number(memory.over(place)) + ", of " + near.bills()
                + " in the same days " + number(near.over());
    }

    private static String number(long count) {
        return count == 0 ? "none" : Long.toString(count);
    }

    private static List<String> originsOf(Consignment consignment) {
        List<String> origins = new ArrayList<>(2);
        for (GoodsItem item : consignment.items()) {
            String origin = Place.country(item.origin());
            if (origin != null && !origins.contains(origin)) {
                origins.add(origin);
            }
        }
        return origins;
    }
}
