// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.second.WrittenOpinion;

class RulesLearnCommandTest {
    private static final Path BASELINE =
            Path.of(System.getProperty("portolan.home", "..")).resolve("rules/baseline");

    @TempDir
    private Path directory = Path.of(".");

    private CommandRun learn(String out, Object outcomes) {
        return CommandRun.of(
                "rules",
                "learn",
                "--filings",
                directory.resolve("filings.jsonl"),
                "--outcomes",
                outcomes,
                "--rules",
                BASELINE,
                "--out",
                directory.resolve(out));
    }

    @Test
    void writesWhatFindsSayWithWhatTwoPeopleNeedToSignIt() throws Exception {
        CommandRun.of(
                        "generate",
                        "--seed",
                        5,
                        "--filings",
                        1_600,
                        "--offences",
                        "0.1",
                        "--inspected",
                        "0.5",
                        "--out",
                        directory)
                .assertDone();
        Path outcomes = directory.resolve("outcomes.jsonl");

        CommandRun run = learn("draft", outcomes).assertDone();

        Path draft = directory.resolve("draft/ruleset.yaml");
        assertThat(draft)
                .content()
                .contains("- id: " + WrittenOpinion.PREFIX, "memories:", "why: 'fit of 2025-")
                .doesNotContain("learning:");
        assertThat(run.output())
                .containsPattern(
                        "[0-9]{2} finds known, [0-9,]+ inspections, 1,600 filings from 2025-01-01 to 2025-[0-9-]+\\.")
                .containsPattern("Of the [0-9]+ finds among the [0-9,]+ consignments of the last 8 weeks")
                .containsPattern(" [0-9]+  this fit, of the [0-9]+ finds known before\n +[0-9]+  today's rules")
                .containsPattern(
                        "Red in those weeks, .*:\n(  +[0-9]+ +[0-9]+  [a-z]+\n)*  +[1-9][0-9]* +[1-9][0-9]*  offence\n")
                .contains("rules diff", "rules what-if", "rules publish");
        CommandRun.of("rules", "check", directory.resolve("draft")).assertDone();

        CommandRun again = learn("draft-2", outcomes).assertDone();

        assertThat(directory.resolve("draft-2/ruleset.yaml")).hasSameBinaryContentAs(draft);
        assertThat(again.output().replace("draft-2", "draft")).isEqualTo(run.output());

        List<String> few = Files.readAllLines(outcomes).subList(0, 40);
        learn("few", Files.write(directory.resolve("few.jsonl"), few)).assertRefused("too few finds: found=");
        learn("draft", outcomes).assertRefused("the folder of the draft is there already");
        assertThat(directory.resolve("few")).doesNotExist();
    }
}
