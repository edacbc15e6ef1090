// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.Arrays;

/** What the contributions of one archived row add up to, in units by the threats of a rule set. */
final class Sums {
    private final Rows.Contributions all;
    private final ArchivedNames names;
    private final long[] priors;
    private final long[] movesOfPrior;
    private final long[] evidence;
    private final long[] calibrated;
    private int row = -1;

    Sums(Rows rows, ArchivedNames names, int threats) {
        this.all = rows.contributions();
        this.names = names;
        this.priors = new long[threats];
        this.movesOfPrior = new long[threats];
        this.evidence = new long[threats];
        this.calibrated = new long[threats];
    }

    /** Reads a row, if it is not the one that was read last. */
    void read(int another) {
        if (another == row) {
            return;
        }
        row = another;
        Arrays.fill(priors, 0);
        Arrays.fill(movesOfPrior, 0);
        Arrays.fill(evidence, 0);
        Arrays.fill(calibrated, 0);
        for (int i = all.starts()[row]; i < all.starts()[row + 1]; i++) {
            int threat = names.threat(all.threats()[i]);
            if (threat >= 0) {
                long[] sums =
                        switch (names.kind(all.rules()[i])) {
                            case PRIOR -> priors;
                            case LEARNED_PRIOR -> movesOfPrior;
                            case CALIBRATION -> calibrated;
                            default -> evidence;
                        };
                sums[threat] += all.units()[i];
            }
        }
    }

    /** As it was written. */
    long prior(int threat) {
        return priors[threat];
    }

    /** What inspections moved it by. */
    long moveOfPrior(int threat) {
        return movesOfPrior[threat];
    }

    /** What rules added, groups capped and before it was calibrated. */
    long evidence(int threat) {
        return evidence[threat];
    }

    /** What calibration added to the evidence. */
    long calibrated(int threat) {
        return calibrated[threat];
    }
}
