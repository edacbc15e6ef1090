// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of messages as national systems send them, beside JSON Lines: told apart by what is in them. */
@Tag("rest")
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

    /** A box leaves the gate where it is to be transshipped, and is unloaded in Durres. */
    private static final String EVENTS = """
            UNB+UNOC:3+TERMINAL:ZZZ+CUSTOMS:ZZZ+260302:1400+1'
            UNH+1+CODECO:D:95B:UN:ITG14'
            BGM+36+OUT1+9'
            DTM+137:202603011100:203'
            NAD+MS+SGSINT:160:ZZZ'
            EQD+CN+MSKU1234565+22G1:102:5++3+5'
            DTM+7:202603011000:203'
            LOC+165+SGSIN:139:6'
            UNT+8+1'
            UNH+2+COARRI:D:95B:UN:ITG14'
            BGM+44+IN1+9'
            DTM+137:202603011300:203'
            NAD+MS+ALDRZT:160:ZZZ'
            EQD+CN+MSKU1234565+22G1:102:5++3+5'
            DTM+203:202603011200:203'
            LOC+165+ALDRZ:139:6'
            UNT+8+2'
            UNZ+2+1'
            """;

    private static final String MOVES = """
            {"equipmentId":"MSKU1234565","event":"GATE_OUT","fullEmpty":"FULL","locode":"SGSIN",\
            "at":"2026-03-01T10:00:00Z","reportedAt":"2026-03-01T11:00:00Z","sender":"SGSINT"}
            {"equipmentId":"MSKU1234565","event":"DISCHARGED","fullEmpty":"FULL","locode":"ALDRZ",\
            "at":"2026-03-01T12:00:00Z","reportedAt":"2026-03-01T13:00:00Z","sender":"ALDRZT"}
            """;

    private static final String BILL_WITH_A_BOX = """
            {"filedAt":"2026-03-02T08:00:00Z","natureOfMovement":"IMPORT","transportMode":"SEA","transportDocument":\
            {"number":"78","issuer":"MAEU"},"routing":[{"seq":1,"function":"LOAD","locode":"CNSHA"},\
            {"seq":2,"function":"TRANSSHIP","locode":"SGSIN"},{"seq":3,"function":"DISCHARGE","locode":"ALDRZ"}],\
            "equipment":[{"id":"MSKU1234565","packedStatus":"FULL"}],\
            "goodsItems":[{"seq":1,"description":"steel bolts","grossMassKg":9000}]}
            """;

    @Test
    void movementsInMessagesBesideManifestsAreLearnedAsThoseOfALineFile() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("inbox"));
        Path bill = Files.writeString(folder.resolve("bill.jsonl"), BILL_WITH_A_BOX);
        Path manifest = Files.copy(MESSAGES.resolve("cuscar.edi"), folder.resolve("manifest.edi"));
        Path moves = Files.writeString(directory.resolve("moves.jsonl"), MOVES);
        Path byLines = directory.resolve("by-lines");
        CommandRun.of("score", "--filings", bill, manifest, "--moves", moves, "--parallelism", 1, "--out", byLines)
                .assertDone();
        Files.writeString(folder.resolve("events.edi"), EVENTS);
        Path byMessages = directory.resolve("by-messages");
        CommandRun.of("score", "--filings", folder, "--parallelism", 1, "--out", byMessages)
                .assertDone();

        ScoredOutput lines = new ScoredOutput(byLines);
        ScoredOutput messages = new ScoredOutput(byMessages);
        assertThat(lines.assessments())
                .anyMatch(line -> line.contains("MAEU:78:2026")
                        && line.contains("MSKU1234565 gate out in SGSIN on 2026-03-01, a port of transshipment"));
        assertThat(messages.assessments()).isEqualTo(lines.assessments());
        assertThat(messages.alerts()).isEqualTo(lines.alerts());
        assertThat(messages.count("moves")).isEqualTo(2).isEqualTo(lines.count("moves"));
    }
}
