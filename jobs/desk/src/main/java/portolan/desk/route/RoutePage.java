// SPDX-License-Identifier: Apache-2.0
package portolan.desk.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.Fact;
import portolan.desk.server.Words;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.IndicatorReading;
import portolan.scoring.reference.Coordinates;
import portolan.scoring.reference.Locations;

/**
 * A way as filed, and what the assessment says of it.
 *
 * @param stops in the order of the way
 * @param legs between stops that follow each other
 * @param usual where goods of the kind that are loaded there mostly go over; "direct" for nowhere
 * @param said what the readings say, those that added bits first
 * @param detour the reading of the detour factor; null where there is none
 */
public record RoutePage(
        List<Stop> stops,
        List<Leg> legs,
        List<Usual> usual,
        List<Said> said,
        @Nullable Double detour,
        @Nullable RouteMap map) {
    private static final String ROUTE_RARITY = "route_rarity";
    private static final String DETOUR_FACTOR = "detour_factor";
    private static final Set<String> OF_ROUTES = Set.of(
            ROUTE_RARITY,
            "route_detour",
            DETOUR_FACTOR,
            "origin_against_route",
            "origin_on_the_way",
            "transshipment_dwell",
            "moved_in_transshipment",
            "late_discharge_change",
            "port_exposure");

    private static final String MOST = "; most: ";
    private static final Pattern WAY = Pattern.compile("(direct|[A-Z]{2}[A-Z0-9]{3}) \\((\\d+)\\)");

    /**
     * One place.
     *
     * @param code UN/LOCODE; empty where none is filed
     * @param at null where it is not known
     */
    public record Stop(
            int number,
            String function,
            String code,
            String name,
            @Nullable Coordinates at,
            @Nullable Instant arrival,
            @Nullable Instant departure) {}

    /**
     * From one stop to the next.
     *
     * @param doubts why it is doubtful, a line each; empty for no doubt
     */
    public record Leg(Stop from, Stop to, List<String> doubts) {
        public Leg {
            doubts = List.copyOf(doubts);
        }

        public boolean isDoubtful() {
            return !doubts.isEmpty();
        }

        /** Nautical miles along the great circle; empty where a place is not known. */
        public String miles() {
            return from.at() == null || to.at() == null
                    ? ""
                    : String.format(Locale.ROOT, "%,d", Math.round(from.at().milesTo(to.at())));
        }
    }

    /** How goods like these mostly go. */
    public record Usual(String over, int count) {}

    /**
     * What a reading says.
     *
     * @param counted whether a rule added bits for it
     */
    public record Said(String indicator, double value, String words, String recorded, boolean counted) {}

    public RoutePage {
        stops = List.copyOf(stops);
        legs = List.copyOf(legs);
        usual = List.copyOf(usual);
        said = List.copyOf(said);
    }

    static RoutePage of(@Nullable Filing filing, ConsignmentAssessed assessment, Locations locations, Words words) {
        List<Stop> stops = filing == null ? List.of() : stops(filing, locations);
        List<Said> said = new ArrayList<>();
        List<Usual> usual = new ArrayList<>();
        Double detour = null;
        for (IndicatorReading reading : assessment.getReadings()) {
            String indicator = reading.getIndicator();
            if (!OF_ROUTES.contains(indicator)) {
                continue;
            }
            detour = indicator.equals(DETOUR_FACTOR) ? Double.valueOf(reading.getValue()) : detour;
            usual.addAll(indicator.equals(ROUTE_RARITY) ? usual(reading.getEvidence()) : List.of());
            said.add(new Said(
                    reading.getIndicator(),
                    reading.getValue(),
                    words.texts()
                            .evidence(new Fact(
                                    "evidence." + reading.getIndicator(), reading.getValue(), reading.getEvidence())),
                    reading.getEvidence(),
                    isCounted(reading, assessment)));
        }
        said.sort(Comparator.comparing(Said::counted).reversed());
        List<Leg> legs = new ArrayList<>();
        for (int i = 1; i < stops.size(); i++) {
            legs.add(leg(stops.get(i - 1), stops.get(i), said, words));
        }
        return new RoutePage(stops, legs, usual, said, detour, RouteMap.of(stops, legs, usual, locations));
    }

    private static List<Stop> stops(Filing filing, Locations locations) {
        List<Stop> stops = new ArrayList<>();
        List<portolan.schemas.avro.Leg> routing = new ArrayList<>(filing.getRouting());
        routing.sort(Comparator.comparingInt(portolan.schemas.avro.Leg::getSeq));
        for (portolan.schemas.avro.Leg one : routing) {
            String code = one.getLocode() == null ? "" : one.getLocode();
            String listed = code.isEmpty() ? null : locations.name(code);
            String named = one.getName() == null ? listed : one.getName();
            stops.add(new Stop(
                    stops.size() + 1,
                    one.getFunction().name(),
                    code,
                    named != null ? named : one.getCountry() == null ? "" : one.getCountry(),
                    code.isEmpty() ? null : locations.at(code),
                    one.getAta() == null ? one.getEta() : one.getAta(),
                    one.getAtd() == null ? one.getEtd() : one.getAtd()));
        }
        return stops;
    }

    private static boolean isCounted(IndicatorReading reading, ConsignmentAssessed assessment) {
        return !reading.getEvidence().isEmpty()
                && assessment.getThreats().stream()
                        .flatMap(threat -> threat.getContributions().stream())
                        .anyMatch(one -> one.getBits() > 0 && one.getEvidence().contains(reading.getEvidence()));
    }

    /** The end of what route_rarity reads: "…; most: direct (40), SGSIN (3)". */
    private static List<Usual> usual(String evidence) {
        List<Usual> usual = new ArrayList<>();
        int at = evidence.lastIndexOf(MOST);
        Matcher ways = WAY.matcher(at < 0 ? "" : evidence.substring(at));
        while (ways.find()) {
            usual.add(new Usual(ways.group(1), Integer.parseInt(ways.group(2))));
        }
        return usual;
    }

    /** Doubtful: a reading that added bits names one of its ends, or it arrives before it departs. */
    private static Leg leg(Stop from, Stop to, List<Said> said, Words words) {
        Set<String> doubts = new LinkedHashSet<>();
        for (Said one : said) {
            int end = one.recorded().lastIndexOf(MOST);
            String about = end < 0 ? one.recorded() : one.recorded().substring(0, end);
            boolean names =
                    (isBetween(from) && about.contains(from.code())) || (isBetween(to) && about.contains(to.code()));
            if (one.counted() && names && !one.indicator().equals(DETOUR_FACTOR)) {
                doubts.add(one.words());
            }
        }
        if (from.departure() != null && to.arrival() != null && to.arrival().isBefore(from.departure())) {
            doubts.add(words.say("route.backwards"));
        }
        return new Leg(from, to, List.copyOf(doubts));
    }

    private static boolean isBetween(Stop stop) {
        return !stop.code().isEmpty() && stop.function().equals("TRANSSHIP");
    }
}
