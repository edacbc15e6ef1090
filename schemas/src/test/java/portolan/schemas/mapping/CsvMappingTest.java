// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.GoodsKind;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineFault;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.Lines;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class CsvMappingTest {
    static final String MAPPING = """
            csv: {delimiter: ";", blank: ["-", "NULL"], decimal: ",", thousands: "."}
            zone: America/New_York
            columns:
              SCAC: transportDocument.issuer
              Bill No: transportDocument.number
              Issued: {to: transportDocument.issueDate, date: MM/dd/yyyy}
              Filed: {to: filedAt, date: ["MM/dd/yyyy HH:mm", MM/dd/yyyy]}
              Via: {to: transportMode, codes: {11: SEA, 40: AIR}, default: ROAD, blank: SEA}
              Shipper: {to: "parties[CONSIGNOR].rawName"}
              Shipper City: parties[CONSIGNOR].address.city
              Notify: parties[NOTIFY].rawName
              Also Notify: parties[NOTIFY#2].rawName
              Phone: parties[NOTIFY].contacts[TE]
              Load: routing[LOAD].locode
              Goods: goodsItems[0].description
              Weight: {to: "goodsItems[0].grossMassKg", unitColumn: Unit, units: {K: kg, L: lb}}
              Feet: {to: "goodsItems[0].volumeM3", unit: ft3}
              Set F: {to: "goodsItems[0].temperatureSetC", unit: F}
              UN: goodsItems[0].undg[0]
              Value: goodsItems[0].value.amount
              Currency: goodsItems[0].value.currency
              Second: goodsItems[1].description
              Box: equipment[0].id
              Full: {to: "equipment[0].packedStatus", codes: {F: FULL, E: EMPTY}, optional: true}
            constants:
              natureOfMovement: IMPORT
              routing[DISCHARGE].locode: USNYC
              parties[CONSIGNOR].personType: LEGAL
              goodsItems[0].value.type: FOB
            ignore: [Row]
            outcomes:
              code: {column: Result, codes: {ok: NOTHING_FOUND, drugs: PROHIBITED_GOODS}}
              goodsKind: {column: Result, codes: {ok: "", drugs: NARCOTICS}}
              examined: true
              delay: PT12H
            """;

    static final String HEADER = "Row;SCAC;Bill No;Issued;Filed;Via;Shipper;Shipper City;Notify;Also Notify;Phone;"
            + "Load;Goods;Weight;Unit;Feet;Set F;UN;Value;Currency;Second;Box;Remark;Result";
    static final String RICH = "1;maeu;b 1;02/27/2026;03/01/2026 08:30;11;ACME;Lagos;N1;N2;+49;NGLOS;"
            + "\"bolts; \"\"M8\"\"\nand nuts\";1.000,5;L;10;14;1993;12,345;USD;rust;MSKU1;fragile;drugs";
    static final String POOR = "2;maeu;b2;-;03/02/2026;;-;NULL;;;;;;;K;;;;;USD;wood;;;";

    private static CsvMapping mapping() {
        return CsvMapping.parse(MAPPING, "us.yaml");
    }

    private static LineReader<Filing> filings(String... lines) {
        return mapping().filings(Lines.of(lines), "extract.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "02/30/2026, 03/01/2026 08:30, transportDocument.issueDate",
        "02/27/2026, 02/31/2025 08:30, filedAt",
        "02/27/2026, 02/29/2026, filedAt",
        "02/27/2026, 03/01/2026 24:00, filedAt"
    })
    void aDayThatNoCalendarHasIsRefusedWithItsField(String issued, String filed, String field) {
        String row = RICH.replace("02/27/2026", issued).replace("03/01/2026 08:30", filed);

        LineFault fault = Lines.onlyFault(filings(HEADER, row));

        assertThat(fault.code()).isEqualTo(LineFault.Code.WRONG_TYPE);
        assertThat(fault.message()).contains("field=" + field, "as the mapping's 'date' says, found=");
    }

    @Test
    void everyCellArrivesInItsFieldInOurUnits() {
        Filing filing = Lines.only(filings(HEADER, RICH));

        assertThat(filing.getConsignmentKey()).isEqualTo("MAEU:B1:2026");
        assertThat(filing.getTransportDocument().getIssueDate()).isEqualTo(LocalDate.of(2026, 2, 27));
        assertThat(filing.getFiledAt()).isEqualTo(Instant.parse("2026-03-01T13:30:00Z"));
        assertThat(filing.getTransportMode()).isEqualTo(TransportMode.SEA);
        assertThat(filing.getParties())
                .extracting(Party::getRole)
                .containsExactly(PartyRole.CONSIGNOR, PartyRole.NOTIFY, PartyRole.NOTIFY);
        assertThat(filing.getParties()).extracting(Party::getRawName).containsExactly("ACME", "N1", "N2");
        assertThat(filing.getParties().get(0).getPersonType()).isEqualTo(PersonType.LEGAL);
        assertThat(filing.getParties().get(0).getAddress().getCity()).isEqualTo("Lagos");
        assertThat(filing.getParties().get(1).getContacts().get(0).getType()).isEqualTo("TE");
        assertThat(filing.getParties().get(1).getContacts().get(0).getValue()).isEqualTo("+49");
        assertThat(filing.getRouting().get(0).getFunction()).isEqualTo(LegFunction.LOAD);
        assertThat(filing.getRouting().get(1).getLocode()).isEqualTo("USNYC");
        assertThat(filing.getRouting().get(1).getSeq()).isEqualTo(2);
        Item item = filing.getGoodsItems().get(0);
        assertThat(item.getDescription()).isEqualTo("bolts; \"M8\"\nand nuts");
        assertThat(item.getGrossMassKg()).isEqualTo(new BigDecimal("453.819166"));
        assertThat(item.getVolumeM3()).isEqualTo(new BigDecimal("0.283168"));
        assertThat(item.getTemperatureSetC()).isEqualByComparingTo("-10");
        assertThat(item.getUndg()).containsExactly("1993");
        assertThat(item.getValue().getAmount()).isEqualByComparingTo("12.34");
        assertThat(item.getValue().getCurrency()).isEqualTo("USD");
        assertThat(filing.getGoodsItems().get(1).getSeq()).isEqualTo(2);
        assertThat(filing.getEquipment().get(0).getId()).isEqualTo("MSKU1");
        assertThat(filing.getSourceMessageType()).isEqualTo("CSV");
    }

    @Test
    void whatTheMappingDoesNotPlaceTravelsAsAttributesAndALabelDoesNot() {
        Filing filing = Lines.only(filings(HEADER, RICH));

        assertThat(filing.getAttributes()).containsOnlyKeys("Remark").containsEntry("Remark", "fragile");
    }

    @Test
    void aBlankCellLeavesItsFieldOutAndNoConstantMakesAPartyOfNothing() {
        Filing filing = Lines.only(filings(HEADER, POOR));

        assertThat(filing.getParties()).isEmpty();
        assertThat(filing.getConsignmentKey()).isEqualTo("MAEU:B2:2026");
        assertThat(filing.getFiledAt()).isEqualTo(Instant.parse("2026-03-02T05:00:00Z"));
        assertThat(filing.getTransportMode()).isEqualTo(TransportMode.SEA);
        assertThat(filing.getRouting()).hasSize(1);
        assertThat(filing.getEquipment()).isEmpty();
    }

    @Test
    void aRecordThatLacksWhatItNeedsComesApartAndItsCellsTravelAsAttributes() {
        Filing filing = Lines.only(filings(HEADER, POOR));

        assertThat(filing.getGoodsItems()).hasSize(1);
        assertThat(filing.getGoodsItems().get(0).getDescription()).isEqualTo("wood");
        assertThat(filing.getAttributes()).containsOnlyKeys("Currency").containsEntry("Currency", "USD");
    }

    @Test
    void anOptionalColumnIsReadWhereAFileHasIt() {
        Filing filing = Lines.only(filings(HEADER + ";Full", RICH + ";E"));

        assertThat(filing.getEquipment().get(0).getPackedStatus()).isEqualTo(PackedStatus.EMPTY);
    }

    @Test
    void aRowCountsTheLinesOfTheFileAndKeepsItsBytes() {
        List<Line<Filing>> lines = Lines.all(filings(HEADER, RICH, "", POOR));

        assertThat(lines).extracting(Line::number).containsExactly(2L, 5L);
        assertThat(lines.get(0).raw()).isEqualTo(RICH.getBytes(StandardCharsets.UTF_8));
        assertThat(lines.get(1).orThrow().getRawMessageRef().getOffset()).isEqualTo(5);
    }

    @Test
    void aFaultyRowIsAFaultWithItsReasonAndTheNextOneIsRead() {
        List<Line<Filing>> lines = Lines.all(filings(
                HEADER,
                RICH.replace("1.000,5", "heavy"),
                POOR + ";one more",
                RICH.replace("drugs", "1").replace("NGLOS;\"bolts", "NGLOS;\"\"bolts"),
                RICH.replace(";L;", ";st;"),
                POOR.replace("b2", ""),
                POOR));

        assertThat(lines.get(0).fault())
                .isEqualTo(new LineFault(
                        LineFault.Code.WRONG_TYPE,
                        "wrong type: field=goodsItems[0].grossMassKg, expected a number with at most 6 decimals,"
                                + " found=heavy, column='Weight'",
                        2,
                        "goodsItems[0].grossMassKg"));
        assertThat(lines)
                .extracting(line -> line.fault() == null ? null : line.fault().code())
                .containsExactly(
                        LineFault.Code.WRONG_TYPE,
                        LineFault.Code.WRONG_COLUMN_COUNT,
                        LineFault.Code.MALFORMED_CSV,
                        LineFault.Code.WRONG_COLUMN_COUNT,
                        LineFault.Code.UNKNOWN_CODE,
                        LineFault.Code.MISSING_FIELD,
                        null);
        assertThat(lines).extracting(Line::number).containsExactly(2L, 4L, 5L, 6L, 7L, 9L, 10L);
    }

    @Test
    void aQuoteThatIsNotClosedSpoilsItsOwnLineOnly() {
        List<Line<Filing>> lines = Lines.all(filings(HEADER, "3;\"maeu;b3", POOR, POOR));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).fault()).isNotNull();
        assertThat(lines.get(0).raw()).isEqualTo("3;\"maeu;b3".getBytes(StandardCharsets.UTF_8));
        assertThat(lines.get(1).fault()).isNull();
        assertThat(lines.get(2).fault()).isNull();
    }

    @Test
    void aCellThatIsNotInTheCodeTableIsAFaultThatNamesTheTable() {
        String mapping = MAPPING.replace(", default: ROAD", "");

        LineFault fault = Lines.onlyFault(
                CsvMapping.parse(mapping, "m").filings(Lines.of(HEADER, RICH.replace(";11;", ";12;")), "f"));

        assertThat(fault.code()).isEqualTo(LineFault.Code.UNKNOWN_CODE);
        assertThat(fault.message()).contains("column='Via', value='12', known=[11, 40]");
    }

    @Test
    void anOutcomeIsKnownAfterTheDelayUnderTheKeyOfItsFiling() {
        List<Line<InspectionOutcome>> lines = Lines.all(mapping().outcomes(Lines.of(HEADER, RICH, POOR), "f"));

        assertThat(lines).hasSize(1);
        InspectionOutcome outcome = lines.get(0).orThrow();
        assertThat(outcome.getConsignmentKey()).isEqualTo("MAEU:B1:2026");
        assertThat(outcome.getCode()).isEqualTo(OutcomeCode.PROHIBITED_GOODS);
        assertThat(outcome.getGoodsKind()).isEqualTo(GoodsKind.NARCOTICS);
        assertThat(outcome.getExamined()).isTrue();
        assertThat(outcome.getReportedAt()).isEqualTo(Instant.parse("2026-03-02T01:30:00Z"));
        assertThat(Lines.only(mapping().withOutcomeDelay(Duration.ofDays(1)).outcomes(Lines.of(HEADER, RICH), "f"))
                        .getReportedAt())
                .isEqualTo(Instant.parse("2026-03-02T13:30:00Z"));
    }

    @Test
    void aFileWithoutTheLabelHasNoOutcomes() {
        String header = HEADER.replace(";Result", "");

        assertThat(Lines.all(mapping().outcomes(Lines.of(header, RICH.replace(";drugs", "")), "f")))
                .isEmpty();
        assertThat(mapping().hasOutcomes()).isTrue();
    }

    @Test
    void outcomesMayComeInAFileOfTheirOwn() {
        String mapping = MAPPING.replace("delay: PT12H", "reportedAt: {column: Seen}\n  consignmentKey: '{Ref}'\n");

        InspectionOutcome outcome = Lines.only(CsvMapping.parse(mapping, "m")
                .outcomes(Lines.of("Ref;Result;Seen", "maeu:b1:2026;ok;2026-04-01T00:00:00Z"), "f"));

        assertThat(outcome.getConsignmentKey()).isEqualTo("MAEU:B1:2026");
        assertThat(outcome.getReportedAt()).isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
    }

    @Test
    void aFileWithAnotherHeaderIsRefusedWithEveryColumnThatIsNotThere() {
        String header = HEADER.replace("Weight", "Weigth").replace("SCAC", "Carrier");

        MappingException refused = catchThrowableOfType(
                MappingException.class, () -> mapping().filings(Lines.of(header, RICH), "extract.csv"));

        assertThat(refused.faults()).extracting(MappingFault::line).containsExactly(4, 16);
        assertThat(refused).hasMessageContaining("us.yaml:4:9: no column 'SCAC' in the file: file=extract.csv");
        assertThat(refused).hasMessageContaining("did you mean 'Weigth'?");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> filings(""))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("no header");
    }

    @Test
    void everythingThatIsWrongWithAMappingIsSaidAtOnceWithItsLine() {
        String mapping = """
                csv: {delimiter: ";;", charset: UTF-99}
                zone: Mars/Olympus
                colums: {}
                columns:
                  A: goodsItem[0].hs
                  B: {to: "goodsItems[0].grossMassKg", unit: kgs}
                  C: {to: transportMode, codes: {1: SHIP}}
                  D: {too: ucr}
                  E: {to: filedAt, date: yyyy-QQQQQQQQ}
                  F: goodsItems.hs
                  G: goodsItems[0].value
                  H: parties[CONSINGEE].rawName
                  I: ucr
                  J: {to: ucr, unit: kg, default: x}
                constants:
                  filingVersion: one
                consignmentKey: none
                outcomes:
                  code: {column: L, codes: {1: FRAUD}}
                  delay: 30 days
                """;

        MappingException refused =
                catchThrowableOfType(MappingException.class, () -> CsvMapping.parse(mapping, "bad.yaml"));

        assertThat(refused.faults().stream().map(MappingFault::toString))
                .containsExactlyInAnyOrder(
                        "bad.yaml:3:1: unknown 'colums' in a mapping; did you mean 'columns'?",
                        "bad.yaml:1:18: must be one character, not a quote: found=';;'",
                        "bad.yaml:1:33: unknown character set; use for example UTF-8 or windows-1252",
                        "bad.yaml:2:7: unknown zone; use for example UTC or Asia/Seoul",
                        "bad.yaml:5:6: unknown field 'goodsItem' of Filing: 'goodsItem[0].hs'; did you mean"
                                + " 'goodsItems'?",
                        "bad.yaml:6:46: unknown unit 'kgs' for goodsItems[0].grossMassKg, known=[kg, g, t, lb, oz,"
                                + " short-ton, long-ton]; did you mean 'kg'?",
                        "bad.yaml:7:37: not in the closed list: field=transportMode, value='SHIP', known=[SEA, AIR,"
                                + " ROAD, RAIL, INLAND, POST]",
                        "bad.yaml:8:7: unknown 'too' in column 'D'; did you mean 'to'?",
                        "bad.yaml:8:6: column 'D' has no 'to': say which field it fills",
                        "bad.yaml:9:26: not a date pattern: 'yyyy-QQQQQQQQ'; write for example yyyy-MM-dd HH:mm",
                        "bad.yaml:10:6: 'goodsItems' has several values, say which: for example goodsItems[0], in"
                                + " 'goodsItems.hs'",
                        "bad.yaml:11:6: 'goodsItems[0].value' is a record, say which field: known=[amount, currency,"
                                + " type]",
                        "bad.yaml:12:6: unknown role 'CONSINGEE' in 'parties[CONSINGEE].rawName', known=[CONSIGNOR,"
                                + " CONSIGNEE, NOTIFY, BUYER, SELLER, MANUFACTURER, CONSOLIDATOR, STUFFER, SHIP_TO,"
                                + " IMPORTER_OF_RECORD, CARRIER, AGENT, SUPPLY_CHAIN_ACTOR]; did you mean"
                                + " 'CONSIGNEE'?",
                        "bad.yaml:14:22: 'ucr' has no unit",
                        "bad.yaml:14:26: 'default' is for values that are not in 'codes', and there are none",
                        "bad.yaml:14:11: 'ucr' is already filled in line 13",
                        "bad.yaml:16:18: wrong type: field=filingVersion, expected a whole number, found=one",
                        "bad.yaml: no column and no constant gives 'transportDocument', which every filing needs",
                        "bad.yaml: no column and no constant gives 'natureOfMovement', which every filing needs",
                        "bad.yaml:17:17: the key names no column; write for example '{Carrier}:{Bill No}'",
                        "bad.yaml:19:32: not in the closed list: field=code, value='FRAUD', known=[NOTHING_FOUND,"
                                + " NOT_EXAMINED, MINOR_DISCREPANCY, DOCUMENT_FRAUD, MISDECLARED_GOODS, UNDERVALUED,"
                                + " FALSE_ORIGIN, PROHIBITED_GOODS, SMUGGLED_GOODS, PROHIBITED_PARTY,"
                                + " OFFENCE_UNSPECIFIED]",
                        "bad.yaml:18:1: 'outcomes' needs 'examined': true, or a column that says it",
                        "bad.yaml:20:10: not a delay: '30 days'; write for example P30D or PT12H");
    }

    @Test
    void textThatIsNotYamlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> CsvMapping.parse("columns: {A: ucr\nx", "m.yaml"))
                .isInstanceOf(MappingException.class)
                .hasMessageMatching("m\\.yaml:\\d+:\\d+: not YAML: .*");
        assertThatThrownBy(() -> CsvMapping.parse("", "m.yaml")).hasMessageContaining("a mapping is empty");
        assertThatThrownBy(() -> CsvMapping.parse("- a", "m.yaml")).isInstanceOf(MappingException.class);
    }

    @Test
    void aFileInAnotherCharacterSetIsReadWhenTheMappingSaysSoAndAFaultWhenNot() {
        byte[] latin = (HEADER + "\n" + RICH.replace("ACME", "Müller")).getBytes(Charset.forName("windows-1252"));
        CsvMapping told = CsvMapping.parse(MAPPING.replace("csv: {", "csv: {charset: windows-1252, "), "m");

        Filing filing = Lines.only(told.filings(new ByteArrayInputStream(latin), "f"));

        assertThat(filing.getParties().get(0).getRawName()).isEqualTo("Müller");
        assertThat(Lines.onlyFault(mapping().filings(new ByteArrayInputStream(latin), "f"))
                        .code())
                .isEqualTo(LineFault.Code.MALFORMED_CSV);
    }

    @Test
    void aPartyNeedsNoMoreThanACodeOfTheFeedsOwn() {
        String mapping = MAPPING.replace("parties[NOTIFY#2].rawName", "parties[BUYER].ids[OTHER]");

        Filing filing = Lines.only(CsvMapping.parse(mapping, "m").filings(Lines.of(HEADER, RICH), "f"));

        Party buyer = filing.getParties().get(2);
        assertThat(buyer.getRole()).isEqualTo(PartyRole.BUYER);
        assertThat(buyer.getIds().get(0).getScheme()).isEqualTo(IdScheme.OTHER);
        assertThat(buyer.getIds().get(0).getValue()).isEqualTo("N2");
    }

    @Test
    void noDamageToAFileEverThrowsAndNoLineIsLost() {
        byte[] sound = String.join("\n", HEADER, RICH, POOR, RICH, POOR).getBytes(StandardCharsets.UTF_8);
        int body = HEADER.length() + 1;
        CsvMapping mapping = mapping();
        for (long seed = 0; seed < Seeds.of(500, 20_000); seed++) {
            Random random = new Random(seed);
            byte[] bytes = sound.clone();
            for (int left = 1 + random.nextInt(6); left > 0; left--) {
                byte[] signs = {'"', ';', '\n', '\r', (byte) 0xFF, 'x'};
                bytes[body + random.nextInt(bytes.length - body)] = signs[random.nextInt(signs.length)];
            }
            Iterator<Line<Filing>> lines = mapping.filings(new ByteArrayInputStream(bytes), "f");
            long taken = 0;
            while (lines.hasNext()) {
                taken += lines.next().raw().length;
            }
            // Line breaks and what stands before them are all that may be missing.
            assertThat(taken).as("seed=%d", seed).isBetween(bytes.length - body - 24L, (long) bytes.length - body);
        }
    }
}
