// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where reference data comes from: a directory, whose files are found by the publishers' names in it and its
 * sub-folders, plain or packed with gzip; and the tables that came with this release. Keeps the hash of everything that
 * was handed out.
 */
public final class ReferenceFiles {
    private static final int VERSION_DIGITS = 12;

    /** A tree deeper than this is no folder of reference data, but somebody's home directory. */
    private static final int DEPTH = 4;

    private final @Nullable Path directory;
    private final List<Path> found;
    private final MessageDigest digest;
    private boolean used;

    private ReferenceFiles(@Nullable Path directory, List<Path> found) {
        this.directory = directory;
        this.found = found;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The bundled tables and nothing else. */
    public static ReferenceFiles bundled() {
        return new ReferenceFiles(null, List.of());
    }

    /** The files of a directory; for what it lacks, the bundled tables. */
    public static ReferenceFiles in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        try (Stream<Path> files = Files.walk(directory, DEPTH)) {
            return new ReferenceFiles(
                    directory, files.filter(Files::isRegularFile).sorted().toList());
        }
    }

    /** The directory's files with such a name, apart from {@code .gz}, in the order of their paths. */
    List<ReferenceFile> named(Pattern name) throws IOException {
        List<ReferenceFile> files = new ArrayList<>();
        for (Path path : found) {
            if (name.matcher(plainName(path)).matches()) {
                files.add(read(path));
            }
        }
        return files;
    }

    /**
     * The directory's one file with such a name; null when there is none, the first and a fault when there are more.
     */
    @Nullable
    ReferenceFile one(Pattern name, List<String> faults) throws IOException {
        List<ReferenceFile> files = named(name);
        if (files.size() > 1) {
            faults.add("two files of the same kind: " + files.get(0).name() + " and "
                    + files.get(1).name());
        }
        return files.isEmpty() ? null : files.get(0);
    }

    /** The text of a table of ours: the directory's where it has one, else the bundled. */
    public String ours(OwnTable table, List<String> faults) throws IOException {
        ReferenceFile given = one(Pattern.compile(Pattern.quote(table.file())), faults);
        return (given != null ? given : bundled(table.file())).text(faults);
    }

    /** Whether the directory gave anything at all, or was not asked to. */
    public boolean isUsed() {
        return used || directory == null;
    }

    private ReferenceFile bundled(String file) {
        String name = "/portolan/reference/" + file;
        try (InputStream stream = ReferenceFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("this release lacks its reference data: resource=" + name);
            }
            return counted(new ReferenceFile(file, stream.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("resource=" + name, e);
        }
    }

    private ReferenceFile read(Path path) throws IOException {
        return read(
                path,
                directory == null ? path.toString() : directory.relativize(path).toString());
    }

    /** A file from anywhere, unpacked. */
    ReferenceFile read(Path path, String name) throws IOException {
        used = true;
        byte[] content = Files.readAllBytes(path);
        if (isPacked(path)) {
            try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(content))) {
                content = unpacked.readAllBytes();
            } catch (IOException e) {
                throw new IOException("cannot be unpacked: file=" + path + ", fault=" + e.getMessage(), e);
            }
        }
        return counted(new ReferenceFile(name, content));
    }

    private ReferenceFile counted(ReferenceFile file) {
        file.addTo(digest);
        return file;
    }

    private static boolean isPacked(Path path) {
        return path.getFileName().toString().endsWith(".gz");
    }

    private static String plainName(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
    }

    /**
     * The first {@value #VERSION_DIGITS} hexadecimal digits of the SHA-256 of everything that was handed out, in that
     * order, unpacked; to be asked once, at the end.
     */
    public String version() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
    }
}
