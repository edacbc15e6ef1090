// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.feeds.BillReject;
import portolan.feeds.Finding;
import portolan.feeds.Fixtures;
import portolan.feeds.Profile;
import portolan.feeds.Taken;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.NatureOfMovement;

class X12ManifestTest {
    private static final String FIXTURE = new String(Fixtures.bytes("manifest-309.edi"), StandardCharsets.ISO_8859_1);

    /** A manifest that a carrier sent, some of its names struck out. */
    @Test
    @EnabledIfEnvironmentVariable(named = "PORTOLAN_DATA", matches = ".+")
    void theRealManifestIsReadWhole() throws IOException {
        Taken taken = Taken.of(Files.readAllBytes(Path.of("../..")
                .resolve(System.getenv("PORTOLAN_DATA"))
                .resolve("edi-samples/x12_004010_309_test1.edi")));

        assertThat(taken.filings()).hasSize(10);
        assertThat(taken.rejects()).isEmpty();
        assertThat(taken.receipt().findings())
                .containsExactly(new Finding(Finding.STATED_COUNT, "segment=SE, stated=622, found=295"));
        assertThat(taken.filings().stream()
                        .mapToInt(filing -> filing.getEquipment().size()))
                .hasSize(10);
        assertThat(taken.filings().stream()
                        .mapToInt(filing -> filing.getEquipment().size())
                        .sum())
                .isEqualTo(18);
        assertThat(taken.filings().stream()
                        .mapToInt(filing -> filing.getParties().size())
                        .sum())
                .isEqualTo(30);
        assertThat(taken.filings().stream()
                        .flatMap(filing -> filing.getGoodsItems().stream())
                        .flatMap(item -> item.getUndg().stream()))
                .hasSize(7)
                .containsOnly("2319");
        Item tyres = taken.filings().get(0).getGoodsItems().get(0);
        assertThat(tyres.getHs()).isEqualTo("401120");
        assertThat(tyres.getGrossMassKg()).isEqualByComparingTo("14404");
        assertThat(tyres.getDescription())
                .contains("TRUCK TIRES")
                .contains("GROSS WEIGHT: 14.404,260 KG . SEVERAL SIZES SERVICE CONTRACT NUMBER \"SC#")
                .contains("FREIGHT COLLECT FINAL DESTINATION: JACKSONVILLE - U.S.A.A . WOODEN PACKAGE: NOT APPLICABLE")
                .contains("CNPJ: 57.497.539/0001-15");
        assertThat(taken.filings().get(0).getAttributes())
                .containsEntry("goodsItems[0].N10-02.CNPJ", "57.497.539/0001-15");
        assertThat(taken.filings().get(2).getAttributes())
                .containsEntry("goodsItems[0].N10-02.EM", "HMCATEEHARRIS@INTERMODALTANK.COM");
        for (Filing filing : taken.filings()) {
            assertThat(taken.slice(filing))
                    .startsWith("LX*")
                    .endsWith("~")
                    .contains(filing.getTransportDocument().getNumber());
        }
    }

    @Test
    void aManifestWithoutItsEnvelopeIsTheSame() {
        int from = FIXTURE.indexOf("ST*309");
        int to = FIXTURE.indexOf("GE*1");
        Taken whole = Taken.of(FIXTURE);
        Taken bare = Taken.of(FIXTURE.substring(from, to));

        assertThat(bare.receipt().findings()).isEmpty();
        assertThat(bare.filings()).hasSameSizeAs(whole.filings());
        for (int at = 0; at < bare.filings().size(); at++) {
            Filing filing = bare.filings().get(at);
            assertThat(bare.slice(filing)).isEqualTo(whole.slice(whole.filings().get(at)));
            assertThat(filing.getGoodsItems()).isEqualTo(whole.filings().get(at).getGoodsItems());
            // Without a group it has no time of its own.
            assertThat(filing.getFiledAt()).isEqualTo(Taken.RECEIVED);
        }
    }

    @Test
    void anAmendmentSaysWhatBecomesOfTheBill() {
        List<Filing> filings = Taken.of(FIXTURE).filings();

        assertThat(filings)
                .extracting(
                        Filing::getEventKind,
                        filing -> filing.getTransportDocument().getNumber())
                .containsExactly(
                        tuple(EventKind.CREATE, "QCARB0001"),
                        tuple(EventKind.CREATE, "QCARB0002"),
                        tuple(EventKind.DELETE, "QCARB0003"),
                        tuple(EventKind.PATCH, "QCARB0004"));
        Filing patch = filings.get(3);
        assertThat(patch.getTotals().getPackages()).isEqualTo(96);
        assertThat(patch.getRouting()).as("would overwrite that of the bill").isEmpty();
        assertThat(patch.getNatureOfMovement()).isEqualTo(NatureOfMovement.UNKNOWN);

        Taken unknown = Taken.of(FIXTURE.replace("*5301*R*", "*5301*Q*"));
        assertThat(unknown.rejects()).extracting(BillReject::reason).containsExactly(BillReject.Reason.BAD_CODE);
        assertThat(unknown.rejects().get(0).message()).contains("unknown code: M13-03='Q'");
    }

    @Test
    void aBillUnderAMasterIsAHouseAndEachPortHasItsBills() {
        List<Filing> filings = Taken.of(FIXTURE).filings();
        Filing house = filings.get(1);

        assertThat(house.getBillLevel()).isEqualTo(BillLevel.HOUSE);
        assertThat(house.getTransportDocument().getIssuer()).isEqualTo("FWDR");
        assertThat(house.getMasterDocument().getNumber()).isEqualTo("QCARM0009");
        assertThat(house.getMasterDocument().getIssuer()).isEqualTo("QCAR");
        assertThat(house.getGoodsItems().get(0).getGrossMassKg())
                .as("4,409.2 lb")
                .isEqualByComparingTo(new BigDecimal("1999.979478"));
        assertThat(filings).extracting(Filing::getOffice).containsExactly("1803", "1803", "5301", "5301");
    }

    @ParameterizedTest
    @CsvSource({"E,1000", "G,0.001", "K,1", "L,0.453592", "O,0.028350", "S,907.18474", "T,1016.046909"})
    void aLetterOfTheWeightIsAUnitOfWeight(String letter, BigDecimal kilograms) {
        Filing bill = Taken.of(FIXTURE.replace("*4409.2*L*0*X*", "*1*" + letter + "*18*X*"))
                .filings()
                .get(1);

        assertThat(bill.getTotals().getGrossMassKg()).isEqualByComparingTo(kilograms);
        assertThat(bill.getGoodsItems().get(0).getVolumeM3()).isEqualByComparingTo("18");
    }

    @ParameterizedTest
    @CsvSource({"C,0.000001", "E,0.028317", "M,0.001", "N,0.000016", "V,0.001", "X,1"})
    void aLetterOfTheVolumeIsAUnitOfVolume(String letter, BigDecimal cubicMetres) {
        Filing bill = Taken.of(FIXTURE.replace("*4409.2*L*0*X*", "*2400*K*1*" + letter + "*"))
                .filings()
                .get(1);

        assertThat(bill.getGoodsItems().get(0).getVolumeM3()).isEqualByComparingTo(cubicMetres);
        assertThat(bill.getTotals().getGrossMassKg()).isEqualByComparingTo("2400");
    }

    /** A measurement ton is no weight, a cubic metre neither; of loads and gallons nobody knows how much they hold. */
    @ParameterizedTest
    @CsvSource({"M,X", "X,X", "C,X", "K,L", "K,G", "K,K", "K,B", "K,S", "K,T"})
    void aUnitOfAnotherElementIsLeftOutAndNamed(String weight, String volume) {
        Taken taken = Taken.of(FIXTURE.replace("*4409.2*L*0*X*", "*2400*" + weight + "*18*" + volume + "*"));

        assertThat(taken.rejects()).isEmpty();
        assertThat(taken.receipt().findings().get(0).message())
                .startsWith(weight.equals("K") ? "BAD_CODE goodsItems[*].volumeM3" : "BAD_CODE totals.grossMassKg")
                .contains("unit='" + (weight.equals("K") ? volume : weight) + "'");
    }

    @Test
    void aProfileNamesThePorts() {
        Profile profile = Profile.parse("""
                zone: America/New_York
                codes:
                  routing[LOAD].locode: {57035: CNNGB}
                  routing[DISCHARGE].locode: {1803: USJAX}
                """, "jax");
        Filing filing = Taken.of(FIXTURE.getBytes(StandardCharsets.ISO_8859_1), profile)
                .filings()
                .get(0);

        assertThat(filing.getRouting())
                .extracting("function", "locode", "name", "country")
                .containsExactly(
                        tuple(LegFunction.RECEIPT, null, "NINGBO", null),
                        tuple(LegFunction.LOAD, "CNNGB", null, "CN"),
                        tuple(LegFunction.DISCHARGE, "USJAX", null, "US"),
                        tuple(LegFunction.DELIVERY, "USJAX", null, "US"));
        assertThat(filing.getFiledAt()).isEqualTo("2026-03-01T14:15:00Z");
        assertThat(filing.getRouting().get(2).getEta()).isEqualTo("2026-03-12T04:00:00Z");
    }

    @Test
    void badFieldsAreLeftOutAndSaidButForTheBillsNumber() {
        Taken taken = Taken.of(
                FIXTURE.replace("*J*940511*0*K*1600~", "*J*940511*0*Z*1600~").replace("M11*QCARB0002*", "M11**"));

        assertThat(taken.receipt().found()).isEqualTo(4);
        assertThat(taken.rejects()).extracting(BillReject::reason).containsExactly(BillReject.Reason.NO_BILL_NUMBER);
        assertLeftOut(taken, "BAD_CODE goodsItems[*].grossMassKg: unknown code: unit='Z'");
        assertLeftOut(Taken.of(FIXTURE.replace("*CTN*2400*K*", "*CTN*24oo*K*")), "BAD_NUMBER totals.grossMassKg");
        assertLeftOut(Taken.of(FIXTURE.replace("P4*1803*260312*", "P4*1803*261312*")), "BAD_DATE routing[DISCHARGE]");
    }

    private static void assertLeftOut(Taken taken, String what) {
        assertThat(taken.receipt().findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.startsWith(what));
    }

    @Test
    void aTextThatWasCutIsJoined() {
        String full = "x".repeat(45);
        assertThat(X12Items.joined(List.of(full, "yy"), 45)).isEqualTo(full + "yy");
        String less = full.substring(1);
        assertThat(X12Items.joined(List.of(less, "yy"), 45)).isEqualTo(less + " yy");
        assertThat(X12Items.joined(List.of("A DOZEN LAMPS", "", "OF GLASS"), 45))
                .isEqualTo("A DOZEN LAMPS OF GLASS");
        assertThat(X12Items.joined(List.of(full.substring(1) + '"', "FREIGHT TO JACKSONVI", "LLE"), 45))
                .isEqualTo(full.substring(1) + "\" FREIGHT TO JACKSONVILLE");
    }
}
