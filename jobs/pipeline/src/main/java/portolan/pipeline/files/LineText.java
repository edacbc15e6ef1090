// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.specific.SpecificRecord;
import portolan.schemas.lines.LineWriter;

/** Writes records as lines, with one writer for all of them. */
final class LineText<R extends SpecificRecord> {
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final LineWriter<R> writer;

    LineText(Writers<R> writers) throws IOException {
        this.writer = writers.open(buffer);
    }

    /** The line in UTF-8, with its break. */
    byte[] of(R record) throws IOException {
        writer.write(record);
        writer.flush();
        byte[] line = buffer.toByteArray();
        buffer.reset();
        return line;
    }

    /** Opens the writer of one kind of record. */
    @FunctionalInterface
    interface Writers<R> {
        LineWriter<R> open(OutputStream out) throws IOException;
    }
}
