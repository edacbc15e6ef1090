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

    /** Appends seals, and returns once they are on the disk. What lost power tore before them is left as it is. */
    static void append(Path file, List<Seal> seals) throws IOException {
        StringBuilder lines = new StringBuilder(isTorn(file) ? "\n" : "");
        seals.forEach(seal -> lines.append(seal.line()).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static boolean isTorn(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) != '\n';
        }
    }

    /** @throws IOException naming the first line that is no seal; one without its end was torn, and nobody relied on it */
    static List<Seal> read(Path file) throws IOException {
        List<Seal> seals = new ArrayList<>();
        int line = 0;
        for (String text : Files.readAllLines(file)) {
            line++;
            try {
                if (text.endsWith("}")) {
                    seals.add(Seal.of(text));
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("file=" + file + ", line=" + line + ": " + e.getMessage(), e);
            }
        }
        return seals;
    }
}
