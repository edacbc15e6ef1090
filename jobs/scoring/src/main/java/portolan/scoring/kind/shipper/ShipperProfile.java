// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Leg;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Place;
import portolan.scoring.sketch.Profile;
import portolan.scoring.sketch.Surprise;

/**
 * What a shipper ships, from where and to where: {@link #COMMODITY_OUT_OF_PROFILE}, {@link #ORIGIN_OUT_OF_PROFILE},
 * {@link #DESTINATION_OUT_OF_PROFILE}.
 *
 * <p>Each is a {@link Surprise} in bits, 0 to {@value Surprise#CAP}, backed off from heading to chapter, from place
 * to country, times the belief {@code n / (n + 6)} that n consignments deserve (older ones counted less): six earlier
 * consignments of one heading say half of what six hundred would. Of several headings the most surprising counts. No
 * reading below {@value #FEWEST} consignments, or when the filing does not state the code.
 */
public final class ShipperProfile {
    public static final Indicator COMMODITY_OUT_OF_PROFILE = Indicator.named("commodity_out_of_profile");
    public static final Indicator ORIGIN_OUT_OF_PROFILE = Indicator.named("origin_out_of_profile");
    public static final Indicator DESTINATION_OUT_OF_PROFILE = Indicator.named("destination_out_of_profile");

    /** Remembered consignments, older ones counted less, below which there is no profile. */
    static final double FEWEST = 5;

    /** Consignments whose profile is believed by half. */
    static final double HALF_BELIEVED = 6;

    private static final int LAST = 12;

    private ShipperProfile() {}

    static void read(List<Reading> readings, ShipperMemory memory, Consignment consignment) {
        double weight = memory.consignments(consignment.receivedAt());
        if (weight < FEWEST) {
            return;
        }
        double belief = weight / (weight + HALF_BELIEVED);
        Reading.addIfRead(readings, commodity(memory, consignment, belief));
        Reading.addIfRead(
                readings,
                place(
                        ORIGIN_OUT_OF_PROFILE,
                        memory.places(),
                        Place.ofLoading(consignment),
                        consignment.loading(),
                        "from ",
                        memory,
                        consignment.receivedAt(),
                        belief));
        Reading.addIfRead(
                readings,
                place(
                        DESTINATION_OUT_OF_PROFILE,
                        memory.destinations(),
                        Place.ofDestination(consignment),
                        Place.destination(consignment),
                        "to ",
                        memory,
                        consignment.receivedAt(),
                        belief));
    }

    private static @Nullable Reading commodity(ShipperMemory memory, Consignment consignment, double belief) {
        Instant asOf = consignment.receivedAt();
        double most = -1;
        String strangest = "";
        for (String heading : HeaviestCodes.of(consignment, HeaviestCodes.HEADING)) {
            double bits = Surprise.OF_HEADING.bits(memory.headings(), heading, asOf);
            if (bits > most) {
                most = bits;
                strangest = heading;
            }
        }
        return strangest.isEmpty()
                ? null
                : new Reading(
                        COMMODITY_OUT_OF_PROFILE,
                        most * belief,
                        beside(memory, memory.headings(), "of heading " + strangest, strangest));
    }

    private static @Nullable Reading place(
            Indicator indicator,
            Profile places,
            @Nullable String place,
            @Nullable Leg leg,
            String way,
            ShipperMemory memory,
            Instant asOf,
            double belief) {
        if (place == null || leg == null || places.total() < FEWEST) {
            return null;
        }
        return new Reading(
                indicator,
                Surprise.OF_PLACE.bits(places, place, asOf) * belief,
                beside(memory, places, way + named(place, leg), place));
    }

    /** "ECGYE Guayaquil" where the filing gives a name. */
    private static String named(String place, Leg leg) {
        String name = leg.name();
        return name == null || name.isBlank() || name.length() > 40 ? place : place + " " + name.strip();
    }

    /** "41 earlier consignments, none from ECGYE Guayaquil; most: CNSHA (30), CNNGB (11); last 12 all 0702". */
    private static String beside(ShipperMemory memory, Profile profile, String what, String code) {
        StringBuilder evidence = new StringBuilder(96).append(Wording.earlierConsignments(memory.consignments()));
        long count = profile.count(code);
        evidence.append(", ");
        if (count == 0) {
            evidence.append("none");
        } else {
            evidence.append(count);
        }
        evidence.append(' ').append(what);
        if (count == 0) {
            evidence.append(Wording.besidesRarer(profile.others()));
        }
        String separator = "; most: ";
        for (Profile.Entry entry : profile.commonest(2)) {
            evidence.append(separator)
                    .append(entry.code())
                    .append(" (")
                    .append(entry.count())
                    .append(')');
            separator = ", ";
        }
        String last = count == 0 ? memory.recent().headingOfLast(LAST) : null;
        if (last != null) {
            evidence.append("; last ").append(LAST).append(" all ").append(last);
        }
        return evidence.toString();
    }
}
