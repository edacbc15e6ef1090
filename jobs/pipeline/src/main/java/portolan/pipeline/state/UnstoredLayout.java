// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;

/**
 * Layout of what a task had of one key group and its backend had not, as the raw keyed state of snapshots before there
 * were blocks had it. It is read, and written no more.
 *
 * <pre>
 *   v1   1 version | count | as many lists of keys: week | until | 1 version | count | as many: kind | key
 *   v2   1 version | as v1 | count | as many: state | key | flag whether the backend has a value of it | count, then
 *        as many bytes
 *   v3   1 version | 4 CRC-32C of all that follows | as v2
 * </pre>
 */
public final class UnstoredLayout {
    private static final int VERSION = 3;
    private static final int FIRST_WITH_SUM = 3;
    private static final int VERSION_OF_LISTS = 1;

    /** Where it begins: after the version and the sum. */
    private static final int CONTENT = 1 + Integer.BYTES;

    private UnstoredLayout() {}

    /**
     * A value that differs from what the backend has.
     *
     * @param state whose it is, among those of its task
     * @param value its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Lives from the snapshot to the store; nobody compares it.
    public record Change(String state, String key, byte[] value) {}

    /**
     * The values, of every version ever written. The lists said when to look at which key; blocks need none.
     *
     * @throws LayoutException where the bytes are not those that were written
     */
    public static List<Change> read(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        int version = in.version("unstored values", VERSION);
        if (version >= FIRST_WITH_SUM
                && !Arrays.equals(in.raw(Integer.BYTES), sum(bytes, CONTENT, bytes.length - CONTENT))) {
            throw new LayoutException(
                    "unstored values have another checksum than when written: length=" + bytes.length);
        }
        in.list(UnstoredLayout::passOverList);
        List<Change> changes = version == 1 ? List.of() : in.list(UnstoredLayout::change);
        if (!in.atEnd()) {
            throw new LayoutException("unstored values are followed by other bytes: length=" + bytes.length);
        }
        return changes;
    }

    /** How many keys it had. */
    private static int passOverList(LayoutReader in) {
        in.signed();
        in.signed();
        in.version("listed keys", VERSION_OF_LISTS);
        return in.list(key -> key.recurringText() + key.text()).size();
    }

    private static byte[] sum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
    }

    private static Change change(LayoutReader in) {
        String state = in.recurringText();
        String key = in.text();
        in.flag();
        return new Change(state, key, in.raw(in.size()));
    }
}
