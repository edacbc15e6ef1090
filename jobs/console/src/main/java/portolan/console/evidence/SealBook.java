// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The seals, with a second keeper: a file that is only appended to, best where no administrator of the brokers is. */
final class SealBook {
    private SealBook() {}

    /** Appends seals, and returns once they are on the disk. */
    static void append(Path file, List<Seal> seals) throws IOException {
        StringBuilder lines = new StringBuilder();
        seals.forEach(seal -> lines.append(seal.line()).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** @throws IOException naming the first line that is no seal */
    static List<Seal> read(Path file) throws IOException {
        List<Seal> seals = new ArrayList<>();
        int line = 0;
        for (String text : Files.readAllLines(file)) {
            line++;
            try {
                seals.add(Seal.of(text));
            } catch (IllegalArgumentException e) {
                throw new IOException("file=" + file + ", line=" + line + ": " + e.getMessage(), e);
            }
        }
        return seals;
    }
}
