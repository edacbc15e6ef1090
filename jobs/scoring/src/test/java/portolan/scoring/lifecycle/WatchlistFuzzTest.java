// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import portolan.scoring.rules.ReadText;
import portolan.testing.FuzzTest;

/** Watch lists as they are published, and suppressions where the text begins otherwise: read, or refused by line. */
class WatchlistFuzzTest extends FuzzTest {
    @Override
    protected List<byte[]> made() throws Exception {
        return List.of(
                ("# watchlist sanctions v3\n" + WatchlistTextTest.CSV).getBytes(StandardCharsets.UTF_8),
                Files.readAllBytes(Path.of("../../deploy/rules/suppressions.yaml")));
    }

    @Override
    protected void take(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        DocumentKind kind = text.startsWith("#") ? DocumentKind.WATCH_LIST : DocumentKind.SUPPRESSIONS;
        bounded(bytes, 64 << 20, 100_000, () -> read(kind, text));
    }

    private static void read(DocumentKind kind, String text) {
        ReadText read = kind.read(text);
        if (read.document() == null) {
            assertThat(read.issues())
                    .isNotEmpty()
                    .hasSizeLessThan(2_000)
                    .allSatisfy(
                            issue -> assertThat(issue.message()).isNotBlank().hasSizeLessThan(4_000));
        } else {
            assertThat(read.document().text()).isEqualTo(text);
            assertThat(read.document().version()).isPositive();
        }
    }
}
