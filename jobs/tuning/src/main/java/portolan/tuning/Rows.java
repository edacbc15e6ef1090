// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.nio.file.Path;
import portolan.scoring.rules.FactColumns;
import portolan.scoring.rules.Lane;

/**
 * Assessments that stand together in one file, column by column: what happened, and what rules are judged on. Arrays
 * are by row and not to be changed.
 *
 * @param group its place in the file
 * @param first the number of its first row among all that were loaded
 * @param consignments numbers of consignments
 * @param assessedAt milliseconds since 1970
 * @param days of the assessments, in UTC: from 1 for Monday to 7
 * @param offices numbers of offices; -1 where none is named
 * @param ruleSets numbers of rule sets
 * @param moved how many were assessed by a release whose rules were moved by what was learned
 * @param drawn whether it was drawn, and not selected by its score
 * @param facts columns that were asked for so far
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Rows(
        Path file,
        int group,
        int first,
        int[] consignments,
        long[] assessedAt,
        byte[] days,
        int[] offices,
        int[] ruleSets,
        int moved,
        boolean[] drawn,
        double[] scores,
        Threats threats,
        Contributions contributions,
        FactColumns facts) {
    private static final long MILLIS_OF_DAY = 86_400_000;

    int size() {
        return consignments.length;
    }

    /** The day of a moment in milliseconds since 1970: days since then, in UTC. */
    static int epochDay(long moment) {
        return (int) Math.floorDiv(moment, MILLIS_OF_DAY);
    }

    Rows numbered(int firstRow, int[] numbers) {
        return with(firstRow, numbers, facts);
    }

    Rows with(FactColumns more) {
        return with(first, consignments, more);
    }

    private Rows with(int firstRow, int[] numbers, FactColumns columns) {
        return new Rows(
                file,
                group,
                firstRow,
                numbers,
                assessedAt,
                days,
                offices,
                ruleSets,
                moved,
                drawn,
                scores,
                threats,
                contributions,
                columns);
    }

    /**
     * What happened to each threat.
     *
     * @param lanes by threat and row, a lane's place; -1 where the threat was not assessed
     * @param alerting by threat and row
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Threats(byte[][] lanes, boolean[][] alerting) {
        /** The lane's place, or -1. */
        int lane(int threat, int row) {
            return threat < lanes.length ? lanes[threat][row] : -1;
        }

        boolean isAlerting(int threat, int row) {
            return threat < lanes.length && alerting[threat][row];
        }

        /** The strictest lane's place, before anybody was drawn. */
        int strictest(int row) {
            int strictest = Lane.GREEN.place();
            for (byte[] ofThreat : lanes) {
                if (ofThreat[row] >= 0) {
                    strictest = Math.min(strictest, ofThreat[row]);
                }
            }
            return strictest;
        }
    }

    /**
     * What added bits, one row's after the other's.
     *
     * @param starts by row, where its own begin; one more than rows
     * @param threats numbers of threats
     * @param rules numbers of what added them: a rule, the prior, a group's cap
     * @param units of 1/1024 bit
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Contributions(int[] starts, short[] threats, int[] rules, int[] units) {}
}
