// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Days that are asked about, UTC.
 *
 * @param from first day, or null for all before {@code to}
 * @param to last day, or null for all after {@code from}
 */
public record Days(@Nullable LocalDate from, @Nullable LocalDate to) {
    public static final Days ALL = new Days(null, null);

    /** Whether this day is one of them. */
    public boolean contains(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    /** The first moment of them, in milliseconds since 1970. */
    long firstMillis() {
        return from == null ? Long.MIN_VALUE : midnight(from);
    }

    /** The last moment of them, in milliseconds since 1970. */
    long lastMillis() {
        return to == null ? Long.MAX_VALUE : midnight(to.plusDays(1)) - 1;
    }

    private static long midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
