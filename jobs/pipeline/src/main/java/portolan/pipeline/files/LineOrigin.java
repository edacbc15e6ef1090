// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.RawRecord;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Position;

/**
 * How the bytes of a line are found, should it be refused: where they stand in their file, or, of a file that is
 * compressed or mapped, the bytes themselves. It is the content of the raw record that goes through the job in place of
 * the line; nearly no line is refused, and the line is most of what one weighs.
 *
 * <pre>
 *   1 version | input | flag bytes | bytes where they are here, else file | at | length | fixed CRC-32C
 *   bytes   count, then as many
 * </pre>
 *
 * @param input what the line is about
 * @param here the line's bytes; null where they stand in a file
 * @param place where they stand; null where they are here
 */
@SuppressWarnings("ArrayRecordComponent") // Written once and read once, never compared.
record LineOrigin(
        Position.Input input,
        byte @Nullable [] here,
        @Nullable Place place) {
    private static final int VERSION = 2;

    LineOrigin {
        if ((here == null) == (place == null)) {
            throw new IllegalArgumentException("a line is either here or in its file: place=" + place);
        }
    }

    /**
     * Bytes in a file.
     *
     * @param checksum of these bytes: a file may change while it is scored
     */
    record Place(String file, long at, int length, long checksum) {}

    static LineOrigin here(Position.Input input, byte[] line) {
        return new LineOrigin(input, line, null);
    }

    static LineOrigin at(Position.Input input, String file, long at, byte[] line) {
        return new LineOrigin(input, null, new Place(file, at, line.length, checksum(line)));
    }

    static LineOrigin of(RawRecord raw) {
        LayoutReader in = new LayoutReader(raw.value());
        in.version("line origin", VERSION);
        Position.Input input = in.constant(Position.Input.class);
        return in.flag()
                ? here(input, in.raw(in.size()))
                : new LineOrigin(input, null, new Place(in.text(), in.count(), in.smallCount(), in.fixed()));
    }

    byte[] toBytes() {
        LayoutWriter out = new LayoutWriter().octet(VERSION).constant(input).flag(here != null);
        if (here != null) {
            out.count(here.length).raw(here);
        } else if (place != null) {
            out.text(place.file).count(place.at).count(place.length).fixed(place.checksum);
        }
        return out.toBytes();
    }

    boolean isFiling() {
        return input == Position.Input.FILING;
    }

    /**
     * The line as it was read; null where its file does not hold it any more.
     *
     * @throws IOException where the file is there and cannot be read: another attempt may succeed
     */
    byte @Nullable [] line() throws IOException {
        return here != null || place == null ? here : read(place);
    }

    private static byte @Nullable [] read(Place place) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(place.length);
        try (SeekableByteChannel file = Files.newByteChannel(Path.of(place.file))) {
            file.position(place.at);
            int read = 0;
            while (line.hasRemaining() && read >= 0) {
                read = file.read(line);
            }
        } catch (NoSuchFileException e) {
            return null;
        }
        return !line.hasRemaining() && checksum(line.array()) == place.checksum ? line.array() : null;
    }

    private static long checksum(byte[] line) {
        CRC32C checksum = new CRC32C();
        checksum.update(line, 0, line.length);
        return checksum.getValue();
    }
}
