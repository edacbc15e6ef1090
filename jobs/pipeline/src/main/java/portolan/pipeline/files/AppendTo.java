// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes blocks of lines to a new file of this machine. For a job that is never restarted, and keeps no state for it. */
record AppendTo(String file) implements Sink<byte[]> {
    @Override
    public SinkWriter<byte[]> createWriter(WriterInitContext context) throws IOException {
        OutputStream out = Files.newOutputStream(Path.of(file));
        return new SinkWriter<>() {
            @Override
            public void write(byte[] block, Context unused) throws IOException {
                out.write(block);
            }

            @Override
            public void flush(boolean endOfInput) {
                // Blocks are not kept back.
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }
}
