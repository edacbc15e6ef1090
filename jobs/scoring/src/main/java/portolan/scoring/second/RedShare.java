// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Second;
import portolan.scoring.score.ThreatScore;

/**
 * By how much to move what is written, and by how much a second opinion must be above it, so that as many are red as were
 * and a share of them by the second opinion alone.
 *
 * <p>Two thresholds of one stream: nobody waits for others, and in any order the same are red. Those that score alike are
 * red together, or not.
 *
 * @param shift of the prior, in units
 * @param toll in units, 0 or more
 */
public record RedShare(long shift, long toll) {
    /**
     * One consignment.
     *
     * @param written units above its office's red threshold, by what is written
     * @param more units by which the second opinion says more; 0 where it does not
     */
    public record Case(long written, long more) {
        /** A score that a rule set of no toll gave, above a threshold in units. */
        public static Case of(ThreatScore score, long threshold) {
            long more = score.contributions().stream()
                    .filter(each -> each.rule().equals(Second.OPINION))
                    .mapToLong(each -> Bits.unitsOf(each.bits()))
                    .sum();
            return new Case(Bits.unitsOf(score.score()) - more - threshold, more);
        }

        long heard() {
            return written + more;
        }
    }

    /**
     * Finds it.
     *
     * @param cases that may be red; none that another threat makes red in any case
     * @param red how many of them are to be red
     * @param share of these by the second opinion alone; fewer where it does not say more of so many
     */
    public static RedShare of(Collection<Case> cases, int red, int share) {
        if (red <= 0) {
            // What is written stays as it is, and what it does not make red is not.
            long highest = cases.stream().mapToLong(Case::heard).max().orElse(0);
            return new RedShare(0, StrictMath.max(0, highest + 1));
        }
        int most = StrictMath.min(red, cases.size());
        long line = share < most
                ? line(cases.stream().map(Case::written).toList(), most - share)
                : cases.stream().mapToLong(Case::written).max().orElse(0) + 1;
        List<Long> others = new ArrayList<>();
        for (Case each : cases) {
            if (each.written < line && each.more > 0) {
                others.add(each.heard());
            }
        }
        int left = most
                - (cases.size()
                        - (int) cases.stream()
                                .filter(each -> each.written < line)
                                .count());
        if (left <= 0) {
            long highest = others.stream().mapToLong(Long::longValue).max().orElse(line);
            return new RedShare(-line, StrictMath.max(0, highest + 1 - line));
        }
        long toll = others.size() < left ? -1 : line(others, left) - line;
        if (toll >= 0) {
            return new RedShare(-line, toll);
        }
        // It does not say enough of so many: what is written fills the rest.
        return new RedShare(-line(cases.stream().map(Case::heard).toList(), most), 0);
    }

    /** The least of so many highest, or of those above it where that is nearer to so many. */
    private static long line(List<Long> units, int count) {
        List<Long> highest = units.stream().sorted(Comparator.reverseOrder()).toList();
        long least = highest.get(count - 1);
        int above = (int) highest.stream().filter(each -> each > least).count();
        int with = (int) highest.stream().filter(each -> each >= least).count();
        return with - count > count - above ? least + 1 : least;
    }

    /** The score with it, in the units of the case. */
    public long score(Case of) {
        return of.written + shift + StrictMath.max(0, of.more - toll);
    }

    /** Whether a consignment is red. */
    public boolean isRed(Case of) {
        return isRedAsWritten(of) || (of.heard() + shift - toll >= 0 && of.more > 0);
    }

    /** Whether it is red by what is written. */
    public boolean isRedAsWritten(Case of) {
        return of.written + shift >= 0;
    }
}
