// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WrittenBytesTest {
    @Test
    void whatIsWrittenToFilesIsToldApartFromWhatIsWrittenAnywhere(@TempDir Path directory) throws Exception {
        Path io = Files.writeString(
                directory.resolve("io"),
                "rchar: 10\nwchar: 999\nsyscr: 1\nsyscw: 2\nread_bytes: 3\nwrite_bytes: 8192\ncancelled_write_bytes: 4\n");

        assertThat(WrittenBytes.of(io)).isEqualTo(8_192);
    }

    @Test
    void aProcessThatHasEndedWroteNothingMore(@TempDir Path directory) {
        assertThat(WrittenBytes.of(directory.resolve("none"))).isZero();
    }
}
