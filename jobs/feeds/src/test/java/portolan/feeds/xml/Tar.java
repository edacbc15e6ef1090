// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Archives as they are kept. */
final class Tar {
    private static final int BLOCK = 512;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Entry(String name, byte[] bytes) {}

    private Tar() {}

    static List<Entry> entries(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
            for (byte[] header = in.readNBytes(BLOCK);
                    header.length == BLOCK && header[0] != 0;
                    header = in.readNBytes(BLOCK)) {
                String name = text(header, 0, 100);
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] bytes = in.readNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                entries.add(new Entry(name, bytes));
            }
        }
        return entries;
    }

    private static String text(byte[] header, int from, int length) {
        String text = new String(header, from, length, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
