// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static portolan.pipeline.kafka.WireFixtures.bytes;
import static portolan.pipeline.kafka.WireFixtures.decimal;
import static portolan.pipeline.kafka.WireFixtures.filing;
import static portolan.pipeline.kafka.WireFixtures.item;
import static portolan.pipeline.kafka.WireFixtures.raw;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportMode;
import portolan.scoring.manifest.DecisionDeadline;
import portolan.scoring.manifest.Position;

class FilingDecoderTest {
    private final FilingDecoder decoder = new FilingDecoder();

    @Test
    void aValidFilingComesWithItsPositionAndItsBytes() {
        RawRecord raw = raw(filing());

        LedgerInput input = (LedgerInput) decoder.decode(raw);

        assertThat(input.raw()).isSameAs(raw);
        assertThat(requireNonNull(input.filing()).position())
                .isEqualTo(new Position(
                        WireFixtures.APPENDED.toEpochMilli(), Position.Input.FILING, "consignments.filed", 3, 42));
    }

    @Test
    void garbageIsNoRecordOfOurs() {
        assertRejected(raw(new byte[] {1, 2, 3, 4}), "NOT_PORTOLAN_RECORD", "starts with=01020304");
    }

    @Test
    void aTombstoneIsNoRecordOfOurs() {
        assertRejected(raw(new byte[0]), "NOT_PORTOLAN_RECORD", "tombstone");
    }

    @Test
    void aCutRecordIsTruncated() {
        byte[] whole = bytes(filing());

        assertRejected(raw(Arrays.copyOf(whole, whole.length / 2)), "TRUNCATED", "bytes end before the record does");
    }

    @Test
    void anUnknownFingerprintIsAnUnknownSchema() {
        byte[] bytes = bytes(filing());
        bytes[5] ^= 0x55;

        assertRejected(raw(bytes), "UNKNOWN_SCHEMA", "known=");
    }

    @Test
    void aRecordOverTheLimitIsTooLarge() {
        Item item = item();
        item.setDescription("x".repeat(3 << 19));

        assertRejected(filed(filing -> filing.setGoodsItems(List.of(item))), "TOO_LARGE", "limit=1048576");
    }

    @Test
    void aMasterBillOfThreeHundredKilobytesIsReadToItsLastItem() {
        List<Item> items = new ArrayList<>();
        for (int seq = 1; seq <= 9_999; seq++) {
            items.add(Item.newBuilder()
                    .setSeq(seq)
                    .setDescription("woven shirts")
                    .setHs("620520")
                    .setCountryOfOrigin("CN")
                    .setGrossMassKg(decimal("1.5"))
                    .build());
        }
        RawRecord raw = filed(filing -> {
            filing.setBillLevel(BillLevel.MASTER);
            filing.setGoodsItems(items);
        });

        LedgerInput input = assertAccepted(raw);

        assertThat(raw.value()).hasSizeGreaterThan(300_000);
        assertThat(requireNonNull(input.filing()).consignment().items()).hasSize(9_999);
    }

    @Test
    void noBytesWhateverMakeItThrow() {
        byte[] good = bytes(filing());
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = good.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(decoder.decode(raw(damaged))).as("seed 7, round %s", i).isInstanceOf(Decoded.class);
        }
    }

    @Test
    void blankRequiredFieldsAreMissingAndAllAreNamed() {
        RawRecord raw = filed(filing -> {
            filing.setTenant(" ");
            filing.setConsignmentKey("");
            filing.setFilingId("\t");
            filing.getTransportDocument().setNumber(" ");
            filing.setGoodsItems(List.of());
        });

        assertRejected(
                raw,
                "MISSING_FIELD",
                "tenant is missing",
                "consignmentKey is missing, give issuer, document number and year",
                "filingId is missing",
                "transportDocument.number is missing",
                "goodsItems is missing",
                "correct it and file it again");
    }

    @Test
    void aNegativeMassIsInvalidWhereverItStands() {
        Item second = item();
        second.setSeq(2);
        second.setGrossMassKg(decimal("-12.5"));
        second.getContainerRefs().get(0).setMassKg(decimal("-1"));

        assertRejected(
                filed(filing -> {
                    filing.setGoodsItems(List.of(item(), second));
                    filing.getTotals().setGrossMassKg(decimal("-3"));
                    filing.getEquipment().get(0).setVgmKg(decimal("-4"));
                }),
                "INVALID_VALUE",
                "goodsItems[1].grossMassKg must not be negative, given -12.5",
                "goodsItems[1].containerRefs[0].massKg must not be negative, given -1.0",
                "totals.grossMassKg must not be negative",
                "equipment[0].vgmKg must not be negative",
                "consignment=MAEU:B1:2026, filing=26NL0001 version 1");
    }

    @Test
    void aDecimalBeyondAllNumbersIsInvalid() {
        Item item = item();
        item.setNetMassKg(new BigDecimal(BigInteger.ONE.shiftLeft(5_000), 6));

        Filing filing = filing();
        filing.setGoodsItems(List.of(item));

        // No writer of ours encodes it, another one's may.
        Decoded decoded = FilingFields.read(filing, raw(new byte[0]), false);

        assertThat(((Reject) decoded).message())
                .contains("goodsItems[0].netMassKg must have at most 10 digits before the point");
    }

    @Test
    void tooManyFaultsAreCountedAndNotListed() {
        Item item = item();
        item.setGrossMassKg(decimal("-1"));

        assertRejected(
                filed(filing -> filing.setGoodsItems(Collections.nCopies(500, item))),
                "INVALID_VALUE",
                "goodsItems[19].grossMassKg",
                "and 480 more");
    }

    @ParameterizedTest
    @CsvSource({"1989-12-31T23:59:59Z", "2036-03-02T10:00:07Z", "9999-01-01T00:00:00Z"})
    void anUnbelievableTimeIsInvalid(Instant time) {
        assertRejected(
                filed(filing -> filing.setFiledAt(time)),
                "INVALID_VALUE",
                "filedAt must lie between 1990 and ten years ahead, given " + time);
    }

    @Test
    void aTimeOfTheEngineAgeIsInvalidEvenWhereTheRecordSetsTheClock() {
        Instant far = Instant.parse("9999-01-01T00:00:00Z");
        Filing filing = filing();
        filing.setFiledAt(far);
        filing.setReceivedAt(far);
        RawRecord raw = new RawRecord("f.jsonl", 0, 1, far.toEpochMilli(), Map.of(), new byte[0], bytes(filing));

        assertRejected(raw, "INVALID_VALUE", "receivedAt must lie");
    }

    @Test
    void idsTooLongToKeepAreInvalid() {
        assertRejected(
                filed(filing -> {
                    filing.setConsignmentKey("K".repeat(201));
                    filing.setFilingId("F".repeat(201));
                }),
                "INVALID_VALUE",
                "consignmentKey must have at most 200 characters",
                "filingId must have at most 200 characters");
    }

    @Test
    void aVersionBelowOneIsInvalid() {
        assertRejected(filed(filing -> filing.setFilingVersion(0)), "INVALID_VALUE", "filingVersion must be 1 or more");
    }

    @ParameterizedTest
    @EnumSource(SourceRegime.class)
    void aRouteOfFewerThanTwoPlacesIsNoReject(SourceRegime regime) {
        assertAccepted(filed(filing -> {
            filing.setSourceRegime(regime);
            filing.setRouting(filing.getRouting().subList(0, 1));
        }));
        assertAccepted(filed(filing -> {
            filing.setSourceRegime(regime);
            filing.setRouting(List.of());
        }));
    }

    @ParameterizedTest
    @EnumSource(names = {"DELETE", "PATCH", "SUPPLEMENT", "ARRIVAL", "STATUS"})
    void whatStatesNoWholeBillNeedsOnlyItsIdentityAndItsTimes(EventKind kind) {
        assertAccepted(filed(filing -> {
            filing.setEventKind(kind);
            filing.setGoodsItems(List.of());
            filing.setParties(List.of());
            filing.setRouting(List.of());
            filing.setEquipment(List.of());
            filing.getTransportDocument().setNumber("");
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "0803.90.10, 08039010",
        "080390, 080390",
        "0803 90 10 00 12, 0803901000",
        "0803,",
        "BANANA,",
        "'',",
        "08O390,"
    })
    void anOddTariffCodeIsNoReasonToLoseAFiling(String filed, String kept) {
        Item item = item();
        item.setHs(filed);

        LedgerInput input = assertAccepted(filed(filing -> filing.setGoodsItems(List.of(item))));

        assertThat(requireNonNull(input.filing()).consignment().items().get(0).hsCode())
                .isEqualTo(kept);
    }

    /** What once stopped the job: four hours before the first time there is are no time. */
    @Test
    void aTimeThatNobodyCanMeanIsNotCountedAndSaid() {
        LedgerInput input = assertAccepted(filed(filing -> {
            filing.setTransportMode(TransportMode.AIR);
            filing.setDeadlines(null);
            filing.getRouting().get(1).setEta(Instant.ofEpochMilli(Long.MIN_VALUE));
            filing.getRouting().get(0).setAtd(Instant.parse("9999-12-31T00:00:00Z"));
            filing.getTransportDocument().setIssueDate(LocalDate.parse("0026-02-20"));
        }));

        var consignment = requireNonNull(input.filing()).consignment();
        assertThat(DecisionDeadline.of(consignment)).isNull();
        assertThat(consignment.document().issueDate()).isNull();
        assertThat(consignment.notCounted())
                .containsExactly(
                        "transportDocument.issueDate=0026-02-20",
                        "routing[0].atd=9999-12-31T00:00:00Z",
                        "routing[1].eta=-292275055-05-16T16:47:04.192Z");
    }

    @Test
    void amountsThatNobodyCanMeanAreNotCountedAndTheFirstAreNamed() {
        Item item = item();
        item.setGrossMassKg(decimal("1000000000.000001"));
        item.setTemperatureSetC(decimal("-273.16"));
        item.getPackages().get(0).setCount(1_000_000_001L);
        LedgerInput input = assertAccepted(filed(filing -> {
            filing.setGoodsItems(List.of(item(), item, item));
            filing.getFreight().setAmount(WireFixtures.money("-1000000000000001.00"));
        }));

        var consignment = requireNonNull(input.filing()).consignment();
        assertThat(consignment.items().get(1).grossMassKg()).isNull();
        assertThat(consignment.items().get(1).packages().get(0).count()).isZero();
        assertThat(consignment.notCounted())
                .containsExactly(
                        "goodsItems[1].grossMassKg=1.000000000000001E9",
                        "goodsItems[1].packages[0].count=1000000001",
                        "goodsItems[1].temperatureSetC=-273.16",
                        "goodsItems[2].grossMassKg=1.000000000000001E9",
                        "goodsItems[2].packages[0].count=1000000001",
                        "2 more");
    }

    @Test
    void whatIsBlankIsNotSupplied() {
        Item item = item();
        item.setDescription("  ");
        item.setCountryOfOrigin("");

        LedgerInput input = assertAccepted(filed(filing -> {
            filing.setGoodsItems(List.of(item));
            filing.getParties().get(0).setRawName(" ");
            filing.getEquipment().get(0).setId("");
        }));

        var consignment = requireNonNull(input.filing()).consignment();
        assertThat(consignment.items().get(0).description()).isNull();
        assertThat(consignment.items().get(0).origin()).isNull();
        assertThat(consignment.parties().get(0).name()).isNull();
        assertThat(consignment.equipment()).isEmpty();
    }

    private static RawRecord filed(Consumer<Filing> change) {
        Filing filing = filing();
        change.accept(filing);
        return raw(filing);
    }

    private LedgerInput assertAccepted(RawRecord raw) {
        Decoded decoded = decoder.decode(raw);
        assertThat(decoded).isInstanceOf(LedgerInput.class);
        return (LedgerInput) decoded;
    }

    private void assertRejected(RawRecord raw, String reason, String... parts) {
        Decoded decoded = decoder.decode(raw);
        assertThat(decoded).isInstanceOf(Reject.class);
        Reject reject = (Reject) decoded;
        assertThat(reject.reason()).isEqualTo(reason);
        assertThat(reject.message()).contains(parts);
        assertThat(reject.stage()).isEqualTo("decode");
        assertThat(reject.raw()).isSameAs(raw);
    }
}
