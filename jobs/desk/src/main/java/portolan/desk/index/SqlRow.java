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

    @Nullable
    String textOrNull() {
        try {
            return found.getString(++column);
        } catch (SQLException e) {
            throw new IndexException(file, e);
        }
    }

    String text() {
        String text = textOrNull();
        return text == null ? "" : text;
    }

    /** 0 where there is none. */
    long number() {
        try {
            return found.getLong(++column);
        } catch (SQLException e) {
            throw new IndexException(file, e);
        }
    }

    @Nullable
    Long numberOrNull() {
        try {
            long number = found.getLong(++column);
            return found.wasNull() ? null : number;
        } catch (SQLException e) {
            throw new IndexException(file, e);
        }
    }

    double real() {
        try {
            return found.getDouble(++column);
        } catch (SQLException e) {
            throw new IndexException(file, e);
        }
    }

    boolean flag() {
        return number() != 0;
    }

    byte[] bytes() {
        try {
            byte[] bytes = found.getBytes(++column);
            return bytes == null ? new byte[0] : bytes;
        } catch (SQLException e) {
            throw new IndexException(file, e);
        }
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
