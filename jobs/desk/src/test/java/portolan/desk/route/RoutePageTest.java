// SPDX-License-Identifier: Apache-2.0
package portolan.desk.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.desk.server.Words;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.ThreatAssessed;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.scoring.reference.Locations;
import portolan.scoring.reference.ReferenceFiles;
import portolan.scoring.reference.World;

class RoutePageTest {
    private static final String RARE =
            "41 earlier consignments of HS 610910 loaded in CN, none by way of AEJEA; most: direct (40), SGSIN (1)";

    @Test
    void aPlaceThatAReadingCountedAgainstMakesItsLegsDoubtful() throws Exception {
        RoutePage page = page(route("CNSHA", "AEJEA", "NLRTM"), RARE, 3);

        assertThat(page.stops()).extracting(RoutePage.Stop::code).containsExactly("CNSHA", "AEJEA", "NLRTM");
        assertThat(page.legs()).extracting(RoutePage.Leg::isDoubtful).containsExactly(true, true);
        assertThat(page.usual()).containsExactly(new RoutePage.Usual("direct", 40), new RoutePage.Usual("SGSIN", 1));
        assertThat(page.detour()).isEqualTo(1.25);
        RouteMap map = Objects.requireNonNull(page.map());
        assertThat(map.legs()).extracting(RouteMap.Drawn::doubtful).containsExactly(true, true);
        assertThat(map.usual()).hasSize(1);
        assertThat(map.land()).isNotEmpty();
        assertThat(map.dots()).allSatisfy(dot -> {
            assertThat(dot.x()).isBetween(0, RouteMap.WIDTH);
            assertThat(dot.y()).isBetween(0, RouteMap.HEIGHT);
        });
    }

    @Test
    void aReadingThatNoRuleCountedLeavesTheWayAsItIs() throws Exception {
        RoutePage page = page(route("CNSHA", "AEJEA", "NLRTM"), RARE, 0);

        assertThat(page.legs()).noneMatch(RoutePage.Leg::isDoubtful);
        assertThat(page.said()).extracting(RoutePage.Said::counted).containsOnly(false);
    }

    @Test
    void aUsualPlaceThatTheReadingOnlyComparesWithIsNotDoubted() throws Exception {
        RoutePage page = page(route("CNSHA", "SGSIN", "NLRTM"), RARE, 3);

        assertThat(page.legs()).noneMatch(RoutePage.Leg::isDoubtful);
    }

    @Test
    void aPlaceThatIsNotKnownIsListedAndNotDrawn() throws Exception {
        RoutePage page = page(route("CNSHA", "XXXXX", "NLRTM"), "", 0);

        assertThat(page.stops()).extracting(stop -> stop.at() == null).containsExactly(false, true, false);
        assertThat(Objects.requireNonNull(page.map()).dots()).hasSize(2);
        assertThat(page.legs()).extracting(RoutePage.Leg::miles).containsOnly("");
        assertThat(page(route("XXXXX", "YYYYY", "ZZZZZ"), "", 0).map()).isNull();
    }

    @Test
    void aWayOverTheDateLineGoesOnToTheEast() throws Exception {
        RouteMap map = Objects.requireNonNull(
                page(route("CNSHA", "JPYOK", "USLAX"), "", 0).map());

        assertThat(map.dots()).extracting(RouteMap.Dot::x).isSorted();
        assertThat(map.dots().get(2).x() - map.dots().get(0).x()).isGreaterThan(RouteMap.WIDTH / 2);
    }

    @Test
    void aLegThatArrivesBeforeItDepartsIsDoubtful() throws Exception {
        String backwards = route("CNSHA", "SGSIN", "NLRTM")
                .replace("\"locode\":\"CNSHA\"", "\"locode\":\"CNSHA\",\"etd\":\"2026-03-09T00:00:00Z\"")
                .replace("\"locode\":\"SGSIN\"", "\"locode\":\"SGSIN\",\"eta\":\"2026-03-08T00:00:00Z\"");

        assertThat(page(backwards, "", 0).legs())
                .extracting(RoutePage.Leg::isDoubtful)
                .containsExactly(true, false);
    }

    private static RoutePage page(String filing, String rarity, double bits) throws Exception {
        List<String> faults = new ArrayList<>();
        Locations locations = World.load(ReferenceFiles.bundled(), faults).locations();
        assertThat(faults).isEmpty();
        List<IndicatorReading> readings = new ArrayList<>();
        readings.add(new IndicatorReading("detour_factor", 1.25, "CNSHA - AEJEA - NLRTM: 1 nautical miles"));
        readings.add(new IndicatorReading("shipper_consignments", 3.0, "3 earlier"));
        if (!rarity.isEmpty()) {
            readings.add(new IndicatorReading("route_rarity", 9.0, rarity));
        }
        return RoutePage.of(filing(filing), assessed(readings, rarity, bits), locations, Words.english());
    }

    private static ConsignmentAssessed assessed(List<IndicatorReading> readings, String evidence, double bits) {
        Instant now = Instant.parse("2026-03-01T08:00:00Z");
        return ConsignmentAssessed.newBuilder()
                .setAssessmentId("A")
                .setTenant("default")
                .setConsignmentKey("K")
                .setFilingId("K")
                .setFilingVersion(1)
                .setAssessedAt(now)
                .setScore(1)
                .setLane(Lane.RED)
                .setThreats(List.of(ThreatAssessed.newBuilder()
                        .setThreat("narcotics")
                        .setScore(1)
                        .setProbability(0.5)
                        .setLane(Lane.RED)
                        .setContributions(List.of(new RuleContribution("route", bits, "an odd way", evidence)))
                        .build()))
                .setDataQuality(1)
                .setRuleset(RuleSetRef.newBuilder()
                        .setName("baseline")
                        .setVersion(1)
                        .setHash("0".repeat(64))
                        .build())
                .setEngine("test")
                .setReference("test")
                .setInput(new InputPosition("consignments.filed", 0, 0L))
                .setOrderTime(now)
                .setFiledAt(now)
                .setReadings(readings)
                .build();
    }

    private static Filing filing(String json) throws Exception {
        try (LineReader<Filing> lines =
                FilingLines.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test")) {
            return lines.next().orThrow();
        }
    }

    private static String route(String load, String over, String discharge) {
        return "{\"filedAt\":\"2026-03-01T07:00:00Z\",\"consignmentKey\":\"K\",\"natureOfMovement\":\"IMPORT\","
                + "\"transportMode\":\"SEA\",\"transportDocument\":{\"number\":\"K\",\"issuer\":\"MAEU\"},"
                + "\"routing\":[{\"seq\":1,\"function\":\"LOAD\",\"locode\":\"" + load + "\"},"
                + "{\"seq\":2,\"function\":\"TRANSSHIP\",\"locode\":\"" + over + "\"},"
                + "{\"seq\":3,\"function\":\"DISCHARGE\",\"locode\":\"" + discharge + "\"}],"
                + "\"goodsItems\":[{\"seq\":1,\"description\":\"steel bolts\"}]}";
    }
}
