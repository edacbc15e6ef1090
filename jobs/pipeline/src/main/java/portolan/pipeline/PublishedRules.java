// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A rule set that is put to use: its text, which each task compiles for itself, and what its publisher says it is.
 * Serializable as the baseline travels to the tasks inside the operator.
 *
 * @param name the rule set's name; empty for a baseline, whose text says it
 * @param version the rule set's version; 0 for a baseline
 * @param hash SHA-256 of the text as its publisher says, so that a text changed on its way is refused; empty for a
 *     baseline
 * @param source where it came from, in words a person can follow: topic, partition and offset, or a file
 * @param orderTime epoch milliseconds from which it applies, to inputs of this order time and later ones
 * @param offset tells two texts of one millisecond apart
 * @param role what it is from then on
 */
public record PublishedRules(
        String name, int version, String hash, String text, String source, long orderTime, long offset, Role role)
        implements Comparable<PublishedRules>, Serializable {
    /** What a rule set can be for the consignments of a time. */
    public enum Role {
        /** The one in force: it judges, and raises alerts. */
        CHAMPION,
        /** It judges beside the champion, for comparison only. */
        SHADOW,
        /** It no longer judges beside the champion; the text is empty. */
        RETIRED
    }

    private static final Comparator<PublishedRules> BY_TIME = Comparator.comparingLong(PublishedRules::orderTime)
            .thenComparingLong(PublishedRules::offset)
            .thenComparing(PublishedRules::source)
            .thenComparing(PublishedRules::text);

    /** The text a job starts with: older than everything that can be published. */
    public static PublishedRules baseline(String source, String text) {
        return new PublishedRules("", 0, "", text, source, Long.MIN_VALUE, 0, Role.CHAMPION);
    }

    /** Whether an author and an approver signed for it. */
    public boolean isSigned() {
        return !hash.isEmpty();
    }

    /** The version, whatever becomes of it. */
    public String versionName() {
        return name + " v" + version;
    }

    @Override
    public int compareTo(PublishedRules other) {
        return BY_TIME.compare(this, other);
    }
}
