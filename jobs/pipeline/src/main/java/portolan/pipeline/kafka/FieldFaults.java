package portolan.pipeline.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.BelievableTime;

/**
 * What is wrong with the fields of one record: all of it, each with the place and what to do, in one message.
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

    private static final int NO_INDEX = -1;

    private final Found found;
    private final @Nullable FieldFaults parent;
    private final String name;
    private final int index;

    FieldFaults() {
        this(new Found(), null, "", NO_INDEX);
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

    /** A time that must be believable: not before 1990, and at most ten years after the broker saw the record. */
    Instant believable(String field, Instant time, long seenAt) {
        long millis = time.toEpochMilli();
        if (millis < BelievableTime.FROM || millis >= BelievableTime.before(seenAt)) {
            invalid(field, "must lie between 1990 and ten years ahead", time);
        }
        return time;
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
        private final List<String> listed = new ArrayList<>();
        private int count;
        private boolean missing;

        void add(String fault) {
            count++;
            if (listed.size() < MOST_LISTED) {
                listed.add(fault);
            }
        }
    }
}
