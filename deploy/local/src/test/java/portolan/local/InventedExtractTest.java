// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An extract of an invented centre with columns, codes and units of its own, through a mapping that says what they are.
 */
@Tag("rest")
class InventedExtractTest {
    private static final Path EXTRACT = Path.of("src/test/resources/extract/extract.csv");
    private static final Path MAPPING = Path.of("src/test/resources/extract/mapping.yaml");

    @TempDir
    private static Path scoredInto;

    @TempDir
    private Path directory = Path.of(".");

    private static ScoredOutput scored() {
        return new ScoredOutput(scoredInto);
    }

    @BeforeAll
    static void scoreTheExtract() {
        // A day of delay, where the mapping says three.
        CommandRun.of(
                        "score",
                        "--filings",
                        EXTRACT,
                        "--outcomes",
                        EXTRACT,
                        "--mapping",
                        MAPPING,
                        "--outcome-delay",
                        "1d",
                        "--out",
                        scoredInto)
                .assertDone();
    }

    @Test
    void everyRowIsOneAssessmentOrOneReject() throws IOException {
        ScoredOutput scored = scored();
        List<Long> assessed = ScoredOutput.linesOfInput(scored.assessments());
        // One row is too short to be read at all, as a filing or as an outcome.
        List<Long> rejected = new ArrayList<>(new HashSet<>(ScoredOutput.linesOfInput(scored.rejects())));
        List<Long> all = new ArrayList<>(assessed);
        all.addAll(rejected);
        int lines = Files.readAllLines(EXTRACT).size();
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(2, lines).boxed().toList());
        assertThat(rejected).containsExactlyInAnyOrder(7L, 9L, 10L, 11L, 13L, 17L);
        assertThat(scored.rejects())
                .anySatisfy(line ->
                        assertThat(line).contains("UNKNOWN_CODE", "column='Transport', value='X', known=[F, S, V]"))
                .anySatisfy(line -> assertThat(line).contains("WRONG_TYPE", "found=32.02.2026 10:10, column='Mottatt'"))
                .anySatisfy(line -> assertThat(line).contains("WRONG_TYPE", "found=tung, column='Vekt'"))
                .anySatisfy(line -> assertThat(line).contains("WRONG_COLUMN_COUNT", "cells=13, columns=14"))
                .anySatisfy(line -> assertThat(line).contains("MISSING_FIELD", "column='Sak'"))
                .anySatisfy(line -> assertThat(line).contains("INVALID_VALUE", "must not be negative"));
    }

    @Test
    void cellsMeanWhatTheMappingSays() throws IOException {
        List<String> assessments = scored().assessments();

        assertThat(assessments.get(0))
                .contains("\"consignmentKey\":\"NORDSUND:N-101\"", "\"assessedAt\":\"2026-02-02T07:15:00Z\"")
                .contains("\"route\":\"TRIST > NOSUN\"", "\"goods\":\"cotton shirts, HS 620520\"")
                .contains("\"freight_paid_cash\":0.0");
        assertThat(assessments)
                .as("cash, from a port on the list")
                .anyMatch(line -> line.contains("N-103")
                        && line.contains("\"freight_paid_cash\":1.0")
                        && line.contains("\"port_exposure\":1.0"))
                .as("a payment that is not stated gives no reading")
                .anyMatch(line -> line.contains("N-107")
                        && line.contains("\"vague_description\":1.0")
                        && !line.contains("\"freight_paid_cash\""))
                .as("what an inspection found is known a day later, not sooner")
                .anyMatch(line -> line.contains("N-115") && line.contains("examined 3 times, 2 offences"))
                .noneMatch(line -> line.contains("N-102") && line.contains("examined once"));
    }

    @Test
    void aWrongColumnIsNamedWithTheNearestNameAndTheLineOfTheMapping() throws IOException {
        Path wrong = directory.resolve("wrong.csv");
        Files.writeString(wrong, Files.readString(EXTRACT).replace(";Vekt;", ";Vektt;"));

        score("--filings", wrong, "--mapping", MAPPING)
                .assertRefused(
                        "mapping.yaml:15:", "no column 'Vekt' in the file: file=wrong.csv", "did you mean 'Vektt'?");
        assertThat(directory.resolve("assessments.jsonl")).doesNotExist();
    }

    @Test
    void aCsvFileWithoutAMappingIsRefused() {
        score("--filings", EXTRACT).assertRefused("a CSV file needs a mapping", "--mapping", "extract.csv");
    }

    @Test
    void filesThatAreNotThereAreNamed() {
        Path nowhere = directory.resolve("nowhere.csv");

        score("--filings", nowhere, "--mapping", MAPPING).assertRefused("file=" + nowhere);
        score("--filings", EXTRACT, "--mapping", nowhere).assertRefused("file=" + nowhere);
        score("--filings", EXTRACT, "--outcomes", nowhere, "--mapping", MAPPING).assertRefused("file=" + nowhere);
    }

    @Test
    void everyFaultOfAMappingIsNamedAtOnce() throws IOException {
        Path faulty = directory.resolve("faulty.yaml");
        Files.writeString(
                faulty,
                Files.readString(MAPPING)
                        .replace("goodsItems[0].hs\n", "goodsItems[0].hss\n")
                        .replace("unit: lb", "unit: stone"));

        score("--filings", EXTRACT, "--mapping", faulty).assertRefused("faulty.yaml:14:", "faulty.yaml:15:", "stone");
    }

    private CommandRun score(Object... arguments) {
        List<Object> words = new ArrayList<>(List.of("score", "--out", directory));
        words.addAll(List.of(arguments));
        return CommandRun.of(words.toArray());
    }
}
