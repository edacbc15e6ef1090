// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.Arrays;
import java.util.List;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.Lane;

/**
 * Where each consignment stands on one side: in the strictest lane that any of its assessments put it in, at the office
 * and on the day of the first that did. By the number of the consignment; lanes by their places.
 */
final class Standing {
    private final byte[] lane;
    private final byte[] byScore;
    private final boolean[] drawn;
    private final long[] since;
    private final int[] office;
    private final int[] row;
    private final byte[][] byThreat;
    private final boolean[][] alerts;

    private Standing(int consignments, int threats) {
        lane = new byte[consignments];
        byScore = new byte[consignments];
        drawn = new boolean[consignments];
        since = new long[consignments];
        office = new int[consignments];
        row = new int[consignments];
        byThreat = new byte[threats][consignments];
        alerts = new boolean[threats][consignments];
        Arrays.fill(lane, Byte.MAX_VALUE);
        Arrays.fill(byScore, Byte.MAX_VALUE);
        for (byte[] of : byThreat) {
            Arrays.fill(of, Byte.MAX_VALUE);
        }
    }

    /** What happened. Threats are those of the archive. */
    static Standing then(List<Rows> all, int consignments, int threats) {
        Standing standing = new Standing(consignments, threats);
        for (Rows rows : all) {
            for (int i = 0; i < rows.size(); i++) {
                int consignment = rows.consignments()[i];
                standing.take(rows, i, rows.threats().strictest(i), rows.drawn()[i]);
                for (int threat = 0; threat < threats; threat++) {
                    int place = rows.threats().lane(threat, i);
                    if (place >= 0) {
                        standing.take(threat, consignment, place, rows.threats().isAlerting(threat, i));
                    }
                }
            }
        }
        return standing;
    }

    /**
     * What would have happened. Threats are those of the rule set.
     *
     * @param verdicts on the archive's rows, in their order
     * @param drawn by consignment
     */
    static Standing now(LoadedArchive archive, List<ColumnVerdicts> verdicts, boolean[] drawn, boolean[][] alertsIn) {
        Standing standing = new Standing(archive.size(), alertsIn.length);
        for (int group = 0; group < verdicts.size(); group++) {
            Rows rows = archive.rows().get(group);
            ColumnVerdicts of = verdicts.get(group);
            for (int i = 0; i < rows.size(); i++) {
                int consignment = rows.consignments()[i];
                standing.take(rows, i, of.lane(i).place(), drawn[consignment]);
                for (int threat = 0; threat < alertsIn.length; threat++) {
                    int place = of.lane(threat, i).place();
                    standing.take(threat, consignment, place, alertsIn[threat][place]);
                }
            }
        }
        return standing;
    }

    /** Takes one assessment; of two of one moment the one that is taken first counts. */
    private void take(Rows rows, int i, int scored, boolean isDrawn) {
        int consignment = rows.consignments()[i];
        int effective = isDrawn ? Lane.RED.place() : scored;
        long at = rows.assessedAt()[i];
        if (effective < lane[consignment] || (effective == lane[consignment] && at < since[consignment])) {
            lane[consignment] = (byte) effective;
            since[consignment] = at;
            office[consignment] = rows.offices()[i];
            row[consignment] = rows.first() + i;
        }
        byScore[consignment] = (byte) Math.min(byScore[consignment], scored);
        drawn[consignment] |= isDrawn;
    }

    private void take(int threat, int consignment, int place, boolean alerting) {
        byThreat[threat][consignment] = (byte) Math.min(byThreat[threat][consignment], place);
        alerts[threat][consignment] |= alerting;
    }

    int lane(int consignment) {
        return lane[consignment];
    }

    /** Whether its score puts it into red, drawn or not. */
    boolean isRedByScore(int consignment) {
        return byScore[consignment] == Lane.RED.place();
    }

    boolean isDrawn(int consignment) {
        return drawn[consignment];
    }

    /** Days since 1970. */
    int day(int consignment) {
        return Rows.epochDay(since[consignment]);
    }

    /** The number of the office; -1 where none is named. */
    int office(int consignment) {
        return office[consignment];
    }

    /** The number of the row that put it in its lane. */
    int row(int consignment) {
        return row[consignment];
    }

    /** Consignments by lane of one threat, the strictest first. */
    int[] lanesOf(int threat) {
        int[] counts = new int[Lane.values().length];
        for (byte place : byThreat[threat]) {
            if (place != Byte.MAX_VALUE) {
                counts[place]++;
            }
        }
        return counts;
    }

    int alertsOf(int threat) {
        int count = 0;
        for (boolean alert : alerts[threat]) {
            count += alert ? 1 : 0;
        }
        return count;
    }
}
