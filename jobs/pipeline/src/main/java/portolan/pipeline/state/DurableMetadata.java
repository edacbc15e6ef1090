// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;
import org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable;
import org.jspecify.annotations.Nullable;

/**
 * The file that makes a snapshot complete. Flink writes it under another name and gives it its own at the end, but not
 * to the disk: after a power failure it could be there and empty.
 */
final class DurableMetadata extends RecoverableFsDataOutputStream {
    /** Its name in the directory of a checkpoint or savepoint. */
    static final String NAME = "_metadata";

    /** The snapshot's own directory, the job's, and that of all jobs. */
    private static final int DIRECTORIES = 3;

    private final RecoverableFsDataOutputStream flinks;
    private final Path file;
    private final CRC32C sum = new CRC32C();

    DurableMetadata(RecoverableFsDataOutputStream flinks, Path file) {
        this.flinks = flinks;
        this.file = file;
    }

    @Override
    public void write(int octet) throws IOException {
        flinks.write(octet);
        sum.update(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        flinks.write(bytes, offset, length);
        sum.update(bytes, offset, length);
    }

    @Override
    public Committer closeForCommit() throws IOException {
        flinks.sync();
        Committer committer = flinks.closeForCommit();
        return new Committer() {
            @Override
            public void commit() throws IOException {
                committer.commit();
                ParentsMode.restrict(file);
                FileSum.keep(file, sum);
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
    public long getPos() throws IOException {
        return flinks.getPos();
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
