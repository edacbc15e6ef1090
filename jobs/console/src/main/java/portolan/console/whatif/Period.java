// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.console.screen.UnusableInputException;

/**
 * The days that are asked about, UTC.
 *
 * @param from first day, or null for all before {@code to}
 * @param to last day, or null for all after {@code from}
 */
record Period(@Nullable LocalDate from, @Nullable LocalDate to) {
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,5})\\s*(d|w)?");
    private static final int DAYS_OF_WEEK = 7;

    Period {
        if (from != null && to != null && from.isAfter(to)) {
            throw new IllegalArgumentException("--from is after --to: from=" + from + ", to=" + to);
        }
    }

    /**
     * The last so many days: 90d, 12w, 90.
     *
     * @param to the last of them, or null for the last day that the archive has
     * @throws UnusableInputException when the archive has no day
     * @throws ArchiveException when a folder is named for none
     */
    static Period last(String length, @Nullable LocalDate to, Archive archive)
            throws UnusableInputException, ArchiveException {
        LocalDate last = to == null ? lastDay(archive) : to;
        return new Period(last.minusDays(days(length) - 1L), to);
    }

    /** How many days a length is. */
    static int days(String length) {
        Matcher written = LENGTH.matcher(length.strip().toLowerCase(Locale.ROOT));
        if (!written.matches() || Integer.parseInt(written.group(1)) == 0) {
            throw new IllegalArgumentException("--last wants days or weeks, for example 90d or 12w: last=" + length);
        }
        return Integer.parseInt(written.group(1)) * ("w".equals(written.group(2)) ? DAYS_OF_WEEK : 1);
    }

    private static LocalDate lastDay(Archive archive) throws UnusableInputException, ArchiveException {
        LocalDate last = archive.lastDay();
        if (last == null) {
            throw new UnusableInputException("the archive has no assessments: directory=" + archive.directory());
        }
        return last;
    }
}
