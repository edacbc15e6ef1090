// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bootstrap} refuses before it learns anything; what it makes is {@code BootstrapIT}'s. */
class BootstrapCommandTest {
    private static final Path FILINGS = Path.of("src/test/resources/invented/filings.jsonl");

    @TempDir
    private Path directory;

    @Test
    void aSavepointGoesIntoADirectoryOfItsOwn() throws IOException {
        Files.writeString(directory.resolve("something"), "of somebody");

        bootstrap(FILINGS, directory).assertRefused("the directory is not empty, name another: savepoint=" + directory);
    }

    @Test
    void aJobThatHasStateWouldNeverSeeIt() throws IOException {
        Files.createDirectories(directory.resolve("data/checkpoints"));

        bootstrap(FILINGS, directory.resolve("data/savepoints"))
                .assertRefused("a job has run with this data directory", directory.resolve("data/checkpoints") + "");
    }

    @Test
    void whatComesLiveMustComeAfterTheFiles() throws IOException {
        Instant nextYear = Instant.now().plus(Duration.ofDays(365));
        Path filings = directory.resolve("filings.jsonl");
        try (Stream<String> lines = Files.lines(FILINGS)) {
            String line =
                    lines.filter(one -> one.contains("\"filedAt\"")).findFirst().orElseThrow();
            Files.writeString(
                    filings, line.replaceAll("\"filedAt\" *: *\"[^\"]*\"", "\"filedAt\":\"" + nextYear + '"'));
        }

        CommandRun run = bootstrap(filings, directory.resolve("savepoints"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors())
                .contains(
                        "the files reach into the future",
                        "last=" + nextYear.toString().substring(0, 19));
    }

    private static CommandRun bootstrap(Path filings, Path savepoint) {
        return CommandRun.of("bootstrap", "--filings", filings, "--savepoint", savepoint);
    }
}
