// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.TransportMode;

/** What looks right and is not, and what is odd and no reason to refuse: read so, and said. */
class NeverSilentlyWrongTest {
    private static final String HEAD = "UNB+UNOC:3+LINE+CUSTOMS+260302:0800+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+M1+9'";
    private static final String BILL = "CNI+1'RFF+BM:B1'GID+1+4:PK'FTX+AAA+++TILES'";
    private static final String TAIL = "UNT+9+1'UNZ+1+1'";

    private static Taken cuscar(String goods) {
        return Taken.of(HEAD + BILL + goods + TAIL);
    }

    private static Item item(Taken taken) {
        return taken.only().getGoodsItems().get(0);
    }

    private static void assertFinding(Taken taken, String code, String text) {
        assertThat(taken.receipt().findings())
                .filteredOn(finding -> finding.code().equals(code))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains(text));
    }

    private static String awmds(String general, String bill) {
        return "<Awmds><General_segment>" + general + "</General_segment><Bol_segment><Bol_id><Bol_reference>B1"
                + "</Bol_reference><Bol_nature>23</Bol_nature></Bol_id><Load_unload_place><Place_of_loading_code>ITTRS"
                + "</Place_of_loading_code></Load_unload_place><Goods_segment><Goods_description>TILES"
                + "</Goods_description>" + bill + "</Goods_segment></Bol_segment></Awmds>";
    }

    private static String departing(String... days) {
        return "<Date_of_departure>" + days[0] + "</Date_of_departure>"
                + (days.length > 1 ? "<Date_of_registration>" + days[1] + "</Date_of_registration>" : "");
    }

    private static String sad(String transport, String more) {
        return "<ASYCUDA><Identification><Office_segment><Customs_clearance_office_code>AL10"
                + "</Customs_clearance_office_code></Office_segment><Registration><Number>77</Number></Registration>"
                + "</Identification><Transport><Means_of_transport><Border_information><Mode>" + transport
                + "</Mode></Border_information></Means_of_transport></Transport>" + more
                + "<Item><Goods_description><Commercial_Description>TILES</Commercial_Description></Goods_description>"
                + "</Item></ASYCUDA>";
    }

    @ParameterizedTest
    @CsvSource({
        "MEA+WT+AAB+MTQ:4, grossMassKg",
        "MEA+WT+AAB+CEL:4, grossMassKg",
        "MEA+AAE+AAW+KGM:4, volumeM3",
        "MEA+WT+AAB+KGM:4o, grossMassKg"
    })
    void whatIsNoMassOrVolumeIsLeftOutAndSaid(String measure, String field) {
        Taken taken = cuscar(measure + "'");

        assertThat(item(taken).getGrossMassKg()).isNull();
        assertThat(item(taken).getVolumeM3()).isNull();
        assertFinding(taken, Finding.UNREADABLE, "goodsItems[*]." + field);
        assertThat(taken.only().getAttributes())
                .containsKey("goodsItems[seq=1]." + field)
                .containsValue(measure.substring(measure.indexOf(':') + 1));
    }

    @Test
    void aTotalOutOfRangeIsLeftOutAndSaid() {
        Taken taken = cuscar("CNT+5:99999999999'");

        assertThat(taken.only().getTotals()).isNull();
        assertFinding(taken, Finding.UNREADABLE, "BAD_NUMBER totals.items");
    }

    @Test
    void aTestIsFiledOnlyWhereTheProfileSaysSo() {
        String edifact = (HEAD + BILL + TAIL).replace("260302:0800+1'", "260302:0800+1++++++1'");
        String x12 = new String(Fixtures.bytes("manifest-309.edi"), StandardCharsets.UTF_8).replace("*0*P*>", "*0*T*>");

        for (String test : new String[] {edifact, x12, (HEAD + BILL + TAIL).replace("M1+9", "M1+53")}) {
            assertThat(Taken.of(test).refused()).isEqualTo(MessageReject.Reason.TEST);
        }
        Profile tests = Profile.parse("tests: true", "tests");
        assertThat(Taken.of(edifact.getBytes(StandardCharsets.UTF_8), tests).filings())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSCAR", "CUSREP", "CODECO", "COARRI", "COPRAR", "BAPLIE", "IFTSTA"})
    void aMessageWhoseFunctionIsATestIsOne(String type) {
        String test = (HEAD + BILL + TAIL).replace("CUSCAR", type).replace("M1+9", "M1+53");
        Taken refused = Taken.of(test);
        Taken taken = Taken.of(test.getBytes(StandardCharsets.UTF_8), Profile.parse("tests: true", "tests"));

        assertThat(refused.refused()).isEqualTo(MessageReject.Reason.TEST);
        assertThat(taken.receipt().reject())
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        other -> assertThat(other.reason()).isEqualTo(MessageReject.Reason.NO_BILLS));
        if (type.equals("CUSCAR")) {
            assertThat(taken.only().getEventKind()).isEqualTo(EventKind.CREATE);
        }
    }

    @Test
    void aContainerThatEachItemNamesIsOne() {
        String box = "<Container><Item_Number>1</Item_Number><Container_identity>%s</Container_identity>"
                + "<Container_type>%s</Container_type></Container>";
        String boxes = String.format(box, "MSKU1234565", "") + String.format(box, "MSKU 123456-5", "22G1");

        Filing filing = Taken.of(sad("1", boxes)).only();

        assertThat(filing.getEquipment())
                .singleElement()
                .satisfies(one -> assertThat(one.getSizeType()).isEqualTo("22G1"));
        assertThat(filing.getGoodsItems().get(0).getContainerRefs()).hasSize(1);
    }

    @Test
    void utf8UnderAnotherSetIsReadAsUtf8AndSaid() {
        String name = "KËPUCË";
        byte[] utf8 = (HEAD + BILL.replace("TILES", name) + TAIL).getBytes(StandardCharsets.UTF_8);
        byte[] latin = (HEAD + BILL.replace("TILES", name) + TAIL).getBytes(StandardCharsets.ISO_8859_1);
        byte[] xml = ("<?xml version='1.0' encoding='ISO-8859-1'?>"
                        + awmds("", "").replace("TILES", name))
                .getBytes(StandardCharsets.UTF_8);

        for (byte[] message : new byte[][] {utf8, latin, xml}) {
            assertThat(item(Taken.of(message)).getDescription()).isEqualTo(name);
        }
        assertFinding(Taken.of(utf8), Finding.CHARSET, "declared=ISO-8859-1, read as=UTF-8");
        assertFinding(Taken.of(xml), Finding.CHARSET, "declared=ISO-8859-1, read as=UTF-8");
        assertThat(Taken.of(latin).receipt().findings())
                .extracting(Finding::code)
                .doesNotContain(Finding.CHARSET);
        assertThat(item(Taken.of(utf8, Profile.parse("charset: ISO-8859-1", "latin")))
                        .getDescription())
                .as("a profile is believed")
                .isEqualTo("KÃ\u008BPUCÃ\u008B");
    }

    @Test
    void aDayThatFitsBothOrdersIsReadAsAnotherDayOfTheMessageSays() {
        Taken day = Taken.of(awmds(departing("09/03/2026", "27/02/2026"), ""));
        Taken month = Taken.of(awmds(departing("09/03/2026", "02/27/2026"), ""));

        assertThat(departure(day)).isEqualTo("2026-03-09T00:00:00Z");
        assertFinding(day, Finding.DATE_ORDER, "09/03/2026 was read as day/month, since 27/02/2026 is in the message");
        assertThat(departure(month)).isEqualTo("2026-09-03T00:00:00Z");
    }

    @Test
    void aDayThatFitsBothOrdersIsTheOneNearerToTheReceipt() {
        Taken near = Taken.of(awmds(departing("09/03/2026"), ""));

        assertThat(departure(near)).as("received on 2 March").isEqualTo("2026-03-09T00:00:00Z");
        assertFinding(near, Finding.DATE_ORDER, "nearer");
        assertThat(departure(Taken.of(awmds(departing("03/09/2026"), "")))).isEqualTo("2026-03-09T00:00:00Z");
        assertThat(departure(Taken.of(awmds(departing("9/3/26"), ""))))
                .as("as exports of ASYCUDA World write it")
                .isEqualTo("2026-09-03T00:00:00Z");
    }

    private static Instant departure(Taken taken) {
        return taken.only().getRouting().get(0).getEtd();
    }

    @ParameterizedTest
    @CsvSource({"31, ROAD", "32, ROAD", "01, SEA", "1, SEA", "10, SEA", "23, RAIL", "40, AIR", "50, POST", "80, INLAND"
    })
    void aModeIsReadInOneDigitOrTwo(String code, TransportMode mode) {
        assertThat(Taken.of(sad(code, "")).only().getTransportMode()).isEqualTo(mode);
        assertThat(Taken.of((HEAD + "TDT+20+1+" + code + "'" + BILL + TAIL))
                        .only()
                        .getTransportMode())
                .isEqualTo(mode);
    }

    @Test
    void aModeThatIsNoneIsTheUsualOneAndSaid() {
        Taken declaration = Taken.of(sad("09", ""));
        Taken manifest = Taken.of(HEAD + "TDT+20+1+9'" + BILL + TAIL);

        assertThat(declaration.only().getTransportMode()).isEqualTo(TransportMode.ROAD);
        assertFinding(declaration, Finding.UNREADABLE, "transportMode");
        assertThat(manifest.only().getTransportMode()).isEqualTo(TransportMode.SEA);
        assertThat(manifest.only().getConveyance().getIdType()).isNotEqualTo(ConveyanceIdType.PLATE);
        assertFinding(manifest, Finding.UNREADABLE, "transportMode");
    }

    @ParameterizedTest
    @CsvSource({
        "202603010830?+0100:205, 07:30",
        "202603010830+0100:205, 07:30",
        "202603010830UTC:303, 08:30",
        "202603010830CET:303, 07:30",
        "20260301083015UTC:304, 08:30:15",
        "2603010830UTC:301, 08:30",
        "202603010830:303, 08:30",
        "202603010830:, 08:30",
        "010326:2, 00:00",
        "202613010830XYZ:303, 08:00"
    })
    void theTimeOfAMessageIsReadInEveryFormatOrItsInterchangesIs(String time, String read) {
        Taken taken = Taken.of(HEAD + "DTM+137:" + time + "'" + BILL + TAIL);
        boolean unreadable = time.contains("XYZ");

        assertThat(taken.only().getFiledAt())
                .isEqualTo(Instant.parse(
                        (unreadable ? "2026-03-02T" : "2026-03-01T") + read + (read.length() == 5 ? ":00Z" : "Z")));
        assertThat(taken.receipt().findings()).hasSize(unreadable ? 2 : 1);
    }

    @Test
    void anInterchangeWithoutReadableTimeIsOfTheTimeOfItsMessage() {
        String unreadable = HEAD.replace("260302:0800", "261301:0915");

        Taken dated = Taken.of(unreadable + "DTM+137:202603010830:203'" + BILL + TAIL);

        assertThat(dated.only().getFiledAt()).isEqualTo("2026-03-01T08:30:00Z");
        for (String time : List.of("", "DTM+137:202613010830:203'")) {
            assertThat(Taken.of(unreadable + time + BILL + TAIL).rejects())
                    .as(time)
                    .singleElement()
                    .extracting(BillReject::reason)
                    .isEqualTo(BillReject.Reason.BAD_DATE);
        }
    }

    @ParameterizedTest
    @CsvSource({"22, CREATE", "7, CREATE", "50, DELETE", "27, STATUS", "36, PATCH"})
    void everyFunctionOfAMessageHasItsMeaning(String function, EventKind kind) {
        assertThat(Taken.of((HEAD + BILL + TAIL).replace("M1+9", "M1+" + function))
                        .only()
                        .getEventKind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Volume_in_cubic_meters>4 m3", "<Number_of_packages>-", "<Gross_mass>12;5"})
    void anOptionalElementThatCannotBeReadIsLeftOutAndSaid(String element) {
        String name = element.substring(1, element.indexOf('>'));
        Taken taken = Taken.of(awmds("", element + "</" + name + ">"));

        assertThat(taken.only().getAttributes())
                .containsEntry("Goods_segment/" + name, element.substring(element.indexOf('>') + 1));
        assertThat(taken.receipt().findings())
                .extracting(Finding::code)
                .contains(Finding.UNREADABLE)
                .containsOnly(Finding.UNREADABLE);
    }

    @Test
    void whatIsOptionalOfAMovementIsLeftOutAndSaid() {
        String events = new String(Fixtures.bytes("tnt-2.json"), StandardCharsets.UTF_8);
        Taken usual = Taken.of(events);

        Taken taken = Taken.of(events.replace("\"LADEN\"", "\"HALF\"")
                .replaceFirst("(\"eventCreatedDateTime\": *\")[^\"]*", "$1today"));

        assertThat(taken.moves()).hasSameSizeAs(usual.moves());
        assertThat(taken.moves().get(0).getFullEmpty()).isNull();
        assertThat(taken.receipt().findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.startsWith("BAD_CODE fullEmpty"))
                .anyMatch(message -> message.startsWith("BAD_DATE reportedAt"));
    }

    @Test
    void fullOrEmptyThatIsNeitherIsLeftOutAndSaidOfItsOwnMessage() {
        String gate = "UNH+2+CODECO:D:95B:UN'BGM+34+G1+9'EQD+CN+MSKU1234565+22G1+++X'DTM+7:202603010830:203'UNT+5+2'";

        Taken codeco = Taken.of(HEAD + BILL + "UNT+7+1'" + gate + "UNZ+2+1'");
        Taken ocean = Taken.of(new String(Fixtures.bytes("status-315.edi"), StandardCharsets.UTF_8)
                .replace("*123456*L*", "*123456*X*"));

        assertFinding(codeco, Finding.UNREADABLE, "BAD_CODE fullEmpty: unknown code: code='X'");
        assertThat(codeco.moves()).hasSize(1);
        assertThat(codeco.only().getAttributes()).doesNotContainKey("fullEmpty");
        assertFinding(ocean, Finding.UNREADABLE, "BAD_CODE fullEmpty: unknown code: code='X'");
    }

    @Test
    void aCodeThatIsNothingByTheProfileIsNotMissed() {
        Profile profile = Profile.parse(
                "codes:\n  transportMode: {9: \"\", 2: \"\", 3: AIR}\n  \"equipment[*].packedStatus\": {X: \"\"}\n",
                "p");
        String message = HEAD + "TDT+20+1+9'" + BILL + "EQD+CN+MSKU1234565+22G1+++X'UNT+9+1'UNZ+1+1'";

        for (String mode : List.of("9", "2", "3")) {
            Taken taken =
                    Taken.of(message.replace("+1+9'", "+1+" + mode + "'").getBytes(StandardCharsets.UTF_8), profile);

            assertThat(taken.only().getTransportMode())
                    .isEqualTo(mode.equals("3") ? TransportMode.AIR : TransportMode.SEA);
            assertThat(taken.only().getEquipment().get(0).getPackedStatus()).isNull();
            assertThat(taken.receipt().findings()).isEmpty();
        }
    }

    @Test
    void aRequiredFieldThatCannotBeReadRejectsItsBillAndNotItsManifest() {
        String manifest = awmds("", "");
        String second = manifest.substring(manifest.indexOf("<Bol_segment>"), manifest.indexOf("</Awmds>"));

        Taken taken = Taken.of(manifest.replace("</Awmds>", second.replace(">23<", ">99<") + "</Awmds>"));

        assertThat(taken.filings()).hasSize(1);
        assertThat(taken.rejects())
                .singleElement()
                .extracting(BillReject::reason)
                .isEqualTo(BillReject.Reason.BAD_CODE);
    }

    @ParameterizedTest
    @CsvSource({"[1, 2000", "x, 1000000"})
    @Timeout(60) // Read prefix by prefix it takes hours.
    void aLongCodeIsReadInPassingAndToldInShort(String part, int times) {
        Taken taken = Taken.of(awmds(
                "<Transport_information><Mode_of_transport_code>" + part.repeat(times)
                        + "</Mode_of_transport_code></Transport_information>",
                ""));

        assertThat(taken.only().getTransportMode()).isEqualTo(TransportMode.SEA);
        assertFinding(taken, Finding.UNREADABLE, "BAD_CODE transportMode: not in the code table");
        assertThat(taken.receipt().findings())
                .allMatch(finding -> finding.message().length() < 500);
        assertFinding(taken, Finding.UNREADABLE, "known=[01, ");
    }
}
