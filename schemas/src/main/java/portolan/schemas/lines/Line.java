// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import org.jspecify.annotations.Nullable;

/**
 * One line of a file: the record in it, or what is wrong with it, and its bytes either way.
 *
 * @param file name of the file
 * @param number line in the file, from 1; for a row of several lines its first
 * @param at where {@code raw} begins in the file, in bytes; -1 where it does not stand there so, as in a compressed
 *     file
 * @param raw the bytes without the line break; of a line that is too large no more than the first 2 MiB
 * @param value the record; null exactly when there is a fault
 * @param fault what is wrong; null exactly when there is a record
 * @param <T> record type
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, read by the reject topic.
public record Line<T>(
        String file,
        long number,
        long at,
        byte[] raw,
        @Nullable T value,
        @Nullable LineFault fault) {
    /** Rows travel with their bytes: mapped files are small beside JSON of the same content. */
    private static final long NOWHERE = -1;

    public Line {
        if ((value == null) == (fault == null)) {
            throw new IllegalArgumentException("a line is a record or a fault: file=" + file + ", line=" + number);
        }
    }

    static <T> Line<T> of(String file, RawLines.RawLine raw, T value) {
        return new Line<>(file, raw.number(), raw.at(), raw.bytes(), value, null);
    }

    static <T> Line<T> faulty(String file, RawLines.RawLine raw, FaultException e) {
        return new Line<>(file, raw.number(), raw.at(), raw.bytes(), null, fault(raw.number(), e));
    }

    public static <T> Line<T> of(String file, CsvRows.Row row, T value) {
        return new Line<>(file, row.number(), NOWHERE, row.raw(), value, null);
    }

    public static <T> Line<T> faulty(String file, CsvRows.Row row, FaultException e) {
        return new Line<>(file, row.number(), NOWHERE, row.raw(), null, fault(row.number(), e));
    }

    private static LineFault fault(long number, FaultException e) {
        return new LineFault(e.code(), e.getMessage(), number, e.path());
    }

    /** The record of a line that has one. */
    public T orThrow() {
        if (value == null) {
            throw new IllegalStateException("not a record: file=" + file + ", fault=" + fault);
        }
        return value;
    }
}
