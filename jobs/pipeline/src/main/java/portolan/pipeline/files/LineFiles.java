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
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.feeds.FeedReader;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.feeds.formats.Formats;
import portolan.feeds.formats.MessageFile;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.AheadLines;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.MoveLines;
import portolan.schemas.lines.OutcomeLines;
import portolan.schemas.mapping.CsvMapping;
import portolan.scoring.manifest.Position;

/**
 * Files of filings, outcomes and moves of containers on their way to one file in the one order of all inputs.
 *
 * <p>Outcomes and moves are sorted first, then filings are read beside them: where those come in order, the file is
 * written once. Memory is bounded, whatever the files' size; temporary files lie in a given directory and go on {@link
 * #close}.
 *
 * @param <P> what is made of a line, by any number of threads
 */
public abstract class LineFiles<P> implements Closeable {
    /** Frames that are sorted in memory at a time, unless they are large. */
    static final int FRAMES_IN_MEMORY = 100_000;

    private static final int LINES_BETWEEN_REPORTS = 10_000;

    /** What is read before filings, and beside them: outcomes and moves. */
    private final FrameSorter others;

    private final FrameSorter lateFilings;
    private final ConsignmentKeys keys = new ConsignmentKeys();
    private final List<LineFile<P>> filingFiles = new ArrayList<>();
    private final List<LineFile<P>> otherFiles = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** One for all files: a declaration may name a bill of another. */
    private @Nullable FeedReader messages;

    /**
     * @param directory where temporary files may lie: as large as all files together where they are out of order, and
     *     as large again
     */
    LineFiles(Path directory, int framesInMemory) {
        this.others = new FrameSorter(directory, framesInMemory);
        this.lateFilings = new FrameSorter(directory, framesInMemory);
    }

    /** Makes something of lines that are filings. */
    abstract Function<Line<Filing>, P> filings(Path file, String name);

    abstract Function<Line<InspectionOutcome>, P> outcomes(Path file, String name);

    abstract Function<Line<ContainerMoved>, P> moves(Path file, String name);

    /** Makes something of the records of a message: filings, moves and calls of ships. */
    abstract Function<Line<SpecificRecord>, P> records(Path file, String name);

    /**
     * What is written of a line; null for nothing.
     *
     * @param timeBefore order time of what was written before of the same file
     */
    abstract @Nullable Frame frame(Path file, P line, long timeBefore);

    /** So many lines of this file are read; {@code done} once, at its end. */
    abstract void read(Path file, String name, long lines, boolean done);

    /** Filings as JSON Lines, to be read after those that were added before. */
    public final void addFilings(Path file) {
        String name = name(file, Position.Input.FILING);
        Function<Line<Filing>, P> prepare = filings(file, name);
        filingFiles.add(new LineFile<>(file, name, (in, taker) -> {
            try (AheadLines<P> lines = FilingLines.readAhead(in, name, keys, prepare)) {
                for (P line = lines.next(); line != null; line = lines.next()) {
                    taker.take(line);
                }
            }
        }));
    }

    /** The filings of a CSV file through a mapping; what the file says of outcomes is left alone. */
    public final void addFilings(Path file, CsvMapping mapping) {
        String name = name(file, Position.Input.FILING);
        add(filingFiles, file, name, in -> mapping.filings(in, name, keys), filings(file, name));
    }

    /**
     * The records of a file that holds one message, as customs and carriers send them.
     *
     * @param profile of who sent it, the same for all files; null to read it by the standard
     * @param odd hears, in a line each, what is odd about the message and is no reject
     */
    public final void addMessage(Path file, @Nullable Profile profile, Consumer<String> odd) {
        FeedReader reader = messages == null
                ? Formats.reader(Profiles.of(profile == null ? List.of() : List.of(profile)), keys)
                : messages;
        messages = reader;
        String name = name(file, Position.Input.FILING);
        add(
                filingFiles,
                file,
                name,
                in -> MessageFile.records(
                        in,
                        name,
                        received(file),
                        profile == null ? null : profile.name(),
                        reader,
                        finding -> odd.accept(finding.code() + " file=" + name + ": " + finding.message())),
                records(file, name));
    }

    /** When the file was last written: for messages that have no time of their own. */
    private static Instant received(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Moves of containers as JSON Lines. */
    public final void addMoves(Path file) {
        String name = name(file, Position.Input.MOVE);
        add(otherFiles, file, name, in -> MoveLines.read(in, name), moves(file, name));
    }

    /** Outcomes as JSON Lines. */
    public final void addOutcomes(Path file) {
        String name = name(file, Position.Input.OUTCOME);
        add(otherFiles, file, name, in -> OutcomeLines.read(in, name), outcomes(file, name));
    }

    /** The outcomes of a CSV file through the outcomes section of a mapping. */
    public final void addOutcomes(Path file, CsvMapping mapping) {
        String name = name(file, Position.Input.OUTCOME);
        add(otherFiles, file, name, in -> mapping.outcomes(in, name), outcomes(file, name));
    }

    private <R> void add(
            List<LineFile<P>> to, Path file, String name, Opening<R> opening, Function<Line<R>, P> prepare) {
        to.add(new LineFile<>(file, name, (in, taker) -> {
            try (LineReader<R> lines = opening.open(in)) {
                while (lines.hasNext()) {
                    taker.take(prepare.apply(lines.next()));
                }
            }
        }));
    }

    /**
     * Reads all files that were added and writes what is in them in order.
     *
     * @throws java.io.UncheckedIOException where a file cannot be read
     */
    final void write(Path file) throws IOException {
        for (LineFile<P> otherFile : otherFiles) {
            read(otherFile, others::add);
        }
        try (Frames sorted = others.sorted();
                FramesInOrder all = new FramesInOrder(file, sorted, lateFilings)) {
            for (LineFile<P> filingFile : filingFiles) {
                read(filingFile, all::add);
            }
            all.finish();
        }
    }

    private void read(LineFile<P> file, Taker<Frame> taker) throws IOException {
        long[] read = {0};
        long[] lastTime = {0};
        try (InputStream in = Files.newInputStream(file.path)) {
            file.form.read(in, line -> {
                Frame frame = frame(file.path, line, lastTime[0]);
                if (frame != null) {
                    lastTime[0] = frame.position().orderTime();
                    taker.take(frame);
                }
                if (++read[0] % LINES_BETWEEN_REPORTS == 0) {
                    read(file.path, file.name, read[0], false);
                }
            });
        }
        read(file.path, file.name, read[0], true);
    }

    @Override
    public final void close() throws IOException {
        others.close();
        lateFilings.close();
    }

    /** The file's own name; where two files of one kind have the same, the second one's whole path. */
    private String name(Path file, Position.Input input) {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        return names.add(input + "/" + name) ? name : file.toString();
    }

    /** A file that is to be read, and how. */
    private record LineFile<P>(Path path, String name, Form<P> form) {}

    /** How the lines of a file are read. */
    @FunctionalInterface
    private interface Form<P> {
        void read(InputStream in, Taker<P> taker) throws IOException;
    }

    /** Opens a file of lines. */
    @FunctionalInterface
    private interface Opening<R> {
        LineReader<R> open(InputStream in) throws IOException;
    }

    /** Takes one after the other, in the order of lines. */
    @FunctionalInterface
    private interface Taker<T> {
        void take(T one) throws IOException;
    }
}
