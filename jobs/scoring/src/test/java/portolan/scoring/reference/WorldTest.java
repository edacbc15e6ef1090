// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {
    private static final LocalDate TUESDAY = LocalDate.parse("2026-03-03");

    @TempDir
    Path directory;

    @Test
    void withoutPublicationsOurTablesStandInAndSaySo() {
        World world = bundled();

        assertThat(world.found())
                .hasSize(8)
                .allMatch(line -> line.contains("not given"))
                .contains("places (UN/LOCODE): not given, main ports only, from main-ports.csv");
        assertThat(world.locations().isUnknown("CNXYZ"))
                .as("our list is far from complete")
                .isFalse();
        assertThat(world.locations().isUnknown("Shanghai")).isTrue();
        assertThat(world.goods().isUnknown("620521")).isFalse();
        assertThat(world.goods().isUnknown("770000")).as("reserved").isFalse();
        assertThat(world.goods().isUnknown("000000")).isTrue();
        assertThat(world.countries().isUnknown("NA")).as("Namibia").isFalse();
        assertThat(world.countries().isUnknown("XK")).as("left to users").isFalse();
        assertThat(world.countries().isUnknown("YY")).isTrue();
        assertThat(world.currencies().isUnknown("EUR")).isFalse();
        assertThat(world.currencies().isUnknown("XYZ")).isTrue();
        assertThat(world.currencies().isUnknown("$")).isTrue();
        assertThat(world.distances().bySea("CNSHA", "NLRTM")).isNaN();
        assertThat(world.rates().convert(5, "USD", "EUR", TUESDAY)).isNaN();
        assertThat(world.rates().convert(5, "USD", "USD", TUESDAY)).isEqualTo(5);
    }

    @Test
    void placesAreReadFromUnLocodesOwnParts() {
        give("2025-1-part1.csv.gz", """
                ,AD,,.ANDORRA,,,,,,,,
                ,AD,ALV,Andorra la Vella,Andorra la Vella,,--34-6--,AI,0601,,4230N 00131E,
                ,AF,SRO,"Sharona, old",Sharona,PKA,-----6-B,RL,0901,,3313N 06883E,
                """);
        give("sub/2025-1 UNLOCODE CodeListPart2.csv", """
                ,NL,RTM,Rotterdam,Rotterdam,ZH,12345---,AF,0501,,5155N 00430E,\r
                ,NA,WVB,Walvis Bay,Walvis Bay,,1--45---,AI,0601,,2257S 01430E,\r
                """);
        Locations locations = world().locations();

        assertThat(locations.name("NLRTM")).isEqualTo("Rotterdam");
        assertThat(locations.name("AFSRO")).isEqualTo("Sharona, old");
        assertThat(locations.at("NAWVB")).isEqualTo(new Coordinates(-22.95, 14.5));
        assertThat(locations.at("AFSRO")).as("83 minutes are none").isNull();
        assertThat(locations.isUnknown("NLXXX")).isTrue();
        assertThat(locations.isUnknown("ECGYE")).as("one of our main ports").isFalse();
        assertThat(world().found()).contains("places (UN/LOCODE): 4 from 2025-1-part1.csv.gz and 1 more");
    }

    @Test
    void goodsAreReadFromTheNomenclature() {
        give("harmonized-system.csv", """
                \uFEFFsection,hscode,description,parent,level
                XI,62,Apparel; not knitted,TOTAL,2
                XI,6205,"Shirts; men's, not knitted",62,4
                XI,620520,"Shirts; of cotton",6205,6
                TOTAL,999999,Commodities not specified,9999,6
                """);
        HarmonizedSystem goods = world().goods();

        assertThat(goods.isUnknown("6205200090")).isFalse();
        assertThat(goods.isUnknown("620521")).isTrue();
        assertThat(goods.isUnknown("99999999")).as("national use").isFalse();
        assertThat(goods.descriptions()).containsEntry("6205", "Shirts; men's, not knitted");
    }

    @Test
    void countriesAndCurrenciesAreReadFromIsoCodes() {
        give("iso_3166-1.json", """
                {"3166-1": [{"alpha_2": "NA", "alpha_3": "NAM", "flag": "🇳🇦", "name": "Namibia"}]}
                """);
        give("iso_4217.json", """
                {"4217": [{"alpha_3": "USD", "name": "US Dollar", "numeric": "840"}]}
                """);
        World world = world();

        assertThat(world.countries().isUnknown("NA")).as("Namibia").isFalse();
        assertThat(world.countries().isUnknown("NL")).isTrue();
        assertThat(world.currencies().isUnknown("XYZ")).isTrue();
        assertThat(world.currencies().isUnknown("USD")).isFalse();
    }

    @Test
    void valuesAreConvertedByTheLatestRateThatIsNotAfterTheDay() {
        give("eurofxref-hist.csv", """
                Date,USD,JPY,CYP,
                2026-03-05,1.30,N/A,N/A,
                2026-03-02,1.25,160,N/A,
                2026-02-27,1.20,150,N/A,
                """);
        ExchangeRates rates = world().rates();

        assertThat(rates.convert(125, "USD", "EUR", TUESDAY)).isEqualTo(100);
        assertThat(rates.convert(125, "USD", "JPY", TUESDAY)).isEqualTo(16_000);
        assertThat(rates.convert(1, "EUR", "USD", LocalDate.parse("2026-03-01")))
                .isEqualTo(1.20);
        assertThat(rates.convert(1, "EUR", "JPY", LocalDate.parse("2026-03-06")))
                .isEqualTo(160);
        assertThat(rates.convert(1, "EUR", "USD", LocalDate.parse("2026-02-26")))
                .isNaN();
        assertThat(rates.convert(1, "EUR", "CYP", TUESDAY)).isNaN();
    }

    @Test
    void ratesMayAlsoComeOneALine() {
        give("rates.csv", "date,currency,perEur\n2026-03-02,USD,1.25\n");

        assertThat(world().rates().convert(100, "EUR", "USD", TUESDAY)).isEqualTo(125);
    }

    @Test
    void distancesAreReadInEitherDirection() {
        give("port_to_port_distances_nm.csv", """
                port_a,port_b,sea_nm,great_circle_nm
                CNSHA,NLRTM,10723,4823
                """);
        Distances distances = world().distances();

        assertThat(distances.bySea("NLRTM", "CNSHA")).isEqualTo(10_723);
        assertThat(distances.bySea("CNSHA", "CNSHA")).isZero();
        assertThat(distances.bySea("CNSHA", "DEHAM")).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22G1", "45R1", "L5G1", "42UT", "2200", "4532", "9500", "20DV", "40HC"})
    void sizeTypesOfTheStandardOfBefore1995AndOfTheTradeAreKnown(String sizeType) {
        assertThat(bundled().containerSizes().isUnknown(sizeType)).isFalse();
        assertThat(bundled().containerSizes().of(sizeType)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "22", "Z2G1", "2ZG1", "22??", "22G1X", "0000", "箱箱箱箱"})
    void anythingElseIsNot(String sizeType) {
        assertThat(bundled().containerSizes().isUnknown(sizeType)).isTrue();
        assertThat(bundled().containerSizes().of(sizeType)).isNull();
    }

    @Test
    void refrigeratedBoxesAreKnownByEitherCode() {
        ContainerSizes sizes = bundled().containerSizes();

        assertThat(sizes.of("45R1"))
                .extracting(ContainerSizes.Size::refrigerated)
                .isEqualTo(true);
        assertThat(sizes.of("4532"))
                .extracting(ContainerSizes.Size::refrigerated)
                .isEqualTo(true);
        assertThat(sizes.of("4500"))
                .extracting(ContainerSizes.Size::refrigerated)
                .isEqualTo(false);
    }

    @Test
    void greatCirclesAreMeasuredInNauticalMiles() {
        Coordinates northPole = new Coordinates(90, 0);
        Coordinates equator = new Coordinates(0, 77);

        assertThat(northPole.milesTo(equator)).isCloseTo(5_403.6, within(1.0));
        assertThat(equator.milesTo(equator)).isZero();
        assertThat(equator.milesTo(new Coordinates(0, -103))).isCloseTo(10_807.3, within(1.0));
    }

    @Test
    void everyFaultIsNamedWithItsFileAndLine() {
        give("2025-1-part1.csv", ",NL,RTM,Rotterdam\n,N1,RTM,Rotterdam,,,,,,,,\n,DE,\"HAM,,,,,,,,,\n");
        give("harmonized-system.csv", "section,hscode,description,parent,level\nXI,62A,Apparel,TOTAL,2\n");
        give("iso_4217.json", "{\"4217\": [\n{\"alpha_3\": \"USD\"}\n");
        give("port_to_port_distances_nm.csv", "from,to,miles\n");
        give("eurofxref-hist.csv", "Date,USD\n2026-13-01,1.2\n2026-03-01,-1\n2026-03-02,x\n");
        give("main-ports.csv", "locode,name,latitude,longitude\nNLRTM,Rotterdam,95,4\n");

        assertThat(faults())
                .satisfiesExactly(
                        fault -> assertThat(fault).isEqualTo("2025-1-part1.csv:1: must have 12 fields, has 4"),
                        fault -> assertThat(fault).isEqualTo("2025-1-part1.csv:2: not a UN/LOCODE: 'N1RTM'"),
                        fault -> assertThat(fault).isEqualTo("2025-1-part1.csv:3: a quote is not closed"),
                        fault -> assertThat(fault).isEqualTo("main-ports.csv:2: must be from -90.0 to 90.0: '95'"),
                        fault -> assertThat(fault).isEqualTo("harmonized-system.csv:2: not an HS code: '62A'"),
                        fault -> assertThat(fault).startsWith("iso_4217.json:3: "),
                        fault -> assertThat(fault)
                                .isEqualTo("port_to_port_distances_nm.csv:1: the header must be"
                                        + " 'port_a,port_b,sea_nm,great_circle_nm'"),
                        fault -> assertThat(fault)
                                .isEqualTo("eurofxref-hist.csv:2: not a date like 2026-11-24: '2026-13-01'"),
                        fault -> assertThat(fault).startsWith("eurofxref-hist.csv:3: must be from "),
                        fault -> assertThat(fault).isEqualTo("eurofxref-hist.csv:4: not a number: 'x'"));
    }

    @Test
    void whatIsNotUtf8IsAFaultWithItsLine() throws IOException {
        Files.write(
                directory.resolve("2025-1-part1.csv"),
                ",AD,,.ANDORRA,,,,,,,,\n,AD,EAC,Esc\u00e0s,Escas,,--3-----,RL,1407,,,\n"
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(faults()).containsExactly("2025-1-part1.csv:2: not UTF-8");
    }

    @Test
    void twoFilesOfOneKindAreAFault() {
        give("a/iso_3166-1.json", "{\"3166-1\": []}");
        give("b/iso_3166-1.json", "{\"3166-1\": []}");

        assertThat(faults()).containsExactly("two files of the same kind: a/iso_3166-1.json and b/iso_3166-1.json");
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "PORTOLAN_DATA",
            matches = ".+",
            disabledReason = "it names the folder that holds the public reference lists")
    void thePublicationsThemselvesAreReadWithoutFault() throws IOException {
        List<String> faults = new ArrayList<>();
        World world = World.load(ReferenceFiles.in(Path.of("../..").resolve(System.getenv("PORTOLAN_DATA"))), faults);

        assertThat(faults).isEmpty();
        assertThat(world.found()).anyMatch(said -> said.matches("places \\(UN/LOCODE\\): 11[5-9],\\d{3} from .*"));
        assertThat(world.locations().name("NLRTM")).isEqualTo("Rotterdam");
        assertThat(world.locations().at("AEJEA"))
                .as("from the list of major ports")
                .isNotNull();
        assertThat(world.locations().isUnknown("CNXX9")).isTrue();
        assertThat(world.goods().descriptions()).hasSize(6_936);
        assertThat(world.goods().isUnknown("854140")).as("gone since 2022").isTrue();
        assertThat(world.countries().isUnknown("NA")).isFalse();
        assertThat(world.currencies().isUnknown("USD")).isFalse();
        assertThat(world.distances().bySea("NLRTM", "SGSIN")).isEqualTo(8_413);
    }

    private World bundled() {
        try {
            List<String> faults = new ArrayList<>();
            World world = World.load(ReferenceFiles.bundled(), faults);
            assertThat(faults).isEmpty();
            return world;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private World world() {
        try {
            List<String> faults = new ArrayList<>();
            World world = World.load(ReferenceFiles.in(directory), faults);
            assertThat(faults).isEmpty();
            return world;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> faults() {
        try {
            List<String> faults = new ArrayList<>();
            World.load(ReferenceFiles.in(directory), faults);
            return faults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void give(String file, String text) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = file.endsWith(".gz")
                    ? new GZIPOutputStream(Files.newOutputStream(path))
                    : Files.newOutputStream(path)) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
