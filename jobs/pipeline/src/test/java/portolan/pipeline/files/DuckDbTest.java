// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.archive.ArchiveWriter;
import portolan.archive.OutcomeFile;
import portolan.pipeline.kafka.OutcomeRecords;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.OutcomeLines;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.Assessment;

/** An analyst reads the archive with a tool of his own: the queries are those of {@code jobs/archive/README.md}. */
class DuckDbTest {
    private static final int ASSESSMENTS = 200;

    @TempDir
    private Path directory;

    private final List<Assessment> assessments = new ArrayList<>();

    @BeforeEach
    void writeAnArchive() throws Exception {
        RandomAssessments random = new RandomAssessments(11);
        for (int i = 0; i < ASSESSMENTS; i++) {
            assessments.add(random.next());
        }
        Path day = Files.createDirectories(directory.resolve("assessments/day=2026-01-31"));
        Path scored = Files.createDirectories(directory.resolve("assessments/scored"));
        write(day.resolve("part-1.parquet"), assessments.subList(0, 120));
        write(scored.resolve("part-1.parquet"), assessments.subList(120, ASSESSMENTS));
    }

    @Test
    void theDocumentsQueryAveragesByDayWhateverTheFolders() throws Exception {
        Map<String, List<Double>> byDay = new TreeMap<>();
        for (Assessment one : assessments) {
            Reading detour = one.readings().get(Indicators.get("detour_factor"));
            List<Double> ofDay = byDay.computeIfAbsent(
                    one.assessedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString(), day -> new ArrayList<>());
            if (detour != null) {
                ofDay.add(detour.value());
            }
        }

        List<String> rows = ask(documented("AS day"));

        assertThat(byDay).hasSizeGreaterThan(10);
        assertThat(rows)
                .extracting(row -> row.substring(0, row.indexOf('|')))
                .containsExactlyInAnyOrderElementsOf(byDay.keySet());
        assertThat(rows).allSatisfy(row -> {
            String[] cells = row.split("\\|", -1);
            OptionalDouble mean = Objects.requireNonNull(byDay.get(cells[0])).stream()
                    .mapToDouble(Double::doubleValue)
                    .average();
            if (mean.isPresent()) {
                assertThat(Double.parseDouble(cells[1])).isCloseTo(mean.getAsDouble(), withinPercentage(1e-6));
            } else {
                assertThat(cells[1]).isEqualTo("null");
            }
        });
    }

    /** The line of the document that has these words, asked of this archive. */
    private String documented(String words) throws Exception {
        return Files.readAllLines(Path.of("../archive/README.md")).stream()
                .filter(line -> line.startsWith("SELECT") && line.contains(words))
                .findFirst()
                .orElseThrow()
                .replace("DIR", directory.toString());
    }

    private static void write(Path file, List<Assessment> rows) throws Exception {
        try (OutputStream out = Files.newOutputStream(file);
                ArchiveWriter<Assessment> writer = ArchiveWriter.assessments(out)) {
            for (Assessment row : rows) {
                writer.write(row);
            }
        }
    }

    @Test
    void countsByLane() throws Exception {
        assertThat(ask("SELECT lane, count(*) FROM assessments GROUP BY lane ORDER BY lane"))
                .isEqualTo(java.util.Arrays.stream(Lane.values())
                        .map(Lane::name)
                        .sorted()
                        .map(lane -> lane
                                + '|'
                                + assessments.stream()
                                        .filter(one -> one.lane().name().equals(lane))
                                        .count())
                        .toList());
    }

    @Test
    void averagesAReadingOverThoseThatHaveOne() throws Exception {
        double[] values = assessments.stream()
                .filter(one -> one.readings().get(Indicators.get("detour_factor")) != null)
                .mapToDouble(one -> one.readings().value(Indicators.get("detour_factor")))
                .filter(Double::isFinite)
                .toArray();

        List<String> row = ask(
                "SELECT count(detour_factor), min(detour_factor) FROM assessments" + " WHERE isfinite(detour_factor)");

        assertThat(row)
                .containsExactly(values.length + "|"
                        + java.util.Arrays.stream(values).min().orElseThrow());
        assertThat(Double.parseDouble(ask("SELECT avg(detour_factor) FROM assessments WHERE isfinite(detour_factor)")
                        .get(0)))
                .isCloseTo(
                        java.util.Arrays.stream(values).average().orElseThrow(),
                        org.assertj.core.data.Percentage.withPercentage(1e-9));
    }

    @Test
    void unrollsTheListOfBits() throws Exception {
        List<String> expected = new ArrayList<>();
        for (Assessment one : assessments) {
            one.threats()
                    .forEach(threat -> threat.contributions().stream()
                            .filter(given -> Double.isFinite(given.bits()))
                            .forEach(given -> expected.add(given.rule() + '|' + given.bits())));
        }

        assertThat(ask("SELECT c.rule, c.bits FROM (SELECT unnest(contributions) AS c FROM assessments)"
                        + " WHERE isfinite(c.bits)"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void knowsFieldsByTheNamesThatRulesCallThem() throws Exception {
        Assessment one = assessments.stream()
                .filter(any -> any.fields().get(ConsignmentField.OFFICE) != null
                        && any.readings().get(Indicators.get("seal_missing")) != null
                        && !Objects.requireNonNull(any.readings().get(Indicators.get("seal_missing")))
                                .evidence()
                                .isBlank())
                .findFirst()
                .orElseThrow();

        assertThat(ask("SELECT consignment.office, len(consignment.hs6), evidence->>'seal_missing'"
                        + " FROM assessments WHERE assessment_id = '"
                        + one.assessmentId().replace("'", "''") + "' AND score = " + one.score()
                        + " AND input_offset = " + one.position().offset()))
                .containsExactly(one.fields().get(ConsignmentField.OFFICE) + "|"
                        + ((List<?>) Objects.requireNonNull(one.fields().get(ConsignmentField.HS6))).size() + '|'
                        + Objects.requireNonNull(one.readings().get(Indicators.get("seal_missing")))
                                .evidence());
    }

    @Test
    void addsUpRevenueByCode() throws Exception {
        String line = "{\"consignmentKey\": \"%s\", \"code\": \"%s\", \"reportedAt\": \"2026-0%d-02T00:00:00Z\","
                + " \"examined\": true, \"revenueRecovered\": %s}\n";
        String lines = line.formatted("A", "UNDERVALUED", 1, "1200.25")
                + line.formatted("B", "UNDERVALUED", 2, "0.5")
                + line.formatted("C", "NOTHING_FOUND", 2, "null");
        try (OutcomeFile file = new OutcomeFile(directory);
                LineReader<InspectionOutcome> read = OutcomeLines.read(
                        new java.io.ByteArrayInputStream(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        "outcomes")) {
            while (read.hasNext()) {
                file.add(OutcomeRecords.archived(read.next().orThrow()));
            }
            file.finish();
        }

        assertThat(Archive.open(directory).outcomes()).hasSize(1);
        assertThat(ask("SELECT code, count(*), sum(revenue) FROM outcomes GROUP BY code ORDER BY code"))
                .containsExactly("NOTHING_FOUND|1|null", "UNDERVALUED|2|1200.75");
    }

    @Test
    void theDocumentsQueryCountsEachConsignmentAsLastAssessed() throws Exception {
        List<Assessment> several = new ArrayList<>();
        Map<String, Assessment> last = new HashMap<>();
        Random random = new Random(5);
        for (Assessment one : assessments) {
            several.add(amending(
                    one,
                    "tenant-" + random.nextInt(2),
                    "K" + random.nextInt(20),
                    new Position(
                            random.nextInt(2),
                            random.nextBoolean() ? Position.Input.FILING : Position.Input.DUE,
                            "topic-" + random.nextInt(2),
                            random.nextInt(2),
                            several.size(),
                            random.nextInt(2))));
        }
        for (Assessment one : several) {
            last.merge(
                    one.tenant() + one.key().value(),
                    one,
                    (a, b) -> a.position().compareTo(b.position()) > 0 ? a : b);
        }
        Path archive = directory.resolve("amended");
        write(
                Files.createDirectories(archive.resolve("assessments/day=2026-01-31"))
                        .resolve("part-1.parquet"),
                several);
        String query = Files.readAllLines(Path.of("../archive/README.md")).stream()
                .filter(line -> line.contains("QUALIFY"))
                .findFirst()
                .orElseThrow();

        List<String> expected = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            long count =
                    last.values().stream().filter(one -> one.lane() == lane).count();
            if (count > 0) {
                expected.add(lane + "|" + count);
            }
        }
        assertThat(last).hasSizeLessThan(several.size() / 2);
        assertThat(ask(query.replace("DIR", archive.toString()))).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Assessment amending(Assessment one, String tenant, String key, Position position) {
        return new Assessment(
                one.assessmentId(),
                tenant,
                new ConsignmentKey(key),
                one.filingId(),
                one.filingVersion(),
                one.filedAt(),
                one.assessedAt(),
                one.score(),
                one.lane(),
                one.threats(),
                one.dataQuality(),
                one.ruleSet(),
                position,
                one.selectedBy(),
                one.engine(),
                one.reference(),
                one.decisionDueBy(),
                one.readings(),
                one.fields(),
                one.urgent(),
                one.particulars(),
                one.table(),
                BankValues.NONE);
    }

    private List<String> ask(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("CREATE VIEW assessments AS SELECT * FROM read_parquet('" + directory
                    + "/assessments/*/*.parquet')");
            if (Files.exists(directory.resolve("outcomes"))) {
                statement.execute(
                        "CREATE VIEW outcomes AS SELECT * FROM read_parquet('" + directory + "/outcomes/*/*.parquet')");
            }
            try (ResultSet found = statement.executeQuery(query)) {
                while (found.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                        row.append(column == 1 ? "" : "|").append(found.getString(column));
                    }
                    rows.add(row.toString());
                }
            }
        }
        return rows;
    }
}
