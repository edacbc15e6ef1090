// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineFault;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Position;

/**
 * Files on their way to one file of records as topics carry them. A line that is no record is told and left out. {@link
 * RecordsInOrder} reads what is written.
 */
public final class RecordFile extends LineFiles<RecordFile.Prepared> {
    /** Room for the key and Kafka's own frame. */
    private static final int FRAME_BYTES = 64 << 10;

    private final Listener listener;
    private final Set<KafkaTopic> events = new LinkedHashSet<>();
    private long records;

    /** @param directory where temporary files may lie: as large as all files together */
    public RecordFile(Path directory, Listener listener) {
        super(directory, FRAMES_IN_MEMORY);
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
    Function<Line<Filing>, Prepared> filings(Path file, String name) {
        return bills(name);
    }

    private static Prepare<Filing> bills(String name) {
        return new Prepare<>(name, Position.Input.FILING, Topics.CONSIGNMENTS_FILED, Filing::getReceivedAt);
    }

    @Override
    Function<Line<InspectionOutcome>, Prepared> outcomes(Path file, String name) {
        return new Prepare<>(
                name, Position.Input.OUTCOME, Topics.INSPECTIONS_REPORTED, InspectionOutcome::getReportedAt);
    }

    @Override
    Function<Line<ContainerMoved>, Prepared> moves(Path file, String name) {
        return boxes(name);
    }

    private static Prepare<ContainerMoved> boxes(String name) {
        return new Prepare<>(name, Position.Input.MOVE, Topics.CONTAINERS_MOVED, ContainerMoved::getReportedAt);
    }

    @Override
    Function<Line<SpecificRecord>, Prepared> records(Path file, String name) {
        Prepare<Filing> bills = bills(name);
        Prepare<ContainerMoved> moves = boxes(name);
        Prepare<ConveyanceReported> calls = new Prepare<>(
                name, Position.Input.FILING, Topics.CONVEYANCES_REPORTED, ConveyanceReported::getReportedAt);
        return line -> {
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
    }

    @Override
    @Nullable
    Frame frame(Path file, Prepared line, long timeBefore) {
        if (line.fault() != null) {
            listener.unreadable(file, line.fault());
            return null;
        }
        records++;
        return Objects.requireNonNull(line.frame(), "a line is a record or a fault");
    }

    @Override
    void read(Path file, String name, long lines, boolean done) {
        if (!done) {
            listener.read(file, lines);
        }
    }

    /**
     * Reads all files that were added and writes their records in order.
     *
     * @return how many records there are
     * @throws java.io.UncheckedIOException where a file cannot be read
     */
    public long writeTo(Path file) throws IOException {
        write(file);
        return records;
    }

    /** Topics of the container events and calls of ships that were read. */
    public Set<KafkaTopic> events() {
        return Set.copyOf(events);
    }

    /** One line: a record with its place, or what is wrong. */
    record Prepared(@Nullable Frame frame, @Nullable LineFault fault) {}

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
}
