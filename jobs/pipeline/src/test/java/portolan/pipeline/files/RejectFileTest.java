// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.scoring.manifest.Position;

class RejectFileTest {
    private static final byte[] LINE = "{\"office\": 3}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private Path feed = Path.of("");

    @BeforeEach
    void feed() throws IOException {
        feed = directory.resolve("feed.jsonl");
        Files.writeString(feed, "first\n" + new String(LINE, StandardCharsets.UTF_8) + "\nlast\n");
    }

    @Test
    void givesBackTheLineAsItStandsInItsFile() throws IOException {
        assertThat(written(LineOrigin.at(Position.Input.FILING, feed.toString(), 6, LINE)))
                .contains("\"message\":\"wrong\"")
                .contains("\"raw\":\"" + Base64.getEncoder().encodeToString(LINE) + '"');
    }

    @Test
    void givesBackTheLineThatTravelled() throws IOException {
        Files.delete(feed);

        assertThat(written(LineOrigin.here(Position.Input.OUTCOME, LINE)))
                .contains("\"message\":\"wrong\"")
                .contains("\"raw\":\"" + Base64.getEncoder().encodeToString(LINE) + '"');
    }

    @Test
    void saysThatTheLineIsNoLongerInItsFile() throws IOException {
        LineOrigin origin = LineOrigin.at(Position.Input.FILING, feed.toString(), 6, LINE);

        Files.writeString(feed, Files.readString(feed).replace('3', '4'));
        assertLost(origin);
        Files.writeString(feed, "first\n");
        assertLost(origin);
        Files.delete(feed);
        assertLost(origin);
    }

    private static void assertLost(LineOrigin origin) throws IOException {
        assertThat(written(origin))
                .contains("the line cannot be given back, its file was changed or removed")
                .contains("when it was read: wrong")
                .contains("\"raw\":\"\"");
    }

    private static String written(LineOrigin origin) throws IOException {
        RawRecord raw = RawRecord.line("feed.jsonl", 2, 1_000, origin.toBytes());
        return new String(
                ResultFile.rejects().lines().of(new Reject("WRONG_TYPE", "wrong", "read-file", raw)),
                StandardCharsets.UTF_8);
    }

    @Test
    void whatAnOperatorFailedOnSaysWhereItsLineIsAndIsCountedOnce() throws Exception {
        Position position = new Position(1_000, Position.Input.FILING, "filings.jsonl", 0, 7);
        RawRecord raw = RawRecord.at(position);
        Reject assessed = new Reject("NOT_HANDLED", "one", "remember", raw, 1_000, "E", false);
        Reject notAssessed = new Reject("NOT_HANDLED", "two", "assess", raw, 1_000, "E", true);
        ResultFile<Reject> file = ResultFile.rejects();

        assertThat(new String(file.lines().of(notAssessed), StandardCharsets.UTF_8))
                .isEqualTo("{\"reason\":\"NOT_HANDLED\",\"message\":\"two\",\"rejectedBy\":\"assess\","
                        + "\"exception\":\"E\",\"input\":{\"topic\":\"filings.jsonl\",\"partition\":0,"
                        + "\"offset\":7},\"raw\":\"\"}\n");
        assertThat(file.tally().apply(assessed)).isEqualTo("reject.NOT_HANDLED");
        assertThat(file.tally().apply(notAssessed)).isEqualTo("reject.NOT_HANDLED rejected-filings");
        assertThat(file.order().compare(assessed, notAssessed)).isNotZero();
    }
}
