// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingsCommandTest {
    @TempDir
    private static Path directory = Path.of(".");

    @BeforeAll
    static void generate() {
        CommandRun.of("generate", "--seed", 5, "--filings", 400, "--inspected", "0.5", "--out", directory)
                .assertDone();
    }

    @Test
    void writesOneRowAConsignmentAndPrintsAScorecardOfEachIndicator() throws IOException {
        Path out = directory.resolve("readings.csv");

        CommandRun run = readings("--outcomes", directory.resolve("outcomes.jsonl"), "--out", out);

        run.assertDone();
        List<String> rows = Files.readAllLines(out);
        assertThat(rows.get(0))
                .startsWith("consignmentKey,filedAt,offence,scheme,")
                .contains(",first_time_shipper,");
        int columns = rows.get(0).split(",", -1).length;
        assertThat(rows).allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(columns));
        assertThat(rows.stream().map(row -> row.split(",", -1)[0])).doesNotHaveDuplicates();
        assertThat(run.output())
                .contains("first_time_shipper   FLAG, coverage", "Silent on this feed:", "How to read it.")
                .containsPattern("(?m)^  shipper +[0-9]+ +[0-9]+ +[0-9]+ +[0-9,]+$");
    }

    @Test
    void withoutTheShipperMemoryItsReadingsAreSilent() {
        CommandRun run = readings("--without", "shipper", "--out", directory.resolve("without.csv"));

        run.assertDone();
        assertThat(run.output().replaceAll("\\s+", " ")).containsPattern("Silent on this feed: .*first_time_shipper,");
    }

    @Test
    void refusesWhatCannotBeUsedBeforeItReplaysAnything() {
        Path out = directory.resolve("refused.csv");

        readings("--without", "shippers", "--out", out)
                .assertRefused("--without names no kind of memory: without=shippers");
        readings("--truth", directory.resolve("nowhere.jsonl"), "--out", out).assertRefused("there is no such file:");
        readings("--outcomes", "nowhere.jsonl", "--out", out).assertRefused("cannot read outcomes, no such file");
        readings("--out", directory.resolve("no/such/folder.csv")).assertRefused("cannot write there");
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesFilesWithoutASingleFiling() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.jsonl"), "{\"colour\":\"red\"}\n");

        CommandRun.of("evaluate", "readings", "--filings", empty, "--out", directory.resolve("none.csv"))
                .assertRefused("there is nothing to replay");
    }

    private static CommandRun readings(Object... more) {
        Object[] arguments = new Object[4 + more.length];
        arguments[0] = "evaluate";
        arguments[1] = "readings";
        arguments[2] = "--filings";
        arguments[3] = directory.resolve("filings.jsonl");
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandRun.of(arguments);
    }
}
