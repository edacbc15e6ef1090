// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import portolan.topics.KafkaAccess;

/**
 * The heads of a writer's chains, each a line of one length that is written over in its place. Whoever has it open is the
 * one process that writes with the key beside it.
 */
final class HeadFile implements AutoCloseable {
    private static final String NAME = "heads";
    private static final int LINE_BYTES = 512;
    private static final long POLL_NANOS = 50_000_000;

    private final FileChannel channel;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Map<String, ChainHead> heads = new LinkedHashMap<>();

    private HeadFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens it; waits a while for another process that has it.
     *
     * @throws IOException if it cannot be read, or the other process does not end
     */
    static HeadFile open(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        HeadFile file = new HeadFile(channel);
        try {
            lock(channel, directory);
            file.read();
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(FileChannel channel, Path directory) throws IOException {
        long end = System.nanoTime() + KafkaAccess.PATIENCE.toNanos();
        while (channel.tryLock() == null) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw new IOException("another process writes with this key: directory=" + directory);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void read() throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) channel.size());
        while (all.hasRemaining() && channel.read(all) >= 0) {
            // Until all is read.
        }
        String text = StandardCharsets.UTF_8.decode(all.flip()).toString();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split(" ", -1);
            if (words.length != 7) {
                throw new IOException("the heads of the chains cannot be read: line=" + (lines.size() + 1)
                        + "; mend the file, or move the directory away: a new writer then begins");
            }
            ChainHead head = new ChainHead(
                    words[0],
                    Integer.parseInt(words[1]),
                    words[2],
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]),
                    Long.parseLong(words[5]),
                    words[6]);
            String name = name(head.topic(), head.partition());
            lines.put(name, lines.size());
            heads.put(name, head);
        }
    }

    private static String name(String topic, int partition) {
        return topic + '/' + partition;
    }

    /** The head of a chain that was written to before, else of an empty one. */
    ChainHead headOf(String topic, int partition, String writer) {
        return heads.getOrDefault(
                name(topic, partition), new ChainHead(topic, partition, writer, 0, 0, 0, "0".repeat(64)));
    }

    /** The heads as they were when it was opened. */
    List<ChainHead> all() {
        return List.copyOf(heads.values());
    }

    synchronized void write(ChainHead head) throws IOException {
        int line = lines.computeIfAbsent(name(head.topic(), head.partition()), unused -> lines.size());
        String text = String.join(
                " ",
                head.topic(),
                Integer.toString(head.partition()),
                head.writer(),
                Long.toString(head.session()),
                Long.toString(head.number()),
                Long.toString(head.at()),
                head.hash());
        byte[] bytes = (text + " ".repeat(LINE_BYTES - 1 - text.length()) + '\n').getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(bytes), (long) line * LINE_BYTES);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
