package portolan.pipeline.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.RawRecord;
import portolan.scoring.manifest.Position;

/**
 * One line of a feed, read once and made ready for the job: its own bytes, and what they are as a record, or why they
 * are none.
 *
 * @param position where the line stands among all inputs: its file, the line from 1, and its order time
 * @param line the bytes of the line as they are in the file
 * @param record the record in Avro single-object encoding; null where the line is none
 * @param reason stable code that says why the line is no record; null where it is one
 * @param message what is wrong with the line, for a person; null where nothing is
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Lives between two lines of a reader and a writer; nobody compares its bytes.
record Frame(
        Position position,
        byte[] line,
        byte @Nullable [] record,
        @Nullable String reason,
        @Nullable String message) {
    static final Comparator<Frame> IN_ORDER = Comparator.comparing(Frame::position);

    /** Headers that carry the rest of a frame beside its line. */
    private static final String KIND = "portolan-kind";

    static final String RECORD = "portolan-record";
    static final String REASON = "portolan-reason";
    static final String MESSAGE = "portolan-message";

    private static final byte[] FILING = utf8(Position.Input.FILING.name());

    Frame {
        if ((record == null) == (reason == null || message == null)) {
            throw new IllegalArgumentException("either a record, or a reason and a message: position=" + position);
        }
    }

    static Frame of(Position position, byte[] line, byte[] record) {
        return new Frame(position, line, record, null, null);
    }

    static Frame unreadable(Position position, byte[] line, String reason, String message) {
        return new Frame(position, line, null, reason, message);
    }

    /** The line as the graph's sources give it: the line is the value, what was made of it goes in headers. */
    RawRecord toRawRecord() {
        byte[] kind = utf8(position.input().name());
        Map<String, byte[]> headers = record != null
                ? Map.of(KIND, kind, RECORD, record)
                : Map.of(KIND, kind, REASON, utf8(String.valueOf(reason)), MESSAGE, utf8(String.valueOf(message)));
        return new RawRecord(
                position.topic(), position.partition(), position.offset(), position.orderTime(), headers, null, line);
    }

    /** The line alone, which still says what it was about. */
    static RawRecord line(RawRecord framed) {
        byte[] kind = framed.headers().get(KIND);
        return new RawRecord(
                framed.topic(),
                framed.partition(),
                framed.offset(),
                framed.timestamp(),
                kind == null ? Map.of() : Map.of(KIND, kind),
                null,
                framed.value());
    }

    /** Whether a framed record is about a filing; otherwise it is about an outcome. */
    static boolean isFiling(RawRecord framed) {
        return Arrays.equals(framed.headers().get(KIND), FILING);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
