// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The 54,000 Korean declarations, which are not ours to pass on: the variable {@code PORTOLAN_DATA} names the folder
 * that holds {@code customs-declarations-kr}, from the root of the checkout if it is not absolute.
 */
@Tag("night")
class KoreanDeclarationsIT {
    private static final Path MAPPING = Path.of("../mappings/kr-declarations.yaml");

    @TempDir
    private static Path out;

    private static final @Nullable Path FOLDER = folder();

    private static @Nullable Path folder() {
        String data = System.getenv("PORTOLAN_DATA");
        return data == null ? null : Path.of("../..").resolve(data).resolve("customs-declarations-kr/open");
    }

    // Not before all: a report then says nothing of tests that were skipped, nor why.
    @BeforeEach
    void skipWithoutTheData() {
        assumeTrue(FOLDER != null, "PORTOLAN_DATA is not set: it names the folder that holds customs-declarations-kr");
        assumeTrue(isThere(), "no Korean declarations in " + FOLDER);
    }

    private static boolean isThere() {
        return FOLDER != null && Files.isDirectory(FOLDER);
    }

    @BeforeAll
    static void score() {
        if (!isThere()) {
            return;
        }
        CommandRun.of(
                        "score",
                        "--filings",
                        part("train_eng"),
                        part("valid_eng"),
                        part("test_eng_unlabelled"),
                        "--outcomes",
                        part("train_eng"),
                        "--mapping",
                        MAPPING,
                        "--learning",
                        "adopt",
                        "--parallelism",
                        2,
                        "--out",
                        out)
                .assertDone();
    }

    @Test
    void everyRowIsOneAssessmentOrOneReject() throws IOException {
        ScoredOutput scored = new ScoredOutput(out);

        assertThat(scored.count("filings")).isEqualTo(54_000);
        assertThat(scored.count("assessments") + scored.count("rejects")).isEqualTo(54_000);
        assertThat(scored.count("lanes")).isEqualTo(scored.count("assessments"));
        assertThat(scored.count("duplicates") + scored.count("withdrawn")).isZero();
    }

    @Test
    void theRiskiestOfTheNextQuarterAreOffencesMostly() {
        CommandRun evaluation = CommandRun.of(
                "evaluate",
                "--assessments",
                out.resolve("assessments.jsonl"),
                "--filings",
                part("train_eng"),
                part("valid_eng"),
                "--outcomes",
                part("train_eng"),
                part("valid_eng"),
                "--mapping",
                MAPPING,
                "--from",
                "2021-01-01",
                "--to",
                "2021-03-31",
                "--json");

        evaluation.assertDone();
        assertThat(evaluation.output()).contains("HS6 x origin x tax rate");
        // .978 and .929, of 406: one declaration more or less is a quarter of a hundredth.
        assertThat(figure("the engine", 5, "precision", evaluation.output())).isGreaterThanOrEqualTo(0.955);
        assertThat(figure("the engine", 10, "precision", evaluation.output())).isGreaterThanOrEqualTo(0.92);
        // By the probability alone .09: a handful of declarations carry most of the duty.
        assertThat(figure("engine x duty at stake", 10, "revenue", evaluation.output()))
                .isGreaterThanOrEqualTo(0.6);
    }

    private static double figure(String row, int percent, String figure, String json) {
        Matcher cut = Pattern.compile(
                        '"' + row + "\".*?\"percent\" : " + percent + ",.*?\"" + figure + "\" : ([0-9.]+)",
                        Pattern.DOTALL)
                .matcher(json);
        assertThat(cut.find()).as(json).isTrue();
        return Double.parseDouble(cut.group(1));
    }

    private static Path part(String name) {
        return Objects.requireNonNull(FOLDER).resolve("df_syn_" + name + ".csv.gz");
    }
}
