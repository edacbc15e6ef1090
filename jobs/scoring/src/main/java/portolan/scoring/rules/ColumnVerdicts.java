// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

/**
 * What a rule set says about each of many consignments, in the order of their rows; threats and rules by their places.
 */
public final class ColumnVerdicts {
    private final int rows;
    private final long[][] scores;
    private final byte[][] lanes;
    private final long[][] fired;

    ColumnVerdicts(int rows, long[][] scores, byte[][] lanes, long[][] fired) {
        this.rows = rows;
        this.scores = scores;
        this.lanes = lanes;
        this.fired = fired;
    }

    /** The same in other lanes. */
    ColumnVerdicts in(byte[][] others) {
        return new ColumnVerdicts(rows, scores, others, fired);
    }

    /** By threat and row. */
    long[][] scores() {
        return scores;
    }

    /** By rule, bits of rows. */
    long[][] fired() {
        return fired;
    }

    public int rows() {
        return rows;
    }

    /** In units of 1/1024 bit. */
    public long score(int threat, int row) {
        return scores[threat][row];
    }

    public Lane lane(int threat, int row) {
        return Lane.at(lanes[threat][row]);
    }

    /** The strictest lane of all threats, before anybody is drawn. */
    public Lane lane(int row) {
        int strictest = Lane.GREEN.place();
        for (byte[] ofThreat : lanes) {
            strictest = Math.min(strictest, ofThreat[row]);
        }
        return Lane.at(strictest);
    }

    public boolean fired(int rule, int row) {
        return (fired[rule][row >> 6] >>> row & 1) != 0;
    }

    /** The rows for which a rule fired: bit {@code row % 64} of word {@code row / 64}. Not to be changed. */
    public long[] firedRows(int rule) {
        return fired[rule];
    }
}
