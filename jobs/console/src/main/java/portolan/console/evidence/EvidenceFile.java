// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One partition of evidence as a file, {@code TOPIC-PARTITION.evidence}, so that it is verified far from any broker:
 *
 * <pre>
 *   "portolan evidence 1" | topic | partition 4 | records: offset 8 | timestamp 8 | key | value | link
 * </pre>
 *
 * <p>Key, value and link are each a length of four bytes, -1 for none, and so many bytes.
 */
final class EvidenceFile implements AutoCloseable {
    static final String ENDING = ".evidence";

    private static final String KIND = "portolan evidence 1";
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int LARGEST = 64 << 20;

    private final DataOutputStream out;

    private EvidenceFile(DataOutputStream out) {
        this.out = out;
    }

    /** A new one in a directory. */
    static EvidenceFile create(Path directory, String topic, int partition) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                Files.newOutputStream(
                        directory.resolve(topic + '-' + partition + ENDING), StandardOpenOption.CREATE_NEW),
                BUFFER_BYTES));
        out.writeUTF(KIND);
        out.writeUTF(topic);
        out.writeInt(partition);
        return new EvidenceFile(out);
    }

    void write(long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, byte @Nullable [] link)
            throws IOException {
        out.writeLong(offset);
        out.writeLong(timestamp);
        write(key);
        write(value);
        write(link);
    }

    private void write(byte @Nullable [] part) throws IOException {
        out.writeInt(part == null ? -1 : part.length);
        if (part != null) {
            out.write(part);
        }
    }

    /**
     * Reads one whole file to where its partition is verified.
     *
     * @throws UncheckedIOException if it cannot be read, or ends within a record
     */
    static void read(Path file, EvidenceAudit audit) {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            if (!in.readUTF().equals(KIND)) {
                throw new IOException("no exported evidence: file=" + file);
            }
            PartitionAudit partition = audit.partition(in.readUTF(), in.readInt());
            while (hasMore(in)) {
                long offset = in.readLong();
                long timestamp = in.readLong();
                byte[] key = part(in);
                byte[] value = part(in);
                byte[] link = part(in);
                partition.take(offset, timestamp, key, value, link == null ? null : ChainLink.of(link));
            }
        } catch (EOFException e) {
            throw new UncheckedIOException(new IOException("the file ends within a record: file=" + file, e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasMore(DataInputStream in) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first >= 0;
    }

    private static byte @Nullable [] part(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        if (length > LARGEST) {
            throw new IOException("a record is larger than any: bytes=" + length);
        }
        byte[] part = new byte[length];
        in.readFully(part);
        return part;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
