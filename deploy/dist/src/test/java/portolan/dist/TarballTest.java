// SPDX-License-Identifier: Apache-2.0
package portolan.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarballTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path temporary;

    @Test
    void theSameContentIsTheSameBytesWhoeverMadeItWhenever() throws Exception {
        Path one = folder("one", List.of("bin/portolan", "lib/a.jar", "lib/b.jar"));
        Path other = folder("other", List.of("lib/b.jar", "lib/a.jar", "bin/portolan"));
        Files.setLastModifiedTime(other.resolve("lib/a.jar"), FileTime.from(TIME.minusSeconds(1)));
        Files.setPosixFilePermissions(other.resolve("lib/a.jar"), PosixFilePermissions.fromString("rw-------"));

        assertThat(tarball(one)).hasSameBinaryContentAs(tarball(other));
    }

    @Test
    void allIsInOneFolderThatAnybodyMayReadAndTheCommandIsExecutable() throws Exception {
        List<String> entries = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(
                        Files.newInputStream(tarball(folder("one", List.of("bin/portolan", "lib/a.jar")))));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(String.format(
                        Locale.ROOT,
                        "%o %s %s",
                        entry.getMode() & 0777,
                        entry.getName(),
                        new String(tar.readAllBytes(), StandardCharsets.UTF_8)));
                assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(TIME);
                assertThat(entry.getLongUserId()).isZero();
            }
        }

        assertThat(entries)
                .containsExactly(
                        "755 portolan-1/ ",
                        "755 portolan-1/bin/ ",
                        "755 portolan-1/bin/portolan bin/portolan",
                        "755 portolan-1/lib/ ",
                        "644 portolan-1/lib/a.jar lib/a.jar");
    }

    private Path folder(String name, List<String> files) throws IOException {
        Path folder = temporary.resolve(name).resolve("portolan-1");
        for (String file : files) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), file);
        }
        return folder;
    }

    private static Path tarball(Path folder) throws IOException {
        Path file = folder.resolveSibling("portolan-1.tar.gz");
        Tarball.write(folder, file, TIME);
        return file;
    }
}
