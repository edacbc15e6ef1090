// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * One kind of result as lines of a file: in which order, what each line says, and what it counts for in the summary.
 *
 * @param <T> result
 */
abstract class ResultFile<T> implements Serializable {
    private final String name;

    private transient @Nullable LineText<?> text;

    /** @param name of the finished file, for example {@code assessments.jsonl} */
    ResultFile(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    /** The name without its ending, as operators are called by it. */
    final String title() {
        return name.replace(".jsonl", "");
    }

    abstract TypeInformation<T> type();

    /** Epoch milliseconds of the input behind the result: it is written once the watermark has passed them. */
    abstract long orderTime(T result);

    /** The order in the file; results that are equal in it keep the order in which they come. */
    abstract int compare(T one, T other);

    /** What the summary counts, by name, with blanks between. */
    abstract String tally(T result);

    /** The line in UTF-8, with its break; empty where the result is counted only. */
    abstract byte[] line(T result) throws IOException;

    /** Writes one record with a writer that is made once a task. */
    final <R extends SpecificRecord> byte[] json(R record, LineText.Writers<R> writers) throws IOException {
        if (text == null) {
            text = new LineText<>(writers);
        }
        @SuppressWarnings("unchecked") // A file has one kind of record.
        LineText<R> same = (LineText<R>) text;
        return same.of(record);
    }
}
