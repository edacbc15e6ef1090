// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Times as nearly all feeds write them, {@code 2026-03-01T08:30:00Z}, with milliseconds or without: by hand, since a
 * filing holds ten of them and the JDK's general format takes a microsecond for each.
 */
final class UtcTime {
    private static final int WITH_SECONDS = 20;
    private static final int WITH_MILLIS = 24;
    private static final int DAY = 10;
    private static final int SHORTEST_MONTH = 28;
    private static final int NANOS_IN_MILLI = 1_000_000;
    private static final long SECONDS_A_DAY = 86_400;

    /** Years of four digits, in epoch seconds. */
    private static final long YEAR_1000 = LocalDate.of(1000, 1, 1).toEpochDay() * SECONDS_A_DAY;

    private static final long YEAR_10000 = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_A_DAY;

    private UtcTime() {}

    /** The time, or null where the text is not of exactly this form and the general format must judge it. */
    static @Nullable Instant parse(String text) {
        int length = text.length();
        if ((length != WITH_SECONDS && length != WITH_MILLIS) || !hasMarks(text, length)) {
            return null;
        }
        LocalDate day = dayAtStart(text);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        int millis = length == WITH_MILLIS ? digits(text, 20, 3) : 0;
        if (day == null) {
            return null;
        }
        boolean plain =
                hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59 && millis >= 0;
        return plain
                ? Instant.ofEpochSecond(
                        day.toEpochDay() * SECONDS_A_DAY + hour * 3600L + minute * 60L + second,
                        millis * (long) NANOS_IN_MILLI)
                : null;
    }

    /** The day {@code 2026-03-01}, or null where the text is not of exactly this form, or no such day is. */
    static @Nullable LocalDate day(String text) {
        return text.length() == DAY && text.charAt(4) == '-' && text.charAt(7) == '-' ? dayAtStart(text) : null;
    }

    private static @Nullable LocalDate dayAtStart(String text) {
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        boolean plain = year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= SHORTEST_MONTH || day <= YearMonth.of(year, month).lengthOfMonth());
        return plain ? LocalDate.of(year, month, day) : null;
    }

    private static boolean hasMarks(String text, int length) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(length - 1) == 'Z'
                && (length == WITH_SECONDS || text.charAt(19) == '.');
    }

    /** The number that the digits make; -1 where one of them is none. */
    private static int digits(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** As {@link Instant#toString}. */
    static String text(Instant time) {
        int nanos = time.getNano();
        long seconds = time.getEpochSecond();
        if (nanos % NANOS_IN_MILLI != 0 || seconds < YEAR_1000 || seconds >= YEAR_10000) {
            return time.toString();
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_A_DAY));
        int second = (int) Math.floorMod(seconds, SECONDS_A_DAY);
        char[] text = "0000-00-00T00:00:00Z".toCharArray();
        if (nanos != 0) {
            text = "0000-00-00T00:00:00.000Z".toCharArray();
            put(text, 20, 3, nanos / NANOS_IN_MILLI);
        }
        put(text, 0, 4, day.getYear());
        put(text, 5, 2, day.getMonthValue());
        put(text, 8, 2, day.getDayOfMonth());
        put(text, 11, 2, second / 3600);
        put(text, 14, 2, second / 60 % 60);
        put(text, 17, 2, second % 60);
        return new String(text);
    }

    private static void put(char[] text, int from, int count, int number) {
        int rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
