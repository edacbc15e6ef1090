// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of an answer, read from left to right: each call takes the next column. */
final class SqlRow {
    private final Path file;
    private final ResultSet found;
    private int column;

    SqlRow(Path file, ResultSet found) {
        this.file = file;
        this.found = found;
    }

    private interface Getter<T> {
        @Nullable
        T get(ResultSet row, int column) throws SQLException;
    }

    private <T> @Nullable T next(Getter<T> getter) {
        try {
            T value = getter.get(found, ++column);
            return found.wasNull() ? null : value;
        } catch (SQLException e) {
            throw new IndexException(file, e);
        }
    }

    @Nullable
    String textOrNull() {
        return next(ResultSet::getString);
    }

    String text() {
        String text = textOrNull();
        return text == null ? "" : text;
    }

    /** 0 where there is none. */
    long number() {
        Long number = numberOrNull();
        return number == null ? 0 : number;
    }

    @Nullable
    Long numberOrNull() {
        return next(ResultSet::getLong);
    }

    double real() {
        Double real = next(ResultSet::getDouble);
        return real == null ? 0 : real;
    }

    boolean flag() {
        return number() != 0;
    }

    byte[] bytes() {
        byte[] bytes = next(ResultSet::getBytes);
        return bytes == null ? new byte[0] : bytes;
    }

    @Nullable
    Instant timeOrNull() {
        Long millis = numberOrNull();
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    Instant time() {
        return Instant.ofEpochMilli(number());
    }

    /** A constant by its name; null where there is none, or one of another release. */
    <E extends Enum<E>> @Nullable E constantOrNull(Class<E> of) {
        String name = textOrNull();
        for (E constant : of.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }
}
