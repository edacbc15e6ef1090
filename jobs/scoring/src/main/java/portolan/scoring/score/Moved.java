// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

/** The contributions by which scores were moved in releases until 0.2.0: topics and archives keep them. */
public final class Moved {
    /** How far the sum was believed. */
    public static final String CALIBRATION = "calibration";

    private static final String LEARNED = "learned:";
    private static final String BOUND = "bound:";

    private Moved() {}

    /** What inspections moved a rule, or the prior, by. */
    public static String learned(String of) {
        return LEARNED + of;
    }

    /** What its share of traffic took from a rule. */
    public static String bound(String of) {
        return BOUND + of;
    }

    /** Whether nobody wrote it. */
    public static boolean isMoved(String contribution) {
        return contribution.startsWith(LEARNED) || contribution.startsWith(BOUND) || contribution.equals(CALIBRATION);
    }
}
