// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.archive.OutcomeFile;
import portolan.pipeline.Decoded;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.MoveDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.pipeline.kafka.OutcomeRecords;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineFault;
import portolan.scoring.manifest.Position;

/**
 * Files on their way to what the job over files reads.
 *
 * <p>Every line becomes a frame: one that cannot be read takes the time of the line before it, so that its reject
 * stands where a person looks for it.
 */
public final class FeedFile extends LineFiles<PreparedLine> {
    private final FilingDecoder decoder;
    private final MoveDecoder moveDecoder;
    private final Progress progress;
    private final OutcomeTenants tenants = new OutcomeTenants();

    private FeedCounts counts = FeedCounts.NONE;

    private @Nullable OutcomeFile archive;

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
        super(directory, framesInMemory);
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
    Function<Line<Filing>, PreparedLine> filings(Path file, String name) {
        return prepare(file, name, Position.Input.FILING, Filing::getReceivedAt, decoder::read);
    }

    @Override
    Function<Line<ContainerMoved>, PreparedLine> moves(Path file, String name) {
        return prepare(file, name, Position.Input.MOVE, ContainerMoved::getReportedAt, moveDecoder::read);
    }

    /** Outcomes, kept as they were reported too: the job learns less of them than they say. */
    @Override
    Function<Line<InspectionOutcome>, PreparedLine> outcomes(Path file, String name) {
        Function<Line<InspectionOutcome>, PreparedLine> prepare =
                prepare(file, name, Position.Input.OUTCOME, InspectionOutcome::getReportedAt, OutcomeDecoder::read);
        return line -> {
            PreparedLine prepared = prepare.apply(line);
            if (archive != null && prepared instanceof PreparedLine.Known known && !known.isRejected()) {
                try {
                    archive.add(OutcomeRecords.archived(line.orThrow()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return prepared;
        };
    }

    @Override
    Function<Line<SpecificRecord>, PreparedLine> records(Path file, String name) {
        Function<Line<Filing>, PreparedLine> bills = filings(file, name);
        Function<Line<ContainerMoved>, PreparedLine> moves = moves(file, name);
        return line -> line.value() instanceof ContainerMoved moved
                ? moves.apply(new Line<>(line.file(), line.number(), line.at(), line.raw(), moved, null))
                : bills.apply(bill(line));
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

    private static <R extends SpecificRecord> PrepareLines<R> prepare(
            Path file,
            String name,
            Position.Input input,
            Function<R, Instant> orderTime,
            BiFunction<R, RawRecord, Decoded> decode) {
        return new PrepareLines<>(file, name, input, orderTime, decode);
    }

    @Override
    Frame frame(Path file, PreparedLine line, long timeBefore) {
        Frame frame = line.frame(timeBefore);
        counts = counts.and(frame.position(), line.deletes());
        line.tell(tenants);
        return frame;
    }

    @Override
    void read(Path file, String name, long lines, boolean done) {
        progress.read(name, lines, done);
    }

    /**
     * Reads all files that were added, writes what is in them in order, and says how much it was.
     *
     * @throws java.io.UncheckedIOException where a file cannot be read
     */
    public FeedCounts writeTo(Path file) throws IOException {
        write(file);
        return counts.with(tenants.elsewhere());
    }
}
