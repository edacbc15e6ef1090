// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import portolan.console.evaluate.Truth;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.rules.BaselineRuleSet;

class SimulateCommandTest {
    @TempDir
    private static Path directory = Path.of(".");

    @BeforeAll
    static void generate() throws IOException {
        CommandRun.of("generate", "--seed", 5, "--filings", 600, "--shippers", 100, "--per-day", 30, "--out", directory)
                .assertDone();
        List<String> filings = Files.readAllLines(directory.resolve("filings.jsonl"));
        StringBuilder truth = new StringBuilder();
        for (int i = 0; i < filings.size(); i += 15) {
            String key = filings.get(i).replaceAll(".*\"consignmentKey\":\"([^\"]+)\".*", "$1");
            truth.append("{\"consignmentKey\":\"").append(key).append("\",\"scheme\":\"planted\",\"revenue\":10}\n");
        }
        Files.writeString(directory.resolve("truth.jsonl"), truth);
    }

    @Test
    void inspectsTheShareThatItWasToldAndTheSameAgainWithTheSameSeed() throws IOException {
        CommandRun run = simulate("--json", directory.resolve("a.json"), "--html", directory.resolve("a.html"));
        simulate("--json", directory.resolve("b.json")).assertDone();

        run.assertDone();
        assertThat(run.output()).contains("5 % inspected", "10 % inspected", "How to read it.");
        assertThat(Files.readString(directory.resolve("b.json")))
                .isEqualTo(Files.readString(directory.resolve("a.json")));
        assertThat(Files.readString(directory.resolve("a.html"))).contains("Recall, 10 % inspected");
    }

    @Test
    void whoInspectsEverythingFindsEverything() {
        CommandRun run = simulate("--inspected", 100, "--at-random", 0);

        run.assertDone();
        assertThat(run.output()).containsPattern(" 100\\.0  100\\.0 +-");
    }

    @Test
    void eachInspectionSaysWhatChoseIt() throws Exception {
        Replay replay = CommandLine.populateCommand(
                new Replay(), "--filings", directory.resolve("filings.jsonl").toString());
        InspectionLoop loop = new InspectionLoop(
                replay.engine(), Truth.read(directory.resolve("truth.jsonl")), 20, 50, Duration.ofDays(9_999), 1);
        try (Progress progress = Progress.onStandardError();
                Replay.Feed feed = replay.open(List.of(), progress)) {
            feed.each(input -> loop.take(Objects.requireNonNull(input.filing())));
        }
        loop.finish();
        List<Chosen> chosen = new ArrayList<>();
        loop.underWay().forEach(outcome -> chosen.add(outcome.chosen()));
        List<Chosen> drawn =
                chosen.stream().filter(one -> one.by() == Chosen.By.RANDOM).toList();
        chosen.removeAll(drawn);

        // Half of a fifth is drawn, from the nine tenths that the engine left.
        assertThat(drawn).isNotEmpty().allSatisfy(one -> assertThat(one.share()).isCloseTo(1 / 9.0, within(0.05)));
        assertThat(chosen).isNotEmpty().allSatisfy(one -> {
            assertThat(one.by()).isEqualTo(Chosen.By.ENGINE);
            assertThat(one.lane()).isNotNull();
            assertThat(one.ruleSet()).isEqualTo(BaselineRuleSet.compiled().hash());
        });
    }

    @Test
    void refusesWhatCannotBeUsed() {
        simulate("--inspected", 0).assertRefused("--inspected must be from 1 to 100: percent=0");
        simulate("--at-random", 101).assertRefused("--at-random must be from 0 to 100: percent=101");
        CommandRun.of(
                        "evaluate",
                        "simulate",
                        "--filings",
                        directory.resolve("filings.jsonl"),
                        "--truth",
                        directory.resolve("nowhere.jsonl"))
                .assertRefused("there is no such file");
    }

    private static CommandRun simulate(Object... more) {
        Object[] arguments = new Object[6 + more.length];
        arguments[0] = "evaluate";
        arguments[1] = "simulate";
        arguments[2] = "--filings";
        arguments[3] = directory.resolve("filings.jsonl");
        arguments[4] = "--truth";
        arguments[5] = directory.resolve("truth.jsonl");
        System.arraycopy(more, 0, arguments, 6, more.length);
        return CommandRun.of(arguments);
    }
}
