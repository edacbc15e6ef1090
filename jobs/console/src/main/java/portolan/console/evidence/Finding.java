// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about evidence that is not as its writer left it.
 *
 * @param where topic and partition, as the brokers call them
 * @param writer whose chain; empty where it is of none
 * @param what which records, in words
 * @param from epoch milliseconds after which they were written; null where nobody knows
 * @param to epoch milliseconds before which they were written; null where nobody knows
 */
record Finding(
        Kind kind,
        String where,
        String writer,
        String what,
        @Nullable Long from,
        @Nullable Long to) {
    enum Kind {
        MISSING,
        CHANGED,
        MOVED,
        ADDED
    }

    /** On two lines: what, and whose, where and when. */
    String words() {
        return String.format(Locale.ROOT, "%-9s", kind) + what + System.lineSeparator() + "         in " + where
                + (writer.isEmpty() ? "" : ", written by " + writer) + times();
    }

    private String times() {
        if (from != null && to != null) {
            return from.equals(to) ? ", at " + said(from) : ", between " + said(from) + " and " + said(to);
        }
        return from != null ? ", after " + said(from) : to != null ? ", before " + said(to) : "";
    }

    static Instant said(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MILLIS);
    }
}
