// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.files.FeedFile;

class ProgressTest {
    private final StringWriter said = new StringWriter();
    private final Progress progress = new Progress(new PrintWriter(said), false, Clock.systemUTC());

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void manyWarningsEndInOneThatThereAreMore() {
        for (int at = 1; at <= 60; at++) {
            progress.warn("odd " + at);
        }

        assertThat(said.toString().lines())
                .hasSize(51)
                .startsWith("warning: odd 1")
                .endsWith("warning: odd 50", "warning: and more");
    }

    @Test
    void whatIsGuessedOfAMessageInAFileIsAWarning() throws Exception {
        Path manifest = Path.of("../../jobs/feeds/src/test/resources/portolan/feeds/awmds.xml");
        try (FeedFile feed = new FeedFile(directory, false, (file, lines, done) -> {})) {
            FeedFiles.through(null, null)
                    .addFilings(feed, List.of(Files.copy(manifest, directory.resolve("m"))), progress);
            feed.writeTo(directory.resolve("frames"));
        }

        assertThat(said.toString())
                .startsWith("warning: DATE_ORDER_GUESSED file=m: 3/2/26 was read as month/day, since")
                .hasLineCount(1);
    }
}
