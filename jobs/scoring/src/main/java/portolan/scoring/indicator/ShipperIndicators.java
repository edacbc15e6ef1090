package portolan.scoring.indicator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.memory.HeaviestCodes;
import portolan.scoring.memory.Median;
import portolan.scoring.memory.Place;
import portolan.scoring.memory.Profile;
import portolan.scoring.memory.ShipperMemory;
import portolan.scoring.memory.Visit;

/** What a consignment looks like beside its shipper's habits: catalogue 19, 21, 23, 24, 27, 29. */
final class ShipperIndicators implements Measure<ShipperMemory> {
    /** Remembered consignments, older ones counted less, below which a heading cannot be out of profile. */
    static final double FEWEST_FOR_HEADINGS = 20;

    /** The same for places of loading, of which shippers have fewer. */
    static final double FEWEST_FOR_PLACES = 10;

    /** Remembered masses below which a shipper has no habit of weight. */
    static final int FEWEST_MASSES = 8;

    private static final double LONGEST_ORDINARY_SILENCE_DAYS = 180;
    private static final double RHYTHMS_OF_SILENCE = 10;
    private static final long SECONDS_A_DAY = 86_400;

    /** Makes a median absolute deviation comparable to a standard deviation of normal values. */
    private static final double MAD_TO_DEVIATION = 1.4826;

    /** A shipper of always equal masses still varies by a fifth before anybody should look. */
    private static final double SMALLEST_DEVIATION = 0.2;

    @Override
    public Answer of(Visit visit, ShipperMemory memory) {
        Consignment consignment = visit.event().live();
        Instant asOf = consignment.receivedAt();
        List<Reading> readings = new ArrayList<>();
        String earlier = Wording.earlierConsignments(memory.consignments()) + " of this shipper";
        readings.add(new Reading(Indicator.FIRST_TIME_SHIPPER, memory.consignments() == 0 ? 1 : 0, earlier));
        readings.add(new Reading(Indicator.SHIPPER_CONSIGNMENTS, memory.consignments(), earlier));
        addIfRead(readings, dormantThenActive(memory, asOf));
        if (memory.consignments(asOf) >= FEWEST_FOR_HEADINGS) {
            addIfRead(readings, commodityOutOfProfile(memory, consignment));
        }
        if (memory.consignments(asOf) >= FEWEST_FOR_PLACES) {
            addIfRead(readings, originOutOfProfile(memory, consignment));
        }
        addIfRead(readings, weightOutOfHabit(memory, consignment.massKg()));
        return new Answer(readings, PartyOffences.of(Indicator.SHIPPER_OFFENCE_RATE, memory.inspections(), asOf));
    }

    private static void addIfRead(List<Reading> readings, @Nullable Reading reading) {
        if (reading != null) {
            readings.add(reading);
        }
    }

    private static @Nullable Reading dormantThenActive(ShipperMemory memory, Instant asOf) {
        double rhythm = memory.days().medianGapDays();
        if (Double.isNaN(rhythm)) {
            return null;
        }
        long silence = Math.floorDiv(asOf.getEpochSecond(), SECONDS_A_DAY)
                - memory.days().last();
        double longest = StrictMath.max(LONGEST_ORDINARY_SILENCE_DAYS, RHYTHMS_OF_SILENCE * rhythm);
        return new Reading(
                Indicator.DORMANT_THEN_ACTIVE,
                silence >= longest ? 1 : 0,
                "last consignment " + Wording.counted(Math.max(0, silence), "day", "days")
                        + " ago, before that one every " + Wording.decimal(rhythm, 1) + " days");
    }

    private static @Nullable Reading commodityOutOfProfile(ShipperMemory memory, Consignment consignment) {
        Profile headings = memory.headings();
        Instant asOf = consignment.receivedAt();
        double most = -1;
        String strangest = "";
        for (String heading : HeaviestCodes.of(consignment, HeaviestCodes.HEADING)) {
            double bits = Surprise.OF_HEADING.bits(headings, heading, asOf);
            if (bits > most) {
                most = bits;
                strangest = heading;
            }
        }
        return strangest.isEmpty()
                ? null
                : new Reading(
                        Indicator.COMMODITY_OUT_OF_PROFILE,
                        most,
                        beside(memory.consignments(), headings, "of heading " + strangest, strangest));
    }

    private static @Nullable Reading originOutOfProfile(ShipperMemory memory, Consignment consignment) {
        String place = Place.ofLoading(consignment);
        return place == null
                ? null
                : new Reading(
                        Indicator.ORIGIN_OUT_OF_PROFILE,
                        Surprise.OF_PLACE.bits(memory.places(), place, consignment.receivedAt()),
                        beside(memory.consignments(), memory.places(), "loaded in " + place, place));
    }

    /** "41 earlier consignments, none of heading 0803; most: 0702 (12), 0805 (9)". */
    private static String beside(long consignments, Profile profile, String what, String code) {
        StringBuilder evidence = new StringBuilder(Wording.earlierConsignments(consignments));
        long count = profile.count(code);
        evidence.append(", ")
                .append(count == 0 ? "none" : Long.toString(count))
                .append(' ')
                .append(what);
        String separator = "; most: ";
        for (Profile.Entry entry : profile.commonest(2)) {
            evidence.append(separator)
                    .append(entry.code())
                    .append(" (")
                    .append(entry.count())
                    .append(')');
            separator = ", ";
        }
        return evidence.toString();
    }

    private static @Nullable Reading weightOutOfHabit(ShipperMemory memory, double massKg) {
        if (!(massKg > 0)
                || massKg == Double.POSITIVE_INFINITY
                || memory.masses().size() < FEWEST_MASSES) {
            return null;
        }
        double[] logKg = memory.masses().logKg();
        double median = Median.of(logKg);
        double[] distances = new double[logKg.length];
        double least = logKg[0];
        double most = logKg[0];
        for (int i = 0; i < logKg.length; i++) {
            distances[i] = Math.abs(logKg[i] - median);
            least = Math.min(least, logKg[i]);
            most = Math.max(most, logKg[i]);
        }
        double deviation = Math.max(SMALLEST_DEVIATION, MAD_TO_DEVIATION * Median.of(distances));
        return new Reading(
                Indicator.WEIGHT_OUT_OF_HABIT,
                (StrictMath.log(massKg) - median) / deviation,
                Wording.kilograms(massKg) + "; the last " + logKg.length + " consignments: about "
                        + Wording.aboutKilograms(StrictMath.exp(least)) + " to "
                        + Wording.aboutKilograms(StrictMath.exp(most)) + ", median "
                        + Wording.aboutKilograms(StrictMath.exp(median)));
    }
}
