// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.feeds.BillReject;
import portolan.feeds.Finding;
import portolan.feeds.Fixtures;
import portolan.feeds.MessageReject.Reason;
import portolan.feeds.Profile;
import portolan.feeds.Taken;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.TransportMode;

class CuscarTest {
    private static final byte[] FIXTURE = Fixtures.bytes("cuscar.edi");
    private static final String TEXT = new String(FIXTURE, StandardCharsets.ISO_8859_1);

    @Test
    void eachBillUnderAConsignmentIsAFiling() {
        Taken taken = Taken.of(FIXTURE);

        assertThat(taken.filings())
                .extracting(
                        filing -> filing.getTransportDocument().getNumber(),
                        Filing::getBillLevel,
                        filing -> filing.getMasterDocument() == null
                                ? null
                                : filing.getMasterDocument().getNumber(),
                        Filing::getFilingId)
                .containsExactly(
                        tuple("QCARB0001", BillLevel.STRAIGHT, null, "AGENT7:QCARB0001"),
                        tuple("FWD-H-0021", BillLevel.HOUSE, "QCARM0002", "AGENT7:FWD-H-0021"),
                        tuple("FWD-H-0022", BillLevel.HOUSE, "QCARM0002", "AGENT7:FWD-H-0022"),
                        tuple("QCARB0003", BillLevel.STRAIGHT, null, "AGENT7:QCARB0003"),
                        tuple("QCARB0006", BillLevel.STRAIGHT, null, "AGENT7:QCARB0006"));
        assertThat(taken.rejects())
                .extracting(BillReject::reason)
                .containsExactly(BillReject.Reason.NO_GOODS, BillReject.Reason.NO_BILL_NUMBER);
        assertThat(taken.receipt().findings())
                .as("the day of issue of the last one")
                .extracting(Finding::code)
                .containsExactly(Finding.UNREADABLE);
        assertThat(taken.receipt().stated()).as("six CNI, one of two bills").isEqualTo(7);
        for (Filing filing : taken.filings()) {
            assertThat(taken.slice(filing))
                    .matches("(?s)(CNI|RFF).*'")
                    .contains(filing.getTransportDocument().getNumber());
        }
        assertThat(taken.slice(taken.filings().get(2)))
                .startsWith("RFF+HWB:FWD-H-0022'")
                .endsWith("KGM:90'");
    }

    @Test
    void aHouseAfterTheGoodsOfItsMasterIsABillOfItsOwn() {
        List<Filing> filings = Taken.of("UNH+1+CUSCAR:D:95B:UN'BGM+85+1+9'CNI+1'RFF+MB:M1'GID+1+2:CT'RFF+HWB:H1'"
                        + "GID+1+1:CT'RFF+HWB:H2'GID+1+1:CT'CNI+2'RFF+BM:B1'GID+1+1:CT'UNT+13+1'")
                .filings();

        assertThat(filings)
                .extracting(
                        filing -> filing.getTransportDocument().getNumber(),
                        Filing::getBillLevel,
                        filing -> filing.getMasterDocument() == null
                                ? null
                                : filing.getMasterDocument().getNumber())
                .containsExactly(
                        tuple("M1", BillLevel.MASTER, null),
                        tuple("H1", BillLevel.HOUSE, "M1"),
                        tuple("H2", BillLevel.HOUSE, "M1"),
                        tuple("B1", BillLevel.STRAIGHT, null));
    }

    @Test
    void goodsAndBoxesAreManyToMany() {
        Filing filing = bill("QCARB0001");

        assertThat(filing.getGoodsItems().get(0).getContainerRefs())
                .extracting(
                        ContainerRef::getEquipmentId,
                        ContainerRef::getPackages,
                        ref -> ref.getMassKg().intValueExact())
                .containsExactly(tuple("QHTU1234560", 50L, 1000), tuple("QHTU1234581", 30L, 600));
        assertThat(filing.getGoodsItems().get(1).getContainerRefs())
                .extracting(ContainerRef::getEquipmentId)
                .containsExactly("QHTU1234581");
        assertThat(filing.getEquipment()).extracting("id").containsExactly("QHTU1234560", "QHTU1234581");
        assertThat(filing.getEquipment().get(0).getSeals())
                .extracting("number", "party", "status")
                .containsExactly(tuple("SL0001", "CA", "1"), tuple("SL0002", "SH", null));
        assertThat(filing.getEquipment().get(1).getSetTemperature()).isEqualByComparingTo("-18.5");
    }

    @Test
    void textsAreWholeHoweverTheyWereCut() {
        assertThat(bill("QCARB0001").getGoodsItems())
                .extracting(Item::getDescription)
                .containsExactly(
                        "LED LAMPS FOR CEILINGS, BOXED", "LITHIUM BATTERIES, KEEP BELOW +20C: NOT ABOVE' +45C");
        assertThat(bill("FWD-H-0021").getGoodsItems().get(0).getDescription())
                .isEqualTo("COTTON CLOTH, BLEACHED PLAIN WEAVE");
        assertThat(bill("FWD-H-0022").getGoodsItems().get(0).getDescription()).isEqualTo("M\u00c4NNS TROUSERS");
        Party notify = party(bill("QCARB0001"), PartyRole.NOTIFY);
        assertThat(notify.getRawName()).isEqualTo("SOUTHERN ILLUMINATION AND HOUSEHOLD GOODS SHPK");
        assertThat(notify.getAddress().getRawText()).isEqualTo("RRUGA E DETIT 4 DURRES, ALBANIA");

        String full = "x".repeat(70);
        assertThat(described("FTX+AAA+++" + full + ":yy:A?+B?:C??+EN'")).isEqualTo(full + "yy A+B:C?");
        assertThat(described("FTX+AAA+++BOLTS M8+NUTS M8'")).isEqualTo("BOLTS M8+NUTS M8");
        assertThat(described("FTX+AAA+++BOLTS'FTX+AAA+++NUTS'")).isEqualTo("BOLTS NUTS");
    }

    private static String described(String ftx) {
        return Taken.of("UNH+1+CUSCAR:D:08A:UN'BGM+85+1+9'CNI+1'RFF+BM:B1'GID+1+1:CT'" + ftx + "UNT+9+1'")
                .only()
                .getGoodsItems()
                .get(0)
                .getDescription();
    }

    @Test
    void placesAndTimesComeFromTheBillElseFromTheVoyage() {
        assertThat(bill("FWD-H-0021").getRouting())
                .extracting(Leg::getFunction, Leg::getLocode)
                .containsExactly(
                        tuple(LegFunction.LOAD, "CNSHA"),
                        tuple(LegFunction.TRANSSHIP, "SGSIN"),
                        tuple(LegFunction.DISCHARGE, "ALDRZ"),
                        tuple(LegFunction.DELIVERY, "XKPRN"));
        assertThat(bill("FWD-H-0022").getRouting())
                .extracting(Leg::getFunction, Leg::getLocode)
                .containsExactly(tuple(LegFunction.LOAD, "CNNGB"), tuple(LegFunction.DISCHARGE, "ALDRZ"));
        List<Leg> route = bill("QCARB0001").getRouting();
        assertThat(route.get(0).getEtd()).isEqualTo("2026-02-12T00:00:00Z");
        assertThat(route.get(1).getEta()).isEqualTo("2026-03-12T14:00:00Z");
        assertThat(route.get(2).getEta()).as("of another place").isNull();
    }

    @Test
    void timesAreOfTheProfilesZoneAndTheMessagesTimeOrdersFilings() {
        Profile profile = Profile.parse("zone: Europe/Tirane", "durres");

        assertThat(Taken.of(FIXTURE, profile).filings().get(0).getFiledAt()).isEqualTo("2026-03-01T07:30:00Z");
        assertThat(Taken.of(TEXT.replace("DTM+137:202603010830:203'", ""))
                        .filings()
                        .get(0)
                        .getFiledAt())
                .as("that of the UNB")
                .isEqualTo("2026-03-01T09:15:00Z");
        assertThat(Taken.of(TEXT.replace("DTM+137:202603010830:203'", "DTM+137:20260301:102'"))
                        .filings()
                        .get(0)
                        .getFiledAt())
                .isEqualTo("2026-03-01T00:00:00Z");
        String noDay = TEXT.replace("DTM+137:202603010830:203'", "DTM+137:20260230:102'");
        assertThat(Taken.of(noDay).filings().get(0).getFiledAt())
                .as("that of the UNB again")
                .isEqualTo("2026-03-01T09:15:00Z");
        assertThat(Taken.of(noDay.replace("+260301:0915+", "+261301:0915+")).rejects())
                .as("no time, no order")
                .hasSize(7)
                .extracting(BillReject::reason)
                .contains(BillReject.Reason.BAD_DATE);
    }

    @Test
    void theFunctionOfTheMessageSaysWhatBecomesOfItsBills() {
        Map.of(
                        "9",
                        EventKind.CREATE,
                        // Nothing was filed that it could replace.
                        "5",
                        EventKind.CREATE,
                        "4",
                        EventKind.PATCH,
                        "1",
                        EventKind.DELETE,
                        "3",
                        EventKind.DELETE)
                .forEach((function, kind) -> assertThat(function(function).filings())
                        .as(function)
                        .isNotEmpty()
                        .allSatisfy(filing -> assertThat(filing.getEventKind()).isEqualTo(kind)));
        Filing patch = function("4").filings().stream()
                .filter(filing -> filing.getTransportDocument().getNumber().equals("FWD-H-0022"))
                .findFirst()
                .orElseThrow();
        assertThat(patch.getRouting()).as("only the message says it").isEmpty();
        assertThat(patch.getNatureOfMovement()).isEqualTo(NatureOfMovement.UNKNOWN);
        assertThat(function("999").rejects())
                .hasSize(7)
                .extracting(BillReject::reason)
                .contains(BillReject.Reason.BAD_CODE);
        assertThat(Taken.of("UNH+1+CUSCAR:D:95B:UN'BGM+85+1+1'CNI+1'RFF+BM:B1'UNT+5+1'")
                        .only()
                        .getEventKind())
                .as("a deletion needs no goods")
                .isEqualTo(EventKind.DELETE);
    }

    private static Taken function(String code) {
        return Taken.of(TEXT.replace("BGM+85+MAN-2026-114W+9'", "BGM+85+MAN-2026-114W+" + code + "'"));
    }

    @Test
    void whatReportsTheUnloadingIsNoCargoReport() {
        String outturn = TEXT.replace("BGM+85+", "BGM+86+");

        assertThat(Taken.of(outturn).refused()).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(Objects.requireNonNull(Taken.of(outturn).receipt().reject()).message())
                .isEqualTo("CUSCAR is no cargo report: BGM 1001='86'; where it is one, name it in the profile's codes"
                        + " of sourceMessageType");
        Profile admits = Profile.parse("codes: {sourceMessageType: {86: CUSCAR}}", "own");
        assertThat(Taken.of(outturn.getBytes(StandardCharsets.ISO_8859_1), admits)
                        .filings())
                .hasSize(5);
    }

    @Test
    void theNatureIsInGisOrTsr() {
        assertThat(bill("FWD-H-0021").getNatureOfMovement()).isEqualTo(NatureOfMovement.TRANSIT);
        assertThat(bill("QCARB0003").getNatureOfMovement()).isEqualTo(NatureOfMovement.IMPORT);
        String tsr = TEXT.replace("GIS+24:63:95'", "TSR+28+28'").replace("GIS+23:63:95'", "");
        List<Filing> filings = Taken.of(tsr).filings();
        assertThat(filings.get(1).getNatureOfMovement()).isEqualTo(NatureOfMovement.TRANSSHIPMENT);
        assertThat(filings.get(0).getNatureOfMovement()).isEqualTo(NatureOfMovement.UNKNOWN);
    }

    @Test
    void aShipsNumberIsToldFromACallSignByItsCheckDigit() {
        assertThat(bill("QCARB0001").getConveyance().getId()).isNull();
        assertThat(bill("QCARB0001").getAttributes()).containsEntry("conveyance.callSign", "A8BI5");
        Filing named =
                Taken.of(TEXT.replace("A8BI5:146:11", "9074729:103")).filings().get(0);
        assertThat(named.getConveyance().getIdType()).isEqualTo(ConveyanceIdType.IMO);
        assertThat(named.getConveyance().getId()).isEqualTo("9074729");
        Filing lorry = Taken.of(TEXT.replace("TDT+20+114W+1+", "TDT+20+114W+3+"))
                .filings()
                .get(0);
        assertThat(lorry.getTransportMode()).isEqualTo(TransportMode.ROAD);
        assertThat(lorry.getConveyance().getIdType()).isEqualTo(ConveyanceIdType.PLATE);
    }

    @Test
    void aProfileSaysWhichQualifierMeansHouseAndWhatCodesMean() {
        Profile profile = Profile.parse("""
                house: [ZZH]
                decimal: ","
                blank: [N/A]
                codes:
                  natureOfMovement: {"": IMPORT}
                  parties[*].role: {SU: SELLER}
                  goodsItems[*].grossMassKg: {KGS: KGM}
                """, "own");
        String message = "UNH+1+CUSCAR:D:95B:UN'BGM+85+1+9'CNI+1'RFF+ZZH:H1'RFF+MB:M1'NAD+SU+++N/A'GID+1+1:CT'"
                + "MEA+WT+G+KGM:1.234,5'UNT+9+1'";
        Filing house =
                Taken.of(message.getBytes(StandardCharsets.UTF_8), profile).only();

        assertThat(house.getBillLevel()).isEqualTo(BillLevel.HOUSE);
        assertThat(house.getMasterDocument().getNumber()).isEqualTo("M1");
        assertThat(house.getNatureOfMovement()).isEqualTo(NatureOfMovement.IMPORT);
        assertThat(house.getParties()).extracting(Party::getRole).containsExactly(PartyRole.SELLER);
        assertThat(house.getParties().get(0).getRawName()).isNull();
        assertThat(house.getGoodsItems().get(0).getGrossMassKg()).isEqualByComparingTo("1234.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUI", "MTQ", "CEL", "E", "L"})
    void aUnitThatIsNoneOfWeightIsLeftOutUntilAProfileKnowsIt(String unit) {
        Taken taken = Taken.of(TEXT.replace("MEA+WT+AAB+LBR:4409,2'", "MEA+WT+AAB+" + unit + ":4409,2'"));

        assertThat(taken.receipt().findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.startsWith("BAD_CODE ") && message.contains("unit='" + unit + "'"));
        assertThat(taken.receipt().found()).isEqualTo(7);
    }

    @Test
    void theCharactersAreThoseOfTheUnbUnlessTheProfileKnowsBetter() {
        String cyrillic = "\u0421\u0410\u0425\u0410\u0420";
        String message = "UNB+%s:1+A+B+260301:0900+1'UNH+1+CUSCAR:D:95B:UN'BGM+85+1+9'CNI+1'RFF+BM:B1'GID+1+1:CT'"
                + "FTX+AAA+++%s'UNT+7+1'UNZ+1+1'";
        assertThat(description(message.formatted("UNOE", cyrillic), "ISO-8859-5", Profile.DEFAULT))
                .isEqualTo(cyrillic);
        assertThat(description(message.formatted("UNOY", cyrillic), "UTF-8", Profile.DEFAULT))
                .isEqualTo(cyrillic);
        assertThat(description(message.formatted("UNOA", cyrillic), "UTF-8", Profile.DEFAULT))
                .as("more than it declares")
                .isEqualTo(cyrillic);
        assertThat(description(message.formatted("UNOA", "p\u00e5"), "ISO-8859-1", Profile.DEFAULT))
                .isEqualTo("p\u00e5");
        Profile russian = Profile.parse("charset: windows-1251", "port");
        assertThat(description(message.formatted("UNOB", cyrillic), "windows-1251", russian))
                .isEqualTo(cyrillic);
        assertThat(Taken.of(message.formatted("UNOY", "p\u00e5").getBytes(StandardCharsets.ISO_8859_1))
                        .refused())
                .isEqualTo(Reason.BAD_CHARSET);
    }

    private static String description(String message, String charset, Profile profile) {
        Taken taken = Taken.of(message.getBytes(Charset.forName(charset)), profile);
        assertThat(taken.slice(taken.only())).startsWith("CNI+1'").endsWith("'");
        return taken.only().getGoodsItems().get(0).getDescription();
    }

    @Test
    void anInterchangeHoldsSeveralMessagesOfWhichOthersAreSkippedByName() {
        String message = "UNH+%1$s+%2$s:D:95B:UN'BGM+85+1+9'CNI+1'RFF+BM:B%1$s'GID+1+1:CT'UNT+6+%1$s'";
        Taken taken = Taken.of("UNB+UNOA:1+A+B+260301:0900+1'" + message.formatted(1, "CUSCAR")
                + message.formatted(2, "IFTMIN") + message.formatted(3, "CUSCAR") + "UNZ+3+1'");

        assertThat(taken.filings())
                .extracting(
                        filing -> filing.getTransportDocument().getNumber(),
                        filing -> filing.getRawMessageRef().getPart())
                .containsExactly(tuple("B1", 1), tuple("B3", 3));
        assertThat(taken.receipt().findings())
                .containsExactly(new Finding(Finding.NOT_READ, "IFTMIN holds transport instructions; not read yet"));
    }

    private static Filing bill(String number) {
        return Taken.of(FIXTURE).filings().stream()
                .filter(filing -> filing.getTransportDocument().getNumber().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private static Party party(Filing filing, PartyRole role) {
        return filing.getParties().stream()
                .filter(party -> party.getRole() == role)
                .findFirst()
                .orElseThrow();
    }
}
