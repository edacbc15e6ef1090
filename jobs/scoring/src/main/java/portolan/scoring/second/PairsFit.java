// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import portolan.scoring.bank.BankReading;

/**
 * Fits pairs of readings to what their curves leave: corners, where both are beyond a bin. Rows, their scores and slopes
 * are those of an {@link AdditiveFit}, by reading and row.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record PairsFit(
        List<BankReading> measures,
        Binning[] binnings,
        byte[][] bins,
        boolean[] finds,
        long[] score,
        long[] slope,
        long[] curvature) {
    private static final int STEPS = 200;

    private static final int MOST = 20;

    /** Readings whose pairs are tried: those that move the finds most. */
    private static final int PAIRED = 20;

    /**
     * The pairs that move a score, most of them none.
     *
     * @param chosen readings, of which the heaviest are tried
     * @param units of their curves, by bin
     * @param settle takes slopes anew once a step is taken
     */
    List<Together> of(int[] chosen, long[][] units, Runnable settle) {
        long[] weights = new long[measures.size()];
        for (int reading : chosen) {
            for (int row = 0; row < finds.length; row++) {
                weights[reading] += finds[row] ? StrictMath.abs(units[reading][bins[reading][row]]) : 0;
            }
        }
        List<Integer> heavy = Arrays.stream(chosen)
                .boxed()
                .sorted(Comparator.comparingLong((Integer reading) -> -weights[reading])
                        .thenComparing(reading -> reading))
                .limit(PAIRED)
                .toList();
        List<Corner> corners = new ArrayList<>();
        for (int i = 0; i < heavy.size(); i++) {
            for (int j = i + 1; j < heavy.size(); j++) {
                corners.add(new Together(heavy.get(i), heavy.get(j)).best());
            }
        }
        corners.sort(Comparator.comparingDouble((Corner corner) -> -corner.gain));
        List<Together> pairs = corners.stream().limit(MOST).map(Corner::pair).toList();
        for (int step = 0; step < STEPS; step++) {
            Corner best = null;
            for (Together pair : pairs) {
                Corner corner = pair.best();
                best = best == null || corner.gain > best.gain ? corner : best;
            }
            if (best == null || best.gain < AdditiveFit.LEAST_GAIN * AdditiveFit.SLOPE) {
                break;
            }
            step(best);
            settle.run();
        }
        return pairs.stream()
                .filter(pair -> Arrays.stream(pair.moved).anyMatch(each -> each != 0))
                .toList();
    }

    private void step(Corner corner) {
        Together pair = corner.pair;
        long move = AdditiveFit.fine(AdditiveFit.PART * corner.move);
        for (int x = 0; x < binnings[pair.one].bins(); x++) {
            for (int y = 0; y < pair.width; y++) {
                pair.moved[Pair.cell(x, y, pair.width)] += corner.holds(x, y) ? move : 0;
            }
        }
        for (int row = 0; row < score.length; row++) {
            score[row] += corner.holds(bins[pair.one][row], bins[pair.other][row]) ? move : 0;
        }
    }

    /** A pair that is being fitted. */
    final class Together {
        private final int one;
        private final int other;
        private final int width;
        private final long[] moved;

        Together(int one, int other) {
            this.one = one;
            this.other = other;
            this.width = binnings[other].bins();
            this.moved = new long[binnings[one].bins() * width];
        }

        Corner best() {
            int height = binnings[one].bins();
            long[] of = new long[moved.length];
            long[] by = new long[moved.length];
            for (int row = 0; row < score.length; row++) {
                int cell = Pair.cell(bins[one][row], bins[other][row], width);
                of[cell] += slope[row];
                by[cell] += curvature[row];
            }
            Corner best = new Corner(this, 0, 0, false, false, 0, 0);
            for (int corner = 0; corner < 4; corner++) {
                boolean high = (corner & 1) != 0;
                boolean otherHigh = (corner & 2) != 0;
                long[] ofCorner = new long[moved.length];
                long[] byCorner = new long[moved.length];
                for (int i = 1; i < height; i++) {
                    int x = high ? height - i : i;
                    int before = high ? x + 1 : x - 1;
                    long ofLine = 0;
                    long byLine = 0;
                    for (int j = 1; j < width; j++) {
                        int y = otherHigh ? width - j : j;
                        int cell = Pair.cell(x, y, width);
                        ofLine += of[cell];
                        byLine += by[cell];
                        ofCorner[cell] = ofLine + (i == 1 ? 0 : ofCorner[Pair.cell(before, y, width)]);
                        byCorner[cell] = byLine + (i == 1 ? 0 : byCorner[Pair.cell(before, y, width)]);
                        double move = AdditiveFit.newton(ofCorner[cell], byCorner[cell]);
                        double gain = move * ofCorner[cell];
                        boolean whole = i == height - 1 || j == width - 1;
                        if (!whole && gain > best.gain && allows(one, high, move) && allows(other, otherHigh, move)) {
                            best = new Corner(this, x, y, high, otherHigh, move, gain);
                        }
                    }
                }
            }
            return best;
        }

        private boolean allows(int reading, boolean high, double move) {
            return AdditiveFit.allows(measures.get(reading).sign(), high ? 0 : move, high ? move : 0);
        }

        boolean isOf(int reading) {
            return one == reading || other == reading;
        }

        /** What it adds to the curves of its readings, on average nothing. */
        Pair of(Curve[] byReading) {
            return new Pair(byReading[one], byReading[other], centred());
        }

        private long[] centred() {
            long mean = 0;
            int traffic = 0;
            for (int row = 0; row < finds.length; row++) {
                if (!finds[row]) {
                    mean += moved[Pair.cell(bins[one][row], bins[other][row], width)] / AdditiveFit.FINER;
                    traffic++;
                }
            }
            long[] sum = new long[moved.length];
            for (int cell = 0; cell < sum.length; cell++) {
                sum[cell] = Curves.within(
                        Math.floorDiv(moved[cell], AdditiveFit.FINER) - mean / StrictMath.max(1, traffic), Curve.MOST);
            }
            return sum;
        }
    }

    /** Where both readings are beyond a bin, it included. */
    private record Corner(
            Together pair, int one, int other, boolean high, boolean otherHigh, double move, double gain) {
        boolean holds(int x, int y) {
            return x != Binning.UNKNOWN
                    && y != Binning.UNKNOWN
                    && (high ? x >= one : x <= one)
                    && (otherHigh ? y >= other : y <= other);
        }
    }
}
