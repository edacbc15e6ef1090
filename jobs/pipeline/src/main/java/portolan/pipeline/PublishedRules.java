package portolan.pipeline;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A rule set as published: its text, which each task compiles for itself, and what its publisher says it is.
 * Serializable as the baseline travels to the tasks inside the operator.
 *
 * @param name the rule set's name; empty for a baseline, whose text says it
 * @param version the rule set's version; 0 for a baseline
 * @param hash SHA-256 of the text as its publisher says, so that a text changed on its way is refused; empty for a
 *     baseline
 * @param source where it came from, in words a person can follow: topic, partition and offset, or a file
 * @param orderTime epoch milliseconds from which it applies, to inputs of this order time and later ones
 * @param offset tells two texts of one millisecond apart
 */
public record PublishedRules(
        String name, int version, String hash, String text, String source, long orderTime, long offset)
        implements Comparable<PublishedRules>, Serializable {
    private static final Comparator<PublishedRules> BY_TIME = Comparator.comparingLong(PublishedRules::orderTime)
            .thenComparingLong(PublishedRules::offset)
            .thenComparing(PublishedRules::source)
            .thenComparing(PublishedRules::text);

    /** The text a job starts with: older than everything that can be published. */
    public static PublishedRules baseline(String source, String text) {
        return new PublishedRules("", 0, "", text, source, Long.MIN_VALUE, 0);
    }

    @Override
    public int compareTo(PublishedRules other) {
        return BY_TIME.compare(this, other);
    }
}
