// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.CheckpointRetentionPolicy;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.runtime.state.filesystem.FsCheckpointMetadataOutputStream;
import org.apache.flink.runtime.state.filesystem.RelativeFileStateHandle;
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

    /** Of one operator's list, in a file beside the metadata. */
    @Test
    void metadataKeepTheSumsOfTheFilesThatTheyName() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(5).nextBytes(bytes);
        Path file = directory.resolve("made/of-a-task");
        try (FSDataOutputStream out = files().create(flinks(file), WriteMode.NO_OVERWRITE)) {
            out.write(bytes[0]);
            out.write(bytes, 1, bytes.length - 1);
        }
        Path made = directory.resolve("made");
        SnapshotMetadata.store(naming(flinks(file)), made);

        SnapshotMetadata written = SnapshotMetadata.in(made);
        assertThat(SnapshotFile.of(written.load()))
                .extracting(SnapshotFile::path)
                .containsExactly(file);
        assertThat(written.hasOtherSum(file)).isFalse();
        bytes[2_000_000] ^= 4;
        Files.write(file, bytes);
        assertThat(written.hasOtherSum(file)).as("a bit is flipped").isTrue();
        Files.delete(file);
        assertThat(written.hasOtherSum(file)).as("it is gone").isTrue();
        byte[] flinks = naming(flinks(file));
        assertThatThrownBy(() -> SnapshotMetadata.whole(flinks, made, new HashMap<>(), Set.of()))
                .as("a snapshot without a file of its own is not complete")
                .isInstanceOf(NoSuchFileException.class);
    }

    /** Flink writes its last part alone, as in the savepoint. */
    @Test
    void aFileOfTheSavepointThatAJobBeganWithIsNamedByTheWayThere() throws IOException {
        Path savepoint = Files.createDirectories(directory.resolve("savepoints/savepoint-1"));
        Path file = Files.write(savepoint.resolve("of-a-task"), new byte[100]);
        SnapshotMetadata.store(naming(flinks(file)), savepoint);
        files().open(flinks(savepoint.resolve("_metadata"))).close();
        Path checkpoint = Files.createDirectories(directory.resolve("checkpoints/1/chk-2"));
        SnapshotMetadata.store(naming(flinks(file)), checkpoint);

        Path moved = Files.move(directory, directory.resolveSibling("moved"));
        SnapshotMetadata written = SnapshotMetadata.in(moved.resolve("checkpoints/1/chk-2"));
        Path there = moved.resolve("savepoints/savepoint-1/of-a-task");
        assertThat(SnapshotFile.of(written.load()))
                .extracting(SnapshotFile::path)
                .containsExactly(there);
        Files.write(there, new byte[] {1});
        assertThat(written.hasOtherSum(there)).isTrue();
        Files.move(moved, directory);
    }

    /** It has the checkpoint from the store of high availability, and opens no metadata. */
    @Test
    void aJobManagerThatTakesOverFindsFilesOfTheSavepointAsWell() throws IOException {
        Path savepoint = Files.createDirectories(directory.resolve("savepoints/savepoint-2"));
        Path file = Files.write(savepoint.resolve("of-a-task"), new byte[100]);
        Path checkpoint = Files.createDirectories(directory.resolve("checkpoints/1/chk-3"));
        SnapshotMetadata.store(naming(flinks(file)), checkpoint);

        assertThat(SnapshotFile.of(SnapshotMetadata.in(checkpoint).load()))
                .extracting(SnapshotFile::path)
                .containsExactly(file);
    }

    /** Each bit of them; but those of before have no sums. */
    @Test
    void metadataThatAreNotAsTheyWereAreRefused() throws IOException {
        Path file = Files.write(directory.resolve("of-a-task"), new byte[100]);
        byte[] flinks = naming(flinks(file));
        SnapshotMetadata.store(flinks, directory);
        Path metadata = directory.resolve("_metadata");
        byte[] bytes = Files.readAllBytes(metadata);
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 1;
            Files.write(metadata, bytes);
            assertThatThrownBy(() -> SnapshotMetadata.in(directory))
                    .as("at %d", at)
                    .isInstanceOf(IOException.class);
            bytes[at] ^= 1;
        }
        Files.write(metadata, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> SnapshotMetadata.in(directory)).hasMessage("its checksum is missing");
        Files.write(metadata, new byte[0]);
        assertThatThrownBy(() -> SnapshotMetadata.in(directory)).hasMessage("it is empty");
        Files.write(metadata, flinks);
        Files.write(file, new byte[1]);
        assertThat(SnapshotMetadata.in(directory).hasOtherSum(file))
                .as("of 0.2.0")
                .isFalse();
    }

    @Test
    void aFileThatIsNamedElsewhereIsNamedAnewAndNothingElseChanges() throws IOException {
        Path there = Path.of("/elsewhere/data/changelog/dstl/of-a-task");
        Path here = Files.write(directory.resolve("of-a-task"), new byte[100]);
        Path other = Files.write(directory.resolve("other"), new byte[100]);
        Files.write(directory.resolve("_metadata"), naming(flinks(there), flinks(other)));

        SnapshotMetadata.in(directory)
                .rename(Map.of(flinks(there).toString(), flinks(here).toString()));

        SnapshotMetadata renamed = SnapshotMetadata.in(directory);
        assertThat(SnapshotFile.of(renamed.load()))
                .extracting(SnapshotFile::path)
                .containsExactlyInAnyOrder(here, other);
        assertThat(renamed.load().getOperatorStates())
                .extracting(state -> state.getOperatorUid().orElse(""))
                .containsExactly("one");
        Files.write(here, new byte[99]);
        assertThat(renamed.hasOtherSum(here)).isTrue();
    }

    /** What Flink writes of a list in each file. */
    private byte[] naming(org.apache.flink.core.fs.Path... files) throws IOException {
        OperatorState operator = new OperatorState("One", "one", new OperatorID(1, 2), Math.max(1, files.length), 128);
        for (int task = 0; task < files.length; task++) {
            FileStateHandle file = files[task].getPath().startsWith(directory.toString())
                    ? new RelativeFileStateHandle(files[task], files[task].getName(), 100)
                    : new FileStateHandle(files[task], 100);
            operator.putState(
                    task,
                    OperatorSubtaskState.builder()
                            .setManagedOperatorState(new OperatorStreamStateHandle(Map.of(), file))
                            .build());
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Checkpoints.storeCheckpointMetadata(
                new CheckpointMetadata(
                        7,
                        List.of(operator),
                        List.of(),
                        CheckpointProperties.forCheckpoint(CheckpointRetentionPolicy.RETAIN_ON_CANCELLATION)),
                written);
        return written.toByteArray();
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
            FsCheckpointMetadataOutputStream out = new FsCheckpointMetadataOutputStream(
                    files(), flinks(data.resolve("made/chk-1/_metadata")), flinks(data.resolve("made/chk-1")));
            out.write(naming());
            out.closeAndFinalizeCheckpoint();

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
