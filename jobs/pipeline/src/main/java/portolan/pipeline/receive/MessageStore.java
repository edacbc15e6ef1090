// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.MessageTopic;

/**
 * Where gateways keep messages that are too large for their topic, each under its SHA-256, written once.
 *
 * @param root directory, or its URI in any file system of Flink's
 */
record MessageStore(String root) implements Serializable {
    private static final Pattern NAME = Pattern.compile("raw/[0-9a-f]{64}");

    /**
     * The bytes of a message.
     *
     * @param blob as the gateway names it
     * @return null if there is no such message
     * @throws IOException if the store does not answer: later it may
     */
    byte @Nullable [] read(String blob) throws IOException {
        if (!NAME.matcher(blob).matches()) {
            return null;
        }
        Path path = new Path(root, blob);
        FileSystem files = path.getFileSystem();
        long length;
        try {
            length = files.getFileStatus(path).getLen();
        } catch (FileNotFoundException missing) {
            return null;
        }
        // One byte more than is read of a message says that it is too large.
        byte[] bytes = new byte[(int) Math.min(length, MessageTopic.MOST_BYTES + 1L)];
        try (FSDataInputStream in = files.open(path)) {
            int read = in.readNBytes(bytes, 0, bytes.length);
            if (read < bytes.length) {
                throw new IOException(
                        "shorter than the store says: path=" + path + ", bytes=" + read + ", stated=" + length);
            }
        }
        return bytes;
    }
}
