// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.LineWriter;

/** Writes results as lines, with one writer for all of a task. */
final class LineText<T, R extends SpecificRecord> implements ResultFile.Lines<T> {
    private final ToRecord<T, R> toRecord;
    private final Writers<R> writers;
    private transient @Nullable ByteArrayOutputStream buffer;
    private transient @Nullable LineWriter<R> writer;

    LineText(ToRecord<T, R> toRecord, Writers<R> writers) {
        this.toRecord = toRecord;
        this.writers = writers;
    }

    @Override
    public byte[] of(T result) throws IOException {
        if (buffer == null || writer == null) {
            buffer = new ByteArrayOutputStream();
            writer = writers.open(buffer);
        }
        writer.write(toRecord.of(result));
        writer.flush();
        byte[] line = buffer.toByteArray();
        buffer.reset();
        return line;
    }

    /** Makes the record of a result. */
    @FunctionalInterface
    interface ToRecord<T, R> extends Serializable {
        R of(T result) throws IOException;
    }

    /** Opens the writer of one kind of record. */
    @FunctionalInterface
    interface Writers<R> extends Serializable {
        LineWriter<R> open(OutputStream out) throws IOException;
    }
}
