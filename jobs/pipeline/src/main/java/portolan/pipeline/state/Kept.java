package portolan.pipeline.state;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Bytes that the core wrote, and until when they are kept in order time.
 *
 * <pre>
 *   v1   1 version | signed epoch milliseconds | count, then as many bytes
 * </pre>
 *
 * @param until order time from which the value counts as gone, whether or not its timer has fired already: without
 *     this, the progress of watermarks would decide what a late amendment finds
 */
@SuppressWarnings("ArrayRecordComponent") // Lives between two lines of an operator; nobody compares it.
public record Kept(long until, byte[] bytes) {
    private static final int VERSION = 1;

    /** What is stored, unless nothing is, or nothing any more at this time. */
    public static @Nullable Kept at(long orderTime, byte @Nullable [] stored) {
        Kept kept = stored == null ? null : read(stored);
        return kept == null || kept.until <= orderTime ? null : kept;
    }

    public byte[] write() {
        return new LayoutWriter()
                .octet(VERSION)
                .signed(until)
                .count(bytes.length)
                .raw(bytes)
                .toBytes();
    }

    /** Until when what is stored is kept, without a copy of it. */
    public static long until(byte[] stored) {
        return begin(stored).signed();
    }

    private static LayoutReader begin(byte[] stored) {
        LayoutReader in = new LayoutReader(stored);
        in.version("kept value", VERSION);
        return in;
    }

    /** Reads every version ever written. */
    public static Kept read(byte[] stored) {
        LayoutReader in = begin(stored);
        return new Kept(in.signed(), in.raw(in.size()));
    }
}
