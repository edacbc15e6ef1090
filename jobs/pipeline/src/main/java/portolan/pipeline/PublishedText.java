// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.io.Serializable;
import java.util.Comparator;
import portolan.scoring.lifecycle.DocumentKind;

/**
 * A document that is put to use: its text, which each task reads for itself, and what its publisher says it is.
 * Serializable as what a job starts with travels to the tasks inside the operator.
 *
 * @param kind of document
 * @param name the document's name; empty for one that the job starts with, whose text says it
 * @param version the document's version; 0 for one that the job starts with
 * @param hash SHA-256 of the text as its publisher says, so that a text changed on its way is refused; empty for one
 *     that the job starts with
 * @param author who signed as its author; empty for one that the job starts with
 * @param approver who signed as its approver; likewise
 * @param source where it came from, in words a person can follow: topic, partition and offset, or a file
 * @param orderTime epoch milliseconds from which it applies, to inputs of this order time and later ones
 * @param offset tells two texts of one millisecond apart
 * @param role what it is from then on
 */
public record PublishedText(
        DocumentKind kind,
        String name,
        int version,
        String hash,
        String text,
        String author,
        String approver,
        String source,
        long orderTime,
        long offset,
        Role role)
        implements Comparable<PublishedText>, Serializable {
    /** What a document can be for the consignments of a time. */
    public enum Role {
        /** The one in force: a rule set judges, and raises alerts. */
        CHAMPION,
        /** A rule set that judges beside the champion, for comparison only. */
        SHADOW,
        /** It is no longer in force, or no longer judges beside the champion; the text is empty. */
        RETIRED
    }

    private static final Comparator<PublishedText> BY_TIME = Comparator.comparingLong(PublishedText::orderTime)
            .thenComparingLong(PublishedText::offset)
            .thenComparing(PublishedText::source)
            .thenComparing(PublishedText::text);

    /** The rule set a job starts with: older than everything that can be published. */
    public static PublishedText baseline(String source, String text) {
        return baseline(DocumentKind.RULE_SET, source, text);
    }

    /** A document a job starts with: older than everything that can be published. */
    public static PublishedText baseline(DocumentKind kind, String source, String text) {
        return new PublishedText(kind, "", 0, "", text, "", "", source, Long.MIN_VALUE, 0, Role.CHAMPION);
    }

    /** A rule set that nobody signed, in force in a job over files. */
    public static PublishedText unsigned(String source, String text, long orderTime) {
        return new PublishedText(DocumentKind.RULE_SET, "", 0, "", text, "", "", source, orderTime, 0, Role.CHAMPION);
    }

    /** The same for who only names it, without its text. */
    public PublishedText withoutText() {
        return new PublishedText(kind, name, version, hash, "", author, approver, source, orderTime, offset, role);
    }

    /** Whether an author and an approver signed for it. */
    public boolean isSigned() {
        return !hash.isEmpty();
    }

    /** Whether both are about one version. */
    public boolean isOfVersion(PublishedText other) {
        return name.equals(other.name) && version == other.version;
    }

    /** The version, whatever becomes of it. */
    public String versionName() {
        return name + " v" + version;
    }

    @Override
    public int compareTo(PublishedText other) {
        return BY_TIME.compare(this, other);
    }
}
