// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import portolan.scoring.layout.LayoutWriter;

/**
 * Writes frames to a file, in the order in which they come. It lives as long as one {@code score}, and is refused by any
 * other version.
 *
 * <pre>
 *   frame   4 length of the rest, big-endian | 1 version | position | count of bytes | decoded bytes
 * </pre>
 */
final class FrameWriter implements Closeable {
    private final DataOutputStream out;
    private final LayoutWriter room = new LayoutWriter();

    FrameWriter(Path file) throws IOException {
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 18));
    }

    void write(Frame frame) throws IOException {
        frame.write(room.clear());
        out.writeInt(room.length());
        room.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
