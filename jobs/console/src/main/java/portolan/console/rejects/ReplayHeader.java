// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.FilingRejected;

/**
 * Which input a record repeats, and for the how-many-th time. It travels as a header of the record, so it is there
 * exactly when the record is; and a reject has the headers of its input.
 *
 * <pre>
 *   portolan-replay   1 consignments.filed:3:1234
 * </pre>
 *
 * @param input the first of them all: the place where it came in
 * @param attempt 0 for that one itself
 */
record ReplayHeader(String input, int attempt) {
    static final String HEADER = "portolan-replay";

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,8}) (\\S+:[0-9]+:[0-9]+)");

    /** What a reject stands for; the same where the job told of one input twice. */
    static ReplayHeader of(FilingRejected rejected) {
        ByteBuffer header = rejected.getHeaders().get(HEADER);
        ReplayHeader replay = header == null ? null : read(bytes(header));
        return replay == null ? new ReplayHeader(place(rejected), 0) : replay;
    }

    /** What a header says; null where somebody else wrote it. */
    static @Nullable ReplayHeader read(byte @Nullable [] header) {
        Matcher written = WRITTEN.matcher(header == null ? "" : new String(header, StandardCharsets.UTF_8));
        return written.matches() ? new ReplayHeader(written.group(2), Integer.parseInt(written.group(1))) : null;
    }

    /** As the header of the next attempt. */
    byte[] next() {
        return ((attempt + 1) + " " + input).getBytes(StandardCharsets.UTF_8);
    }

    /** Where a rejected input stands. */
    static String place(FilingRejected rejected) {
        return rejected.getTopic() + ':' + rejected.getPartition() + ':' + rejected.getOffset();
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
