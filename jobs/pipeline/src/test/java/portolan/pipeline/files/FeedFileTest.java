// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.wire.Believable;
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

        List<Decoded> decoded =
                prepared(2, 0, 0, filings).stream().map(Frame::read).toList();

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

        Decoded decoded = prepared(1, 0, 0, filings).get(0).read();

        assertThat(((Reject) decoded).message()).contains("goodsItems[0].grossMassKg must not be negative, given -5.0");
        assertThat(text(((Reject) decoded).raw())).isEqualTo(Feeds.NEGATIVE_MASS);
    }

    /** What a reject gives back is what lies between two line breaks, however the file is written. */
    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s\n", "%s\n%s", "\uFEFF%s\r\n\r\n%s\r\n", "\n\n%s\r\n%s"})
    void rejectsHaveTheBytesOfTheirLinesAlone(String form) throws IOException {
        byte[] file = form.formatted(Feeds.NO_JSON, "[\"Zürich\"]").getBytes(StandardCharsets.UTF_8);
        Path plain = directory.resolve("plain.jsonl");
        Files.write(plain, file);
        Path compressed = directory.resolve("compressed.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(file);
        }

        for (Path filings : List.of(plain, compressed)) {
            assertThat(prepared(2, 0, 0, filings))
                    .extracting(frame -> text(((Reject) frame.read()).raw()))
                    .containsExactly(Feeds.NO_JSON, "[\"Zürich\"]");
        }
    }

    @Test
    void ofAPlainFileNoLineTravels() throws IOException {
        Path filings = directory.resolve("filings.jsonl");
        int filed = Feeds.writeFilings(filings, 50);

        assertThat(prepared(filed, 1, 0, filings))
                .extracting(frame -> raw(frame.read()).value().length)
                .allMatch(length -> length < 100 + filings.toString().length());
    }

    /** Runs on disk, and a prefix that was in order: the same file as if all had been sorted in memory. */
    @Test
    void filesInOrderAreWrittenAsFilesOutOfOrderAre() throws IOException {
        Path disordered = directory.resolve("disordered.jsonl");
        Path outcomes = directory.resolve("outcomes.jsonl");
        int filed = Feeds.writeFilings(disordered, 90);
        int reported = Feeds.writeOutcomes(outcomes, 90);
        List<String> inOrder = new ArrayList<>(Files.readAllLines(disordered));
        inOrder.sort(Comparator.comparing(FeedFileTest::filedAt));
        Path ordered = directory.resolve("ordered.jsonl");
        Files.write(ordered, inOrder);

        List<String> fromDisorder = prepared(filed, 1, reported, disordered, outcomes).stream()
                .map(FeedFileTest::said)
                .toList();
        List<String> fromOrder = prepared(filed, 1, reported, ordered, outcomes).stream()
                .map(FeedFileTest::said)
                .toList();

        assertThat(fromOrder).isEqualTo(fromDisorder);
    }

    @Test
    void aFilingStandsAtTheTimeOfItsReceiptInItsFile() throws IOException {
        Path filings = directory.resolve("filings.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(filings))) {
            out.write(Feeds.UNKNOWN_AMENDED.getBytes(StandardCharsets.UTF_8));
        }

        LedgerInput input = (LedgerInput) prepared(1, 0, 0, filings).get(0).read();

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

        try (FeedFile feed = new FeedFile(directory, false, (file, lines, done) -> {})) {
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

        try (FeedFile feed = new FeedFile(directory, false, (file, lines, done) -> {})) {
            feed.addFilings(one);
            feed.addFilings(two);
            feed.writeTo(sorted);
        }

        assertThat(read(sorted))
                .extracting(frame -> frame.position().topic())
                .containsExactlyInAnyOrder("f.jsonl", two.toString());
    }

    @Test
    void whatIsOddAboutAMessageIsSaid() throws IOException {
        Path manifest = Files.writeString(
                directory.resolve("manifest"),
                "UNB+UNOC:3+LINE+CUSTOMS+260302:0800+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+M1+9'CNI+1'RFF+BM:B1'"
                        + "GID+1+4:PK'FTX+AAA+++TILES'MEA+WT+AAB+KGM:12,500'UNT+8+1'UNZ+1+1'");
        List<String> odd = new ArrayList<>();

        try (FeedFile feed = new FeedFile(directory, false, (file, lines, done) -> {})) {
            feed.addMessage(manifest, null, odd::add);
            assertThat(feed.writeTo(directory.resolve("sorted")).filings()).isEqualTo(1);
        }

        assertThat(odd)
                .singleElement()
                .asString()
                .startsWith("DECIMAL_GUESSED file=manifest: a comma before three digits was read as the decimal sign");
    }

    @Test
    void progressIsReportedEveryTenThousandLinesAndAtTheEnd() throws IOException {
        Path filings = directory.resolve("filings.jsonl");
        Files.write(filings, Collections.nCopies(25_000, "{}"));
        List<String> reports = new ArrayList<>();

        try (FeedFile feed =
                new FeedFile(directory, false, (file, lines, done) -> reports.add(file + ' ' + lines + ' ' + done))) {
            feed.addFilings(filings);
            feed.writeTo(directory.resolve("sorted"));
        }

        assertThat(reports)
                .containsExactly("filings.jsonl 10000 false", "filings.jsonl 20000 false", "filings.jsonl 25000 true");
    }

    private List<Frame> prepared(long filed, long deletions, long reported, Path filings, Path... outcomes)
            throws IOException {
        Path sorted = directory.resolve("sorted");
        FeedCounts fed;
        try (FeedFile feed = new FeedFile(directory, false, (file, lines, done) -> {}, 20)) {
            feed.addFilings(filings);
            for (Path file : outcomes) {
                feed.addOutcomes(file);
            }
            fed = feed.writeTo(sorted);
        }
        List<Frame> frames = read(sorted);
        long end = frames.stream()
                .mapToLong(frame -> frame.position().orderTime())
                .filter(Believable::isSeen)
                .max()
                .orElse(Long.MIN_VALUE);
        assertThat(fed).isEqualTo(new FeedCounts(filed, deletions, reported, 0, end, FeedCounts.Elsewhere.NONE));
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

    /** Bad lines first: they take the time of the line before, which here is none. */
    private static String filedAt(String line) {
        int at = line.indexOf("filedAt\": \"");
        return at < 0 || line.contains("wieght") ? "" : line.substring(at + 11, at + 31);
    }

    private static String said(Frame frame) {
        Decoded decoded = frame.read();
        return decoded instanceof LedgerInput input
                ? input.position().orderTime() + " " + input.ledgerKey()
                : ((Reject) decoded).message();
    }

    private static RawRecord raw(Decoded decoded) {
        return decoded instanceof LedgerInput input ? input.raw() : ((Reject) decoded).raw();
    }

    private static String text(RawRecord raw) {
        try {
            return new String(requireNonNull(LineOrigin.of(raw).line()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
