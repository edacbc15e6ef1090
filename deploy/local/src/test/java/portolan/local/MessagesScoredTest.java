// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of messages as national systems send them, beside JSON Lines: told apart by what is in them. */
class MessagesScoredTest {
    private static final Path MESSAGES = Path.of("../../jobs/feeds/src/test/resources/portolan/feeds");
    private static final String LINE = """
            {"filedAt":"2026-03-01T08:30:00Z","natureOfMovement":"IMPORT","transportMode":"SEA","transportDocument":\
            {"number":"77","issuer":"MAEU"},"goodsItems":[{"seq":1,"description":"steel bolts"}]}
            """;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void messagesOfAllFormatsAreScoredTogetherWhateverTheirFilesAreCalled() throws IOException {
        Path lines = Files.writeString(directory.resolve("feed"), LINE);
        Path manifest = directory.resolve("manifest.json");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(manifest))) {
            Files.copy(MESSAGES.resolve("awmds.xml"), out);
        }
        byte[] waybill = Files.readAllBytes(MESSAGES.resolve("xfwb.xml"));
        Path cut = Files.write(directory.resolve("cut.xml"), Arrays.copyOf(waybill, 2_000));
        Path out = directory.resolve("out");
        CommandRun.of(
                        "score",
                        "--filings",
                        lines,
                        manifest,
                        cut,
                        MESSAGES.resolve("xfwb.xml"),
                        MESSAGES.resolve("ie315.xml"),
                        MESSAGES.resolve("sad.xml"),
                        MESSAGES.resolve("cc015c.xml"),
                        MESSAGES.resolve("cuscar.edi"),
                        "--parallelism",
                        1,
                        "--out",
                        out)
                .assertDone();

        ScoredOutput scored = new ScoredOutput(out);
        String rejects = Files.readString(out.resolve("rejects.jsonl"));
        assertThat(rejects)
                .contains("\"reason\":\"NO_BILL_NUMBER\"", "\"reason\":\"BAD_CODE\"", "\"reason\":\"TRUNCATED\"");
        // A line, two bills, a waybill, two transport documents, a declaration, two houses, and the bills of CUSCAR.
        assertThat(scored.count("assessments")).isGreaterThanOrEqualTo(10);
        assertThat(Files.readString(out.resolve("assessments.jsonl")))
                .contains("MAEU:77:2026", "ADRL:ADRL0417001:2026", "071:071-12345675:2026", "K31501001A:CMR-0099:2026");
    }

    @Test
    void aProfileSaysHowASenderDiffersAndItsMistakesAreNamed() throws IOException {
        Path profile = Files.writeString(
                directory.resolve("port.yaml"), "sender: ALDRZ\ncodes: {natureOfMovement: {29: IMPORT}}\n");
        Path wrong = Files.writeString(directory.resolve("wrong.yaml"), "sendr: ALDRZ\n");
        Path out = directory.resolve("out");
        Path manifest = MESSAGES.resolve("awmds.xml");
        CommandRun.of("score", "--filings", manifest, "--profile", profile, "--parallelism", 1, "--out", out)
                .assertDone();

        assertThat(Files.readString(out.resolve("rejects.jsonl"))).doesNotContain("BAD_CODE");
        CommandRun refused = CommandRun.of("send", manifest, "--profile", wrong, "--dry-run");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors()).contains("wrong.yaml:1:1: unknown 'sendr' in a profile; did you mean 'sender'?");
        assertThat(CommandRun.of("send", manifest, "--profile", profile, "--dry-run")
                                .output()
                        + CommandRun.of("send", manifest, "--profile", profile, "--dry-run")
                                .errors())
                .contains("not sent: file=" + manifest + ", line=3, reason=NO_BILL_NUMBER");
    }
}
