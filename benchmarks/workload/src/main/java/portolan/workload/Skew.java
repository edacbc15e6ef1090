// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/** A Zipf-Mandelbrot law over ranks: weight (rank + shift) to the power of minus slope. */
final class Skew {
    private static final int CELLS = 4096;

    private final int size;
    private final double shift;
    private final double slope;
    private final double total;
    private final double[] ranks = new double[CELLS + 1];

    Skew(int size, double shift, double slope) {
        this.size = size;
        this.shift = shift;
        this.slope = slope;
        double rising = 1 - slope;
        double low = StrictMath.pow(shift, rising);
        double high = StrictMath.pow(size + shift, rising);
        this.total = (high - low) / rising;
        for (int cell = 0; cell <= CELLS; cell++) {
            ranks[cell] = StrictMath.pow(low + (high - low) * cell / CELLS, 1 / rising) - shift;
        }
    }

    int size() {
        return size;
    }

    /** A rank, 0 the heaviest. Inverts the law through a table: a power per draw would cost more than the draw. */
    int draw(Dice dice) {
        double position = dice.unit() * CELLS;
        int cell = (int) position;
        double rank = ranks[cell] + (position - cell) * (ranks[cell + 1] - ranks[cell]);
        return Math.min(size - 1, Math.max(0, (int) rank));
    }

    /** Share of the whole that falls to a rank. */
    double share(int rank) {
        return StrictMath.pow(rank + 0.5 + shift, -slope) / total;
    }
}
