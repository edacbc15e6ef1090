// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that happened in a round, a line of JSON each, in {@code journal.jsonl}. A line is on the disk before it counts,
 * so a killed server goes on where it was; the half of a line that a kill may leave is cut off.
 */
final class Journal implements AutoCloseable {
    private static final String FILE = "journal.jsonl";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable FileChannel channel;

    private Journal(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    static Journal create(Path folder) throws IOException {
        return new Journal(
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /**
     * Goes on with a journal.
     *
     * @param entries to which what it says is added
     * @throws IOException if a line of it is none, with its number
     */
    static Journal resume(Path folder, List<Entry> entries) throws IOException {
        int end = read(folder, entries);
        FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.WRITE);
        channel.truncate(end);
        channel.position(end);
        return new Journal(channel);
    }

    /** One of a round that is only read: nothing can be added to it. */
    static Journal closed() {
        return new Journal(null);
    }

    /**
     * Reads one, and leaves it as it is. Answers how many bytes whole lines have.
     *
     * @param entries to which what it says is added
     * @throws IOException if a line of it is none, with its number
     */
    static int read(Path folder, List<Entry> entries) throws IOException {
        Path file = folder.resolve(FILE);
        byte[] bytes = Files.readAllBytes(file);
        int end = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                end = i + 1;
            }
        }
        List<String> lines = new ArrayList<>(
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList());
        for (int i = 0; i < lines.size(); i++) {
            try {
                entries.add(JSON.readValue(lines.get(i), Entry.class));
            } catch (IOException e) {
                throw new IOException(
                        file + ":" + (i + 1) + ": not a line of a journal: restore the file from a copy, or open a new"
                                + " round in another folder",
                        e);
            }
        }
        return end;
    }

    /**
     * Writes a line; when this returns it is on the disk.
     *
     * @throws UncheckedIOException if it is not, and nothing of it
     */
    void append(Entry entry) {
        if (channel == null) {
            throw new IllegalStateException("an earlier round is only read: what=" + entry.what());
        }
        try {
            write(channel, entry);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written, nothing was counted: is the disk full?", e);
        }
    }

    private static void write(FileChannel channel, Entry entry) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(JSON.writeValueAsBytes(entry));
        line.write('\n');
        ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
        long from = channel.position();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            // What is half there must not stand before the next line.
            channel.truncate(from);
            channel.position(from);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
