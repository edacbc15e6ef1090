// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineFault;
import portolan.schemas.wire.Believable;
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
            return new PreparedLine.Unknown(
                    name,
                    line.number(),
                    origin(line),
                    false,
                    fault.code().name(),
                    fault.message(),
                    PreparedLine.Unknown.READ_FILE);
        }
        R record = line.orThrow();
        long time = orderTime.apply(record).toEpochMilli();
        boolean deletes = record instanceof Filing filing && filing.getEventKind() == EventKind.DELETE;
        Decoder decoder = raw -> decode.apply(record, raw);
        LineOrigin origin = origin(line);
        RawRecord raw = RawRecord.line(name, line.number(), time, origin.toBytes());
        Decoded decoded = decoder.decodeOrReject(raw);
        // No watermark goes where a time is that nobody can mean.
        return decoded instanceof Reject reject && !Believable.isSeen(time)
                ? new PreparedLine.Unknown(
                        name, line.number(), origin, deletes, reject.reason(), reject.message(), reject.stage())
                : new PreparedLine.Known(
                        Frame.of(raw.position(input), decoded),
                        deletes,
                        text(record, "tenant"),
                        text(record, "consignmentKey"));
    }

    /** A field by name; blank where the record has none of it. */
    private static String text(SpecificRecord record, String name) {
        Schema.Field field = record.getSchema().getField(name);
        return field == null ? "" : String.valueOf(record.get(field.pos()));
    }

    private LineOrigin origin(Line<R> line) {
        return line.at() < 0
                ? LineOrigin.here(input, line.raw())
                : LineOrigin.at(input, path.toAbsolutePath().toString(), line.at(), line.raw());
    }
}
