// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.Believable;

/**
 * Derives consignment keys that a feed leaves out: {@code ISSUER:NUMBER:YYYY}, upper case, no blanks. The year is that
 * of the issue date where it can be meant, else of the first filing seen under issuer and number within 12 months, else of the filing: so an
 * amendment in January finds the bill of December. One instance serves all files of a run; not for several threads.
 */
public final class ConsignmentKeys {
    /** Documents that are remembered at most; the ones seen first go first. */
    public static final int MAX_DOCUMENTS = 500_000;

    private final Map<String, Seen> firstSeen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MAX_DOCUMENTS;
        }
    };

    String derive(String issuer, String number, @Nullable LocalDate issueDate, Instant filedAt) {
        String document = normalized(issuer) + ":" + normalized(number);
        Seen seen = firstSeen.get(document);
        boolean live = seen != null && seen.within12Months(filedAt);
        int year;
        if (issueDate != null && Believable.isDay(issueDate)) {
            year = issueDate.getYear();
        } else if (seen != null && live) {
            year = seen.year();
        } else {
            year = day(filedAt).getYear();
        }
        if (!live) {
            // Taken out first, so that the entry moves to the young end.
            firstSeen.remove(document);
            firstSeen.put(document, new Seen(year, filedAt));
        }
        return document + ":" + year;
    }

    /** Upper case, without blanks. */
    public static String normalized(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(point -> !Character.isWhitespace(point)).forEach(kept::appendCodePoint);
        return kept.toString().toUpperCase(Locale.ROOT);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private record Seen(int year, Instant filedAt) {
        boolean within12Months(Instant other) {
            LocalDate first = day(filedAt);
            LocalDate then = day(other);
            return !then.isAfter(first.plusMonths(12)) && !then.isBefore(first.minusMonths(12));
        }
    }
}
