// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file of any of Flink's file systems as Parquet reads it. */
final class FlinkInput implements InputFile {
    private final Path path;
    private final FileSystem system;
    private final long length;

    FlinkInput(Path path) throws IOException {
        this.path = path;
        this.system = path.getFileSystem();
        this.length = system.getFileStatus(path).getLen();
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        FSDataInputStream in = system.open(path);
        return new DelegatingSeekableInputStream(in) {
            @Override
            public long getPos() {
                try {
                    return in.getPos();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void seek(long to) throws IOException {
                in.seek(to);
            }
        };
    }
}
