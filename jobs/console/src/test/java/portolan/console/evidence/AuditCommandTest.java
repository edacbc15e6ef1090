// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.CommandRun;

/** What whoever is on duty types, and reads. */
class AuditCommandTest {
    @TempDir
    private Path directory = Path.of(".");

    private Path exported = Path.of(".");
    private Path keys = Path.of(".");
    private Path seals = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private Month month;

    @BeforeEach
    void someDays() throws IOException {
        month = Month.begun(directory, 20, "north");
        exported = Files.createDirectory(directory.resolve("exported"));
        keys = directory.resolve("north");
        seals = directory.resolve("seals");
        SealBook.append(seals, month.seals());
    }

    private CommandRun verify(String... more) {
        List<String> words = new ArrayList<>(List.of("verify", "--files", exported.toString()));
        words.addAll(List.of(more));
        return CommandRun.of(new AuditCommand(), words.toArray(new String[0]));
    }

    @Test
    void whatIsWholeIsSaidToBeWholeAndWhatWasNotLookedAtIsSaid() throws IOException {
        month.export(exported);

        CommandRun all = verify("--keys", keys.toString(), "--seals", seals.toString(), "--signatures");
        CommandRun little = verify();

        assertThat(all.exitCode()).as(all.errors()).isZero();
        assertThat(all.output())
                .contains("20 records read in ", " a second; 20 of the chains of 1 writer", "WHOLE: nothing is missing")
                .contains("20 signatures checked.");
        assertThat(little.exitCode()).isZero();
        assertThat(little.output()).contains("No signature was checked", "The end of a chain may be missing");
    }

    @Test
    void whatIsMissingIsSaidWithItsWriterAndItsTimes() throws IOException {
        month.without(7).export(exported);

        CommandRun run = verify("--keys", keys.toString(), "--seals", seals.toString());

        assertThat(run.exitCode()).isOne();
        assertThat(run.output())
                .containsSubsequence(
                        "NOT WHOLE: 1 finding.",
                        "MISSING  1 record, #8",
                        "in desk.audited/0, written by " + month.writer("north")
                                + ", between 2026-03-01T00:06:00Z and 2026-03-01T00:08:00Z");
    }

    @Test
    void aFileThatEndsWithinARecordIsNoEvidence() throws IOException {
        month.export(exported);
        Path file = exported.resolve("desk.audited-0.evidence");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));

        assertThat(verify().exitCode()).isEqualTo(2);
        assertThat(verify().errors()).contains("ends within a record");
    }

    @Test
    void aKeyUnderAnothersNameIsRefused() throws IOException {
        month.export(exported);
        Path other = Files.createDirectory(directory.resolve("other"));
        Month.begun(directory.resolve("stranger"), 1, "north");
        try (var files = Files.list(directory.resolve("stranger/north"))) {
            Path key = files.filter(file -> file.toString().endsWith(".pub"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(key, other.resolve(month.writer("north") + ".pub"));
        }

        assertThat(verify("--keys", other.toString()).errors()).contains("the key is not that of its name");
    }

    @Test
    void aKeeperSealsAndSaysWhatIsNotWhole() throws IOException {
        month.export(exported);
        Path book = directory.resolve("book");
        String[] seal = {
            "seal",
            "--files",
            exported.toString(),
            "--seals",
            book.toString(),
            "--keeper",
            directory.resolve("keeper").toString()
        };

        CommandRun first = CommandRun.of(new AuditCommand(), seal);
        CommandRun again = CommandRun.of(new AuditCommand(), seal);

        assertThat(verify("--keys", keys.toString(), "--seals", book.toString()).output())
                .contains("WHOLE: ", "Seals were believed whose keepers have no key in --keys: keeper-");
        assertThat(first.output()).as(first.errors()).contains("sealed: 2 lines");
        assertThat(again.output()).as(again.errors()).contains("sealed: 1 line ");
        Files.delete(exported.resolve("desk.audited-0.evidence"));
        month.without(19).export(exported);
        CommandRun cut = CommandRun.of(new AuditCommand(), seal);
        assertThat(cut.exitCode()).isOne();
        assertThat(cut.errors()).contains("1 record, #20, the end of the chain, as sealed at ");
        assertThat(Files.readAllLines(book)).as("what is left is sealed").hasSize(4);
    }

    /** Else one planted line would end all sealing, and no end that is cut later would be missed. */
    @Test
    void afterAFindingTheNextEndIsSealedToo() throws IOException {
        Path book = directory.resolve("book");
        month.plant(Month.BEGAN.plusSeconds(2_000)).write("north", Month.BEGAN.plusSeconds(3_000));
        month.export(exported);
        CommandRun planted = CommandRun.of(
                new AuditCommand(),
                "seal",
                "--files",
                exported.toString(),
                "--seals",
                book.toString(),
                "--keeper",
                directory.resolve("keeper").toString());
        Files.delete(exported.resolve("desk.audited-0.evidence"));
        month.without(21).export(exported);

        assertThat(planted.exitCode()).isOne();
        assertThat(planted.errors()).contains("1 record of no chain");
        assertThat(verify("--seals", book.toString()).output())
                .contains("1 record, #21, the end of the chain, as sealed at ", "1 record of no chain");
    }
}
