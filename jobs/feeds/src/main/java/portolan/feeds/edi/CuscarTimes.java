// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.lines.FaultException;

/** The places of a message or a bill, by UN/EDIFACT 3227, and the times that stand under each. */
final class CuscarTimes {
    /** UN/EDIFACT 2379: days without a time, and times of day. */
    private static final Set<String> DAYS = Set.of("101", "102");

    /** UN/EDIFACT 2005: arrivals and departures. */
    private static final Set<String> MOVEMENTS = Set.of("132", "133", "136", "178", "186", "232");

    private static final Set<String> CLOCKS = Set.of("401", "402");

    private final List<Segment> places = new ArrayList<>();
    private final List<Segment> ofVoyage = new ArrayList<>();
    private final Map<String, List<Segment>> byPlace = new HashMap<>();
    private @Nullable String place;

    /** Times that follow are of the voyage again. */
    void leavePlace() {
        place = null;
    }

    void place(Segment loc) {
        places.add(loc);
        place = loc.text(2);
    }

    /** Takes a DTM that says when the goods or their ship are somewhere. */
    boolean time(Segment dtm) {
        if (!MOVEMENTS.contains(dtm.text(1))) {
            return false;
        }
        if (place == null) {
            ofVoyage.add(dtm);
        } else {
            byPlace.computeIfAbsent(place, any -> new ArrayList<>()).add(dtm);
        }
        return true;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** The place with the first of these qualifiers that is there; null where there is none. */
    @Nullable
    Segment first(String... qualifiers) {
        List<Segment> all = all(qualifiers);
        return all.isEmpty() ? null : all.get(0);
    }

    /** The places with the first of these qualifiers that is there. */
    List<Segment> all(String... qualifiers) {
        for (String qualifier : qualifiers) {
            List<Segment> all =
                    places.stream().filter(any -> any.text(1).equals(qualifier)).toList();
            if (!all.isEmpty()) {
                return all;
            }
        }
        return List.of();
    }

    /** Times of a leg: those of its place, and of the voyage when it begins or ends there. */
    void fill(Leg leg, String code, Values values) throws FaultException {
        for (Segment dtm : byPlace.getOrDefault(code, List.of())) {
            fill(leg, dtm, byPlace.getOrDefault(code, List.of()), values);
        }
        for (Segment dtm : ofVoyage) {
            boolean departure = List.of("133", "136", "186").contains(dtm.text(1));
            if (leg.getFunction() == (departure ? LegFunction.LOAD : LegFunction.DISCHARGE)) {
                fill(leg, dtm, ofVoyage, values);
            }
        }
    }

    private static void fill(Leg leg, Segment dtm, List<Segment> beside, Values values) throws FaultException {
        String field =
                switch (dtm.text(1)) {
                    case "132", "232" -> "eta";
                    case "133" -> "etd";
                    case "178" -> "ata";
                    default -> "atd";
                };
        if (leg.get(field) == null) {
            leg.put(field, time(dtm, beside, values, "routing[" + leg.getFunction() + "]." + field));
        }
    }

    /**
     * A DTM's time in UTC. Some state the day in one DTM and the time of day in another of the same meaning; a time of
     * day without its day is none.
     *
     * @param beside segments that the other may be among
     */
    static @Nullable Instant time(Segment dtm, List<Segment> beside, Values values, String path) throws FaultException {
        String format = dtm.text(1, 3);
        if (format.isEmpty() && dtm.elements() == 2) {
            // The sign before the hours of a zone was not released.
            return values.time(dtm.text(1, 2) + '+' + dtm.text(2), dtm.text(2, 2), path);
        }
        boolean clock = CLOCKS.contains(format);
        if (clock || DAYS.contains(format)) {
            Segment other = other(dtm, beside, clock ? DAYS : CLOCKS);
            if (other != null) {
                return values.dayAndTime((clock ? other : dtm).text(1, 2), (clock ? dtm : other).text(1, 2), path);
            }
            if (clock) {
                return null;
            }
        }
        return values.time(dtm.text(1, 2), format, path);
    }

    private static @Nullable Segment other(Segment dtm, List<Segment> beside, Set<String> formats) {
        for (Segment any : beside) {
            if (any.is("DTM") && any.text(1).equals(dtm.text(1)) && formats.contains(any.text(1, 3))) {
                return any;
            }
        }
        return null;
    }
}
