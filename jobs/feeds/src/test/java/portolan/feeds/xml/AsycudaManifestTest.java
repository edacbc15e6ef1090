// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.feeds.BillReject;
import portolan.feeds.FeedReader;
import portolan.feeds.Finding;
import portolan.feeds.Fixtures;
import portolan.feeds.MessageReject;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Taken;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.lines.ConsignmentKeys;

class AsycudaManifestTest {
    private static final String HEADER = """
            <Awmds><General_segment><General_segment_id><Customs_office_code>ALDRZ</Customs_office_code>
            <Voyage_number>1</Voyage_number><Date_of_departure>8/24/16</Date_of_departure></General_segment_id>
            <Totals_segment><Total_number_of_bols>1</Total_number_of_bols></Totals_segment>
            <Transport_information><Carrier><Carrier_code>ADRL</Carrier_code></Carrier></Transport_information>
            <Load_unload_place><Place_of_departure_code>ITBRI</Place_of_departure_code>
            <Place_of_destination_code>ALDRZ</Place_of_destination_code></Load_unload_place></General_segment>
            """;

    private static String manifest(String... bills) {
        return HEADER + String.join("", bills) + "</Awmds>";
    }

    private static String bill(String number, String more) {
        return "<Bol_segment><Bol_id><Bol_reference>" + number + "</Bol_reference><Bol_nature>23</Bol_nature></Bol_id>"
                + "<Goods_segment><Gross_mass>10</Gross_mass><Goods_description>PIPES</Goods_description>"
                + "</Goods_segment>" + more + "</Bol_segment>";
    }

    private static Taken by(String profile, String message) {
        return Taken.of(message.getBytes(StandardCharsets.UTF_8), Profile.parse(profile, "test"));
    }

    @Test
    void daysTakeTheLocaleOfTheClientThatWroteThem() {
        assertThat(Taken.of(manifest(bill("1", ""))).only().getRouting().get(0).getEtd())
                .isEqualTo(Instant.parse("2016-08-24T00:00:00Z"));
        assertThat(by(
                                "{dates: [d/M/yy], zone: Europe/Tirane}",
                                manifest(bill("1", "")).replace("8/24/16", "4/8/16"))
                        .only()
                        .getRouting()
                        .get(0)
                        .getEtd())
                .isEqualTo(Instant.parse("2016-08-03T22:00:00Z"));
        assertThat(Taken.of(manifest(bill("1", "")).replace("8/24/16", "24/8/16"))
                        .only()
                        .getRouting()
                        .get(0)
                        .getEtd())
                .isEqualTo(Instant.parse("2016-08-24T00:00:00Z"));
        assertThat(Taken.of(manifest(bill("1", "")).replace("8/24/16", "24/24/16"))
                        .receipt()
                        .findings())
                .extracting(Finding::code)
                .containsExactly(Finding.UNREADABLE);
    }

    @Test
    void massesUnderCodesCountOnceWhereTheyAreTheBillsAndEachWhereTheyAreNot() {
        String codes = "<HS_Compliance><HS_code>730410</HS_code><Gross_mass>%s</Gross_mass></HS_Compliance>"
                + "<HS_Compliance><HS_code>730490</HS_code><Gross_mass>%s</Gross_mass></HS_Compliance>";

        assertThat(Taken.of(manifest(bill("1", codes.formatted("10", "10.000"))))
                        .only()
                        .getGoodsItems())
                .extracting(item -> item.getGrossMassKg() == null
                        ? 0
                        : item.getGrossMassKg().intValue())
                .containsExactly(10, 0);
        assertThat(Taken.of(manifest(bill("1", codes.formatted("7", "3"))))
                        .only()
                        .getGoodsItems())
                .extracting(item -> item.getGrossMassKg().intValue())
                .containsExactly(7, 3);
    }

    @Test
    void placesOfTheBillComeBeforeThoseOfTheVoyage() {
        String places = "<Load_unload_place><Port_of_origin_code>TRIST</Port_of_origin_code>"
                + "<Place_of_unloading_code>AL DRZ</Place_of_unloading_code></Load_unload_place>";

        assertThat(Taken.of(manifest(bill("1", ""))).only().getRouting())
                .extracting("locode")
                .containsExactly("ITBRI", "ALDRZ");
        assertThat(Taken.of(manifest(bill("1", places))).only().getRouting())
                .extracting("locode")
                .containsExactly("TRIST", "ALDRZ");
    }

    @Test
    void anotherNumberOfBillsThanStatedIsAFinding() {
        Taken taken = Taken.of(manifest(bill("1", ""), bill("2", "")));

        assertThat(taken.receipt().findings())
                .containsExactly(new Finding(Finding.STATED_COUNT, "bills stated=1, found=2"));
        assertThat(taken.receipt().filed()).isEqualTo(2);
    }

    @Test
    void aCodeThatOnlyTheNationKnowsIsReadOnceTheProfileSaysIt() {
        String message = manifest(bill("1", "")).replace(">23<", ">29<");
        Profile profile = Profile.parse("codes: {natureOfMovement: {29: TRANSSHIPMENT}}", "test");
        Taken taken = Taken.of(message.getBytes(StandardCharsets.UTF_8), profile);

        assertThat(Taken.of(message).rejects())
                .extracting(BillReject::reason)
                .containsExactly(BillReject.Reason.BAD_CODE);
        assertThat(taken.only().getNatureOfMovement()).isEqualTo(NatureOfMovement.TRANSSHIPMENT);
    }

    @Test
    void aTypeThatTheProfileCallsHouseIsOne() {
        String message =
                manifest(bill("1", "").replace("<Bol_nature>", "<Bol_type_code>NVO</Bol_type_code><Bol_nature>"));

        assertThat(Taken.of(message).only().getBillLevel()).isEqualTo(BillLevel.STRAIGHT);
        assertThat(by("house: [NVO]", message).only().getBillLevel()).isEqualTo(BillLevel.HOUSE);
    }

    @Test
    void housesAreFiledBeforeAndAfterTheirMaster() {
        Taken houses = Taken.of(Fixtures.bytes("awbolds.xml"));

        assertThat(houses.filings()).extracting(Filing::getBillLevel).containsOnly(BillLevel.HOUSE);
        assertThat(houses.filings())
                .extracting(filing -> filing.getMasterDocument().getNumber())
                .containsOnly("ADRL0417002");
    }

    @Test
    void twoTenantsMayHaveTheSameBillNumber() {
        FeedReader reader = Formats.reader(Profiles.of(List.of()), new ConsignmentKeys());
        ReceivedMessage message = ReceivedMessage.of(
                manifest(bill("1", "")).getBytes(StandardCharsets.UTF_8), "in", 0, 0, Taken.RECEIVED);

        assertThat(Taken.of(reader, message.from("al", "X", null)).only().getTenant())
                .isEqualTo("al");
        assertThat(Taken.of(reader, message.from("xk", "X", null)).only().getTenant())
                .isEqualTo("xk");
    }

    @Test
    void twoCharacterSetsOfOneManifestAreOneManifest() {
        String text = manifest(bill("1", "")).replace("PIPES", "TUBË ÇELIKU");
        Taken utf8 = Taken.of(text);
        Taken latin = Taken.of(text.getBytes(StandardCharsets.ISO_8859_1), Profile.parse("charset: ISO-8859-1", "t"));

        assertThat(latin.only().getGoodsItems()).isEqualTo(utf8.only().getGoodsItems());
        assertThat(Taken.of(text.getBytes(StandardCharsets.ISO_8859_1)).refused())
                .isEqualTo(MessageReject.Reason.BAD_CHARSET);
    }
}
