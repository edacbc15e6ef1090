// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.local.faults.JavaProcess;

/** What filers write cannot act on the terminal of who watches the live board. */
@Tag("night")
class LiveEscapesIT {
    /** A title for the window, a bell, a colour that our displays use, a C1 control, a new line, a turned direction. */
    private static final String SHOWN = "\\u001b]0;owned\\u0007\\u001b[1;31mevil\\u009b2J\\u0085\\u202e\\u2066";

    /** What our displays draw with. */
    private static final Pattern OURS = Pattern.compile("\r|\u001b\\[(?:(?:0|1|2|1;31|33|34|32)m|K|J|[0-9]+A)");

    private static final Pattern ACTS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]");

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void whatFilersWriteIsShownAsItsNumbersOnTheLiveBoard() throws Exception {
        String board;
        try (JavaProcess demo = demo(evilFeed())) {
            demo.awaitOut("evil");
            assertThat(demo.end()).as(demo.err()).isZero();
            board = demo.out();
        }

        assertThat(board).containsIgnoringCase(SHOWN.substring(0, 20)).doesNotContain("\u001b[1;31mevil");
        assertThat(OURS.matcher(board).replaceAll("")).doesNotContainPattern(ACTS);
        assertThat(board).as("it is drawn in colours").contains("\u001b[1;31m");
    }

    private JavaProcess demo(Path feed) {
        return JavaProcess.start(
                "demo",
                Portolan.class.getName(),
                JavaProcess.productClassPath(),
                List.of("-Xmx768m", "-Dportolan.tty.out=true"),
                List.of("demo", "--feed", feed, "--rate", "200", "--for", "5m", "--web-port", "0"),
                directory.resolve("process"));
    }

    /** Filings that raise alerts, with it before every name, description, number and identifier. */
    private Path evilFeed() throws Exception {
        Path out = directory.resolve("feed");
        CommandRun.of("generate", "--seed", 3, "--filings", 600, "--out", out).assertDone();
        String escaped = Matcher.quoteReplacement(SHOWN);
        return Files.write(
                directory.resolve("evil.jsonl"),
                Files.readAllLines(out.resolve("filings.jsonl")).stream()
                        .map(line -> line.replaceAll(
                                "(\"(?:rawName|description|number|locode|code|vesselName)\":\")", "$1" + escaped))
                        .toList());
    }
}
