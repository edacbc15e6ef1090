// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.feeds.FeedReader;
import portolan.feeds.Fixtures;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Taken;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;

class TransitDeclarationTest {
    private static final String CC015C = new String(Fixtures.bytes("cc015c.xml"), StandardCharsets.UTF_8);

    @Test
    void aHouseWithADocumentIsAHouseBillAndOneWithoutIsKnownByItsPlace() {
        List<Filing> filings = Taken.of(CC015C).filings();

        assertThat(filings)
                .extracting(Filing::getConsignmentKey)
                .containsExactly("MK4030111111111:CMR-501:2026", "MK4030111111111-2:LRN2603010001:2026");
        assertThat(filings).extracting(Filing::getBillLevel).containsExactly(BillLevel.HOUSE, BillLevel.STRAIGHT);
        assertThat(filings).extracting(Filing::getFilingId).doesNotHaveDuplicates();
    }

    @Test
    void theOnlyHouseOfAConsignmentTravelsUnderItsDocument() {
        String one = CC015C.replaceAll("(?s)<HouseConsignment>\\s*<sequenceNumber>1.*?</HouseConsignment>", "");
        Filing filing = Taken.of(one).only();

        assertThat(filing.getTransportDocument().getNumber()).isEqualTo("ADRL0417009");
        assertThat(filing.getTransportDocument().getType()).isEqualTo("N705");
    }

    @Test
    void boxesAndSealsAreThoseOfTheHousesOwnItems() {
        List<Filing> filings = Taken.of(CC015C).filings();

        assertThat(filings.get(0).getEquipment()).singleElement().satisfies(box -> {
            assertThat(box.getId()).isEqualTo("MSKU1234565");
            assertThat(box.getSeals()).extracting("number").containsExactly("MK-778");
        });
        assertThat(filings.get(1).getEquipment()).extracting("id").containsExactly("TRIU8031239");
    }

    @Test
    void filedIsWhenTheMessageWasPrepared() {
        Profile skopje = Profile.parse("zone: Europe/Skopje", "mk");

        assertThat(Taken.of(CC015C.getBytes(StandardCharsets.UTF_8), skopje)
                        .filings()
                        .get(0)
                        .getFiledAt())
                .isEqualTo(Instant.parse("2026-03-01T08:37:04Z"));
    }

    @Test
    void theVehicleIsTheConveyanceAndItsTrailerAnAttribute() {
        Filing filing = Taken.of(CC015C).filings().get(0);

        assertThat(filing.getConveyance().getId()).isEqualTo("SK1234AB");
        assertThat(filing.getAttributes()).containsEntry("conveyance.trailer", "SK9999CD");
    }

    @Test
    void anAmendmentReplaces() {
        assertThat(Taken.of(CC015C.replace("CC015C", "CC013C")).filings())
                .extracting(Filing::getEventKind)
                .containsOnly(EventKind.REPLACE);
    }

    @Test
    void aReleaseReplacesTheDeclarationAndCreatesAnUnknownOne() {
        FeedReader reader = Formats.reader(Profiles.of(List.of()), new ConsignmentKeys());
        String release = CC015C.replace("CC015C", "CC029C")
                .replace("NTA.MK.TRADER", "NTA.MK")
                .replace("T09:37:04", "T11:00:00");

        List<Filing> declared = sent(reader, CC015C).filings();
        List<Filing> released = sent(reader, release).filings();

        assertThat(released).extracting(Filing::getEventKind).containsOnly(EventKind.REPLACE);
        assertThat(released)
                .extracting(Filing::getConsignmentKey, Filing::getFilingId)
                .containsExactlyElementsOf(declared.stream()
                        .map(filing -> tuple(filing.getConsignmentKey(), filing.getFilingId()))
                        .toList());
        assertThat(Taken.of(release).filings()).extracting(Filing::getEventKind).containsOnly(EventKind.CREATE);
    }

    private static Taken sent(FeedReader reader, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return Taken.of(reader, ReceivedMessage.of(bytes, "messages.received", 0, 17, Taken.RECEIVED));
    }
}
