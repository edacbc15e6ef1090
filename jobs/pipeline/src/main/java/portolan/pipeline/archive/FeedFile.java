package portolan.pipeline.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import portolan.schemas.AvroWire;
import portolan.schemas.ConsignmentKeys;
import portolan.schemas.CsvMapping;
import portolan.schemas.FilingLines;
import portolan.schemas.Line;
import portolan.schemas.LineFault;
import portolan.schemas.LineReader;
import portolan.schemas.OutcomeLines;
import portolan.schemas.Topics;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.scoring.manifest.Position;

/**
 * Files of filings and outcomes on their way to one file in the one order of all inputs, which the job reads.
 *
 * <p>Every line becomes a frame: one that cannot be read takes the time of the line before it, so that its reject stands
 * where a person looks for it. Memory is bounded, whatever the files' size; temporary files lie in a given directory and
 * go on {@link #close}.
 */
public final class FeedFile implements Closeable {
    /** Frames that are sorted in memory at a time, unless they are large. */
    private static final int FRAMES_IN_MEMORY = 100_000;

    private static final int LINES_BETWEEN_REPORTS = 10_000;

    private final FrameSorter sorter;
    private final Progress progress;
    private final ConsignmentKeys keys = new ConsignmentKeys();
    private final AvroWire<Filing> filingWire = Topics.CONSIGNMENTS_FILED.wire();
    private final AvroWire<InspectionOutcome> outcomeWire = Topics.INSPECTIONS_REPORTED.wire();
    private final Set<String> names = new HashSet<>();

    private FeedCounts counts = FeedCounts.NONE;

    /**
     * @param directory where temporary files may lie: as large as all files together, uncompressed, and as large again
     * @param progress hears how far reading is
     */
    public FeedFile(Path directory, Progress progress) {
        this(directory, progress, FRAMES_IN_MEMORY);
    }

    FeedFile(Path directory, Progress progress, int framesInMemory) {
        this.sorter = new FrameSorter(directory, framesInMemory);
        this.progress = progress;
    }

    /** Hears how far the reading of files is. */
    @FunctionalInterface
    public interface Progress {
        /** So many lines of this file are read; {@code done} once, at its end. */
        void read(String file, long lines, boolean done);
    }

    /** Reads filings as JSON Lines. */
    public void addFilings(Path file) throws IOException {
        addFilings(file, (in, name) -> FilingLines.readAhead(in, name, keys));
    }

    /** Reads outcomes as JSON Lines. */
    public void addOutcomes(Path file) throws IOException {
        addOutcomes(file, OutcomeLines::read);
    }

    /** Reads the filings of a CSV file through a mapping; what the file says of outcomes is left alone. */
    public void addFilings(Path file, CsvMapping mapping) throws IOException {
        addFilings(file, (in, name) -> mapping.filings(in, name, keys));
    }

    /** Reads the outcomes of a CSV file through the outcomes section of a mapping. */
    public void addOutcomes(Path file, CsvMapping mapping) throws IOException {
        addOutcomes(file, mapping::outcomes);
    }

    private void addFilings(Path file, Form<Filing> form) throws IOException {
        add(file, form, Position.Input.FILING, Filing::getReceivedAt, filingWire);
    }

    private void addOutcomes(Path file, Form<InspectionOutcome> form) throws IOException {
        add(file, form, Position.Input.OUTCOME, InspectionOutcome::getReportedAt, outcomeWire);
    }

    /** Writes all that was read, in order, and says how much it was. */
    public FeedCounts writeTo(Path file) throws IOException {
        sorter.writeTo(file);
        return counts;
    }

    /** How the lines of a file are read. */
    @FunctionalInterface
    private interface Form<R> {
        LineReader<R> read(InputStream in, String file) throws IOException;
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }

    private <R extends SpecificRecord> void add(
            Path file, Form<R> form, Position.Input input, Function<R, Instant> orderTime, AvroWire<R> wire)
            throws IOException {
        String name = name(file, input);
        long read = 0;
        long lastTime = 0;
        try (InputStream in = Files.newInputStream(file);
                LineReader<R> lines = form.read(in, name)) {
            while (lines.hasNext()) {
                Line<R> line = lines.next();
                Frame frame = frame(line, new Position(lastTime, input, name, 0, line.number()), orderTime, wire);
                lastTime = frame.position().orderTime();
                sorter.add(frame);
                counts = counts.and(frame.position(), line.value() instanceof Filing filing && isDelete(filing));
                if (++read % LINES_BETWEEN_REPORTS == 0) {
                    progress.read(name, read, false);
                }
            }
        }
        progress.read(name, read, true);
    }

    private static <R extends SpecificRecord> Frame frame(
            Line<R> line, Position fallback, Function<R, Instant> orderTime, AvroWire<R> wire) {
        R record = line.value();
        LineFault fault = line.fault();
        if (record == null) {
            return fault == null
                    ? Frame.unreadable(fallback, line.raw(), "MALFORMED", "neither a record nor a fault")
                    : Frame.unreadable(fallback, line.raw(), fault.code().name(), fault.message());
        }
        try {
            Position position = new Position(
                    orderTime.apply(record).toEpochMilli(),
                    fallback.input(),
                    fallback.topic(),
                    fallback.partition(),
                    fallback.offset());
            return Frame.of(position, line.raw(), wire.encode(record));
        } catch (RuntimeException e) {
            // A time beyond what milliseconds can say, a decimal beyond its scale.
            String message = "a value does not fit the record: " + e.getMessage() + "; correct the line";
            return Frame.unreadable(fallback, line.raw(), LineFault.Code.WRONG_TYPE.name(), message);
        }
    }

    private static boolean isDelete(Filing filing) {
        return filing.getEventKind() == EventKind.DELETE;
    }

    /** The file's own name; where two files of one kind have the same, the second one's whole path. */
    private String name(Path file, Position.Input input) {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        return names.add(input + "/" + name) ? name : file.toString();
    }
}
