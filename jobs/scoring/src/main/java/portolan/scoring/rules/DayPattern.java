// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.DayOfWeek;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Days of the week as a rule set writes them: {@code daily}, {@code mon}, {@code mon-fri}, {@code mon,wed,fri}, or
 * ranges and days together. Which day a moment belongs to is told in UTC, wherever the office is: a score may not hang
 * on a list of time zones that changes.
 */
public record DayPattern(Set<DayOfWeek> days) {
    /** Every day of the week. */
    public static final DayPattern DAILY = new DayPattern(EnumSet.allOf(DayOfWeek.class));

    private static final String DAILY_NAME = "daily";
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> WORDS =
            List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun", "mon-fri", "sat-sun", DAILY_NAME);

    public DayPattern {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a pattern has at least one day");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /**
     * Reads what a rule set writes.
     *
     * @throws IllegalArgumentException saying what was expected, and which word was probably meant
     */
    public static DayPattern parse(String written) {
        if (written.equals(DAILY_NAME)) {
            return DAILY;
        }
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : written.split(",", -1)) {
            for (DayOfWeek day : range(part.strip(), written)) {
                if (!days.add(day)) {
                    throw new IllegalArgumentException("'" + name(day) + "' is there twice in '" + written + "'");
                }
            }
        }
        return new DayPattern(days);
    }

    private static Collection<DayOfWeek> range(String part, String written) {
        String[] ends = part.split("-", -1);
        int first = NAMES.indexOf(ends[0]);
        int last = NAMES.indexOf(ends[ends.length - 1]);
        if (ends.length > 2 || first < 0 || last < 0) {
            String found = part.equals(written) ? "'" + part + "'" : "'" + part + "' in '" + written + "'";
            String known = Spelling.suggestion(part, WORDS);
            throw new IllegalArgumentException("expected days like daily, mon, mon-fri or mon,wed,fri, found " + found
                    + (known.startsWith(", did") ? known : ""));
        }
        if (first > last) {
            throw new IllegalArgumentException("the week goes from mon to sun, found '" + part
                    + "'; days on both sides of its end are written apart: fri-mon is 'mon,fri-sun'");
        }
        return EnumSet.range(DayOfWeek.of(first + 1), DayOfWeek.of(last + 1));
    }

    /** The day with this name, as a pattern writes it. */
    static DayOfWeek day(String name) {
        int day = NAMES.indexOf(name);
        if (day < 0) {
            throw new IllegalArgumentException("expected mon, tue, wed, thu, fri, sat or sun, found '" + name + "'");
        }
        return DayOfWeek.of(day + 1);
    }

    public boolean contains(DayOfWeek day) {
        return days.contains(day);
    }

    /** Whether both hold a day. */
    public boolean overlaps(DayPattern other) {
        return !Collections.disjoint(days, other.days);
    }

    private static String name(DayOfWeek day) {
        return NAMES.get(day.getValue() - 1);
    }

    /** As a rule set writes it, days that follow each other as a range: {@code mon,wed-fri}. */
    @Override
    public String toString() {
        if (equals(DAILY)) {
            return DAILY_NAME;
        }
        StringBuilder written = new StringBuilder();
        DayOfWeek before = null;
        for (DayOfWeek day : days) {
            boolean follows = before != null && day.getValue() == before.getValue() + 1;
            boolean goesOn = day != DayOfWeek.SUNDAY && days.contains(day.plus(1));
            if (!follows) {
                written.append(written.length() == 0 ? "" : ",").append(name(day));
            } else if (!goesOn) {
                written.append('-').append(name(day));
            }
            before = day;
        }
        return written.toString();
    }
}
