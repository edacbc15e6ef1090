// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * What the history knows of one version of a rule set; immutable.
 *
 * <pre>
 *   hash | author | approver | flag was champion | flag retired
 * </pre>
 *
 * @param hash of the text that was proposed under the number: there is never another
 * @param approver null while nobody has approved it
 * @param wasChampion whether it was put in force once: it can be rolled back to
 * @param retired whether it shall never be used again
 */
record Version(String hash, String author, @Nullable String approver, boolean wasChampion, boolean retired) {
    static Version proposed(String hash, String author) {
        return new Version(hash, author, null, false, false);
    }

    Version approvedBy(String name) {
        return new Version(hash, author, name, wasChampion, retired);
    }

    Version champion() {
        return new Version(hash, author, approver, true, retired);
    }

    Version forGood() {
        return new Version(hash, author, approver, wasChampion, true);
    }

    void write(LayoutWriter out) {
        out.text(hash).text(author).text(approver).flag(wasChampion).flag(retired);
    }

    static Version read(LayoutReader in) {
        return new Version(in.text(), in.text(), in.nullableText(), in.flag(), in.flag());
    }
}
