// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import portolan.feeds.Fixtures;
import portolan.feeds.MessageReject;
import portolan.feeds.Profile;
import portolan.feeds.Taken;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;

class EntrySummaryTest {
    private static final String IE315 = new String(Fixtures.bytes("ie315.xml"), StandardCharsets.UTF_8);

    @Test
    void itemsOfOneTransportDocumentAreOneFilingWhereverTheyStand() {
        List<Filing> filings = Taken.of(IE315).filings();

        assertThat(filings)
                .extracting(filing -> filing.getTransportDocument().getNumber())
                .containsExactly("HBL-1", "HBL-2");
        assertThat(filings.get(0).getGoodsItems()).extracting("seq").containsExactly(1, 3);
        assertThat(filings).extracting(Filing::getBillLevel).containsOnly(BillLevel.HOUSE);
        assertThat(filings.get(0).getMasterDocument().getNumber()).isEqualTo("ADRL0417001");
        assertThat(filings.get(0).getEquipment()).extracting("id").containsExactly("MSKU1234565");
    }

    @Test
    void partiesOfItemsComeBeforeThoseOfTheHeader() {
        List<Filing> filings = Taken.of(IE315).filings();

        assertThat(named(filings.get(0), PartyRole.CONSIGNOR)).isEqualTo("BOSPHOR TEKSTIL A.S.");
        assertThat(named(filings.get(1), PartyRole.CONSIGNOR)).isEqualTo("TYRE TRADE LTD");
        assertThat(named(filings.get(0), PartyRole.CONSIGNEE)).isEqualTo("ADRIA UVOZ D.O.O.");
    }

    private static String named(Filing filing, PartyRole role) {
        return filing.getParties().stream()
                .filter(party -> party.getRole() == role)
                .map(Party::getRawName)
                .findFirst()
                .orElse("");
    }

    @Test
    void filedIsWhenTheMessageWasPreparedInTheZoneOfTheProfile() {
        Profile zagreb = Profile.parse("zone: Europe/Zagreb", "z");

        assertThat(Taken.of(IE315).filings().get(0).getFiledAt()).isEqualTo(Instant.parse("2026-03-01T08:15:00Z"));
        assertThat(Taken.of(IE315.getBytes(StandardCharsets.UTF_8), zagreb)
                        .filings()
                        .get(0)
                        .getFiledAt())
                .isEqualTo(Instant.parse("2026-03-01T07:15:00Z"));
        assertThat(Taken.of(IE315.replace(">260301<", ">261301<")).rejects())
                .extracting(reject -> reject.reason().name())
                .containsExactly("BAD_DATE", "BAD_DATE");
    }

    @Test
    void aBillToOrderHasAConsigneeThatNobodyKnowsYet() {
        String blank = IE315.replaceAll("(?s)<TRACONCE1>.*</TRACONCE1>", "");
        List<Filing> filings = Taken.of(blank).filings();

        assertThat(filings.get(0).getParties()).noneMatch(party -> party.getRole() == PartyRole.CONSIGNEE);
        assertThat(filings.get(1).getParties())
                .filteredOn(party -> party.getRole() == PartyRole.CONSIGNEE)
                .singleElement()
                .satisfies(party -> assertThat(party.getIsToOrder()).isTrue());
    }

    @Test
    void anAmendmentReplacesTheFilingOfItsBill() {
        String amendment = IE315.replace("CC315A", "CC313A")
                .replace("<RefNumHEA4>ADRL26030100001</RefNumHEA4>", "<DocNumHEA5>26HR0000000000001</DocNumHEA5>");
        Filing first = Taken.of(IE315).filings().get(0);
        Filing then = Taken.of(amendment).filings().get(0);

        assertThat(then.getEventKind()).isEqualTo(EventKind.REPLACE);
        assertThat(then.getFilingId()).isEqualTo(first.getFilingId());
        assertThat(then.getAttributes()).containsEntry("HEAHEA/DocNumHEA5", "26HR0000000000001");
    }

    @Test
    void aMessageInAnEnvelopeIsReadAndASecondInTheSameIsRefused() {
        String body = IE315.substring(IE315.indexOf("<ie:"));
        String envelope = "<GovTalkMessage xmlns=\"urn:e\"><Header><a/></Header><Body>%s</Body></GovTalkMessage>";

        assertThat(Taken.of(envelope.formatted(body)).filings())
                .extracting(Filing::getGoodsItems)
                .isEqualTo(Taken.of(IE315).filings().stream()
                        .map(Filing::getGoodsItems)
                        .toList());
        assertThat(Taken.of(envelope.formatted(body + body)).refused())
                .isEqualTo(MessageReject.Reason.MALFORMED_ENVELOPE);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "PORTOLAN_DATA", matches = ".+", disabledReason = "the samples are not ours")
    void everyOpenSampleIsRead() throws IOException {
        List<String> odd = new ArrayList<>();
        int read = 0;
        for (String archive : List.of("ruleTestCases315_sample", "hmrc-ens-schemas-examples")) {
            Path file = Path.of(System.getenv("PORTOLAN_DATA"), "hmrc-ens", "open", archive + ".tar.zst");
            for (Tar.Entry entry : Tar.entries(file)) {
                String text = new String(entry.bytes(), StandardCharsets.UTF_8);
                boolean sample = archive.startsWith("rule") || entry.name().contains("schemaValidSample");
                if (!entry.name().endsWith(".xml") || !sample || !text.contains(":CC31")) {
                    continue;
                }
                read++;
                Taken taken = Taken.of(entry.bytes());
                for (Filing filing : taken.filings()) {
                    assertThat(taken.slice(filing))
                            .contains(filing.getTransportDocument().getNumber());
                }
                if (taken.filings().isEmpty() || !taken.rejects().isEmpty()) {
                    odd.add(entry.name() + ": " + taken.receipt() + taken.rejects());
                }
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(61);
        assertThat(odd).isEmpty();
    }
}
