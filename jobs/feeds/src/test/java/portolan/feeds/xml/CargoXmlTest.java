// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import portolan.feeds.Fixtures;
import portolan.feeds.MessageReject;
import portolan.feeds.Profile;
import portolan.feeds.Taken;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Leg;

class CargoXmlTest {
    private static final String XFWB = text("xfwb.xml");

    private static String text(String name) {
        return new String(Fixtures.bytes(name), StandardCharsets.UTF_8);
    }

    @Test
    void aLaterMessageAboutAWaybillIsTheSameFilingWhateverItsOwnIdIs() {
        Filing first = Taken.of(XFWB).only();
        Filing update = Taken.of(XFWB.replace("5f0c8a52", "11111111").replace(">Creation<", ">Update<"))
                .only();

        assertThat(update.getFilingId()).isEqualTo(first.getFilingId()).isEqualTo("071:071-12345675");
        assertThat(update.getEventKind()).isEqualTo(EventKind.REPLACE);
        assertThat(update.getEventId()).isNotEqualTo(first.getEventId());
        assertThat(Taken.of(XFWB.replace(">Creation<", ">Deletion<")).only().getEventKind())
                .isEqualTo(EventKind.DELETE);
    }

    @Test
    void timesAreThoseOfTheMessageWithAnOffsetOrInTheZoneOfTheProfile() {
        Profile tirana = Profile.parse("zone: Europe/Tirane", "t");
        byte[] local = XFWB.replace("+01:00", "").getBytes(StandardCharsets.UTF_8);

        assertThat(Taken.of(XFWB).only().getFiledAt()).isEqualTo(Instant.parse("2026-03-01T09:30:00Z"));
        assertThat(Taken.of(local).only().getFiledAt()).isEqualTo(Instant.parse("2026-03-01T10:30:00Z"));
        assertThat(Taken.of(local, tirana).only().getFiledAt()).isEqualTo(Instant.parse("2026-03-01T09:30:00Z"));
    }

    @Test
    void massesAndVolumesAreInTheUnitThatEachStates() {
        Filing waybill = Taken.of(XFWB).only();

        assertThat(waybill.getTotals().getGrossMassKg()).isEqualByComparingTo(new BigDecimal("453.592370"));
        assertThat(waybill.getGoodsItems().get(0).getVolumeM3()).isEqualByComparingTo(new BigDecimal("2.602"));
        assertThat(Taken.of(XFWB.replace("CMQ", "XXX")).receipt().findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).startsWith("BAD_CODE ").contains("value='XXX'"));
    }

    @Test
    void flightsAreInTheirOrderAndAnAirportsCodeIsItsPlaceOrWhatTheProfileSays() {
        Profile codes = Profile.parse(
                "codes: {\"routing[LOAD].locode\": {ADD: ETJIM}, \"routing[DISCHARGE].locode\": {TIA: ALDRZ}}", "c");
        List<Leg> plain = Taken.of(XFWB).only().getRouting();
        List<Leg> known =
                Taken.of(XFWB.getBytes(StandardCharsets.UTF_8), codes).only().getRouting();

        assertThat(plain).extracting("name").containsExactly("ADD", "IST", "TIA");
        assertThat(plain).extracting("seq").containsExactly(1, 2, 3);
        assertThat(plain.get(0).getEtd()).isEqualTo(Instant.parse("2026-03-01T20:00:00Z"));
        assertThat(plain.get(1).getEtd()).isEqualTo(Instant.parse("2026-03-02T06:00:00Z"));
        assertThat(Taken.of(XFWB).only().getConveyance().getId()).isEqualTo("ET730");
        assertThat(plain).extracting("locode").containsExactly("ETADD", "TRIST", "ALTIA");
        assertThat(known).extracting("locode").containsExactly("ETJIM", "TRIST", "ALDRZ");
    }

    @Test
    void aUnitLoadDeviceIsNoContainerWhoseCheckDigitIsWrong() {
        assertThat(Taken.of(XFWB).only().getEquipment()).singleElement().satisfies(device -> {
            assertThat(device.getId()).isEqualTo("PMC1337ET");
            assertThat(device.getIdValid()).isNull();
        });
    }

    @Test
    void theNameOfTheRootDecidesAndNoPrefixAndNoType() {
        String other =
                XFWB.replace("w:", "ns2:").replace("xmlns:w=", "xmlns:ns2=").replace(">741<", ">703<");

        assertThat(Taken.of(other).receipt().format()).isEqualTo("XFWB");
        assertThat(Taken.of(other).only().getBillLevel()).isEqualTo(BillLevel.MASTER);
        assertThat(Taken.of(XFWB.replace("iata:waybill:1", "iata:waybill:9")).refused())
                .isEqualTo(MessageReject.Reason.UNKNOWN_FORMAT);
    }

    @Test
    void aHouseIsTheSameBillInItsWaybillAndInItsManifest() {
        Filing waybill = Taken.of(Fixtures.bytes("xfzb.xml")).only();
        Filing listed = Taken.of(Fixtures.bytes("xfhl.xml")).filings().get(0);

        assertThat(listed.getConsignmentKey()).isEqualTo(waybill.getConsignmentKey());
        assertThat(listed.getFilingId()).isEqualTo(waybill.getFilingId());
        assertThat(listed.getEventKind()).isEqualTo(EventKind.SUPPLEMENT);
        assertThat(listed.getMasterDocument()).isEqualTo(waybill.getMasterDocument());
    }

    @Test
    void aFlightsManifestTellsOfArrivalsAndCreatesNothing() {
        List<Filing> filings = Taken.of(Fixtures.bytes("xffm.xml")).filings();

        assertThat(filings)
                .extracting(Filing::getEventKind)
                .containsExactly(EventKind.ARRIVAL, EventKind.ARRIVAL, EventKind.STATUS);
        assertThat(filings.get(0).getFilingId()).isEqualTo(Taken.of(XFWB).only().getFilingId());
        assertThat(filings.get(0).getRouting().get(1).getAta()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
        assertThat(filings.get(2).getRouting()).extracting("name").containsExactly("IST", "SKP");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "PORTOLAN_DATA", matches = ".+", disabledReason = "the samples are not ours")
    void everyOpenSampleIsAFiling() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getenv("PORTOLAN_DATA"), "cargo-xml"))) {
            List<Path> samples = files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
            assertThat(samples).hasSize(7);
            for (Path sample : samples) {
                Taken taken = Taken.of(read(sample));
                Filing filing = taken.only();
                assertThat(taken.slice(filing))
                        .as(sample.toString())
                        .contains(filing.getTransportDocument().getNumber());
                assertThat(filing.getParties()).as(sample.toString()).hasSizeGreaterThan(1);
                assertThat(filing.getGoodsItems().get(0).getDescription()).isNotBlank();
            }
            Filing house = Taken.of(read(samples.get(5))).only();
            assertThat(house.getMasterDocument().getNumber()).isEqualTo("888-11111111");
            assertThat(house.getTotals().getGrossMassKg()).isEqualByComparingTo("134");
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
