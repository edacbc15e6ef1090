package portolan.pipeline.archive;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.RawRecord;
import portolan.schemas.Line;
import portolan.schemas.LineFault;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.scoring.manifest.Position;

/**
 * Prepares the lines of one file, by any number of threads and in any order.
 *
 * @param path where the file is
 * @param name what it is called in positions
 * @param orderTime which time of a record says where it stands
 * @param decode what a record is to the ledger
 */
record PrepareLines<R extends SpecificRecord>(
        Path path,
        String name,
        Position.Input input,
        Function<R, Instant> orderTime,
        BiFunction<R, RawRecord, Decoded> decode)
        implements Function<Line<R>, PreparedLine> {
    @Override
    public PreparedLine apply(Line<R> line) {
        LineFault fault = line.fault();
        if (fault != null) {
            return unreadable(line, fault.code(), fault.message());
        }
        R record = line.orThrow();
        long time;
        try {
            time = orderTime.apply(record).toEpochMilli();
        } catch (ArithmeticException e) {
            return unreadable(
                    line,
                    LineFault.Code.WRONG_TYPE,
                    "a time does not fit milliseconds: " + e.getMessage() + "; correct the line");
        }
        Decoder decoder = raw -> decode.apply(record, raw);
        RawRecord raw = RawRecord.line(name, line.number(), time, origin(line).toBytes());
        return new PreparedLine.Known(
                Frame.of(raw.position(input), decoder.decodeOrReject(raw)),
                record instanceof Filing filing && filing.getEventKind() == EventKind.DELETE);
    }

    private PreparedLine unreadable(Line<R> line, LineFault.Code code, String message) {
        return new PreparedLine.Unknown(name, line.number(), origin(line), code.name(), message);
    }

    private LineOrigin origin(Line<R> line) {
        return line.at() < 0
                ? LineOrigin.here(input, line.raw())
                : LineOrigin.at(input, path.toAbsolutePath().toString(), line.at(), line.raw());
    }
}
