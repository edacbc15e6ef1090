// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.schemas.wire.Wires;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class FilingLinesTest {
    private static final AvroWire<Filing> WIRE = Topics.CONSIGNMENTS_FILED.wire();

    /** As little as a line can say. */
    private static final String LEAST = """
            {"filedAt":"2026-03-01T08:30:00Z","natureOfMovement":"IMPORT","transportMode":"SEA",\
            "transportDocument":{"number":"mx 77","issuer":"maeu"},"goodsItems":[{"seq":1}]}""";

    private static LineReader<Filing> reading(String... lines) {
        return FilingLines.read(Lines.of(lines), "feed.jsonl");
    }

    private static String with(String fields) {
        return "{" + fields + "," + LEAST.substring(1);
    }

    @Test
    void whatIsWrittenReadsBackByteForByte() {
        for (long seed = 1; seed <= 200; seed++) {
            Filing filing = Wires.random(WIRE, Filing.getClassSchema(), seed);
            if (filing.getGoodsItems().isEmpty()) {
                filing.setEventKind(EventKind.DELETE);
            }

            Filing read = Lines.only(reading(Lines.written(LineWriter::filings, List.of(filing))));

            assertThat(WIRE.encode(read)).as("seed=%d", seed).isEqualTo(WIRE.encode(filing));
        }
    }

    @Test
    void aLineThatSaysLittleIsFilledWithWhatTheEngineKnows() {
        Filing filing = Lines.only(reading(LEAST));

        assertThat(filing.getConsignmentKey()).isEqualTo("MAEU:MX77:2026");
        assertThat(filing.getFilingId()).isEqualTo("MAEU:MX77:2026");
        assertThat(filing.getFilingVersion()).isEqualTo(1);
        assertThat(filing.getTenant()).isEqualTo("default");
        assertThat(filing.getReceivingAuthority()).isEqualTo("UNKNOWN");
        assertThat(filing.getSourceRegime()).isEqualTo(SourceRegime.OTHER);
        assertThat(filing.getSourceMessageType()).isEqualTo("JSONL");
        assertThat(filing.getEventKind()).isEqualTo(EventKind.CREATE);
        assertThat(filing.getFilerId()).isEqualTo("UNKNOWN");
        assertThat(filing.getFilerRole()).isEqualTo(FilerRole.AGENT);
        assertThat(filing.getReceivedAt()).isEqualTo(Instant.parse("2026-03-01T08:30:00Z"));
        assertThat(filing.getBillLevel()).isEqualTo(BillLevel.STRAIGHT);
        assertThat(filing.getRouting()).isEmpty();
        assertThat(filing.getParties()).isEmpty();
        assertThat(filing.getConveyance().getId()).isNull();
        assertThat(filing.getGoodsItems().get(0).getDescription()).isNull();
        assertThat(filing.getRawMessageRef())
                .isEqualTo(new RawMessageRef(
                        "feed.jsonl",
                        0,
                        1L,
                        ContentId.sha256Hex(LEAST.getBytes(StandardCharsets.UTF_8)),
                        null,
                        null,
                        null));
        assertThat(filing.getEventId().version()).isEqualTo(8);
    }

    @Test
    void theEventIdFollowsFromContentNotFromSpellingOrArrival() {
        Filing plain = Lines.only(reading(LEAST));
        Filing spelt = Lines.only(
                reading("", with("\"tenant\":\"default\", \"receivedAt\":1772400000000, \"filingVersion\": 1.0")));
        Filing other = Lines.only(reading(with("\"filingVersion\":2")));

        assertThat(spelt.getEventId()).isEqualTo(plain.getEventId());
        assertThat(other.getEventId()).isNotEqualTo(plain.getEventId());
    }

    @Test
    void aHouseBillIsKnownByItsMaster() {
        Filing filing = Lines.only(reading(with("\"masterDocument\":{\"number\":\"M1\"}")));

        assertThat(filing.getBillLevel()).isEqualTo(BillLevel.HOUSE);
    }

    @Test
    void timesAreIsoOrEpochMillisecondsAndDecimalsNumbersOrText() {
        Filing filing = Lines.only(reading(with("\"receivedAt\":1772400000123,"
                + "\"deadlines\":{\"arrivalEta\":\"2026-03-02 10:00:00+02:00\",\"decisionDueBy\":\"2026-03-02\"},"
                + "\"totals\":{\"grossMassKg\":\"1250.5\",\"packages\":12.0},"
                + "\"freight\":{\"amount\":0.12345678901234567}")));

        assertThat(filing.getReceivedAt()).isEqualTo(Instant.ofEpochMilli(1772400000123L));
        assertThat(filing.getDeadlines().getArrivalEta()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
        assertThat(filing.getDeadlines().getDecisionDueBy()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(filing.getTotals().getGrossMassKg()).isEqualByComparingTo(new BigDecimal("1250.5"));
        assertThat(filing.getTotals().getPackages()).isEqualTo(12L);
        assertThat(filing.getFreight().getAmount()).isEqualTo(new BigDecimal("0.12"));
    }

    @Test
    void aFieldThatIsNullIsAFieldLeftOut() {
        Filing filing = Lines.only(
                reading(with("\"ucr\":null,\"tenant\":null,\"parties\":[{\"role\":\"CONSIGNEE\",\"address\":null}]")));

        assertThat(filing.getTenant()).isEqualTo("default");
        assertThat(filing.getParties().get(0).getPersonType()).isEqualTo(PersonType.UNKNOWN);
        assertThat(filing.getParties().get(0).getIds()).isEmpty();
    }

    @Test
    void whatTheModelDoesNotHaveTravelsAsText() {
        Filing filing = Lines.only(reading(with("\"attributes\":{\"a\":\"x\",\"b\":7.50,\"c\":true,\"d\":null}")));

        assertThat(filing.getAttributes()).containsOnlyKeys("a", "b", "c").containsEntry("b", "7.50");
    }

    @Test
    void anUnknownFieldIsNamedWithItsLineItsPathAndTheNearestKnownName() {
        List<Line<Filing>> lines =
                Lines.all(reading(LEAST, "", LEAST.replace("\"seq\":1", "\"seq\":1,\"grossMass\":3")));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).fault()).isNull();
        assertThat(lines.get(1).fault())
                .isEqualTo(new LineFault(
                        LineFault.Code.UNKNOWN_FIELD,
                        "unknown field: field=goodsItems[0].grossMass; did you mean 'grossMassKg'?",
                        3,
                        "goodsItems[0].grossMass"));
    }

    @Test
    void allRequiredFieldsThatAreMissingAreNamedAtOnce() {
        assertThat(Lines.onlyFault(reading("{\"transportDocument\":{\"number\":\"1\"}}")))
                .isEqualTo(new LineFault(
                        LineFault.Code.MISSING_FIELD,
                        "required and missing: filedAt, natureOfMovement, transportMode, goodsItems",
                        1,
                        "filedAt"));
        assertThat(Lines.onlyFault(reading(LEAST.replace("{\"seq\":1}", "{\"seq\":1},{}"))))
                .isEqualTo(new LineFault(
                        LineFault.Code.MISSING_FIELD,
                        "required and missing: goodsItems[1].seq",
                        1,
                        "goodsItems[1].seq"));
    }

    @ParameterizedTest
    @EnumSource(
            value = EventKind.class,
            names = {"PATCH", "SUPPLEMENT", "DELETE", "ARRIVAL", "STATUS"})
    void aPartOfABillNeedsOnlyWhichBillAndWhen(EventKind kind) {
        Filing byKey = Lines.only(reading(part(kind, "\"consignmentKey\":\"MAEU:MX:77:2026\"")));
        Filing byDocument =
                Lines.only(reading(part(kind, "\"transportDocument\":{\"issuer\":\"maeu\",\"number\":\"MX77\"}")));

        assertThat(byKey.getEventKind()).isEqualTo(kind);
        assertThat(byKey.getTransportDocument().getNumber()).isEqualTo("MX:77");
        assertThat(byKey.getTransportDocument().getIssuer())
                .as("not said, so not changed")
                .isNull();
        assertThat(byKey.getNatureOfMovement()).as("leaves the bill's").isEqualTo(NatureOfMovement.UNKNOWN);
        assertThat(byKey.getGoodsItems()).isEmpty();
        assertThat(byDocument.getConsignmentKey()).isEqualTo("MAEU:MX77:2026");
        assertThat(WIRE.decode(WIRE.encode(byKey))).isEqualTo(new DecodeResult.Value<>(byKey));
    }

    @Test
    void whatAPartSaysIsKept() {
        Filing filing = Lines.only(reading(part(
                EventKind.PATCH,
                "\"consignmentKey\":\"A:1:2026\",\"natureOfMovement\":\"TRANSIT\",\"transportMode\":\"AIR\","
                        + "\"transportDocument\":{\"number\":\"2\",\"issueDate\":\"2026-02-27\"}")));

        assertThat(filing.getConsignmentKey()).isEqualTo("A:1:2026");
        assertThat(filing.getNatureOfMovement()).isEqualTo(NatureOfMovement.TRANSIT);
        assertThat(filing.getTransportMode()).isEqualTo(TransportMode.AIR);
        assertThat(filing.getTransportDocument().getNumber()).isEqualTo("2");
    }

    @Test
    void aPartThatDoesNotSayOfWhatIsRefusedWithWhatItNeeds() {
        String needed = "; a PATCH needs filedAt and consignmentKey, or issuer and number of transportDocument in its"
                + " place, and what changes";

        assertThat(Lines.onlyFault(reading("{\"eventKind\":\"PATCH\",\"totals\":{\"items\":2}}")))
                .isEqualTo(new LineFault(
                        LineFault.Code.MISSING_FIELD,
                        "required and missing: filedAt, consignmentKey" + needed,
                        1,
                        "filedAt"));
        assertThat(Lines.onlyFault(reading(part(EventKind.PATCH, "\"consignmentKey\":\" \"")))
                        .message())
                .isEqualTo("required and missing: consignmentKey" + needed);
        assertThat(Lines.onlyFault(reading(part(EventKind.PATCH, "\"transportDocument\":{\"number\":\"1\"}")))
                        .path())
                .isEqualTo("consignmentKey");
    }

    private static String part(EventKind kind, String rest) {
        return "{\"eventKind\":\"" + kind + "\",\"filedAt\":\"2026-03-01T00:00:00Z\"," + rest + "}";
    }

    @Test
    void aDeletionNeedsNoGoods() {
        Filing filing =
                Lines.only(reading(with("\"eventKind\":\"DELETE\"").replace(",\"goodsItems\":[{\"seq\":1}]", "")));

        assertThat(filing.getEventKind()).isEqualTo(EventKind.DELETE);
    }

    @Test
    void withoutKeyAndWithoutIssuerThereIsNoConsignment() {
        LineFault fault = Lines.onlyFault(reading(LEAST.replace(",\"issuer\":\"maeu\"", "")));

        assertThat(fault.code()).isEqualTo(LineFault.Code.MISSING_FIELD);
        assertThat(fault.path()).isEqualTo("consignmentKey");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"filingVersion\":\"two\" | WRONG_TYPE | filingVersion",
                "\"filingVersion\":1.5 | WRONG_TYPE | filingVersion",
                "\"filingVersion\":3000000000 | WRONG_TYPE | filingVersion",
                "\"tenant\":7 | WRONG_TYPE | tenant",
                "\"tenant\":[] | WRONG_TYPE | tenant",
                "\"totals\":3 | WRONG_TYPE | totals",
                "\"totals\":{\"packages\":true} | WRONG_TYPE | totals.packages",
                "\"totals\":{\"grossMassKg\":1e999999999} | WRONG_TYPE | totals.grossMassKg",
                "\"totals\":{\"grossMassKg\":12345678901} | WRONG_TYPE | totals.grossMassKg",
                "\"parties\":{} | WRONG_TYPE | parties",
                "\"parties\":[null] | WRONG_TYPE | parties[0]",
                "\"parties\":[{\"role\":\"CONSIGNE\"}] | UNKNOWN_CODE | parties[0].role",
                "\"parties\":[{\"role\":\"NOTIFY\",\"isToOrder\":\"true\"}] | WRONG_TYPE | parties[0].isToOrder",
                "\"parties\":[{\"role\":\"NOTIFY\",\"ids\":[{\"scheme\":\"TIN\",\"valu\":\"1\"}]}] | UNKNOWN_FIELD |"
                        + " parties[0].ids[0].valu",
                "\"receivedAt\":\"yesterday\" | WRONG_TYPE | receivedAt",
                "\"receivedAt\":\"+292278995-01-01T00:00:00Z\" | WRONG_TYPE | receivedAt",
                "\"receivedAt\":1772400000 | WRONG_TYPE | receivedAt",
                "\"eventId\":\"1-1-1-1-1\" | WRONG_TYPE | eventId",
                "\"attributes\":{\"a\":[1]} | WRONG_TYPE | attributes[a]",
                "\"consigmentKey\":\"A\" | UNKNOWN_FIELD | consigmentKey",
            })
    void aWrongValueIsNamedWithItsPath(String fields, LineFault.Code code, String path) {
        LineFault fault = Lines.onlyFault(reading(with(fields)));

        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.path()).isEqualTo(path);
        assertThat(fault.message()).contains(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello",
                "[1]",
                "{\"a\"",
                "{} {}",
                "null",
                "{\"ucr\":\"1\",\"ucr\":\"2\"}",
                "{'ucr':1}",
                "{\"ucr\":}"
            })
    void whatIsNotOneObjectIsMalformed(String line) {
        assertThat(Lines.onlyFault(reading(line)).code()).isEqualTo(LineFault.Code.MALFORMED_JSON);
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        byte[] bytes = with("\"ucr\":\"?\"").getBytes(StandardCharsets.UTF_8);
        bytes[8] = (byte) 0xFF;

        assertThat(Lines.onlyFault(FilingLines.read(new ByteArrayInputStream(bytes), "f"))
                        .code())
                .isEqualTo(LineFault.Code.MALFORMED_JSON);
    }

    @Test
    void noDamageToALineEverThrowsAndEveryLineIsCounted() {
        Filing rich = Wires.random(WIRE, Filing.getClassSchema(), 4);
        byte[] sound = Lines.written(LineWriter::filings, List.of(rich)).getBytes(StandardCharsets.UTF_8);
        for (long seed = 0; seed < Seeds.of(1_000, 20_000); seed++) {
            Random random = new Random(seed);
            byte[] bytes = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
            for (int left = random.nextInt(4); left > 0; left--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            bytes[0] = '{';
            assertThat(Lines.all(FilingLines.read(new ByteArrayInputStream(bytes), "f")))
                    .as("seed=%d", seed)
                    .isNotEmpty();
        }
    }

    @Test
    void readingAheadGivesTheSameLinesInTheSameOrder() throws IOException {
        StringBuilder feed = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            feed.append(i % 7 == 3 ? LEAST.replace('{', '[') : LEAST.replace("2026-03-01", "2026-03-0" + (1 + i % 9)))
                    .append(i % 11 == 0 ? "\n\n" : "\n");
        }
        byte[] bytes = feed.toString().getBytes(StandardCharsets.UTF_8);

        List<Line<Filing>> ahead = ahead(bytes);
        List<Line<Filing>> oneByOne = Lines.all(FilingLines.read(new ByteArrayInputStream(bytes), "f"));
        assertThat(ahead).hasSize(1_000);
        assertThat(ahead)
                .extracting(FilingLinesTest::said)
                .containsExactlyElementsOf(
                        oneByOne.stream().map(FilingLinesTest::said).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"office\":\"NL1\",\"office\":\"NL2\"|office",
                "\"office\":null,\"office\":null|office",
                "\"attributes\":{\"a\":null,\"a\":1}|a",
                "\"totals\":{\"items\":1,\"packages\":2,\"items\":1}|items"
            })
    void aNameThatStandsTwiceIsMalformed(String fields, String name) {
        LineFault fault = Lines.onlyFault(reading(with(fields)));

        assertThat(fault.code()).isEqualTo(LineFault.Code.MALFORMED_JSON);
        assertThat(fault.message()).startsWith("not JSON: Duplicate field '" + name + "', column=");
    }

    /** Two filings of one bill around New Year stand far apart: the later one's key follows from the earlier one. */
    @Test
    void keysThatAreDerivedAheadFollowFromTheLinesBefore() throws IOException {
        List<String> feed = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String day = i < 1_500 ? "2025-12-30" : "2026-01-02";
            feed.add(LEAST.replace("2026-03-01", day).replace("mx 77", "mx " + i % 500));
        }
        byte[] bytes = String.join("\n", feed).getBytes(StandardCharsets.UTF_8);

        assertThat(ahead(bytes))
                .hasSize(3_000)
                .extracting(line -> line.orThrow().getConsignmentKey())
                .allMatch(key -> key.endsWith(":2025"));
    }

    @Test
    void aLineSaysWhereItsBytesStandInAPlainFile() throws IOException {
        byte[] bytes = ("\uFEFF" + LEAST + "\r\n\n[]\n" + LEAST).getBytes(StandardCharsets.UTF_8);

        List<Line<Filing>> lines = ahead(bytes);

        assertThat(lines).extracting(Line::number).containsExactly(1L, 3L, 4L);
        assertThat(lines)
                .allSatisfy(line -> assertThat(
                                Arrays.copyOfRange(bytes, (int) line.at(), (int) line.at() + line.raw().length))
                        .isEqualTo(line.raw()));
    }

    @Test
    void aLineOfACompressedFileStandsNowhereInIt() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(file)) {
            out.write(LEAST.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(ahead(file.toByteArray())).extracting(Line::at).containsExactly(-1L);
    }

    @Test
    void aFileThatIsCutOffCannotBeRead() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(file)) {
            out.write(LEAST.repeat(3).getBytes(StandardCharsets.UTF_8));
        }
        byte[] cut = Arrays.copyOf(file.toByteArray(), file.size() - 20);

        assertThatThrownBy(() -> ahead(cut))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read: file=f");
    }

    private static List<Line<Filing>> ahead(byte[] file) throws IOException {
        List<Line<Filing>> ahead = new ArrayList<>();
        try (AheadLines<Line<Filing>> lines = FilingLines.readAhead(
                new ByteArrayInputStream(file), "f", new ConsignmentKeys(), Function.identity())) {
            for (Line<Filing> line = lines.next(); line != null; line = lines.next()) {
                ahead.add(line);
            }
        }
        return ahead;
    }

    private static String said(Line<Filing> line) {
        return line.number() + " " + line.raw().length + ' ' + line.value() + ' ' + line.fault();
    }

    @Test
    void aLineAboveTheLimitIsAFaultAndTheNextLineIsRead() {
        String long1 = "{\"ucr\":\"" + "x".repeat(1_572_864) + "\"}";

        List<Line<Filing>> lines = Lines.all(reading(LEAST, long1, "x".repeat(3 << 20), LEAST));

        assertThat(lines).extracting(Line::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(lines.get(1).fault())
                .isEqualTo(new LineFault(
                        LineFault.Code.TOO_LARGE,
                        "line is too large: bytes=1572874, limit=1048576; split the record or leave attachments out",
                        2,
                        ""));
        assertThat(lines.get(1).raw()).isEqualTo(long1.getBytes(StandardCharsets.UTF_8));
        assertThat(lines.get(2).raw()).hasSize(2 << 20);
        assertThat(lines.get(3).fault()).isNull();
    }

    @Test
    void aCompressedFileWithAByteOrderMarkAndWindowsLineEndsReadsTheSame() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(("\uFEFF" + LEAST + "\r\n\r\n" + LEAST).getBytes(StandardCharsets.UTF_8));
        }

        List<Line<Filing>> lines = Lines.all(FilingLines.read(new ByteArrayInputStream(out.toByteArray()), "f.gz"));

        assertThat(lines).extracting(Line::number).containsExactly(1L, 3L);
        assertThat(lines.get(0).raw()).isEqualTo(LEAST.getBytes(StandardCharsets.UTF_8));
        assertThat(lines).allSatisfy(line -> assertThat(line.fault()).isNull());
    }

    @Test
    void theKeysYearIsTheIssueDatesElseThatOfTheFirstFilingWithin12MonthsElseOfTheFiling() {
        ConsignmentKeys keys = new ConsignmentKeys();
        Instant december = Instant.parse("2025-12-30T00:00:00Z");

        assertThat(keys.derive("maeu", "1", null, december)).isEqualTo("MAEU:1:2025");
        assertThat(keys.derive("MAEU", " 1", null, Instant.parse("2026-01-03T00:00:00Z")))
                .isEqualTo("MAEU:1:2025");
        assertThat(keys.derive("MAEU", "1", null, Instant.parse("2026-12-30T23:00:00Z")))
                .isEqualTo("MAEU:1:2025");
        assertThat(keys.derive("MAEU", "1", null, Instant.parse("2026-12-31T00:00:00Z")))
                .isEqualTo("MAEU:1:2026");
        assertThat(keys.derive("MSCU", "1", null, Instant.parse("2026-12-31T00:00:00Z")))
                .isEqualTo("MSCU:1:2026");
        assertThat(keys.derive("MSCU", "2", java.time.LocalDate.of(2024, 5, 1), december))
                .isEqualTo("MSCU:2:2024");
        assertThat(keys.derive("MSCU", "2", null, december)).isEqualTo("MSCU:2:2024");
    }

    @Test
    void severalFilesShareWhatWasSeen() {
        ConsignmentKeys keys = new ConsignmentKeys();
        Lines.only(FilingLines.read(Lines.of(LEAST.replace("2026-03-01", "2025-12-31")), "a", keys));

        Filing amended = Lines.only(FilingLines.read(Lines.of(LEAST), "b", keys));

        assertThat(amended.getConsignmentKey()).isEqualTo("MAEU:MX77:2025");
    }
}
