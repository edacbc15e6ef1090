// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineFault;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.Lines;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class KoreanDeclarationsTest {
    private static final String HEADER =
            "Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,"
                    + "Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,"
                    + "Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,Net Mass,Item Price,Fraud,Critical Fraud";
    private static final String INVENTED =
            "10000001,2020-05-04,40,B,11,21,43,90,DECL001,IMPO001,,COUR01,071080,CN,VN,27.0,A,G,12.5,1248.456,1,2";

    /** What is in a file of the real declarations. */
    private record Part(String name, int rows, int withoutSeller, int labels, int offences) {}

    private static final List<Part> PARTS = List.of(
            new Part("valid_eng", 8_134, 795, 8_134, 1_704),
            new Part("train_eng", 37_385, 3_715, 37_385, 8_114),
            new Part("test_eng_unlabelled", 8_481, 691, 0, 0));

    private static CsvMapping mapping() {
        Path file = Path.of("../deploy/mappings/kr-declarations.yaml");
        try {
            return CsvMapping.parse(Files.readString(file), file.getFileName().toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aDeclarationWithoutASellerIsAFilingWithoutAShipper() {
        Filing filing = Lines.only(mapping().filings(Lines.of(HEADER, INVENTED), "kr.csv"));

        assertThat(filing.getConsignmentKey()).isEqualTo("10000001");
        assertThat(filing.getFilingId()).isEqualTo("10000001");
        assertThat(filing.getFiledAt()).isEqualTo(Instant.parse("2020-05-04T00:00:00Z"));
        assertThat(filing.getOffice()).isEqualTo("40");
        assertThat(filing.getFilerId()).isEqualTo("DECL001");
        assertThat(filing.getTransportMode()).isEqualTo(TransportMode.AIR);
        assertThat(filing.getParties())
                .extracting(party -> party.getRole())
                .containsExactly(PartyRole.CONSIGNEE, PartyRole.CARRIER);
        assertThat(filing.getParties().get(0).getIds().get(0).getValue()).isEqualTo("IMPO001");
        assertThat(filing.getRouting()).extracting(leg -> leg.getCountry()).containsExactly("CN", "KR");
        assertThat(filing.getGoodsItems()).singleElement().satisfies(item -> {
            assertThat(item.getHs()).isEqualTo("071080");
            assertThat(item.getDescription()).isNull();
            assertThat(item.getCountryOfOrigin()).isEqualTo("VN");
            assertThat(item.getNetMassKg()).isEqualByComparingTo("12.5");
            assertThat(item.getGrossMassKg()).isNull();
            assertThat(item.getDuty().getRatePercent()).isEqualByComparingTo("27");
            assertThat(item.getDuty().getType()).isEqualTo("A");
            assertThat(item.getValue().getAmount()).isEqualByComparingTo("1248.46");
            assertThat(item.getValue().getCurrency()).isEqualTo("KRW");
        });
        assertThat(filing.getFreight()).isNull();
        assertThat(filing.getAttributes())
                .containsOnlyKeys(
                        "Process Type",
                        "Import Type",
                        "Import Use",
                        "Payment Type",
                        "Mode of Transport",
                        "Country of Origin Indicator")
                .containsEntry("Mode of Transport", "90");
    }

    @Test
    void aLabelBecomesKnownThirtyDaysLater() {
        InspectionOutcome outcome = Lines.only(mapping().outcomes(Lines.of(HEADER, INVENTED), "kr.csv"));

        assertThat(outcome.getConsignmentKey()).isEqualTo("10000001");
        assertThat(outcome.getCode()).isEqualTo(OutcomeCode.OFFENCE_UNSPECIFIED);
        assertThat(outcome.getReportedAt()).isEqualTo(Instant.parse("2020-06-03T00:00:00Z"));
        assertThat(outcome.getRemarks()).isEqualTo("critical fraud");
    }

    @Test
    void everyRowOfTheRealDeclarationsIsAFilingOrAFaultAndEveryLabelAnOutcome() throws IOException {
        String data = System.getenv("PORTOLAN_DATA");
        assumeTrue(data != null, "PORTOLAN_DATA is not set: it names the folder that holds customs-declarations-kr");
        Path folder = Path.of(Objects.requireNonNull(data), "customs-declarations-kr", "open");
        assumeTrue(Files.isDirectory(folder), "no Korean declarations in " + folder);
        int filings = 0;
        int outcomes = 0;
        int offences = 0;
        int withoutShipper = 0;
        List<LineFault> faults = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        List<Part> parts = PARTS.subList(0, Seeds.of(1, PARTS.size()));
        for (Part part : parts) {
            String file = "df_syn_" + part.name() + ".csv.gz";
            try (InputStream in = Files.newInputStream(folder.resolve(file));
                    LineReader<Filing> lines = mapping().filings(in, file)) {
                while (lines.hasNext()) {
                    Line<Filing> line = lines.next();
                    if (line.fault() != null) {
                        faults.add(line.fault());
                        continue;
                    }
                    Filing filing = line.orThrow();
                    assertThat(wire.encode(filing)).hasSizeLessThan(2_000);
                    keys.add(filing.getConsignmentKey());
                    filings++;
                    if (filing.getParties().stream().noneMatch(party -> party.getRole() == PartyRole.CONSIGNOR)) {
                        withoutShipper++;
                    }
                }
            }
            try (InputStream in = Files.newInputStream(folder.resolve(file));
                    LineReader<InspectionOutcome> lines = mapping().outcomes(in, file)) {
                while (lines.hasNext()) {
                    outcomes++;
                    if (lines.next().orThrow().getCode() == OutcomeCode.OFFENCE_UNSPECIFIED) {
                        offences++;
                    }
                }
            }
        }

        assertThat(faults).isEmpty();
        assertThat(filings).isEqualTo(sum(parts, Part::rows));
        assertThat(keys).hasSize(filings);
        assertThat(withoutShipper).isEqualTo(sum(parts, Part::withoutSeller));
        assertThat(outcomes).isEqualTo(sum(parts, Part::labels));
        assertThat(offences).isEqualTo(sum(parts, Part::offences));
    }

    private static int sum(List<Part> parts, ToIntFunction<Part> count) {
        return parts.stream().mapToInt(count).sum();
    }
}
