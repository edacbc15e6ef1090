// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a backup's files, whatever they hold. How it is made and gone on from is in {@code LostStateIT}. */
class BackupTest {
    @TempDir
    private Path directory;

    private Path backup = Path.of(".");

    @BeforeEach
    void make() throws IOException {
        backup = directory.resolve("backup");
        for (String name : List.of("data/checkpoints/a/chk-1/_metadata", "data/changelog/a/dstl/1", "data/kafka")) {
            write(name);
        }
        Files.writeString(
                backup.resolve("archive.was"), directory.resolve("archive").toString());
        write("archive/assessments/day=2026-01-31/part-1.parquet");
        new Backup(backup).seal();
    }

    private void write(String name) throws IOException {
        Path file = backup.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    @Test
    void eachDamagedFileIsNamedAndNothingIsRestored() throws IOException {
        Path data = directory.resolve("data");
        for (String name : List.of(
                "data/checkpoints/a/chk-1/_metadata",
                "data/changelog/a/dstl/1",
                "data/kafka",
                "archive.was",
                "archive/assessments/day=2026-01-31/part-1.parquet",
                "SHA256SUMS",
                "SHA256SUMS.sum")) {
            byte[] bytes = Files.readAllBytes(backup.resolve(name));
            bytes[3] ^= (byte) 0x80;
            Files.write(backup.resolve(name), bytes);

            CommandRun.of("backup", "verify", backup)
                    .assertTold(1, "damaged: file=" + backup, Path.of(name).getFileName() + "", "checksum is wrong");
            CommandRun.of("backup", "restore", backup, "--data", data).assertRefused("nothing is restored", name);
            bytes[3] ^= (byte) 0x80;
            Files.write(backup.resolve(name), bytes);
        }
        assertThat(data).doesNotExist();

        Path file = Files.move(backup.resolve("data/kafka"), backup.resolve("data/kafka2"));
        CommandRun.of("backup", "verify", backup)
                .assertTold(1, "data/kafka, it is missing", "data/kafka2, it is not of the backup");
        Files.move(file, backup.resolve("data/kafka"));
        CommandRun.of("backup", "verify", backup).assertDone();
    }

    @Test
    void itIsRestoredToWhereNothingIs() throws IOException {
        Path data = directory.resolve("data");

        CommandRun restored =
                CommandRun.of("backup", "restore", backup, "--data", data).assertDone();

        assertThat(restored.output())
                .contains("--data " + data, "--archive " + directory.resolve("archive"), "--take-over");
        assertThat(data.resolve("checkpoints/a/chk-1/_metadata")).hasContent("data/checkpoints/a/chk-1/_metadata");
        assertThat(directory.resolve("archive/assessments/day=2026-01-31/part-1.parquet"))
                .exists();
        CommandRun.of("backup", "restore", backup, "--data", data).assertRefused("something is there");
        CommandRun.of("backup", "restore", backup, "--data", directory.resolve("data2"))
                .assertRefused("something is there", "path=" + directory.resolve("archive"));
    }

    @Test
    void whereNoCheckpointIsThereIsNoBackup() {
        CommandRun.of(
                        "backup",
                        "create",
                        directory.resolve("new"),
                        "--data",
                        directory.resolve("backup/data/changelog"))
                .assertRefused("no checkpoint is complete yet");
        CommandRun.of("backup", "verify", directory.resolve("new")).assertTold(1, "this is no backup");
    }
}
