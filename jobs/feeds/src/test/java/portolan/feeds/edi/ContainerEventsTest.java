// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.feeds.FeedReader;
import portolan.feeds.Fixtures;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Taken;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.EventClassifier;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;

/** Movements of containers and calls of ships, beside what the golden results show. */
class ContainerEventsTest {
    private static final String CUSCAR = "UNB+UNOA:1+ADRL+X+260302:0900+1'UNH+1+CUSCAR:D:95B:UN'BGM+85+1+9'"
            + "TDT+20+204E+1++ADRL+++%s'NAD+MS+ADRL'CNI+1'RFF+BM:B1'GIS+23'GID+1+1:CT'FTX+AAA+++BOLTS'"
            + "UNT+11+1'UNZ+1+1'";

    static Stream<String> fixtures() {
        return Fixtures.EVENTS.stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyRecordsBytesNameItsContainerOrShip(String name) {
        Taken taken = Taken.of(Fixtures.bytes(name));

        assertThat(taken.receipt().found())
                .isEqualTo(taken.moves().size()
                        + taken.calls().size()
                        + taken.rejects().size());
        for (ContainerMoved move : taken.moves()) {
            String plain =
                    taken.slice(move.getRawMessageRef()).replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
            String id = move.getEquipmentId();
            // X12 parts the owner's letters from the number.
            assertThat(plain).contains(id.substring(0, 4)).contains(id.substring(4, 10));
        }
        taken.calls()
                .forEach(
                        call -> assertThat(taken.slice(call.getRawMessageRef())).contains(call.getName()));
    }

    @Test
    void aProfileSwapsTheCodesOfAGate() {
        Profile swapped = Profile.parse("codes: {event: {34: GATE_OUT, 36: GATE_IN}}", "swapped");

        List<ContainerEvent> usual = events(Taken.of(Fixtures.bytes("codeco.edi")));
        List<ContainerEvent> other = events(Taken.of(Fixtures.bytes("codeco.edi"), swapped));

        assertThat(usual).containsExactly(ContainerEvent.GATE_IN, ContainerEvent.GATE_IN, ContainerEvent.GATE_OUT);
        assertThat(other).containsExactly(ContainerEvent.GATE_OUT, ContainerEvent.GATE_OUT, ContainerEvent.GATE_IN);
    }

    private static List<ContainerEvent> events(Taken taken) {
        return taken.moves().stream().map(ContainerMoved::getEvent).toList();
    }

    @Test
    void aProfileSaysWhetherABayplanIsOne() {
        Profile planned = Profile.parse("codes: {classifier: {BAPLIE: ESTIMATED}}", "planned");

        assertThat(Taken.of(Fixtures.bytes("baplie.edi"), planned).moves())
                .isNotEmpty()
                .extracting(ContainerMoved::getClassifier)
                .containsOnly(EventClassifier.ESTIMATED);
    }

    @Test
    void idsStayWhenAProfileIsMended() {
        String message = new String(Fixtures.bytes("iftsta.edi"), ISO_8859_1);
        Profile mended = Profile.parse("codes: {event: {QZ: STUFFED}}", "mended");

        Taken before = Taken.of(message);
        Taken after = Taken.of(message.getBytes(ISO_8859_1), mended);

        assertThat(after.moves()).hasSize(before.moves().size() + 1);
        assertThat(after.moves().subList(0, before.moves().size()))
                .extracting(ContainerMoved::getEventId)
                .containsExactlyElementsOf(
                        before.moves().stream().map(ContainerMoved::getEventId).toList());
        assertThat(after.moves()).extracting(ContainerMoved::getEventId).doesNotHaveDuplicates();
    }

    @Test
    void aTimeOfTheProfilesZoneIsOfTheZone() {
        Profile tirana = Profile.parse("zone: Europe/Tirane", "tirana");

        assertThat(Taken.of(Fixtures.bytes("codeco.edi"), tirana).moves().get(0).getAt())
                .isEqualTo(Instant.parse("2026-03-02T12:47:00Z"));
    }

    @Test
    void aTimeOfDayIsOfTheDayBesideIt() {
        String report = new String(Fixtures.bytes("cusrep.edi"), ISO_8859_1);
        String both = "DTM+132:202603020600:203'";

        for (String parts : List.of(
                "DTM+132:20260302:102'\nDTM+132:0600:401'",
                "DTM+132:0600:401'\nDTM+132:20260302:102'",
                "DTM+132:060015:402'\nDTM+132:260302:101'")) {
            assertThat(Taken.of(report.replace(both, parts)).calls().get(0).getEstimatedArrival())
                    .as(parts)
                    .isEqualTo(Instant.parse(parts.contains("402") ? "2026-03-02T06:00:15Z" : "2026-03-02T06:00:00Z"));
        }
        Taken alone = Taken.of(report.replace(both, "DTM+132:0600:401'"));
        assertThat(alone.calls().get(0).getEstimatedArrival()).isNull();
        assertThat(alone.rejects()).hasSameSizeAs(Taken.of(report).rejects());
    }

    @Test
    void aManifestThatNamesItsShipByCallSignHasTheNumberOfTheShipsReport() {
        FeedReader reader = Formats.reader(Profiles.of(List.of()), new ConsignmentKeys());
        String known = CUSCAR.formatted("A8BI5:103::ADRIA STAR");

        Filing before = read(reader, known).only();
        read(reader, new String(Fixtures.bytes("cusrep.edi"), ISO_8859_1));
        Filing after = read(reader, known).only();
        Filing otherShip =
                read(reader, CUSCAR.formatted("A8BI5:103::ADRIA MOON")).only();
        Filing otherVoyage = read(reader, known.replace("204E", "205W")).only();
        Filing otherSender =
                read(reader, known.replace("ADRL'CNI", "OTHER'CNI")).only();

        assertThat(before.getConveyance().getId()).isNull();
        assertThat(after.getConveyance().getId()).isEqualTo("9321483");
        assertThat(after.getConveyance().getIdType()).isEqualTo(ConveyanceIdType.IMO);
        assertThat(after.getAttributes()).containsEntry("conveyance.id", "by conveyance report");
        assertThat(otherShip.getConveyance().getId()).isNull();
        assertThat(otherVoyage.getConveyance().getId()).isNull();
        assertThat(otherSender.getConveyance().getId()).isNull();
    }

    private static Taken read(FeedReader reader, String message) {
        return Taken.of(reader, ReceivedMessage.of(message.getBytes(ISO_8859_1), "messages", 0, 0, Taken.RECEIVED));
    }

    @Test
    void oneMessageMayHoldBillsAndAnotherMovements() {
        Taken taken =
                Taken.of("UNB+UNOA:1+ADRL+X+260302:0900+1'UNH+1+CUSCAR:D:95B:UN'BGM+85+1+9'CNI+1'RFF+BM:B1'GIS+23'"
                        + "GID+1+1:CT'FTX+AAA+++BOLTS'UNT+8+1'UNH+2+CODECO:D:95B:UN'BGM+34+1+9'EQD+CN+MSKU1234565'"
                        + "DTM+7:202603021347:203'UNT+5+2'UNZ+2+1'");

        assertThat(taken.filings()).hasSize(1);
        assertThat(taken.moves()).hasSize(1);
        assertThat(taken.moves().get(0).getRawMessageRef().getPart()).isEqualTo(2);
        assertThat(taken.receipt().findings()).isEmpty();
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "PORTOLAN_DATA", matches = ".+")
    void theOpenSamplesAreRead() throws IOException {
        Taken coprar = sample("edifact_d95b_coprar.edi");
        assertThat(coprar.moves()).hasSize(2);
        ContainerMoved load = coprar.moves().get(0);
        assertThat(load.getEvent()).isEqualTo(ContainerEvent.LOADED);
        assertThat(load.getClassifier()).isEqualTo(EventClassifier.PLANNED);
        assertThat(load.getEquipmentId()).isEqualTo("MSTI6415664");
        assertThat(load.getLocode()).isEqualTo("AEJEA");
        assertThat(load.getAt()).isEqualTo(Instant.parse("2012-11-25T00:00:00Z"));
        assertThat(load.getVesselName()).isEqualTo("HELLO WORLD");
        assertThat(load.getVoyage()).isEqualTo("123W");
        assertThat(coprar.receipt().stated()).isEqualTo(5);
        assertThat(coprar.receipt().findings())
                .extracting(found -> found.message())
                .containsExactly("segment=UNT, stated=56, found=29", "stated=5, found=2");

        Taken iftsta = sample("edifact_d00b_iftsta.edi");
        assertThat(iftsta.moves()).hasSize(1);
        ContainerMoved departed = iftsta.moves().get(0);
        assertThat(departed.getEvent()).isEqualTo(ContainerEvent.OTHER);
        assertThat(departed.getEquipmentId()).isEqualTo("TRHU4561222");
        assertThat(departed.getLocode()).isEqualTo("USSYR");
        assertThat(departed.getAt()).isEqualTo(Instant.parse("2022-11-19T07:10:00Z"));
        assertThat(departed.getBillNumber()).isEqualTo("ABCD224O4023815X");

        Taken status = sample("x12_004010_315.edi");
        assertThat(status.moves()).hasSize(1);
        assertThat(status.moves().get(0).getEquipmentId()).isEqualTo("GMCU6094137");
        // 9330141 has a wrong check digit.
        assertThat(status.moves().get(0).getVesselImo()).isNull();
        assertThat(status.moves().get(0).getVesselName()).isEqualTo("MARIM");
        assertThat(status.moves().get(0).getBillNumber()).isEqualTo("21001ASK5V9U");

        // Its container was loaded at another port than the one the ship leaves.
        Taken baplie = sample("edifact_d04b_baplie.edi");
        assertThat(baplie.receipt().found()).isZero();
        assertThat(baplie.receipt().findings())
                .extracting(found -> found.message())
                .contains("no movement of a container: {loaded at another port=1}");
    }

    private static Taken sample(String name) throws IOException {
        Path samples = Path.of("../..").resolve(System.getenv("PORTOLAN_DATA")).resolve("edi-samples");
        Taken taken = Taken.of(Files.readAllBytes(samples.resolve(name)), Profile.parse("tests: true", "tests"));
        assertThat(taken.receipt().reject()).as(name).isNull();
        assertThat(taken.rejects()).as(name).isEmpty();
        return taken;
    }
}
