// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.feeds.FeedReader;
import portolan.feeds.Profile;
import portolan.feeds.formats.Formats;
import portolan.feeds.formats.MessageFile;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
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
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Position;

/**
 * Files of filings and outcomes on their way to one file of records as topics carry them, in the order in which {@link
 * FeedFile} puts them. A line that is no record is told and left out. {@link RecordsInOrder} reads what is written.
 *
 * <p>Memory is bounded, whatever the files' size; temporary files lie in a given directory and go on {@link #close}.
 */
public final class RecordFile implements LineFiles, Closeable {
    private static final int FRAMES_IN_MEMORY = 100_000;
    private static final int LINES_BETWEEN_REPORTS = 10_000;

    /** Room for the key and Kafka's own frame. */
    private static final int FRAME_BYTES = 64 << 10;

    private final FrameSorter others;
    private final FrameSorter lateFilings;
    private final Listener listener;
    private final ConsignmentKeys keys = new ConsignmentKeys();
    private final List<Reading> filingFiles = new ArrayList<>();
    private final List<Reading> otherFiles = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private @Nullable FeedReader messages;
    private final Set<KafkaTopic> events = new LinkedHashSet<>();
    private long records;

    /** @param directory where temporary files may lie: as large as all files together */
    public RecordFile(Path directory, Listener listener) {
        this.others = new FrameSorter(directory, FRAMES_IN_MEMORY);
        this.lateFilings = new FrameSorter(directory, FRAMES_IN_MEMORY);
        this.listener = listener;
    }

    /** Hears how the reading goes. */
    public interface Listener {
        /** So many lines of this file are read. */
        void read(Path file, long lines);

        /** This line is no record. */
        void unreadable(Path file, LineFault fault);
    }

    @Override
    public void addFilings(Path file) {
        Prepare<Filing> prepare = filings(file);
        filingFiles.add(taker -> {
            try (InputStream in = Files.newInputStream(file);
                    AheadLines<Prepared> lines = FilingLines.readAhead(in, prepare.name(), keys, prepare)) {
                take(file, lines::next, taker);
            }
        });
    }

    @Override
    public void addFilings(Path file, CsvMapping mapping) {
        Prepare<Filing> prepare = filings(file);
        filingFiles.add(taker -> {
            try (InputStream in = Files.newInputStream(file);
                    LineReader<Filing> lines = mapping.filings(in, prepare.name(), keys)) {
                take(file, () -> lines.hasNext() ? prepare.apply(lines.next()) : null, taker);
            }
        });
    }

    @Override
    public void addMessage(Path file, @Nullable Profile profile) {
        FeedReader reader = messages == null ? Formats.reader(FeedFile.profiles(profile), keys) : messages;
        messages = reader;
        Prepare<Filing> bills = filings(file);
        Prepare<ContainerMoved> moves = new Prepare<>(
                bills.name(), Position.Input.MOVE, Topics.CONTAINERS_MOVED, ContainerMoved::getReportedAt);
        Prepare<ConveyanceReported> calls = new Prepare<>(
                bills.name(), Position.Input.FILING, Topics.CONVEYANCES_REPORTED, ConveyanceReported::getReportedAt);
        Function<Line<SpecificRecord>, Prepared> prepare = line -> {
            if (line.value() instanceof ContainerMoved move) {
                events.add(Topics.CONTAINERS_MOVED);
                return moves.prepared(move, line);
            }
            if (line.value() instanceof ConveyanceReported call) {
                events.add(Topics.CONVEYANCES_REPORTED);
                return calls.prepared(call, line);
            }
            return bills.prepared((Filing) line.value(), line);
        };
        filingFiles.add(taker -> {
            try (InputStream in = Files.newInputStream(file);
                    LineReader<SpecificRecord> lines = MessageFile.records(
                            in, bills.name(), FeedFile.received(file), FeedFile.nameOf(profile), reader)) {
                take(file, () -> lines.hasNext() ? prepare.apply(lines.next()) : null, taker);
            }
        });
    }

    @Override
    public void addMoves(Path file) {
        Prepare<ContainerMoved> prepare = new Prepare<>(
                name(file, Position.Input.MOVE),
                Position.Input.MOVE,
                Topics.CONTAINERS_MOVED,
                ContainerMoved::getReportedAt);
        otherFiles.add(taker -> {
            try (InputStream in = Files.newInputStream(file);
                    LineReader<ContainerMoved> lines = MoveLines.read(in, prepare.name())) {
                take(file, () -> lines.hasNext() ? prepare.apply(lines.next()) : null, taker);
            }
        });
    }

    @Override
    public void addOutcomes(Path file) {
        Prepare<InspectionOutcome> prepare = outcomes(file);
        otherFiles.add(taker -> {
            try (InputStream in = Files.newInputStream(file);
                    LineReader<InspectionOutcome> lines = OutcomeLines.read(in, prepare.name())) {
                take(file, () -> lines.hasNext() ? prepare.apply(lines.next()) : null, taker);
            }
        });
    }

    @Override
    public void addOutcomes(Path file, CsvMapping mapping) {
        Prepare<InspectionOutcome> prepare = outcomes(file);
        otherFiles.add(taker -> {
            try (InputStream in = Files.newInputStream(file);
                    LineReader<InspectionOutcome> lines = mapping.outcomes(in, prepare.name())) {
                take(file, () -> lines.hasNext() ? prepare.apply(lines.next()) : null, taker);
            }
        });
    }

    private Prepare<Filing> filings(Path file) {
        return new Prepare<>(
                name(file, Position.Input.FILING),
                Position.Input.FILING,
                Topics.CONSIGNMENTS_FILED,
                Filing::getReceivedAt);
    }

    private Prepare<InspectionOutcome> outcomes(Path file) {
        return new Prepare<>(
                name(file, Position.Input.OUTCOME),
                Position.Input.OUTCOME,
                Topics.INSPECTIONS_REPORTED,
                InspectionOutcome::getReportedAt);
    }

    /**
     * Reads all files that were added and writes their records in order.
     *
     * @return how many records there are
     * @throws java.io.UncheckedIOException where a file cannot be read
     */
    public long writeTo(Path file) throws IOException {
        for (Reading reading : otherFiles) {
            reading.into(others::add);
        }
        try (Frames sorted = others.sorted();
                FramesInOrder all = new FramesInOrder(file, sorted, lateFilings)) {
            for (Reading reading : filingFiles) {
                reading.into(all::add);
            }
            all.finish();
        }
        return records;
    }

    /** Topics of the container events and calls of ships that were read. */
    public Set<KafkaTopic> events() {
        return Set.copyOf(events);
    }

    private void take(Path file, Source source, Taker taker) throws IOException {
        long lines = 0;
        for (Prepared prepared = source.next(); prepared != null; prepared = source.next()) {
            if (prepared.fault() != null) {
                listener.unreadable(file, prepared.fault());
            } else {
                taker.take(Objects.requireNonNull(prepared.frame(), "a line is a record or a fault"));
                records++;
            }
            if (++lines % LINES_BETWEEN_REPORTS == 0) {
                listener.read(file, lines);
            }
        }
    }

    @Override
    public void close() throws IOException {
        others.close();
        lateFilings.close();
    }

    /** As {@link FeedFile} names them: at equal times the order is by name. */
    private String name(Path file, Position.Input input) {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        return names.add(input + "/" + name) ? name : file.toString();
    }

    /** One line: a record with its place, or what is wrong. */
    private record Prepared(@Nullable Frame frame, @Nullable LineFault fault) {}

    /** Makes records of lines; any number of threads may. */
    private record Prepare<R extends SpecificRecord>(
            String name,
            Position.Input input,
            Topic<R> topic,
            Function<R, Instant> orderTime,
            ThreadLocal<AvroWire<R>> wire)
            implements Function<Line<R>, Prepared> {
        Prepare(String name, Position.Input input, Topic<R> topic, Function<R, Instant> orderTime) {
            this(name, input, topic, orderTime, ThreadLocal.withInitial(topic::wire));
        }

        @Override
        public Prepared apply(Line<R> line) {
            return prepared(line.value(), line);
        }

        /** @param record what the line is; null where it is none */
        Prepared prepared(@Nullable R record, Line<?> line) {
            if (line.fault() != null || record == null) {
                return new Prepared(null, line.fault());
            }
            try {
                byte[] value = wire.get().encode(record);
                if (value.length > topic.maxMessageBytes() - FRAME_BYTES) {
                    return fault(
                            LineFault.Code.TOO_LARGE,
                            "larger than " + topic.name() + " takes: bytes=" + value.length + ", limit="
                                    + (topic.maxMessageBytes() - FRAME_BYTES),
                            line);
                }
                byte[] key = Objects.requireNonNull(topic.key(record), "what is read from a file has a key");
                byte[] content = new LayoutWriter()
                        .text(topic.name())
                        .count(key.length)
                        .raw(key)
                        .count(value.length)
                        .raw(value)
                        .toBytes();
                long time = orderTime.apply(record).toEpochMilli();
                return new Prepared(new Frame(new Position(time, input, name, 0, line.number()), content), null);
            } catch (RuntimeException unfit) {
                // A time beyond milliseconds, for example.
                return fault(LineFault.Code.WRONG_TYPE, "the record cannot hold it: " + unfit.getMessage(), line);
            }
        }

        private static Prepared fault(LineFault.Code code, String message, Line<?> line) {
            return new Prepared(null, new LineFault(code, message, line.number(), ""));
        }
    }

    /** One file. */
    @FunctionalInterface
    private interface Reading {
        void into(Taker taker) throws IOException;
    }

    /** Gives the next line, or null at the end. */
    @FunctionalInterface
    private interface Source {
        @Nullable
        Prepared next() throws IOException;
    }

    /** Takes records in the order of their lines. */
    @FunctionalInterface
    private interface Taker {
        void take(Frame frame) throws IOException;
    }
}
