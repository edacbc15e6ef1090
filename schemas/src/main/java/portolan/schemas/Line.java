package portolan.schemas;

import org.jspecify.annotations.Nullable;

/**
 * One line of a file: the record in it, or what is wrong with it, and its bytes either way.
 *
 * @param file name of the file
 * @param number line in the file, from 1; for a row of several lines its first
 * @param raw the bytes without the line break; of a line that is too large no more than the first 2 MiB
 * @param value the record; null exactly when there is a fault
 * @param fault what is wrong; null exactly when there is a record
 * @param <T> record type
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, read by the reject topic.
public record Line<T>(
        String file,
        long number,
        byte[] raw,
        @Nullable T value,
        @Nullable LineFault fault) {
    public Line {
        if ((value == null) == (fault == null)) {
            throw new IllegalArgumentException("a line is a record or a fault: file=" + file + ", line=" + number);
        }
    }

    static <T> Line<T> of(String file, long number, byte[] raw, T value) {
        return new Line<>(file, number, raw, value, null);
    }

    static <T> Line<T> faulty(String file, long number, byte[] raw, FaultException e) {
        return new Line<>(file, number, raw, null, new LineFault(e.code(), e.getMessage(), number, e.path()));
    }

    /** The record of a line that has one. */
    public T orThrow() {
        if (value == null) {
            throw new IllegalStateException("not a record: file=" + file + ", fault=" + fault);
        }
        return value;
    }
}
