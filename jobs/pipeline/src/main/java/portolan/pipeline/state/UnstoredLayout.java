// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of what a task has of one key group and its backend has not, as the raw keyed state of a snapshot has it.
 *
 * <pre>
 *   v1   1 version | count | as many: week | until | {@link ListedKeys}
 *   v2   1 version | as v1 | count | as many: state | key | flag whether the backend has a value of it | count, then
 *        as many bytes
 *   v3   1 version | 4 CRC-32C of all that follows | as v2
 * </pre>
 */
public final class UnstoredLayout {
    private static final int VERSION = 3;
    private static final int FIRST_WITH_SUM = 3;

    /** Where it begins: after the version and the sum. */
    private static final int CONTENT = 1 + Integer.BYTES;

    private UnstoredLayout() {}

    /** What is not stored of one key group. */
    public record Unstored(List<OpenList> lists, List<Change> changes) {}

    /**
     * Keys to be looked at together.
     *
     * @param week since 1970 in order time, in which the time of each is over
     * @param until when that of all is, in order time
     */
    public record OpenList(long week, long until, ListedKeys keys) {}

    /**
     * A value that differs from what the backend has.
     *
     * @param state whose it is, among those of its task
     * @param value its bytes
     * @param stored whether the backend has a value of the key
     */
    @SuppressWarnings("ArrayRecordComponent") // Lives from the snapshot to its file, and back; nobody compares it.
    public record Change(String state, String key, byte[] value, boolean stored) {}

    /** Writes to the end of what there is. */
    public static void write(Unstored unstored, LayoutWriter out) {
        byte[] content = new LayoutWriter()
                .list(
                        unstored.lists,
                        (one, list) ->
                                list.keys().writeTo(one.signed(list.week()).signed(list.until())))
                .list(unstored.changes, UnstoredLayout::write)
                .toBytes();
        out.octet(VERSION).raw(sum(content, 0, content.length)).raw(content);
    }

    private static void write(LayoutWriter out, Change change) {
        out.text(change.state())
                .text(change.key())
                .flag(change.stored())
                .count(change.value().length)
                .raw(change.value());
    }

    /**
     * Reads every version ever written.
     *
     * @throws LayoutException where the bytes are not those that were written
     */
    public static Unstored read(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        int version = in.version("unstored values", VERSION);
        if (version >= FIRST_WITH_SUM
                && !Arrays.equals(in.raw(Integer.BYTES), sum(bytes, CONTENT, bytes.length - CONTENT))) {
            throw new LayoutException(
                    "unstored values have another checksum than when written: length=" + bytes.length);
        }
        List<OpenList> lists = in.list(one -> new OpenList(one.signed(), one.signed(), ListedKeys.read(one)));
        List<Change> changes = version == 1 ? List.of() : in.list(UnstoredLayout::change);
        if (!in.atEnd()) {
            throw new LayoutException("unstored values are followed by other bytes: length=" + bytes.length);
        }
        return new Unstored(lists, changes);
    }

    private static byte[] sum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
    }

    private static Change change(LayoutReader in) {
        String state = in.recurringText();
        String key = in.text();
        boolean stored = in.flag();
        return new Change(state, key, in.raw(in.size()), stored);
    }
}
