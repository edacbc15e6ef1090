// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Random;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.runtime.state.filesystem.FsCheckpointMetadataOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class DurableFileTest {
    /** Takes no byte, as a full disk. */
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path directory;

    @Test
    void aFileAndAMetadataFileKeepTheSumOfTheirBytes() throws IOException {
        assumeTrue(Files.getFileAttributeView(directory, UserDefinedFileAttributeView.class) != null);
        byte[] bytes = new byte[3_000_000];
        new Random(5).nextBytes(bytes);
        Path file = directory.resolve("made/of-a-task");
        Path metadata = directory.resolve("made/_metadata");

        try (FSDataOutputStream out = files().create(flinks(file), WriteMode.NO_OVERWRITE)) {
            out.write(bytes[0]);
            out.write(bytes, 1, bytes.length - 1);
        }
        FsCheckpointMetadataOutputStream out =
                new FsCheckpointMetadataOutputStream(files(), flinks(metadata), flinks(directory.resolve("made")));
        out.write(bytes[0]);
        out.write(bytes, 1, bytes.length - 1);
        assertThat(metadata).as("before it is complete").doesNotExist();
        out.closeAndFinalizeCheckpoint();

        for (Path written : new Path[] {file, metadata}) {
            assertThat(written).hasBinaryContent(bytes);
            assertThat(FileSum.kept(written)).hasValue(FileSum.of(written));
        }
        bytes[2_000_000] ^= 4;
        Files.write(file, bytes);
        assertThat(FileSum.kept(file)).isPresent();
        assertThat(FileSum.kept(file).getAsLong()).as("a bit is flipped").isNotEqualTo(FileSum.of(file));
    }

    /** A launcher's umask is not everybody's. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsMadeInAPrivateDirectoryIsPrivateAndElsewhereAsTheUmaskHasIt() throws IOException {
        for (String mode : new String[] {"rwx------", "rwxr-xr-x"}) {
            Path data = Files.createDirectory(directory.resolve(mode));
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(mode));
            boolean isPrivate = mode.equals("rwx------");
            String madeDirectory = isPrivate ? mode : mode(Files.createDirectory(data.resolve("plain")));
            String madeFile = isPrivate ? "rw-------" : mode(Files.createFile(data.resolve("plain/file")));

            assertThat(files().mkdirs(flinks(data.resolve("made/chk-1")))).isTrue();
            files().create(flinks(data.resolve("made/more/file")), WriteMode.NO_OVERWRITE)
                    .close();
            new FsCheckpointMetadataOutputStream(
                            files(), flinks(data.resolve("made/chk-1/_metadata")), flinks(data.resolve("made/chk-1")))
                    .closeAndFinalizeCheckpoint();

            for (String each : new String[] {"made", "made/chk-1", "made/more"}) {
                assertThat(mode(data.resolve(each))).as(each).isEqualTo(madeDirectory);
            }
            for (String each : new String[] {"made/more/file", "made/chk-1/_metadata"}) {
                assertThat(mode(data.resolve(each))).as(each).isEqualTo(madeFile);
            }
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Else Flink's checkpoint names a file of its log that is not there. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileOfTheLogThatAFullDiskDoesNotTakeIsAnError() throws Exception {
        assumeTrue(Files.isWritable(FULL), "needs a device that is full");
        Path link = Files.createSymbolicLink(directory.resolve("log"), FULL);
        // All of it is written when it is closed: the log's buffer is as large as its files.
        OutputStream buffered = new BufferedOutputStream(files().create(flinks(link), WriteMode.OVERWRITE));
        Constructor<?> log = Class.forName("org.apache.flink.changelog.fs.OutputStreamWithPos")
                .getDeclaredConstructor(OutputStream.class, org.apache.flink.core.fs.Path.class);
        log.setAccessible(true);
        OutputStream flinks = (OutputStream) log.newInstance(buffered, flinks(link));
        flinks.write(new byte[1_000]);

        assertThatThrownBy(flinks::close)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not be written")
                .hasMessageContaining(link.toString());
        assertThat(link).as("is deleted").doesNotExist();
        assertThat(files().delete(flinks(link), false)).as("said once").isFalse();
    }

    private static org.apache.flink.core.fs.Path flinks(Path path) {
        return new org.apache.flink.core.fs.Path(path.toUri());
    }

    /** The file system that Flink has for such paths, which is ours. */
    private static FileSystem files() throws IOException {
        return FileSystem.get(Path.of("/").toUri());
    }
}
