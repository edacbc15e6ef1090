// SPDX-License-Identifier: Apache-2.0
package portolan.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A folder as a {@code .tar.gz} whose bytes depend on names and content alone: not on clock, user, rights or order. */
public final class Tarball {
    private static final int EXECUTABLE = 0755;
    private static final int READABLE = 0644;

    private Tarball() {}

    /**
     * Writes one.
     *
     * @param args the folder, the file to write, and the time that every entry bears
     */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Path.of(args[1]), Instant.parse(args[2]));
    }

    static void write(Path folder, Path file, Instant time) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted().toList();
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new Stored(Files.newOutputStream(file)), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path each : all) {
                boolean directory = Files.isDirectory(each);
                Path name = folder.relativize(each);
                TarArchiveEntry entry = new TarArchiveEntry(
                        folder.getFileName().resolve(name).toString().replace('\\', '/') + (directory ? "/" : ""));
                entry.setLastModifiedTime(FileTime.from(time));
                entry.setMode(directory || name.startsWith("bin") ? EXECUTABLE : READABLE);
                entry.setSize(directory ? 0 : Files.size(each));
                tar.putArchiveEntry(entry);
                if (!directory) {
                    Files.copy(each, tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    /** As good as all of it is in jars: compressing those again takes ten seconds of each build for six bytes of a hundred. */
    private static final class Stored extends GZIPOutputStream {
        private static final int BUFFER = 1 << 16;

        Stored(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }
}
