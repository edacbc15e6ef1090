// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.archive.OutcomeFile;
import portolan.feeds.FeedReader;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.feeds.formats.Formats;
import portolan.feeds.formats.MessageFile;
import portolan.pipeline.Decoded;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.MoveDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.pipeline.kafka.OutcomeRecords;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.AheadLines;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineFault;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.MoveLines;
import portolan.schemas.lines.OutcomeLines;
import portolan.schemas.mapping.CsvMapping;
import portolan.scoring.manifest.Position;

/**
 * Files of filings, outcomes and moves on their way to one file in the one order of all inputs, which the job reads.
 *
 * <p>Every line becomes a frame: one that cannot be read takes the time of the line before it, so that its reject
 * stands where a person looks for it. Outcomes and moves are sorted first, then filings are read beside them: where those come in
 * order, the file is written once. Memory is bounded, whatever the files' size; temporary files lie in a given
 * directory and go on {@link #close}.
 */
public final class FeedFile implements LineFiles, Closeable {
    /** Frames that are sorted in memory at a time, unless they are large. */
    private static final int FRAMES_IN_MEMORY = 100_000;

    private static final int LINES_BETWEEN_REPORTS = 10_000;

    /** What is read before filings, and beside them: outcomes and moves. */
    private final FrameSorter others;

    private final FrameSorter lateFilings;
    private final FilingDecoder decoder;
    private final MoveDecoder moveDecoder;
    private final Progress progress;
    private final ConsignmentKeys keys = new ConsignmentKeys();
    private final List<LineFile> filingFiles = new ArrayList<>();
    private final List<LineFile> otherFiles = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private final OutcomeTenants tenants = new OutcomeTenants();

    private FeedCounts counts = FeedCounts.NONE;

    private @Nullable OutcomeFile archive;

    /** One for all files: a declaration may name a bill of another. */
    private @Nullable FeedReader messages;

    /**
     * @param directory where temporary files may lie: as large as all files together where they are out of order, and
     *     as large again
     * @param remembersPersons whether natural persons get a key, and so a memory
     * @param progress hears how far reading is
     */
    public FeedFile(Path directory, boolean remembersPersons, Progress progress) {
        this(directory, remembersPersons, progress, FRAMES_IN_MEMORY);
    }

    FeedFile(Path directory, boolean remembersPersons, Progress progress, int framesInMemory) {
        this.others = new FrameSorter(directory, framesInMemory);
        this.lateFilings = new FrameSorter(directory, framesInMemory);
        this.decoder = new FilingDecoder(remembersPersons);
        this.moveDecoder = new MoveDecoder(remembersPersons);
        this.progress = progress;
    }

    /** Hears how far the reading of files is. */
    @FunctionalInterface
    public interface Progress {
        /** So many lines of this file are read; {@code done} once, at its end. */
        void read(String file, long lines, boolean done);
    }

    /** Keeps every valid outcome there; who opened it closes it when all is read. */
    public void archiveOutcomes(OutcomeFile to) {
        archive = to;
    }

    @Override
    public void addFilings(Path file) {
        PrepareLines<Filing> prepare = filings(file);
        filingFiles.add(new LineFile(
                file, prepare.name(), in -> ahead(FilingLines.readAhead(in, prepare.name(), keys, prepare))));
    }

    @Override
    public void addOutcomes(Path file) {
        PrepareLines<InspectionOutcome> prepare = outcomes(file);
        otherFiles.add(new LineFile(
                file, prepare.name(), in -> archiving(OutcomeLines.read(in, prepare.name()), prepare)));
    }

    @Override
    public void addMoves(Path file) {
        PrepareLines<ContainerMoved> prepare =
                prepare(file, Position.Input.MOVE, ContainerMoved::getReportedAt, moveDecoder::read);
        otherFiles.add(new LineFile(file, prepare.name(), in -> oneByOne(MoveLines.read(in, prepare.name()), prepare)));
    }

    @Override
    public void addFilings(Path file, CsvMapping mapping) {
        PrepareLines<Filing> prepare = filings(file);
        filingFiles.add(new LineFile(
                file, prepare.name(), in -> oneByOne(mapping.filings(in, prepare.name(), keys), prepare)));
    }

    @Override
    public void addMessage(Path file, @Nullable Profile profile) {
        FeedReader reader = messages == null ? Formats.reader(profiles(profile), keys) : messages;
        messages = reader;
        PrepareLines<Filing> prepare = filings(file);
        PrepareLines<ContainerMoved> moves = new PrepareLines<>(
                file, prepare.name(), Position.Input.MOVE, ContainerMoved::getReportedAt, moveDecoder::read);
        filingFiles.add(new LineFile(
                file,
                prepare.name(),
                in -> oneByOne(
                        MessageFile.records(in, prepare.name(), received(file), nameOf(profile), reader),
                        line -> line.value() instanceof ContainerMoved moved
                                ? moves.apply(
                                        new Line<>(line.file(), line.number(), line.at(), line.raw(), moved, null))
                                : prepare.apply(bill(line)))));
    }

    private static Line<Filing> bill(Line<SpecificRecord> line) {
        boolean read = line.value() == null || line.value() instanceof Filing;
        LineFault fault = read
                ? line.fault()
                : new LineFault(
                        LineFault.Code.UNKNOWN_FORMAT,
                        "a call of a ship is not scored from a file: record="
                                + line.orThrow().getSchema().getName() + "; send it",
                        line.number(),
                        "");
        return new Line<>(
                line.file(), line.number(), line.at(), line.raw(), read ? (Filing) line.value() : null, fault);
    }

    static Profiles profiles(@Nullable Profile profile) {
        return Profiles.of(profile == null ? List.of() : List.of(profile));
    }

    static @Nullable String nameOf(@Nullable Profile profile) {
        return profile == null ? null : profile.name();
    }

    /** When the file was last written: for messages that have no time of their own. */
    static Instant received(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void addOutcomes(Path file, CsvMapping mapping) {
        PrepareLines<InspectionOutcome> prepare = outcomes(file);
        otherFiles.add(new LineFile(
                file, prepare.name(), in -> archiving(mapping.outcomes(in, prepare.name()), prepare)));
    }

    private PrepareLines<Filing> filings(Path file) {
        return prepare(file, Position.Input.FILING, Filing::getReceivedAt, decoder::read);
    }

    private PrepareLines<InspectionOutcome> outcomes(Path file) {
        return prepare(file, Position.Input.OUTCOME, InspectionOutcome::getReportedAt, OutcomeDecoder::read);
    }

    private <R extends SpecificRecord> PrepareLines<R> prepare(
            Path file, Position.Input input, Function<R, Instant> orderTime, BiFunction<R, RawRecord, Decoded> decode) {
        return new PrepareLines<>(file, name(file, input), input, orderTime, decode);
    }

    /**
     * Reads all files that were added, writes what is in them in order, and says how much it was.
     *
     * @throws java.io.UncheckedIOException where a file cannot be read
     */
    public FeedCounts writeTo(Path file) throws IOException {
        for (LineFile otherFile : otherFiles) {
            read(otherFile, others::add);
        }
        try (Frames sorted = others.sorted();
                FramesInOrder all = new FramesInOrder(file, sorted, lateFilings)) {
            for (LineFile filingFile : filingFiles) {
                read(filingFile, all::add);
            }
            all.finish();
        }
        return counts.with(tenants.elsewhere());
    }

    @Override
    public void close() throws IOException {
        others.close();
        lateFilings.close();
    }

    private void read(LineFile file, FrameTaker taker) throws IOException {
        long read = 0;
        long lastTime = 0;
        try (InputStream in = Files.newInputStream(file.path);
                PreparedLines lines = file.form.open(in)) {
            for (PreparedLine line = lines.next(); line != null; line = lines.next()) {
                Frame frame = line.frame(lastTime);
                lastTime = frame.position().orderTime();
                taker.take(frame);
                counts = counts.and(frame.position(), line.deletes());
                line.tell(tenants);
                if (++read % LINES_BETWEEN_REPORTS == 0) {
                    progress.read(file.name, read, false);
                }
            }
        }
        progress.read(file.name, read, true);
    }

    private static PreparedLines ahead(AheadLines<PreparedLine> lines) {
        return new PreparedLines() {
            @Override
            public @Nullable PreparedLine next() throws IOException {
                return lines.next();
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    private static <R extends SpecificRecord> PreparedLines oneByOne(
            LineReader<R> lines, Function<Line<R>, PreparedLine> prepare) {
        return new PreparedLines() {
            @Override
            public @Nullable PreparedLine next() {
                return lines.hasNext() ? prepare.apply(lines.next()) : null;
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    /** Outcomes, kept as they were reported too: the job learns less of them than they say. */
    private PreparedLines archiving(LineReader<InspectionOutcome> lines, PrepareLines<InspectionOutcome> prepare) {
        return new PreparedLines() {
            @Override
            public @Nullable PreparedLine next() throws IOException {
                if (!lines.hasNext()) {
                    return null;
                }
                Line<InspectionOutcome> line = lines.next();
                PreparedLine prepared = prepare.apply(line);
                if (archive != null && prepared instanceof PreparedLine.Known known && !known.isRejected()) {
                    archive.add(OutcomeRecords.archived(line.orThrow()));
                }
                return prepared;
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    /** The file's own name; where two files of one kind have the same, the second one's whole path. */
    private String name(Path file, Position.Input input) {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        return names.add(input + "/" + name) ? name : file.toString();
    }

    /** A file that is to be read, and how. */
    private record LineFile(Path path, String name, Form form) {}

    /** How the lines of a file are read. */
    @FunctionalInterface
    private interface Form {
        PreparedLines open(InputStream in) throws IOException;
    }

    /** Lines in their order. */
    private interface PreparedLines extends Closeable {
        /** The next line; null at the end. */
        @Nullable
        PreparedLine next() throws IOException;
    }

    /** Takes frames in the order of their lines. */
    @FunctionalInterface
    private interface FrameTaker {
        void take(Frame frame) throws IOException;
    }
}
