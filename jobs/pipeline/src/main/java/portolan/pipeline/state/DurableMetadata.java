// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;
import org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable;
import org.jspecify.annotations.Nullable;

/**
 * The file that makes a snapshot complete. Flink writes it under another name and gives it its own at the end, but not
 * to the disk: after a power failure it could be there and empty. It is written as {@link SnapshotMetadata} has it.
 */
final class DurableMetadata extends RecoverableFsDataOutputStream {
    /** The snapshot's own directory, the job's, and that of all jobs. */
    private static final int DIRECTORIES = 3;

    private final RecoverableFsDataOutputStream flinks;
    private final Path file;
    private final Map<Path, String> sums;
    private final Set<Path> others;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    /**
     * @param sums that are known of files, and are for the next snapshot
     * @param others where snapshots were read from, of which this one may have files
     */
    DurableMetadata(RecoverableFsDataOutputStream flinks, Path file, Map<Path, String> sums, Set<Path> others) {
        this.flinks = flinks;
        this.file = file;
        this.sums = sums;
        this.others = others;
    }

    @Override
    public void write(int octet) throws IOException {
        written.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        written.write(bytes, offset, length);
    }

    @Override
    public Committer closeForCommit() throws IOException {
        Path in = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a root is no file");
        flinks.write(SnapshotMetadata.whole(written.toByteArray(), in, sums, others));
        flinks.sync();
        Committer committer = flinks.closeForCommit();
        return new Committer() {
            @Override
            public void commit() throws IOException {
                committer.commit();
                ParentsMode.restrict(file);
                @Nullable Path directory = file.toAbsolutePath().getParent();
                for (int i = 0; i < DIRECTORIES && directory != null; i++) {
                    DurableFile.syncDirectory(directory);
                    directory = directory.getParent();
                }
            }

            @Override
            public void commitAfterRecovery() throws IOException {
                committer.commitAfterRecovery();
            }

            @Override
            public CommitRecoverable getRecoverable() {
                return committer.getRecoverable();
            }
        };
    }

    @Override
    public ResumeRecoverable persist() throws IOException {
        return flinks.persist();
    }

    @Override
    public long getPos() {
        return written.size();
    }

    @Override
    public void flush() throws IOException {
        flinks.flush();
    }

    @Override
    public void sync() throws IOException {
        flinks.sync();
    }

    @Override
    public void close() throws IOException {
        flinks.close();
    }
}
