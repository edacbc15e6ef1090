// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All outcomes of a bounded feed in one file of an archive, written from one thread and without a job: those of files
 * are known before the job starts. It gets its name when it is whole, and goes when it never is.
 */
public final class OutcomeFile implements Closeable {
    private final Path finished;
    private final Path hidden;

    private @Nullable OutputStream out;
    private @Nullable ArchiveWriter<ArchivedOutcome> writer;

    /** @param archive its directory, made when the first outcome comes */
    public OutcomeFile(Path archive) {
        Path folder = archive.resolve(Archive.OUTCOMES).resolve(Archive.SCORED);
        this.finished = folder.resolve("part-0" + Archive.SUFFIX);
        this.hidden = folder.resolve(".part-0" + Archive.SUFFIX + ".inprogress");
    }

    public void add(ArchivedOutcome outcome) throws IOException {
        if (writer == null) {
            Files.createDirectories(hidden.getParent());
            out = Files.newOutputStream(hidden);
            writer = ArchiveWriter.outcomes(out);
        }
        writer.write(outcome);
    }

    /** Nothing can be added any more: makes it a file of the archive, if there was any outcome. */
    public void finish() throws IOException {
        if (writer != null && out != null) {
            writer.close();
            writer = null;
            out.close();
            Files.move(hidden, finished);
        }
    }

    /** Leaves nothing behind of a file that was not finished. */
    @Override
    public void close() throws IOException {
        if (writer != null && out != null) {
            out.close();
            Files.delete(hidden);
        }
    }
}
