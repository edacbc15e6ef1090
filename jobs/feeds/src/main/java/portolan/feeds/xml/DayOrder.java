// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Drafts;
import portolan.feeds.Finding;

/**
 * In which order a message writes days with strokes: 27/3/2026 or 3/27/2026. A client of ASYCUDA writes both, as its
 * language has it. A day of the message that fits one order only says which; else the order whose days are, all in all,
 * nearer to when the message was received. A year of two digits is that of the export, month first, unless another day
 * says otherwise. Days are what is all of an element's text; those that a pattern of the profile reads are no guess.
 *
 * @param dayFirst whether the day comes first; formats have the month first
 * @param finding that a day would fit both orders, and why it was read so; null where none would
 */
record DayOrder(boolean dayFirst, @Nullable Finding finding) {
    static final DateTimeFormatter DAY_FIRST =
            DateTimeFormatter.ofPattern("d/M/[uuuu][uu]", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern DAY = Pattern.compile("(([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2}))\\s*<");
    private static final int LONGEST = 80;
    private static final int MONTHS = 12;

    /** @param stated patterns of the profile */
    static DayOrder of(byte[] bytes, Instant receivedAt, List<DateTimeFormatter> stated) {
        String dayFirst = null;
        String monthFirst = null;
        // Of the days that fit both: the first that is nearer to the receipt in an order, and the first of two digits.
        String forDay = null;
        String forMonth = null;
        String brief = null;
        long nearer = 0;
        for (int end = 0; end < bytes.length; end++) {
            Matcher day = bytes[end] == '>' ? dayAt(bytes, end + 1) : null;
            if (day == null) {
                continue;
            }
            String text = day.group(1);
            int one = Integer.parseInt(day.group(2));
            int other = Integer.parseInt(day.group(3));
            int year = Integer.parseInt(day.group(4));
            if (one > MONTHS && other <= MONTHS) {
                dayFirst = text;
            } else if (other > MONTHS && one <= MONTHS) {
                monthFirst = text;
            } else if (one <= MONTHS
                    && one != other
                    && one > 0
                    && other > 0
                    && stated.stream().allMatch(pattern -> Drafts.dayOrNull(text, pattern) == null)) {
                long by = day.group(4).length() == 2
                        ? 0
                        : seconds(year, one, other, receivedAt) - seconds(year, other, one, receivedAt);
                nearer += by;
                if (day.group(4).length() == 2) {
                    brief = brief == null ? text : brief;
                } else if (by > 0) {
                    forDay = forDay == null ? text : forDay;
                } else {
                    forMonth = forMonth == null ? text : forMonth;
                }
            }
        }
        boolean isDay = dayFirst != null || (monthFirst == null && nearer > 0);
        String contrary = isDay ? forMonth : forDay;
        String shown = isDay ? forDay : forMonth;
        shown = shown != null ? shown : contrary != null ? contrary : brief;
        if (shown == null || (dayFirst == null && monthFirst != null)) {
            return new DayOrder(isDay, null);
        }
        String why;
        if (dayFirst != null) {
            why = dayFirst + (monthFirst == null ? "" : ", and " + monthFirst) + " is in the message";
        } else if (forDay == null && forMonth == null) {
            why = "exports with years of two digits are";
        } else {
            why = "that is nearer to when the message was received"
                    + (contrary == null ? "" : ", for all days together: " + contrary + " alone is nearer otherwise");
        }
        return new DayOrder(
                isDay,
                new Finding(
                        Finding.DATE_ORDER,
                        shown + " was read as " + (isDay ? "day/month" : "month/day") + ", since " + why
                                + "; say in a profile which it is: dates"));
    }

    /** The day that is all of a text; null where the text is another. */
    private static @Nullable Matcher dayAt(byte[] bytes, int begin) {
        int from = begin;
        while (from < bytes.length && bytes[from] <= ' ' && bytes[from] > 0) {
            from++;
        }
        if (from + 2 >= bytes.length || (bytes[from + 1] != '/' && bytes[from + 2] != '/')) {
            return null;
        }
        Matcher day = DAY.matcher(new String(bytes, from, Math.min(LONGEST, bytes.length - from), ISO_8859_1));
        return day.lookingAt() ? day : null;
    }

    /** How far a day is from the receipt. */
    private static long seconds(int year, int month, int day, Instant receivedAt) {
        return Math.abs(LocalDate.of(year, month, day).atStartOfDay().toEpochSecond(ZoneOffset.UTC)
                - receivedAt.getEpochSecond());
    }
}
