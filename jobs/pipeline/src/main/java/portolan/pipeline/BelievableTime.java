package portolan.pipeline;

import java.time.Instant;

/** The span of times that a record of today can mean. */
public final class BelievableTime {
    /** No earlier time is believed. */
    public static final long FROM = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();

    private static final long END = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
    private static final long TEN_YEARS = 3653L * 24 * 60 * 60 * 1000;

    private BelievableTime() {}

    /**
     * From when on no time is believed of a record that was seen at this one. In files the record's own time says when
     * it was seen, so there is an end that no record moves. A broker that stamps nothing is no reason to refuse all.
     */
    public static long before(long seenAt) {
        return seenAt < FROM || seenAt >= END - TEN_YEARS ? END : seenAt + TEN_YEARS;
    }

    /** Whether a record that says itself when it was seen can be believed. */
    public static boolean holds(long seenAt) {
        return seenAt >= FROM && seenAt < END;
    }
}
