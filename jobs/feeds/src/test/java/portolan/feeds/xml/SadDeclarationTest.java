// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.feeds.Declarations;
import portolan.feeds.FeedReader;
import portolan.feeds.Fixtures;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Taken;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.ValueType;
import portolan.schemas.lines.ConsignmentKeys;

class SadDeclarationTest {
    private static final String SAD = new String(Fixtures.bytes("sad.xml"), StandardCharsets.UTF_8);
    private static final String NO_BILL = "<Summary_declaration><null/></Summary_declaration>";

    @Test
    void aDeclarationIsOneFilingKeyedByOfficeAndRegistration() {
        Filing filing = Taken.of(SAD).only();

        assertThat(filing.getEventKind()).isEqualTo(EventKind.CREATE);
        assertThat(filing.getFilingId()).isEqualTo("ALVER:C:1234:2/24/26");
        assertThat(filing.getTransportDocument().getNumber()).isEqualTo("CMR-0099");
        assertThat(filing.getRouting()).extracting("country").containsExactly("XK", null, "AL");
    }

    @Test
    void aDeclarationThatIsNotRegisteredIsADraftThatCreatesNothing() {
        String draft = SAD.replaceAll("<Number>1234</Number>", "<Number/>");

        assertThat(Taken.of(draft).only().getEventKind()).isEqualTo(EventKind.STATUS);
    }

    @Test
    void aDeclarationOfABillThatWasFiledBeforeSupplementsIt() {
        FeedReader reader = Formats.reader(Profiles.of(List.of()), new ConsignmentKeys());
        Filing bill = Taken.of(reader, message(Fixtures.bytes("awmds.xml"), 1))
                .filings()
                .get(0);
        byte[] declaration = SAD.replace(NO_BILL, "<Summary_declaration>ADRL0417001</Summary_declaration>")
                .getBytes(StandardCharsets.UTF_8);
        Filing supplement = Taken.of(reader, message(declaration, 2)).only();

        assertThat(supplement.getEventKind()).isEqualTo(EventKind.SUPPLEMENT);
        assertThat(supplement.getConsignmentKey()).isEqualTo(bill.getConsignmentKey());
        assertThat(supplement.getFilingId()).as("it has a number of its own").isEqualTo("ALVER:C:1234:2/24/26");
        // Another tenant has filed no such bill, and nobody has here: the declaration stands alone.
        assertThat(Taken.of(reader, message(Fixtures.bytes("awmds.xml"), 3).from("al", null, null))
                        .filings())
                .isNotEmpty();
        assertThat(Taken.of(reader, message(declaration, 4).from("xk", null, null))
                        .only()
                        .getEventKind())
                .isEqualTo(EventKind.CREATE);
        assertThat(Taken.of(declaration).only().getEventKind()).isEqualTo(EventKind.CREATE);
    }

    @Test
    void whatStandsForANumberNamesNoBill() {
        assertThat(Taken.of(SAD.replace(NO_BILL, "<Summary_declaration>N/A</Summary_declaration>"))
                        .only()
                        .getAttributes())
                .doesNotContainKey(Declarations.CLEARS);
    }

    private static ReceivedMessage message(byte[] bytes, long offset) {
        return ReceivedMessage.of(bytes, "in", 0, offset, Taken.RECEIVED);
    }

    @Test
    void nameAndAddressAreOneTextAndTheFirstLineIsTheName() {
        assertThat(Taken.of(SAD).only().getParties())
                .filteredOn(party -> "KOSOVA METAL SHPK".equals(party.getRawName()))
                .singleElement()
                .satisfies(party ->
                        assertThat(party.getAddress().getRawText()).isEqualTo("RR. E PRIZRENIT 5\nPRIZREN XK"));
    }

    @Test
    void theDeclarantsWordsComeBeforeTheTariffs() {
        assertThat(Taken.of(SAD).only().getGoodsItems())
                .extracting(Item::getDescription)
                .containsExactly("WELDED STEEL PIPES 6M", "Rigid tubes of polymers of vinyl chloride");
        assertThat(Taken.of(SAD).only().getGoodsItems())
                .extracting(Item::getHs)
                .containsExactly("7306191012", "39172310");
    }

    @Test
    void aValueIsInItsOwnCurrencyOrThereIsNone() {
        List<Item> items = Taken.of(SAD).only().getGoodsItems();

        assertThat(items.get(0).getValue().getAmount()).isEqualByComparingTo("12345.67");
        assertThat(items.get(0).getValue().getCurrency()).isEqualTo("EUR");
        assertThat(items.get(0).getValue().getType()).isEqualTo(ValueType.CIF);
        assertThat(items.get(1).getValue()).isNull();
    }

    @Test
    void twoPlatesAreAVehicleAndItsTrailer() {
        Filing filing = Taken.of(SAD).only();

        assertThat(filing.getConveyance().getIdType()).isEqualTo(ConveyanceIdType.PLATE);
        assertThat(filing.getConveyance().getId()).isEqualTo("01123AB");
        assertThat(filing.getAttributes()).containsEntry("conveyance.trailer", "01456CD");
    }

    @Test
    void codesOfDocumentsAndPackagesAreTheNationsOwn() {
        String national = SAD.replace(">733<", ">2050<");
        Profile profile = Profile.parse(
                "codes: {transportDocument.type: {2050: N730}, \"goodsItems[*].packages[0].type\": {17: PK}}", "al");

        assertThat(Taken.of(national).only().getConsignmentKey()).isEqualTo("ALVER-C:1234:2026");
        Filing filing =
                Taken.of(national.getBytes(StandardCharsets.UTF_8), profile).only();
        assertThat(filing.getTransportDocument().getNumber()).isEqualTo("CMR-0099");
        assertThat(filing.getGoodsItems().get(0).getPackages().get(0).getType()).isEqualTo("PK");
    }

    @Test
    void proceduresThatBeginWithEightAreTransit() {
        assertThat(Taken.of(SAD).only().getNatureOfMovement()).isEqualTo(NatureOfMovement.IMPORT);
        assertThat(Taken.of(SAD.replace(">4000<", ">8000<")).only().getNatureOfMovement())
                .isEqualTo(NatureOfMovement.TRANSIT);
    }
}
