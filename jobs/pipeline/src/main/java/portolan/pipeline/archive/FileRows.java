// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.archive;

import java.io.IOException;
import org.apache.flink.connector.file.sink.compactor.RecordWiseFileCompactor;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;
import portolan.archive.ArchiveException;
import portolan.archive.ArchiveFile;
import portolan.archive.ArchivedOutcome;
import portolan.archive.AssessmentReader;
import portolan.archive.OutcomeReader;
import portolan.archive.RowGroup;
import portolan.scoring.score.Assessment;

/**
 * The rows of one file, which are to be written again, with those of others, as one file. Row by row, since groups of
 * rows put together as they are would stay as small as the checkpoints made them. Not as a stream of bytes, which Flink
 * offers too: with a format like ours it closes that stream with a second, empty file behind the first.
 */
abstract class FileRows<T> implements RecordWiseFileCompactor.Reader<T> {
    private final ArchiveFile file;
    private Rows<T> rows = row -> {
        throw new IllegalStateException("no rows yet: row=" + row);
    };
    private int count;
    private int next;

    private FileRows(ArchiveFile file) {
        this.file = file;
    }

    /** The rows of one group, by their number. */
    @FunctionalInterface
    interface Rows<T> {
        T get(int row) throws ArchiveException;
    }

    static FileRows<Assessment> assessments(Path path) throws IOException {
        return new FileRows<>(open(ArchiveFile::assessments, path)) {
            @Override
            Rows<Assessment> rows(RowGroup group) {
                return new AssessmentReader(group)::get;
            }
        };
    }

    static FileRows<ArchivedOutcome> outcomes(Path path) throws IOException {
        return new FileRows<>(open(ArchiveFile::outcomes, path)) {
            @Override
            Rows<ArchivedOutcome> rows(RowGroup group) {
                return new OutcomeReader(group)::get;
            }
        };
    }

    /** How a file of one table is opened. */
    @FunctionalInterface
    private interface Opening {
        ArchiveFile open(FlinkInput file, String name) throws ArchiveException;
    }

    private static ArchiveFile open(Opening table, Path path) throws IOException {
        try {
            return table.open(new FlinkInput(path), path.toString());
        } catch (ArchiveException broken) {
            throw new IOException(broken);
        }
    }

    abstract Rows<T> rows(RowGroup group);

    @Override
    public @Nullable T read() throws IOException {
        try {
            while (next == count) {
                RowGroup group = file.next();
                if (group == null) {
                    return null;
                }
                rows = rows(group);
                count = group.rows();
                next = 0;
            }
            return rows.get(next++);
        } catch (ArchiveException broken) {
            throw new IOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } catch (ArchiveException unclosed) {
            throw new IOException(unclosed);
        }
    }
}
