// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.rules.SignedFit;

/**
 * What the history knows of one version of a rule set; immutable.
 *
 * <pre>
 *   hash | author | approver | flag was champion | flag retired
 *     | from history v3 on: signed shadow from, end from | from history v4 on: hash of the fit, real share
 * </pre>
 *
 * @param hash of the text that was proposed under the number: there is never another
 * @param approver null while nobody has approved it
 * @param wasChampion whether it was put in force once: it can be rolled back to
 * @param retired whether it shall never be used again
 * @param shadowFrom epoch milliseconds at which the last step that made it a shadow takes effect; least while none was
 * @param endFrom the same of the last step by which it was a shadow no longer
 * @param fit what of its text finds taught; nothing where it was not written, as no release before could read any
 */
record Version(
        String hash,
        String author,
        @Nullable String approver,
        boolean wasChampion,
        boolean retired,
        long shadowFrom,
        long endFrom,
        SignedFit fit) {
    static Version proposed(String hash, String author, SignedFit fit) {
        return new Version(hash, author, null, false, false, Long.MIN_VALUE, Long.MIN_VALUE, fit);
    }

    Version approvedBy(String name) {
        return new Version(hash, author, name, wasChampion, retired, shadowFrom, endFrom, fit);
    }

    Version champion() {
        return new Version(hash, author, approver, true, retired, shadowFrom, endFrom, fit);
    }

    Version forGood() {
        return new Version(hash, author, approver, wasChampion, true, shadowFrom, endFrom, fit);
    }

    Version shadow(long from) {
        return new Version(hash, author, approver, wasChampion, retired, from, endFrom, fit);
    }

    Version shadowUntil(long from) {
        return new Version(hash, author, approver, wasChampion, retired, shadowFrom, from, fit);
    }

    /** Whether it was in force, or long enough a shadow. */
    boolean judgedBefore(long at) {
        return wasChampion || SignedFit.isJudged(shadowFrom, StrictMath.min(endFrom, at));
    }

    void write(LayoutWriter out) {
        out.text(hash).text(author).text(approver).flag(wasChampion).flag(retired);
        out.signed(shadowFrom).signed(endFrom).text(fit.hash()).real(fit.share());
    }

    /** @param layout of the history: before 3 a step could be said again */
    static Version read(LayoutReader in, int layout) {
        return new Version(
                in.text(),
                in.text(),
                in.nullableText(),
                in.flag(),
                in.flag(),
                layout >= 3 ? in.signed() : Long.MIN_VALUE,
                layout >= 3 ? in.signed() : Long.MIN_VALUE,
                layout >= 4 ? new SignedFit(in.text(), in.real()) : SignedFit.NONE);
    }
}
