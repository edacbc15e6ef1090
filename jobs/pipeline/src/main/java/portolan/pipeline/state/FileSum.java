// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CRC-32C of a file's bytes as they were written, an extended attribute of the file ({@code user.portolan.crc32c},
 * eight hexadecimal digits). A file system without such attributes, and a copy made without them, have none.
 */
public final class FileSum {
    private static final Logger LOG = LoggerFactory.getLogger(FileSum.class);
    private static final String NAME = "portolan.crc32c";
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int HEXADECIMAL = 16;
    private static final AtomicBoolean SAID_THAT_THERE_ARE_NONE = new AtomicBoolean();

    private FileSum() {}

    /** Keeps the sum of a file that is never written to again; nothing where that cannot be. */
    static void keep(Path file, CRC32C sum) {
        try {
            UserDefinedFileAttributeView attributes = attributes(file);
            if (attributes == null) {
                throw new IOException("the file system has no extended attributes");
            }
            attributes.write(
                    NAME,
                    ByteBuffer.wrap(
                            String.format(Locale.ROOT, "%08x", sum.getValue()).getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            if (SAID_THAT_THERE_ARE_NONE.compareAndSet(false, true)) {
                LOG.warn("Files of checkpoints have no checksums: file={}, why={}", file, e.toString());
            }
        }
    }

    /** The sum that was kept of a file, if there is one. */
    public static OptionalLong kept(Path file) {
        try {
            UserDefinedFileAttributeView attributes = attributes(file);
            if (attributes == null || !attributes.list().contains(NAME)) {
                return OptionalLong.empty();
            }
            ByteBuffer text = ByteBuffer.allocate(attributes.size(NAME));
            attributes.read(NAME, text);
            return OptionalLong.of(Long.parseLong(new String(text.array(), StandardCharsets.US_ASCII), HEXADECIMAL));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The sum of the bytes that a file has now. */
    public static long of(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (FileChannel bytes = FileChannel.open(file)) {
            while (bytes.read(buffer) >= 0) {
                sum.update(buffer.flip());
                buffer.clear();
            }
        }
        return sum.getValue();
    }

    private static @Nullable UserDefinedFileAttributeView attributes(Path file) {
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    }
}
