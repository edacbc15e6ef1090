package portolan.pipeline.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;
import portolan.schemas.LineWriter;

/**
 * One kind of result as lines of a file: in which order, what each line says, and what it counts for in the summary.
 *
 * @param <T> result
 */
abstract class ResultFile<T> implements Serializable {
    private final String name;

    private transient @Nullable ByteArrayOutputStream buffer;
    private transient @Nullable LineWriter<?> writer;

    /** @param name of the finished file, for example {@code assessments.jsonl} */
    ResultFile(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    abstract TypeInformation<T> type();

    /** Epoch milliseconds of the input behind the result: it is written once the watermark has passed them. */
    abstract long orderTime(T result);

    /** The order in the file; results that are equal in it keep the order in which they come. */
    abstract int compare(T one, T other);

    /** What the summary counts, by name. */
    abstract List<String> tally(T result);

    /** The line without its break. */
    abstract String line(T result) throws IOException;

    /** Writes one record with a writer that is made once a task. */
    final <R extends SpecificRecord> String json(R record, Writers<R> writers) throws IOException {
        if (buffer == null || writer == null) {
            buffer = new ByteArrayOutputStream();
            writer = writers.open(buffer);
        }
        @SuppressWarnings("unchecked") // A file has one kind of record.
        LineWriter<R> same = (LineWriter<R>) writer;
        same.write(record);
        same.flush();
        String line = buffer.toString(StandardCharsets.UTF_8).stripTrailing();
        buffer.reset();
        return line;
    }

    /** Opens the writer of one kind of record. */
    @FunctionalInterface
    interface Writers<R> {
        LineWriter<R> open(OutputStream out) throws IOException;
    }
}
