// SPDX-License-Identifier: Apache-2.0
package portolan.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What tests leave behind stays in the build's own folder: a run of them once left 2,270 in the machine's. */
class TemporaryFilesTest {
    @Test
    void testsHaveATemporaryDirectoryBelowTarget() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));

        assertThat(temporary).isEqualTo(Path.of("target/tmp").toAbsolutePath()).isDirectory();
    }
}
