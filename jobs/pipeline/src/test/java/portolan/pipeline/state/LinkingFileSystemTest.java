// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.ICloseableRegistry;
import org.apache.flink.core.fs.PathsCopyingFileSystem;
import org.apache.flink.core.fs.PathsCopyingFileSystem.CopyRequest;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinkingFileSystemTest {
    private static final Path OTHER_DISK = Path.of("/dev/shm");

    @TempDir
    Path directory;

    @Test
    void tablesAreLinkedAndAllElseIsCopied() throws IOException {
        Path table = write("shared/0b5c-table", "of a table");
        Path manifest = write("private/71aa-manifest", "of a manifest");
        Path toTable = directory.resolve("rocksdb/db/000012.sst");
        Path toManifest = directory.resolve("rocksdb/db/MANIFEST-000011");

        bring(table, toTable);
        bring(manifest, toManifest);

        assertThat(toTable).hasContent("of a table");
        assertThat(inode(toTable)).isEqualTo(inode(table));
        assertThat(toManifest).hasContent("of a manifest");
        assertThat(inode(toManifest)).as("RocksDB writes to it").isNotEqualTo(inode(manifest));
        Files.delete(table);
        assertThat(toTable).as("when the checkpoint is gone").hasContent("of a table");
    }

    @Test
    void tablesOnAnotherDiskAreCopied() throws IOException {
        assumeTrue(
                Files.isWritable(OTHER_DISK) && !Files.getFileStore(OTHER_DISK).equals(Files.getFileStore(directory)),
                "needs a second file system");
        Path table = write("table", "of a table");
        Path other = Files.createTempDirectory(OTHER_DISK, "portolan-test-");
        Path to = other.resolve("000012.sst");
        try {
            bring(table, to);

            assertThat(to).hasContent("of a table");
        } finally {
            Files.deleteIfExists(to);
            Files.delete(other);
        }
    }

    @Test
    void whatIsMissingOrThereAlreadyIsAnError() throws IOException {
        Path table = write("table", "of a table");
        Path to = write("000012.sst", "of another");

        assertThatThrownBy(() -> bring(table, to))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("000012.sst");
        assertThat(to).hasContent("of another");
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> bring(missing, directory.resolve("000013.sst")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void whenOneOfManyFailsAllHaveEnded() throws IOException {
        List<CopyRequest> many = new ArrayList<>();
        Path to = directory.resolve("rocksdb");
        for (int i = 0; i < 50; i++) {
            Path from = i == 20 ? directory.resolve("missing") : write("table-" + i, "of a table");
            many.add(request(from, to.resolve(i + ".sst")));
        }

        assertThatThrownBy(() -> files().copyFiles(many, ICloseableRegistry.NO_OP))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing");
        assertThat(to.resolve("20.sst")).doesNotExist();
        FileUtils.deleteDirectory(to.toFile());
        many.remove(20);
        files().copyFiles(many, ICloseableRegistry.NO_OP);
        assertThat(to.toFile().list()).hasSize(49);
    }

    @Test
    void whatIsCancelledBringsNothing() throws IOException {
        Path table = write("table", "of a table");
        Path to = directory.resolve("000012.sst");
        CloseableRegistry cancelled = new CloseableRegistry();
        cancelled.close();

        assertThatThrownBy(() -> bring(table, to, cancelled)).hasMessageContaining("cancelled");
        assertThat(to).doesNotExist();
    }

    private void bring(Path from, Path to) throws IOException {
        bring(from, to, ICloseableRegistry.NO_OP);
    }

    private static void bring(Path from, Path to, ICloseableRegistry cancelled) throws IOException {
        files().copyFiles(List.of(request(from, to)), cancelled);
    }

    private static CopyRequest request(Path from, Path to) {
        return CopyRequest.of(
                new org.apache.flink.core.fs.Path(from.toUri()), new org.apache.flink.core.fs.Path(to.toUri()), 1);
    }

    /** The file system that Flink has for such paths, which is ours. */
    private static PathsCopyingFileSystem files() throws IOException {
        FileSystem files = FileSystem.get(Path.of("/").toUri());
        org.apache.flink.core.fs.Path any = new org.apache.flink.core.fs.Path("/any");
        assertThat(files.canCopyPaths(any, any)).isTrue();
        return (PathsCopyingFileSystem) files;
    }

    private Path write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static Object inode(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
