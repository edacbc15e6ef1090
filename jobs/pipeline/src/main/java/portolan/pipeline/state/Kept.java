// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Bytes that the core wrote, and until when they are kept in order time.
 *
 * <pre>
 *   v1   1 version | signed epoch milliseconds | count, then as many bytes
 *   v2   1 version | signed epoch milliseconds | count, then as many bytes | count, then as many bytes beside them
 * </pre>
 *
 * Version 1 is still written where nothing stands beside the bytes, which is nearly everywhere.
 *
 * @param until order time from which the value counts as gone, whether or not it has left already: without
 *     this, the progress of watermarks would decide what a late amendment finds
 * @param beside what else is kept of the key, for as long; empty for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // Lives between two lines of an operator; nobody compares it.
public record Kept(long until, byte[] bytes, byte[] beside) {
    private static final int VERSION = 2;
    private static final int ROOM_FOR_THE_REST = 32;
    private static final byte[] NOTHING = {};

    /** Bytes with nothing beside them. */
    public Kept(long until, byte[] bytes) {
        this(until, bytes, NOTHING);
    }

    /** What is stored, unless nothing is, or nothing any more at this time. */
    public static @Nullable Kept at(long orderTime, byte @Nullable [] stored) {
        Kept kept = stored == null ? null : read(stored);
        return kept == null || kept.until <= orderTime ? null : kept;
    }

    public byte[] write() {
        LayoutWriter out = new LayoutWriter(bytes.length + beside.length + ROOM_FOR_THE_REST)
                .octet(beside.length == 0 ? 1 : VERSION)
                .signed(until)
                .count(bytes.length)
                .raw(bytes);
        return beside.length == 0
                ? out.toBytes()
                : out.count(beside.length).raw(beside).toBytes();
    }

    /** Reads both versions. */
    public static Kept read(byte[] stored) {
        LayoutReader in = new LayoutReader(stored);
        int version = in.version("kept value", VERSION);
        long until = in.signed();
        byte[] bytes = in.raw(in.size());
        return new Kept(until, bytes, version == 1 ? NOTHING : in.raw(in.size()));
    }
}
