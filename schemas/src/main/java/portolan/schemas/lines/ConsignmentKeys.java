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

    private final int most;

    private final Map<String, FirstSeen> firstSeen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FirstSeen> eldest) {
            return size() > most;
        }
    };

    public ConsignmentKeys() {
        this(MAX_DOCUMENTS);
    }

    private ConsignmentKeys(int most) {
        this.most = most;
    }

    /** Keys that follow from each filing alone, for whoever looks up what was filed before elsewhere. */
    public static ConsignmentKeys ofEachAlone() {
        return new ConsignmentKeys(0);
    }

    /**
     * The filing of a document that was seen first of those within 12 months.
     *
     * @param year in the keys of them all
     */
    public record FirstSeen(int year, Instant filedAt) {
        /**
         * What is known of a document once a further filing is seen.
         *
         * @param before null where nothing was known
         * @param issued when the document was issued; null where that is not stated
         */
        public static FirstSeen with(@Nullable FirstSeen before, @Nullable LocalDate issued, Instant filedAt) {
            return before != null && before.within12Months(filedAt)
                    ? before
                    : new FirstSeen(yearOf(null, issued, filedAt), filedAt);
        }

        /** The year in a filing's key. */
        public static int yearOf(@Nullable FirstSeen before, @Nullable LocalDate issued, Instant filedAt) {
            if (issued != null && Believable.isDay(issued)) {
                return issued.getYear();
            }
            return before != null && before.within12Months(filedAt)
                    ? before.year
                    : day(filedAt).getYear();
        }

        private boolean within12Months(Instant other) {
            LocalDate first = day(filedAt);
            LocalDate then = day(other);
            return !then.isAfter(first.plusMonths(12)) && !then.isBefore(first.minusMonths(12));
        }
    }

    String derive(String issuer, String number, @Nullable LocalDate issueDate, Instant filedAt) {
        String document = document(issuer, number);
        FirstSeen seen = firstSeen.get(document);
        FirstSeen now = FirstSeen.with(seen, issueDate, filedAt);
        if (!now.equals(seen)) {
            // Taken out first, so that the entry moves to the young end.
            firstSeen.remove(document);
            firstSeen.put(document, now);
        }
        return document + ":" + FirstSeen.yearOf(seen, issueDate, filedAt);
    }

    /** The key without its year. */
    public static String document(String issuer, String number) {
        return normalized(issuer) + ":" + normalized(number);
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
}
