// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What filers and users write cannot act on who reads it. */
class EscapesTest {
    private static final String FILINGS = "src/test/resources/invented/filings.jsonl";
    private static final String EVIL = "\u001b[2J\u009b31m\u202e";
    private static final Pattern ACTS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]");

    @TempDir
    private Path directory = Path.of(".");

    @Test
    @Tag("rest")
    void aFilingThatIsFullOfThemIsScoredAndExplainedWithoutOne() throws IOException {
        Path filings = directory.resolve("filings.jsonl");
        // In every text that comes out again: keys, names, descriptions.
        Files.write(
                filings,
                Files.readAllLines(Path.of(FILINGS)).stream()
                        .limit(30)
                        .map(line ->
                                line.replaceAll("(\"(?:rawName|description|filingId|number|office)\":\")", "$1" + EVIL))
                        .map(line -> line.replace("\u001b", "\\u001b"))
                        .toList());
        Path archive = directory.resolve("archive");
        CommandRun scored =
                CommandRun.of("score", "--filings", filings, "--out", directory.resolve("out"), "--archive", archive);
        scored.assertDone();
        assertQuiet(scored);
        CommandRun unknown = CommandRun.of("explain", "nobody" + EVIL, "--archive", archive);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.errors()).contains("nobody\\u001b[2J\\u009b31m\\u202e");
        assertQuiet(unknown);
        // Keys are in capitals.
        String key = "PRTL:" + EVIL.toUpperCase(Locale.ROOT) + "MIR-01:2026";
        CommandRun explained = CommandRun.of("explain", key, "--archive", archive);
        assertThat(explained.exitCode()).as(explained.errors()).isZero();
        assertThat(explained.output()).contains("readings");
        assertQuiet(explained);
    }

    @Test
    void whatTheUserTypesIsShownAsItsNumbers() {
        for (List<Object> words : List.<List<Object>>of(
                List.of("score", "--filings", "f", "--out", "o", "--" + EVIL),
                List.of("score", "--filings", EVIL, "--out", "o"),
                List.of("rules", "check", EVIL),
                List.of(EVIL),
                List.of("run", "--bootstrap", EVIL, "--data", directory.resolve("data")))) {
            CommandRun run = CommandRun.of(words.toArray());
            assertThat(run.exitCode()).isNotZero();
            assertThat(run.errors()).contains("\\u001b[2J");
            assertQuiet(run);
        }
    }

    @Test
    void anEntryOfTheLogIsOneLineAndItsTraceIsSetIn() {
        LogEvent event = Log4jLogEvent.newBuilder()
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage("a" + EVIL + "\n2026-11-29T12:00:00,000 INFO forged"))
                .setThrown(new IllegalStateException("b" + EVIL + "\n2026-11-29T12:00:00,000 INFO forged"))
                .build();
        StringBuilder entry = new StringBuilder();

        SafeLogLine.newInstance(null).format(event, entry);

        assertThat(entry.toString())
                .startsWith("a\\u001b[2J\\u009b31m\\u202e\\u000a2026-11-29T12:00:00,000 INFO forged\n    java.lang.Ill")
                .contains("IllegalStateException: b\\u001b[2J", "\n     at portolan.local.EscapesTest.");
        assertThat(entry.toString().lines().skip(1)).allMatch(line -> line.startsWith("    "));
        assertThat(entry.toString()).doesNotContainPattern(ACTS);
    }

    private static void assertQuiet(CommandRun run) {
        assertThat(run.output()).doesNotContainPattern(ACTS);
        assertThat(run.errors()).doesNotContainPattern(ACTS);
    }
}
