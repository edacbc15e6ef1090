// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.fs.FileSystemSafetyNet;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.state.rocksdb.RocksDBStateUploader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinkedTablesTest {
    @TempDir
    Path directory;

    private final CloseableRegistry cancelled = new CloseableRegistry();
    private final CloseableRegistry discardedOnFailure = new CloseableRegistry();
    private Path rocksDb;
    private Path checkpoints;

    @BeforeEach
    void begin() throws IOException {
        rocksDb = Files.createDirectory(directory.resolve("rocksdb"));
        checkpoints = Files.createDirectory(directory.resolve("taskowned"));
    }

    @Test
    void tablesAreLinkedAndAllElseIsCopied() throws Exception {
        Path table = write("000012.sst", "of a table");
        Path manifest = write("MANIFEST-000011", "of a manifest");

        List<HandleAndLocalPath> brought = bring(CheckpointedStateScope.SHARED, manifest, table);

        StreamStateHandle linked = handle(brought, "000012.sst");
        assertThat(text(linked)).isEqualTo("of a table");
        assertThat(linked.getStateSize()).isEqualTo(10);
        assertThat(checkpoints.toFile().list()).hasSize(1);
        assertThat(Files.getAttribute(table, "unix:nlink")).isEqualTo(2);
        assertThat(handle(brought, "MANIFEST-000011")).isInstanceOf(ByteStreamStateHandle.class);
        assertThat(text(handle(brought, "MANIFEST-000011"))).isEqualTo("of a manifest");
        assertThat(rocksDb.toFile().list()).containsExactlyInAnyOrder("000012.sst", "MANIFEST-000011");
    }

    @Test
    void tasksThatShareADirectoryMayHaveTablesOfOneName() throws Exception {
        Path one = write("000012.sst", "of one");
        Path other = directory.resolve("000012.sst");
        Files.writeString(other, "of another");

        List<HandleAndLocalPath> ofOne = bring(CheckpointedStateScope.SHARED, one);
        List<HandleAndLocalPath> ofOther = bring(CheckpointedStateScope.SHARED, other);

        assertThat(text(handle(ofOne, "000012.sst"))).isEqualTo("of one");
        assertThat(text(handle(ofOther, "000012.sst"))).isEqualTo("of another");
        assertThat(checkpoints.toFile().list()).as("linked, both of them").hasSize(2);
    }

    @Test
    void aSavepointStandsByItself() throws Exception {
        Path table = write("000012.sst", "of a table");

        List<HandleAndLocalPath> brought = bring(CheckpointedStateScope.EXCLUSIVE, table);

        assertThat(handle(brought, "000012.sst")).isInstanceOf(ByteStreamStateHandle.class);
        assertThat(Files.getAttribute(table, "unix:nlink")).isEqualTo(1);
    }

    @Test
    void whereThereCanBeNoLinkTablesAreCopied() throws Exception {
        Path table = write("000012.sst", "of a table");
        Files.delete(checkpoints);

        List<HandleAndLocalPath> brought = bring(CheckpointedStateScope.SHARED, table);

        assertThat(text(handle(brought, "000012.sst"))).isEqualTo("of a table");
        assertThat(Files.getAttribute(table, "unix:nlink")).isEqualTo(1);
    }

    @Test
    void onlyADirectoryOfTheMachineHasLinks() throws IOException {
        FileSystemCheckpointStorage files = new FileSystemCheckpointStorage(directory.toUri());
        JobID job = new JobID();
        Path expected = directory.resolve(job.toString()).resolve("taskowned");

        assertThat(LinkedTables.directory(files.createCheckpointStorage(job))).isEqualTo(expected);
        FileSystemSafetyNet.initializeSafetyNetForThread();
        try {
            assertThat(LinkedTables.directory(files.createCheckpointStorage(job)))
                    .as("in a task, where files are closed for those who forget it")
                    .isEqualTo(expected);
        } finally {
            FileSystemSafetyNet.closeSafetyNetAndGuardedResourcesForThread();
        }
        assertThat(LinkedTables.directory(new JobManagerCheckpointStorage().createCheckpointStorage(job)))
                .isNull();
    }

    @Test
    void ofASnapshotThatFailsNothingIsLeft() throws Exception {
        Path table = write("000012.sst", "of a table");
        Path missing = rocksDb.resolve("MANIFEST-000011");

        assertThatThrownBy(() -> bring(CheckpointedStateScope.SHARED, table, missing))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("MANIFEST-000011");
        assertThat(checkpoints).as("the link").isNotEmptyDirectory();
        discardedOnFailure.close();

        assertThat(checkpoints).isEmptyDirectory();
        assertThat(table).hasContent("of a table");
    }

    @Test
    void aTableThatIsGoneIsNoReasonToCopyIt() {
        assertThatThrownBy(() -> bring(CheckpointedStateScope.SHARED, rocksDb.resolve("000012.sst")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone")
                .hasMessageContaining("000012.sst");
    }

    @Test
    void whoIsCancelledBringsNoMore() throws Exception {
        Path table = write("000012.sst", "of a table");
        cancelled.close();

        assertThatThrownBy(() -> bring(CheckpointedStateScope.SHARED, table))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cancelled")
                .hasMessageContaining("000012.sst");
        assertThat(checkpoints).isEmptyDirectory();
    }

    @Test
    void whoeverCopiesIsClosedToo() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        RocksDBStateUploader copying = new RocksDBStateUploader(1) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        new LinkedTables(copying, checkpoints, "attempt 1").close();

        assertThat(closed).isTrue();
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(rocksDb.resolve(name), content);
    }

    private List<HandleAndLocalPath> bring(CheckpointedStateScope scope, Path... files) throws Exception {
        try (LinkedTables tables = new LinkedTables(new RocksDBStateUploader(1), checkpoints, "attempt 1")) {
            return tables.uploadFilesToCheckpointFs(
                    List.of(files), new MemCheckpointStreamFactory(1 << 10), scope, cancelled, discardedOnFailure);
        }
    }

    private static StreamStateHandle handle(List<HandleAndLocalPath> brought, String localPath) {
        return brought.stream()
                .filter(file -> file.getLocalPath().equals(localPath))
                .findAny()
                .orElseThrow()
                .getHandle();
    }

    private static String text(StreamStateHandle handle) throws IOException {
        try (InputStream in = handle.openInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
