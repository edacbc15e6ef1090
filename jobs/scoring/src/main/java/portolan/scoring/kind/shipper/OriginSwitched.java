// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Place;
import portolan.scoring.sketch.Sourcing;

/**
 * {@link #ORIGIN_SWITCHED}: goods of the heaviest heading come from another country than the shipper said until now,
 * and the journey did not move there: they are not loaded in the country that they are now said to be from.
 *
 * <p>{@code log2((another + 1) / (same + 1))}, 0 at least and 4.1 at most: of the shipper's last
 * {@value RecentConsignments#MOST} consignments, those led by the same heading that stated another origin, and those
 * that stated the same. The latest ones to the same consignee do not count as the same once it got goods of another
 * origin: a campaign shall not become its own habit. 0 where the goods are loaded in the origin stated. No reading
 * with fewer than {@value #FEWEST} such consignments, or without origin or country of loading.
 */
public final class OriginSwitched {
    public static final Indicator ORIGIN_SWITCHED = Indicator.named("origin_switched");

    static final int FEWEST = 3;

    private static final double LN_2 = StrictMath.log(2);

    private OriginSwitched() {}

    static @Nullable Reading read(RecentConsignments recent, Consignment consignment) {
        List<String> headings = HeaviestCodes.of(consignment, HeaviestCodes.HEADING);
        String loading = Place.countryOfLoading(consignment);
        if (headings.isEmpty() || loading == null) {
            return null;
        }
        String heading = headings.get(0);
        String origin = Sourcing.of(consignment, heading).origin();
        if (origin.isEmpty()) {
            return null;
        }
        PartyKey consignee = PartyKey.of(consignment.consignee());
        RecentConsignments.Origins origins =
                recent.origins(heading, origin, consignee == null ? null : consignee.value());
        if (origins.another() + origins.same() < FEWEST) {
            return null;
        }
        boolean travels = origin.equals(loading);
        double bits = StrictMath.log((origins.another() + 1.0) / (origins.same() + 1.0)) / LN_2;
        return new Reading(
                ORIGIN_SWITCHED,
                travels ? 0 : Math.max(0, bits),
                "heading " + heading + " of origin " + origin + ", loaded in " + loading + "; recently "
                        + origins.another() + " of another origin, " + origins.same() + " of this one; most: "
                        + origins.commonest());
    }
}
