package portolan.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.BelievableTime;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.scoring.manifest.Position;

class FeedFileTest {
    @TempDir
    private Path directory;

    @Test
    void everyLineIsInItAndInOrder() throws IOException {
        Path filings = directory.resolve("filings.jsonl");
        Path outcomes = directory.resolve("outcomes.jsonl");
        int filed = Feeds.writeFilings(filings, 50);
        int reported = Feeds.writeOutcomes(outcomes, 50);

        List<Frame> frames = prepared(filed, 1, reported, filings, outcomes);

        assertThat(frames).extracting(Frame::position).isSorted().hasSize(filed + reported);
        assertThat(frames)
                .extracting(frame -> frame.position().topic())
                .containsOnly("filings.jsonl", "outcomes.jsonl");
    }

    @Test
    void aLineThatCannotBeReadIsRejectedWithItsBytes() throws IOException {
        Path filings = directory.resolve("filings.jsonl");
        Files.writeString(filings, Feeds.NO_JSON + "\n\n" + Feeds.UNKNOWN_FIELD + "\n");

        List<Decoded> decoded = prepared(2, 0, 0, filings).stream()
                .map(Frame::toRawRecord)
                .map(new FrameDecoder(false)::decode)
                .toList();

        assertThat(decoded)
                .extracting(reject -> ((Reject) reject).reason())
                .containsExactly("MALFORMED_JSON", "UNKNOWN_FIELD");
        assertThat(decoded)
                .extracting(reject -> text(((Reject) reject).raw()))
                .containsExactly(Feeds.NO_JSON, Feeds.UNKNOWN_FIELD);
        assertThat(decoded)
                .extracting(reject -> ((Reject) reject).raw().offset())
                .containsExactly(1L, 3L);
        assertThat(((Reject) decoded.get(1)).message()).contains("wieght");
    }

    @Test
    void aLineThatIsInvalidIsRejectedWithItsOwnBytesToo() throws IOException {
        Path filings = directory.resolve("filings.jsonl");
        Files.writeString(filings, Feeds.NEGATIVE_MASS);

        Decoded decoded =
                new FrameDecoder(false).decode(prepared(1, 0, 0, filings).get(0).toRawRecord());

        assertThat(((Reject) decoded).message()).contains("goodsItems[0].grossMassKg must not be negative, given -5.0");
        assertThat(text(((Reject) decoded).raw())).isEqualTo(Feeds.NEGATIVE_MASS);
    }

    @Test
    void aFilingStandsAtTheTimeOfItsReceiptInItsFile() throws IOException {
        Path filings = directory.resolve("filings.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(filings))) {
            out.write(Feeds.UNKNOWN_AMENDED.getBytes(StandardCharsets.UTF_8));
        }

        LedgerInput input = (LedgerInput)
                new FrameDecoder(false).decode(prepared(1, 0, 0, filings).get(0).toRawRecord());

        assertThat(input.position())
                .isEqualTo(new Position(
                        Instant.parse("2026-01-01T05:00:00Z").toEpochMilli(),
                        Position.Input.FILING,
                        "filings.jsonl.gz",
                        0,
                        1));
    }

    @Test
    void aLineOfTheYear9999DoesNotMoveTheEnd() throws IOException {
        Path filings = directory.resolve("filings.jsonl");
        String absurd = Feeds.UNKNOWN_AMENDED.replace("2026-01-01T05:00:00Z", "9999-01-01T05:00:00Z");
        assertThat(absurd).contains("9999");
        Files.writeString(filings, Feeds.UNKNOWN_AMENDED + "\n" + absurd + "\n");

        try (FeedFile feed = new FeedFile(directory, (file, lines, done) -> {})) {
            feed.addFilings(filings);
            FeedCounts fed = feed.writeTo(directory.resolve("sorted"));

            assertThat(fed.filings()).isEqualTo(2);
            assertThat(Instant.ofEpochMilli(fed.end())).isEqualTo(Instant.parse("2026-01-01T05:00:00Z"));
        }
    }

    @Test
    void twoFilesOfOneNameAreToldApart() throws IOException {
        Path one = Files.createDirectory(directory.resolve("one")).resolve("f.jsonl");
        Path two = Files.createDirectory(directory.resolve("two")).resolve("f.jsonl");
        Files.writeString(one, Feeds.UNKNOWN_AMENDED);
        Files.writeString(two, Feeds.UNKNOWN_AMENDED);
        Path sorted = directory.resolve("sorted");

        try (FeedFile feed = new FeedFile(directory, (file, lines, done) -> {})) {
            feed.addFilings(one);
            feed.addFilings(two);
            feed.writeTo(sorted);
        }

        assertThat(read(sorted))
                .extracting(frame -> frame.position().topic())
                .containsExactlyInAnyOrder("f.jsonl", two.toString());
    }

    @Test
    void progressIsReportedEveryTenThousandLinesAndAtTheEnd() throws IOException {
        Path filings = directory.resolve("filings.jsonl");
        Files.write(filings, Collections.nCopies(25_000, "{}"));
        List<String> reports = new ArrayList<>();

        try (FeedFile feed =
                new FeedFile(directory, (file, lines, done) -> reports.add(file + ' ' + lines + ' ' + done))) {
            feed.addFilings(filings);
        }

        assertThat(reports)
                .containsExactly("filings.jsonl 10000 false", "filings.jsonl 20000 false", "filings.jsonl 25000 true");
    }

    private List<Frame> prepared(long filed, long deletions, long reported, Path filings, Path... outcomes)
            throws IOException {
        Path sorted = directory.resolve("sorted");
        FeedCounts fed;
        try (FeedFile feed = new FeedFile(directory, (file, lines, done) -> {}, 20)) {
            feed.addFilings(filings);
            for (Path file : outcomes) {
                feed.addOutcomes(file);
            }
            fed = feed.writeTo(sorted);
        }
        List<Frame> frames = read(sorted);
        long end = frames.stream()
                .mapToLong(frame -> frame.position().orderTime())
                .filter(BelievableTime::holds)
                .max()
                .orElse(Long.MIN_VALUE);
        assertThat(fed).isEqualTo(new FeedCounts(filed, deletions, reported, end));
        return frames;
    }

    private static List<Frame> read(Path sorted) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (FrameReader in = new FrameReader(sorted)) {
            for (Frame frame = in.read(); frame != null; frame = in.read()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private static String text(RawRecord raw) {
        return new String(raw.value(), StandardCharsets.UTF_8);
    }
}
