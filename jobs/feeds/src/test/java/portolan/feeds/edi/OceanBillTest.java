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
import org.junit.jupiter.params.provider.ValueSource;
import portolan.feeds.BillReject;
import portolan.feeds.Fixtures;
import portolan.feeds.Taken;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.LegFunction;

class OceanBillTest {
    private static final String FIXTURE = new String(Fixtures.bytes("bill-310.edi"), StandardCharsets.ISO_8859_1);

    @Test
    void theLineThatFreightIsComputedFromIsNoGoodsTwice() {
        assertThat(Taken.of(FIXTURE).rejects()).isEmpty();
        Filing bill = Taken.of(FIXTURE).filings().get(0);

        assertThat(bill.getGoodsItems())
                .extracting(Item::getSeq, Item::getHs, Item::getUndg)
                .containsExactly(tuple(1, "940511", List.of()), tuple(2, null, List.of("3480")));
        assertThat(bill.getGoodsItems().get(0).getDescription())
                .isEqualTo("LED LAMPS FOR CEILINGS, IN CARTONS OF TWELVE EACH,"
                        + "WITH SPARE DRIVERS. AGENT: DESK@SOUTHPORT.EXAMPLE");
        assertThat(bill.getGoodsItems().get(1).getGrossMassKg())
                .as("1,763.7 lb")
                .isEqualByComparingTo("800.000863");
        assertThat(bill.getTotals().getGrossMassKg()).isEqualByComparingTo("2400");
        assertThat(bill.getAttributes()).containsEntry("goodsItems[1].L5-03", "2313432");
    }

    @Test
    void goodsWithoutAQuantityAreAnItemOfTheirOwnInEachBox() {
        Filing bill = Taken.of(FIXTURE.replace("L0*1***1600*G*12*X*80*CTN**K~\n", "")
                        .replace("L0*2***1763.7*G*6*X*40*CTN**L~\n", ""))
                .filings()
                .get(0);

        assertThat(bill.getGoodsItems())
                .extracting(Item::getDescription)
                .hasSize(2)
                .last()
                .isEqualTo("LITHIUM BATTERIES");
    }

    @Test
    void aBoxHasItsCheckDigitSealsAndTareWhereverTheDigitStands() {
        Filing bill = Taken.of(FIXTURE).filings().get(0);

        assertThat(bill.getEquipment()).extracting("id").containsExactly("QHTU1234564", "QHTU1234585");
        assertThat(bill.getEquipment().get(0).getSeals()).extracting("number").containsExactly("SL0001", "SL0002");
        assertThat(bill.getEquipment().get(0).getTareKg()).isEqualByComparingTo("3810");
        assertThat(bill.getGoodsItems().get(1).getContainerRefs().get(0).getEquipmentId())
                .isEqualTo("QHTU1234585");
        assertThat(bill.getTotals().getContainers()).isEqualTo(2);
    }

    @Test
    void aTimeAfterTheMessageIsExpectedWhateverItsCodeSays() {
        Filing bill = Taken.of(FIXTURE).filings().get(0);

        assertThat(bill.getRouting())
                .extracting("function")
                .containsExactly(
                        LegFunction.RECEIPT,
                        LegFunction.LOAD,
                        LegFunction.TRANSSHIP,
                        LegFunction.DISCHARGE,
                        LegFunction.DELIVERY);
        assertThat(bill.getRouting().get(1).getAtd()).isEqualTo("2026-02-27T23:30:00Z");
        assertThat(bill.getRouting().get(3).getEta()).isEqualTo("2026-03-12T12:00:00Z");
        assertThat(bill.getRouting().get(3).getAta()).isNull();
    }

    @Test
    void thePurposeSaysWhatBecomesOfTheBill() {
        Taken taken = Taken.of(FIXTURE);

        assertThat(taken.filings())
                .extracting(
                        filing -> filing.getTransportDocument().getNumber(),
                        Filing::getEventKind,
                        filing -> filing.getFreight().getPayment(),
                        filing -> filing.getFreight().getAmount())
                .containsExactly(
                        tuple("QCARB0051", EventKind.CREATE, FreightPayment.PREPAID, new BigDecimal("3300.50")),
                        tuple("QCARB0052", EventKind.REPLACE, FreightPayment.COLLECT, new BigDecimal("5575.00")),
                        tuple("QCARB0053", EventKind.DELETE, FreightPayment.COLLECT, null));
        assertThat(taken.receipt().findings()).isEmpty();
        assertThat(Taken.of(FIXTURE.replace("B2A*05", "B2A*77")).rejects())
                .extracting(BillReject::reason)
                .containsExactly(BillReject.Reason.BAD_CODE);
        Filing house = Taken.of(FIXTURE.replace("N9*BN*BK-51", "N9*MB*QCARM0009"))
                .filings()
                .get(0);
        assertThat(house.getBillLevel()).isEqualTo(BillLevel.HOUSE);
        assertThat(house.getMasterDocument().getNumber()).isEqualTo("QCARM0009");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_test1", "_test2", "_test3", "_test4"})
    @EnabledIfEnvironmentVariable(named = "PORTOLAN_DATA", matches = ".+", disabledReason = "the samples are not ours")
    void everyOpenSampleIsOneBill(String sample) throws IOException {
        Taken taken = Taken.of(Files.readAllBytes(Path.of("../..")
                .resolve(System.getenv("PORTOLAN_DATA"))
                .resolve("edi-samples/x12_004010_310" + sample + ".edi")));
        Filing bill = taken.only();

        assertThat(taken.slice(bill))
                .startsWith("B3*")
                .contains(bill.getTransportDocument().getNumber());
        assertThat(bill.getGoodsItems()).allMatch(item -> item.getDescription() != null);
        assertThat(bill.getEquipment()).isNotEmpty();
        assertThat(bill.getConveyance().getId()).matches("[0-9]{7}");
        assertThat(bill.getParties())
                .extracting("rawName")
                .hasSizeGreaterThan(1)
                .doesNotContainNull();
        assertThat(bill.getRouting()).extracting("locode").hasSizeGreaterThan(1).doesNotContainNull();
    }
}
