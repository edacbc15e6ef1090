// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.archive;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import portolan.archive.ArchiveWriter;
import portolan.archive.ArchivedOutcome;
import portolan.scoring.score.Assessment;

/** Files of the archive as Flink's sink writes them; one a table. */
interface ParquetFiles<T> extends BulkWriter.Factory<T> {
    ArchiveWriter<T> into(OutputStream out) throws IOException;

    static ParquetFiles<Assessment> assessments() {
        return ArchiveWriter::assessments;
    }

    static ParquetFiles<ArchivedOutcome> outcomes() {
        return ArchiveWriter::outcomes;
    }

    @Override
    default BulkWriter<T> create(FSDataOutputStream out) throws IOException {
        ArchiveWriter<T> writer = into(out);
        return new BulkWriter<>() {
            @Override
            public void addElement(T row) throws IOException {
                writer.write(row);
            }

            /** What is not in a whole group of rows cannot be written yet. */
            @Override
            public void flush() {}

            @Override
            public void finish() throws IOException {
                writer.close();
            }
        };
    }
}
