// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;

class IndexFileTest {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void aSecondDeskOnTheSameFileIsRefusedAndTheFirstGoesOn() {
        Path file = directory.resolve("index");
        try (DeskIndex first = DeskIndex.open(file)) {
            assertThatThrownBy(() -> DeskIndex.open(directory.resolve("other/../index")))
                    .isInstanceOf(IndexException.class)
                    .hasMessageContaining("another desk uses this index: file=")
                    .hasMessageContaining("--data");
            first.apply(new Told()
                    .assessed("A", Lane.RED, 3)
                    .alert("A", AlertState.OPENED)
                    .all());
            assertThat(first.count(WorklistFilter.OPEN, Told.START)).isOne();
        }
        DeskIndex.open(file).close();
    }

    @Test
    void soIsOneOfAnotherProcess() throws Exception {
        Path file = directory.resolve("index");
        Path script = directory.resolve("Holder.java");
        Files.writeString(script, HOLDER);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        script.toString(),
                        file + ".lock")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");
            assertThatThrownBy(() -> DeskIndex.open(file)).hasMessageContaining("another desk uses this index");
        } finally {
            other.destroyForcibly().waitFor();
        }
        DeskIndex.open(file).close();
    }

    private static final String HOLDER = """
            import java.nio.channels.FileChannel;
            import java.nio.file.*;
            class Holder {
                public static void main(String[] of) throws Exception {
                    FileChannel channel = FileChannel.open(Path.of(of[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    System.out.println(channel.tryLock() == null ? "not held" : "held");
                System.in.readAllBytes();
                }
            }
            """;

    @Test
    void aFileThatCannotBeLockedIsAnErrorThatSaysWhich() {
        Path file = directory.resolve("missing/index");
        assertThatThrownBy(() -> DeskIndex.open(file))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("file=" + file);
    }
}
