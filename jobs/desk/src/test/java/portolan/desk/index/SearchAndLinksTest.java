// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.Lane;

class SearchAndLinksTest {
    private static final int NODES = 50;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void aSearchFindsByTheBeginningHoweverItIsSpelled() {
        Told told = new Told()
                .filed(
                        "MAEU:AB-77:2026",
                        bill("MSKU 123456-5", "S-900", party("Müller & Söhne GmbH", "+49 40 123456", "")))
                .filed("MAEU:AB-78:2026", bill("MSKU1234565", "S901", party("Mueller u. Soehne", "", "")));
        try (DeskIndex index = filled(told)) {
            assertThat(labels(index.search("msku-1234", 10))).contains("MSKU 123456-5");
            assertThat(index.search("MSKU1234565", 10))
                    .singleElement()
                    .satisfies(hit -> assertThat(hit.consignments()).isEqualTo(2));
            assertThat(labels(index.search("maeu:ab-7", 10))).contains("MAEU:AB-77:2026", "MAEU:AB-78:2026");
            assertThat(labels(index.search("s90", 10))).containsExactly("S-900", "S901");
            assertThat(labels(index.search("muller", 10))).contains("Müller & Söhne GmbH");
            assertThat(labels(index.search("0049 40 12 34 56", 10))).containsExactly("+49 40 123456");
            assertThat(labels(index.search("emma", 10))).containsExactly("EMMA");
            assertThat(index.search("zz", 10)).as("two letters").isEmpty();
            assertThat(index.search("no such thing", 10)).isEmpty();
            assertThat(index.search("'; DROP TABLE consignment; --", 10)).isEmpty();
            assertThat(index.of(IdentityKind.BOX, "MSKU1234565", 10)).hasSize(2);
        }
    }

    @Test
    void aRingIsSeenWithinTwoStepsAndAnAgentsTelephoneIsCollapsed() {
        Told told = new Told();
        // One telephone joins the first two, one box the second and the third; the agent is on everybody's bill.
        told.filed("R1", bill("BOXA1", "A1", party("ONE LTD", "+49 40 7654321", "") + agent()));
        told.filed("R2", bill("BOXB2", "A2", party("TWO LTD", "+49 40 7654321", "") + agent()));
        told.filed("R3", bill("BOXB2", "A3", party("THREE LTD", "+49 40 7654399", "") + agent()));
        for (int i = 0; i < 40; i++) {
            told.filed("X" + i, bill("BOXX" + i, "B" + i, party("STRANGER " + i + " LTD", "", "") + agent()));
        }
        try (DeskIndex index = filled(told)) {
            Links links = Objects.requireNonNull(index.links(new CaseKey("default", "R1"), NODES));

            assertThat(cases(links)).containsExactly(Map.entry("R1", 0), Map.entry("R2", 1), Map.entry("R3", 2));
            assertThat(links.nodes())
                    .filteredOn(node -> node instanceof Links.Shared shared && shared.collapsed())
                    .extracting(node -> ((Links.Shared) node).label())
                    .contains("AGENCY BV", "+31 10 5555555");
            assertThat(links.edges()).extracting(Links.Edge::role).contains("AGENT", "CONSIGNOR", "");
            assertThat(links.left()).isZero();
            assertThat(index.links(new CaseKey("default", "nobody's"), NODES)).isNull();
        }
    }

    @Test
    void openCasesThatShareSomethingAreFoundWithoutThoseThatOnlyShareAnAgent() {
        Told told = new Told();
        told.filed("R1", bill("BOXA1", "A1", party("ONE LTD", "+49 40 7654321", "") + agent()));
        told.filed("R2", bill("BOXB2", "A2", party("TWO LTD", "+49 40 7654321", "") + agent()));
        told.filed("R3", bill("BOXA1", "A3", party("THREE LTD", "", "") + agent()));
        for (int i = 0; i < 40; i++) {
            told.filed("X" + i, bill("BOXX" + i, "B" + i, party("STRANGER " + i + " LTD", "", "") + agent()));
            told.alert("X" + i, AlertState.OPENED);
        }
        told.alert("R1", AlertState.OPENED).alert("R2", AlertState.OPENED);
        try (DeskIndex index = filled(told)) {
            assertThat(index.openSharing(new CaseKey("default", "R1"), NODES))
                    .as("the third is not open")
                    .extracting(row -> row.key().consignment())
                    .containsExactly("R2");
        }
    }

    @Test
    void naturalPersonsAreFoundByNameAndJoinNothing() {
        String person = party("JANE DOE", "+49 40 7654321", "\"personType\":\"NATURAL\",");
        Told told = new Told().filed("P1", bill("BOXA1", "A1", person)).filed("P2", bill("BOXB2", "A2", person));
        try (DeskIndex index = filled(told)) {
            assertThat(labels(index.search("jane doe", 10))).containsExactly("JANE DOE");
            Links links = Objects.requireNonNull(index.links(new CaseKey("default", "P1"), NODES));
            assertThat(cases(links)).containsExactly(Map.entry("P1", 0));
        }
    }

    @Test
    void aGraphHasItsBoundAndSaysWhatItLeftOut() {
        Told told = new Told();
        for (int i = 0; i < 20; i++) {
            told.filed("B" + i, bill("BOXSHARED", "S" + i, party("TRADER " + i + " LTD", "", "")));
        }
        try (DeskIndex index = filled(told)) {
            Links links = Objects.requireNonNull(index.links(new CaseKey("default", "B7"), 10));

            assertThat(links.nodes()).hasSize(10);
            assertThat(links.left()).isPositive();
        }
    }

    @Test
    void aJourneyAddsUpWhatIsOnIt() {
        Instant arrival = Told.START.plus(Duration.ofDays(2));
        Told told = new Told();
        for (String key : List.of("A", "B", "C")) {
            told.filed(key).assessed(key, key.equals("A") ? Lane.RED : Lane.GREEN, 2);
        }
        told.filed("C", "{\"eventKind\":\"DELETE\",\"filedAt\":\"2026-03-01T09:00:00Z\",\"consignmentKey\":\"KEY\"}");
        told.filed(
                "D",
                bill("BOXD", "S1", party("A TRUCK LTD", "", ""))
                        .replace("\"SEA\"", "\"ROAD\"")
                        .replace("\"voyage\":\"12W\"", "\"voyage\":null"));
        try (DeskIndex index = filled(told)) {
            List<Trip> trips = index.trips(arrival.minus(Duration.ofDays(1)), arrival.plus(Duration.ofDays(1)));

            assertThat(trips).hasSize(1);
            Trip trip = trips.get(0);
            assertThat(trip.id()).isEqualTo("SEA~9321483~12W");
            assertThat(trip.name()).isEqualTo("EMMA, voyage 12W");
            assertThat(trip.bills()).isEqualTo(2);
            assertThat(trip.lanes()).isEqualTo(Map.of(Lane.RED, 1, Lane.GREEN, 1));
            assertThat(trip.boxes()).isEqualTo(4);
            assertThat(trip.withDue()).isEqualTo(2);
            assertThat(trip.scoredInTime()).isEqualTo(2);
            assertThat(index.trip(trip.id())).isEqualTo(trip);
            assertThat(index.ofTrip(trip.id(), null, 0, 10))
                    .extracting(row -> row.key().consignment())
                    .containsExactly("A", "B");
            assertThat(index.trip("SEA~NONE~1")).isNull();
        }
    }

    @Test
    void aJourneyIsReadByLaneAndByPageWithItsSharedBoxesAndWhatIsNotLoaded() {
        Told told = new Told();
        for (int i = 0; i < 7; i++) {
            String key = "B" + i;
            told.filed(key, bill(i < 2 ? "BOXSHARED" : "BOX" + i, "S" + i, party("TRADER " + i + " LTD", "", "")))
                    .assessed(key, i < 3 ? Lane.RED : Lane.GREEN, i)
                    .alert(key, AlertState.OPENED);
        }
        told.decided("B0", "d1", null, DecisionKind.RECORDED, DecisionAction.DO_NOT_LOAD);
        try (DeskIndex index = filled(told)) {
            Trip trip = Objects.requireNonNull(index.trip("SEA~9321483~12W"));

            assertThat(keys(index.ofTrip(trip.id(), null, 0, 4))).containsExactly("B2", "B1", "B0", "B6");
            assertThat(keys(index.ofTrip(trip.id(), null, 4, 4))).containsExactly("B5", "B4", "B3");
            assertThat(keys(index.ofTrip(trip.id(), Lane.GREEN, 1, 2))).containsExactly("B5", "B4");
            assertThat(index.sharedBoxes(trip.id(), 10)).containsExactly(new Trip.SharedBox("BOXSHARED", 2));
            assertThat(keys(index.decidedOnTrip(trip.id(), DecisionAction.DO_NOT_LOAD)))
                    .containsExactly("B0");
            CaseRow undecided = Objects.requireNonNull(index.consignment(new CaseKey("default", "B1")))
                    .row();
            assertThat(trip.nextDue())
                    .as("B0 is decided, so B1 is the next")
                    .isEqualTo(undecided.due().by());
            assertThat(Objects.requireNonNull(index.filing(undecided.key())).getConsignmentKey())
                    .isEqualTo("B1");
        }
    }

    @Test
    void ofAFilingThatNamesVeryManyTheFirstAreTakenAndNoMore() {
        StringBuilder seals = new StringBuilder("S-0000001");
        for (int i = 2; i <= 2_000; i++) {
            seals.append(String.format(Locale.ROOT, "\"},{\"number\":\"S-%07d", i));
        }
        StringBuilder boxes = new StringBuilder("BOX 1");
        for (int i = 2; i <= 100; i++) {
            boxes.append(
                    String.format(Locale.ROOT, "\",\"seals\":[{\"number\":\"T-%d\"}]},{\"id\":\"BOX %d", i - 1, i));
        }
        StringBuilder parties = new StringBuilder(party("TRADER 1 LTD", "", ""));
        for (int i = 2; i <= 200; i++) {
            parties.append(",").append(party("TRADER " + i + " LTD", "", ""));
        }
        Told told = new Told()
                .filed("OTHER", bill("MSKU1234565", seals.toString(), ""))
                .filed("MANY", bill(boxes.toString(), "S900", parties.toString()));
        try (DeskIndex index = filled(told)) {
            assertThat(labels(index.search("s00000", 3_000))).hasSize(FiledIdentities.MOST_SEALS);
            assertThat(labels(index.search("t-", 3_000))).isEmpty();
            assertThat(index.of(IdentityKind.SEAL, "T31", 10)).hasSize(1);
            assertThat(index.of(IdentityKind.SEAL, "T33", 10)).isEmpty();
            assertThat(labels(index.search("box", 3_000))).hasSize(FiledIdentities.MOST_BOXES);
            assertThat(labels(index.search("trader", 3_000))).hasSize(FiledIdentities.MOST_PARTIES);
        }
    }

    private static List<String> keys(List<CaseRow> rows) {
        return rows.stream().map(row -> row.key().consignment()).toList();
    }

    private static List<Map.Entry<String, Integer>> cases(Links links) {
        return links.nodes().stream()
                .filter(Links.Case.class::isInstance)
                .map(Links.Case.class::cast)
                .map(one -> Map.entry(one.row().key().consignment(), one.steps()))
                .collect(Collectors.toList());
    }

    private static List<String> labels(List<Hit> hits) {
        return hits.stream().map(Hit::label).distinct().toList();
    }

    private static String agent() {
        return "," + party("AGENCY BV", "+31 10 5555555", "").replace("CONSIGNOR", "AGENT");
    }

    private static String party(String name, String telephone, String more) {
        String contacts =
                telephone.isEmpty() ? "" : ",\"contacts\":[{\"type\":\"TE\",\"value\":\"" + telephone + "\"}]";
        return "{\"role\":\"CONSIGNOR\"," + more + "\"rawName\":\"" + name + "\",\"address\":{\"country\":\"DE\"}"
                + contacts + "}";
    }

    private static String bill(String box, String seal, String parties) {
        return "{\"filedAt\":\"2026-03-01T07:00:00Z\",\"consignmentKey\":\"KEY\",\"natureOfMovement\":\"IMPORT\","
                + "\"transportMode\":\"SEA\",\"transportDocument\":{\"number\":\"KEY\",\"issuer\":\"MAEU\"},"
                + "\"conveyance\":{\"idType\":\"IMO\",\"id\":\"9321483\",\"name\":\"EMMA\",\"voyage\":\"12W\"},"
                + "\"parties\":[" + parties + "],\"equipment\":[{\"id\":\"" + box + "\",\"seals\":[{\"number\":\""
                + seal + "\"}]}],\"goodsItems\":[{\"seq\":1,\"description\":\"steel bolts\"}]}";
    }

    private DeskIndex filled(Told told) {
        DeskIndex index = DeskIndex.open(directory.resolve("index" + System.nanoTime()));
        index.apply(told.all());
        return index;
    }
}
