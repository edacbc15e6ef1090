// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.lines.LineWriter;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/** Fits that {@code score} makes of a feed as it goes. */
class ScoreLearningTest {
    private static final Pattern FIT =
            Pattern.compile("\\{\"from\": \"([^\"]+)\", \"version\": ([0-9]+), \"hash\": \"([0-9a-f]{64})\"");

    @TempDir
    private Path directory = Path.of(".");

    @BeforeEach
    void generate() {
        TaughtFeed.generate(directory);
    }

    private ScoredOutput scored(String learning, int parallelism) {
        Path out = directory.resolve(learning + parallelism);
        CommandRun.of(
                        "score",
                        "--filings",
                        directory.resolve("filings.jsonl"),
                        "--outcomes",
                        directory.resolve("outcomes.jsonl"),
                        "--learning",
                        learning,
                        "--parallelism",
                        parallelism,
                        "--out",
                        out)
                .assertDone();
        return new ScoredOutput(out);
    }

    @Test
    void learningWithoutOutcomesIsRefused() {
        CommandRun.of(
                        "score",
                        "--filings",
                        directory.resolve("filings.jsonl"),
                        "--learning",
                        "shadow",
                        "--out",
                        directory.resolve("refused"))
                .assertRefused("--learning shadow fits to what inspections found", "--outcomes");
    }

    @Test
    @Tag("rest")
    void eachFitJudgesFromItsOrderTimeOnAtAnyParallelismAndAsTheEngine() throws IOException {
        ScoredOutput adopted = scored("adopt", 2);

        assertThat(adopted.contents()).isEqualTo(scored("adopt", 1).contents());
        String summary = Files.readString(adopted.directory().resolve("summary.json"));
        assertThat(summary).contains("\"learning\": {\"how\": \"adopt\"");
        List<String> lines = adopted.assessments();
        List<String> judges = new ArrayList<>();
        Matcher fit = FIT.matcher(summary);
        String last = "";
        while (fit.find()) {
            last = fit.group(1);
            judges.add(fit.group(3));
            assertThat(from(lines, last).get(0))
                    .as("the first from %s on", last)
                    .contains("\"version\":" + fit.group(2) + ",\"hash\":\"" + fit.group(3) + "\",\"unsigned\":true");
        }
        assertThat(judges).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        try (Stream<Path> texts = Files.list(adopted.directory().resolve("fits"))) {
            assertThat(texts.map(ScoreLearningTest::hash).toList()).containsExactlyInAnyOrderElementsOf(judges);
        }
        assertThat(lines.get(0)).doesNotContain(judges);
        assertThat(from(lines, last)).isNotEmpty().isEqualTo(from(byTheEngine(judges), last));
    }

    @Test
    @Tag("night")
    void aShadowMakesTheSameFitsAndJudgesNothing() throws IOException {
        String adopted = Files.readString(scored("adopt", 2).directory().resolve("summary.json"));

        ScoredOutput shadowed = scored("shadow", 2);
        assertThat(shadowed.assessments()).isEqualTo(scored("off", 2).assessments());
        assertThat(shadowed.contents().get("summary.json"))
                .contains("\"how\": \"shadow\"", adopted.substring(adopted.indexOf("\"fits\"")));
    }

    private static String hash(Path text) {
        try {
            Compiled compiled = RuleSetCompiler.compile(Files.readString(text));
            return ((Compiled.Accepted) compiled).ruleSet().hash();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> from(List<String> lines, String time) {
        Pattern at = Pattern.compile("\"assessedAt\":\"([^\"]*)\"");
        return lines.stream()
                .filter(line -> {
                    Matcher assessed = at.matcher(line);
                    assertThat(assessed.find()).isTrue();
                    return assessed.group(1).compareTo(time) >= 0;
                })
                .toList();
    }

    /** What the last of the fits says when it judges all of the feed. */
    private List<String> byTheEngine(List<String> fitted) throws IOException {
        try (WorkingDirectory work = WorkingDirectory.temporary("portolan-test-");
                Progress progress = Progress.onStandardError()) {
            JobSettings settings =
                    JobSettings.of(Map.of("mode", "ordered", "engine-version", Portolan.Version.number()));
            Replay.Feed feed = TaughtFeed.ordered(directory, work, progress);
            List<RuleSet> fits = FitsOfFeed.of(feed, settings).fits().stream()
                    .map(FitsOfFeed.Fit::ruleSet)
                    .toList();
            assertThat(fits).extracting(RuleSet::hash).isEqualTo(fitted);
            assertThat(fits)
                    .extracting(RuleSet::told)
                    .last()
                    .as("what its scores mean")
                    .isNotNull();
            SequentialEngine engine = Replay.engine(fits.get(fits.size() - 1), settings);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (LineWriter<ConsignmentAssessed> out = LineWriter.assessments(bytes)) {
                feed.each(input -> {
                    for (Replayed replayed : Replay.take(engine, input)) {
                        if (replayed.assessment() != null) {
                            out.write(AssessmentRecords.of(replayed.assessment()));
                        }
                    }
                });
            }
            return bytes.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }
}
