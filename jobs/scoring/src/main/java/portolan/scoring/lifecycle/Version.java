// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * What the history knows of one version of a rule set; immutable.
 *
 * <pre>
 *   hash | author | approver | flag was champion | flag retired | from history v3 on: signed shadow from, end from
 * </pre>
 *
 * @param hash of the text that was proposed under the number: there is never another
 * @param approver null while nobody has approved it
 * @param wasChampion whether it was put in force once: it can be rolled back to
 * @param retired whether it shall never be used again
 * @param shadowFrom epoch milliseconds at which the last step that made it a shadow takes effect; least while none was
 * @param endFrom the same of the last step by which it was a shadow no longer
 */
record Version(
        String hash,
        String author,
        @Nullable String approver,
        boolean wasChampion,
        boolean retired,
        long shadowFrom,
        long endFrom) {
    static Version proposed(String hash, String author) {
        return new Version(hash, author, null, false, false, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    Version approvedBy(String name) {
        return new Version(hash, author, name, wasChampion, retired, shadowFrom, endFrom);
    }

    Version champion() {
        return new Version(hash, author, approver, true, retired, shadowFrom, endFrom);
    }

    Version forGood() {
        return new Version(hash, author, approver, wasChampion, true, shadowFrom, endFrom);
    }

    Version shadow(long from) {
        return new Version(hash, author, approver, wasChampion, retired, from, endFrom);
    }

    Version shadowUntil(long from) {
        return new Version(hash, author, approver, wasChampion, retired, shadowFrom, from);
    }

    void write(LayoutWriter out) {
        out.text(hash).text(author).text(approver).flag(wasChampion).flag(retired);
        out.signed(shadowFrom).signed(endFrom);
    }

    /** @param hasTimes whether a version's times as a shadow were written: before them a step could be said again */
    static Version read(LayoutReader in, boolean hasTimes) {
        return new Version(
                in.text(),
                in.text(),
                in.nullableText(),
                in.flag(),
                in.flag(),
                hasTimes ? in.signed() : Long.MIN_VALUE,
                hasTimes ? in.signed() : Long.MIN_VALUE);
    }
}
