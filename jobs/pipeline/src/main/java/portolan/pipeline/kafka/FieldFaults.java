// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.Believable;

/**
 * What is wrong with the fields of one record: all of it, each with the place and what to do, in one message; and what
 * is not counted of a record that can do without.
 *
 * <p>{@link #in} opens a nested record; its faults land in the same list under a longer path.
 */
final class FieldFaults {
    /** A field that the record cannot do without is null or blank. */
    static final String MISSING_FIELD = "MISSING_FIELD";
    /** A field holds what it cannot mean. */
    static final String INVALID_VALUE = "INVALID_VALUE";

    /** Longest part of a given text that a message repeats. */
    private static final int LONGEST_QUOTE = 60;
    /** A record of ten thousand items must not make a message of ten thousand faults. */
    private static final int MOST_LISTED = 20;

    /** So few travel with the consignment; the others are a number. */
    private static final int MOST_NOT_COUNTED = 5;

    private static final int NO_INDEX = -1;

    private final Found found;
    private final @Nullable FieldFaults parent;
    private final String name;
    private final int index;

    /** @param seenAt epoch milliseconds when the record was seen: its times must lie near */
    FieldFaults(long seenAt) {
        this(new Found(seenAt), null, "", NO_INDEX);
    }

    private FieldFaults(Found found, @Nullable FieldFaults parent, String name, int index) {
        this.found = found;
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** The faults of a nested record. */
    FieldFaults in(String field) {
        return new FieldFaults(found, this, field, NO_INDEX);
    }

    /** The faults of one element of a list. */
    FieldFaults in(String field, int index) {
        return new FieldFaults(found, this, field, index);
    }

    void missing(String field, String remedy) {
        found.missing = true;
        found.add(path(field) + " is missing, " + remedy);
    }

    void invalid(String field, String rule, Object given) {
        found.add(path(field) + ' ' + rule + ", given " + quote(String.valueOf(given)));
    }

    /** A text that must be there and not too long; where it is not, a fault and something to go on with. */
    String required(String field, @Nullable String value, int longest, String remedy) {
        String text = text(value);
        if (text == null) {
            missing(field, remedy);
            return "?";
        }
        if (text.length() > longest) {
            invalid(field, "must have at most " + longest + " characters", text);
            return text.substring(0, longest);
        }
        return text;
    }

    /** A time without which the record has no place: one that cannot be meant is a fault. */
    Instant believable(String field, Instant time) {
        if (!Believable.isTime(time, found.seenAt)) {
            invalid(field, "must lie between 1990 and ten years ahead", time);
        }
        return time;
    }

    /** A time that the record can do without: one that cannot be meant counts as not stated. */
    @Nullable
    Instant time(String field, @Nullable Instant time) {
        if (time == null || Believable.isTime(time, found.seenAt)) {
            return time;
        }
        notCounted(field, time);
        return null;
    }

    /** A day that the record can do without: one that cannot be meant counts as not stated. */
    @Nullable
    LocalDate day(String field, @Nullable LocalDate day) {
        if (day == null || Believable.isDay(day)) {
            return day;
        }
        notCounted(field, day);
        return null;
    }

    /** What is given here cannot be meant, and the record is read as if it were not there. */
    void notCounted(String field, Object given) {
        found.notCounted(path(field) + '=' + quote(String.valueOf(given)));
    }

    /** What is not counted of the record, in words: the first few, and how many more. */
    List<String> notCounted() {
        if (found.notCounted <= MOST_NOT_COUNTED) {
            return found.listedNotCounted;
        }
        List<String> all = new ArrayList<>(found.listedNotCounted);
        all.add(found.notCounted - MOST_NOT_COUNTED + " more");
        return all;
    }

    void atLeastOne(String field, int count) {
        if (count < 1) {
            invalid(field, "must be 1 or more", count);
        }
    }

    boolean isEmpty() {
        return found.count == 0;
    }

    /** The stable code for the whole: a missing field says more than a wrong one. */
    String reason() {
        return found.missing ? MISSING_FIELD : INVALID_VALUE;
    }

    /** All faults in one line, as a person reads them. */
    String message() {
        String listed = String.join("; ", found.listed);
        int more = found.count - found.listed.size();
        return more == 0 ? listed : listed + "; and " + more + " more";
    }

    /** The text without blanks around it; null where there is nothing else: what is not supplied is null. */
    static @Nullable String text(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String stripped = value.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    static String quote(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }

    private String path(String field) {
        // Put into words where something is wrong only: nearly never.
        String here = index == NO_INDEX ? name : name + '[' + index + ']';
        return parent == null ? field : parent.path(here) + '.' + field;
    }

    /** What all parts of one record share. */
    private static final class Found {
        private final long seenAt;
        private final List<String> listed = new ArrayList<>();
        private final List<String> listedNotCounted = new ArrayList<>();
        private int count;
        private int notCounted;
        private boolean missing;

        Found(long seenAt) {
            this.seenAt = seenAt;
        }

        void notCounted(String what) {
            notCounted++;
            if (listedNotCounted.size() < MOST_NOT_COUNTED) {
                listedNotCounted.add(what);
            }
        }

        void add(String fault) {
            count++;
            if (listed.size() < MOST_LISTED) {
                listed.add(fault);
            }
        }
    }
}
