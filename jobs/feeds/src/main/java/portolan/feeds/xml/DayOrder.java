// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Finding;

/**
 * In which order a message writes days with strokes: 27/3/2026 or 3/27/2026. A client of ASYCUDA writes both, as its
 * language has it. A day of the message that fits one order only says which; else the order whose day is nearer to when
 * the message was received. A year of two digits is that of the export, month first, unless another day says otherwise.
 *
 * @param dayFirst whether the day comes first; formats have the month first
 * @param finding that a day would fit both orders, and why it was read so; null where none would
 */
record DayOrder(boolean dayFirst, @Nullable Finding finding) {
    static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("d/M/[yyyy][yy]", Locale.ROOT);

    private static final Pattern DAY = Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})(?=\\s*<)");
    private static final int LONGEST = 16;
    private static final int MONTHS = 12;

    static DayOrder of(byte[] bytes, Instant receivedAt) {
        String dayFirst = null;
        String monthFirst = null;
        Matcher either = null;
        for (int at = 3; at < bytes.length - 1; at++) {
            if (bytes[at] != '/' || !isDigit(bytes[at - 1]) || !isDigit(bytes[at + 1])) {
                continue;
            }
            int from = isDigit(bytes[at - 2]) ? at - 2 : at - 1;
            Matcher day = DAY.matcher(new String(bytes, from, Math.min(LONGEST, bytes.length - from), ISO_8859_1));
            if (bytes[from - 1] == '/' || isDigit(bytes[from - 1]) || !day.lookingAt()) {
                continue;
            }
            boolean oneIsDay = Integer.parseInt(day.group(1)) > MONTHS;
            boolean otherIsDay = Integer.parseInt(day.group(2)) > MONTHS;
            if (oneIsDay && !otherIsDay) {
                dayFirst = day.group();
            } else if (otherIsDay && !oneIsDay) {
                monthFirst = day.group();
            } else if (!oneIsDay && !day.group(1).equals(day.group(2)) && (either == null || isWhole(day))) {
                either = day;
            }
        }
        if (either == null || (dayFirst == null && (monthFirst != null || !isWhole(either)))) {
            return new DayOrder(dayFirst != null, null);
        }
        boolean isDay = dayFirst != null
                || distance(either, 1, 2, receivedAt).compareTo(distance(either, 2, 1, receivedAt)) < 0;
        String why = dayFirst == null
                ? "that day is nearer to when the message was received"
                : dayFirst + (monthFirst == null ? "" : ", and " + monthFirst) + " is in the message";
        return new DayOrder(
                isDay,
                new Finding(
                        Finding.DATE_ORDER,
                        either.group() + " was read as " + (isDay ? "day/month" : "month/day") + ", since " + why
                                + "; say in a profile which it is: dates"));
    }

    private static boolean isWhole(Matcher day) {
        return day.group(3).length() == 4;
    }

    private static Duration distance(Matcher day, int ofDay, int ofMonth, Instant receivedAt) {
        try {
            LocalDate date = LocalDate.of(
                    Integer.parseInt(day.group(3)),
                    Integer.parseInt(day.group(ofMonth)),
                    Integer.parseInt(day.group(ofDay)));
            return Duration.between(date.atStartOfDay(ZoneOffset.UTC).toInstant(), receivedAt)
                    .abs();
        } catch (DateTimeException noSuchDay) {
            return Duration.ofDays(Integer.MAX_VALUE);
        }
    }

    private static boolean isDigit(byte sign) {
        return sign >= '0' && sign <= '9';
    }
}
