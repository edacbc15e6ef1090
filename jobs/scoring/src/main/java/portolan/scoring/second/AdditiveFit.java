// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankReading;
import portolan.scoring.rules.Bits;

/**
 * Fits curves to finds against the stream's own traffic: boosted splits of one reading, then of two, each step a small
 * part of Newton's (Lou, Caruana and others, "Accurate intelligible models with pairwise interactions", KDD 2013;
 * finds against a sample of all: Prentice and Pyke, Biometrika 66, 1979).
 *
 * <p>A reading whose sign is fixed only takes steps that way, and a pair only a corner where both readings point that
 * way. Slopes are summed as whole numbers, so the order of rows changes no bit.
 */
public final class AdditiveFit {
    /** Readings that are worth a closer look, by what one split of each would gain. */
    private static final int SELECTED = 120;

    private static final int STEPS = 500;

    /** Beyond rules as many do as well on worlds left out as more, and move less. */
    private static final int STEPS_BEYOND = 100;

    /** A step that gains less, in squared standard errors, is left: the best of so many splits gains as much by chance. */
    static final double LEAST_GAIN = 6;

    static final double PART = 0.1;

    /** As if so much more had been seen on either side of a split, of which nothing follows. */
    private static final double DOUBT = 5;

    /** Units of the fit in one of a score. */
    static final int FINER = 1024;

    private static final double FINE = (double) Bits.UNITS * FINER;
    static final double SLOPE = 1 << 24;
    private static final double LN_2 = StrictMath.log(2);

    private final List<BankReading> measures;
    private final List<Row> rows;
    private final @Nullable Predicate<Set<Integer>> few;
    private final int[] feeds;
    private final Binning[] binnings;
    private final byte[][] bins;
    private final boolean[] finds;
    private final int found;
    private final long[] score;
    private final long[] slope;
    private final long[] curvature;
    private final long[][] units;

    private AdditiveFit(
            List<BankReading> measures,
            List<Row> rows,
            int[] feeds,
            ToLongFunction<Row> said,
            @Nullable Predicate<Set<Integer>> few) {
        this.measures = measures;
        this.rows = rows;
        this.feeds = feeds;
        this.few = few;
        int n = rows.size();
        this.finds = new boolean[n];
        int count = 0;
        for (int row = 0; row < n; row++) {
            finds[row] = rows.get(row).find();
            count += finds[row] ? 1 : 0;
        }
        this.found = count;
        this.binnings = new Binning[measures.size()];
        this.bins = new byte[measures.size()][n];
        this.units = new long[measures.size()][];
        for (int reading = 0; reading < binnings.length; reading++) {
            binnings[reading] = binning(reading);
            units[reading] = new long[binnings[reading].bins()];
            for (int row = 0; row < n; row++) {
                bins[reading][row] = (byte) binnings[reading].bin(rows.get(row).values()[reading]);
            }
        }
        this.score = new long[n];
        this.slope = new long[n];
        this.curvature = new long[n];
        for (int row = 0; row < n; row++) {
            score[row] = said.applyAsLong(rows.get(row)) * FINER;
        }
    }

    /** Curves that add up to what rows say. */
    public static Curves of(List<BankReading> measures, Rows rows) {
        List<Row> all = rows.inOrder();
        return new AdditiveFit(measures, all, new int[all.size()], row -> 0, null).fit();
    }

    /**
     * Curves of few readings, and no pairs: what finds of several feeds, each with a rate of its own, say beyond what is
     * said already. What is not known adds nothing. Bins begin at short numbers, so that people read and edit them.
     *
     * @param said units of a row, which stay as they are
     * @param few whether these readings, by their places, are few enough
     */
    public static Curves beyond(
            List<BankReading> measures, List<List<Row>> feeds, ToLongFunction<Row> said, Predicate<Set<Integer>> few) {
        List<Row> all = feeds.stream().flatMap(List::stream).toList();
        int[] feed = new int[all.size()];
        int row = 0;
        for (int each = 0; each < feeds.size(); each++) {
            Arrays.fill(feed, row, row + feeds.get(each).size(), each);
            row += feeds.get(each).size();
        }
        return new AdditiveFit(measures, all, feed, said, few).fit();
    }

    /** Readings of which one split alone says more than chance does beyond what is said already. */
    static List<BankReading> informed(List<BankReading> measures, List<Row> rows, ToLongFunction<Row> said) {
        AdditiveFit fit = new AdditiveFit(measures, rows, new int[rows.size()], said, few -> true);
        fit.settle();
        return IntStream.range(0, measures.size())
                .filter(reading -> fit.best(reading).gain >= LEAST_GAIN * SLOPE)
                .mapToObj(measures::get)
                .toList();
    }

    private Binning binning(int reading) {
        float[] values = new float[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = finds[row] ? Float.NaN : rows.get(row).values()[reading];
        }
        Binning binning = Binning.of(values);
        return few == null ? binning : binning.legible(values);
    }

    private Curves fit() {
        List<PairsFit.Together> pairs = List.of();
        if (found > 0 && found < finds.length) {
            settle();
            int[] chosen = chosen();
            Set<Integer> used = new TreeSet<>();
            boolean[] allowed = allowed(used);
            for (int step = 0; step < (few == null ? STEPS : STEPS_BEYOND); step++) {
                Split best = null;
                for (int reading : chosen) {
                    best = allowed[reading] ? best(reading).better(best) : best;
                }
                if (best == null || best.gain < LEAST_GAIN * SLOPE) {
                    break;
                }
                step(best);
                settle();
                allowed = used.add(best.reading) ? allowed(used) : allowed;
            }
            if (few == null) {
                pairs = new PairsFit(measures, binnings, bins, finds, score, slope, curvature)
                        .of(chosen, units, this::settle);
            }
        }
        return curves(pairs);
    }

    /** Which readings may be used when some are already. */
    private boolean[] allowed(Set<Integer> used) {
        boolean[] allowed = new boolean[measures.size()];
        for (int reading = 0; reading < allowed.length; reading++) {
            Set<Integer> with = new TreeSet<>(used);
            allowed[reading] = few == null || !with.add(reading) || few.test(with);
        }
        return allowed;
    }

    /** Moves all rows of a feed alike until finds and expected finds are equal, and takes slopes there. */
    private void settle() {
        int count = 1 + Arrays.stream(feeds).max().orElse(0);
        for (int turn = 0; turn < 30; turn++) {
            long[] of = new long[count];
            long[] by = new long[count];
            for (int row = 0; row < score.length; row++) {
                double expected = 1 / (1 + StrictMath.exp(-LN_2 * (score[row] / FINE)));
                double much = rows.get(row).weight() * SLOPE;
                slope[row] = (long) StrictMath.rint(((finds[row] ? 1 : 0) - expected) * much);
                curvature[row] = (long) StrictMath.rint(expected * (1 - expected) * much);
                of[feeds[row]] += slope[row];
                by[feeds[row]] += curvature[row];
            }
            long[] moves = new long[count];
            for (int feed = 0; feed < count; feed++) {
                double move = StrictMath.max(-2, StrictMath.min(2, of[feed] / (by[feed] + 1.0)));
                moves[feed] = StrictMath.abs(move) < 1e-2 ? 0 : fine(move);
            }
            if (Arrays.stream(moves).allMatch(move -> move == 0)) {
                return;
            }
            for (int row = 0; row < score.length; row++) {
                score[row] += moves[feeds[row]];
            }
        }
    }

    static long fine(double nats) {
        return (long) StrictMath.rint(nats / LN_2 * FINE);
    }

    /** The readings whose first split would gain most, in their order. */
    private int[] chosen() {
        double[] gains = new double[measures.size()];
        List<Integer> order = new ArrayList<>();
        for (int reading = 0; reading < gains.length; reading++) {
            gains[reading] = best(reading).gain;
            if (gains[reading] > 0) {
                order.add(reading);
            }
        }
        order.sort(
                Comparator.comparingDouble((Integer reading) -> -gains[reading]).thenComparing(reading -> reading));
        return order.stream()
                .limit(SELECTED)
                .mapToInt(reading -> reading)
                .sorted()
                .toArray();
    }

    /** Bins from one on move one way, those below the other; at 0 the unknown against all others. */
    private record Split(int reading, int from, double below, double above, double gain) {
        Split better(@Nullable Split other) {
            return other == null || gain > other.gain ? this : other;
        }
    }

    private Split best(int reading) {
        int count = binnings[reading].bins();
        long[] of = new long[count];
        long[] by = new long[count];
        byte[] bin = bins[reading];
        for (int row = 0; row < bin.length; row++) {
            of[bin[row]] += slope[row];
            by[bin[row]] += curvature[row];
        }
        long ofKnown = 0;
        long byKnown = 0;
        for (int each = 1; each < count; each++) {
            ofKnown += of[each];
            byKnown += by[each];
        }
        // What is not known of few readings says nothing: each filing would state it.
        Split best = few != null
                ? new Split(reading, 0, 0, 0, 0)
                : new Split(
                        reading,
                        0,
                        newton(of[0], by[0]),
                        newton(ofKnown, byKnown),
                        gain(of[0], by[0]) + gain(ofKnown, byKnown));
        BankReading.Sign sign = measures.get(reading).sign();
        long ofBelow = 0;
        long byBelow = 0;
        for (int from = 2; from < count; from++) {
            ofBelow += of[from - 1];
            byBelow += by[from - 1];
            double below = newton(ofBelow, byBelow);
            double above = newton(ofKnown - ofBelow, byKnown - byBelow);
            if (allows(sign, below, above)) {
                best = new Split(
                                reading,
                                from,
                                below,
                                above,
                                gain(ofBelow, byBelow) + gain(ofKnown - ofBelow, byKnown - byBelow))
                        .better(best);
            }
        }
        return best;
    }

    static boolean allows(BankReading.Sign sign, double below, double above) {
        return switch (sign) {
            case UP -> below <= above;
            case DOWN -> below >= above;
            case FREE -> true;
        };
    }

    static double newton(long of, long by) {
        return of / (by + DOUBT * SLOPE);
    }

    private static double gain(long of, long by) {
        return newton(of, by) * of;
    }

    private void step(Split split) {
        long[] moves = new long[binnings[split.reading].bins()];
        for (int bin = 0; bin < moves.length; bin++) {
            boolean below = bin < StrictMath.max(1, split.from);
            boolean moved = split.from == 0 || bin != Binning.UNKNOWN;
            moves[bin] = moved ? fine(PART * (below ? split.below : split.above)) : 0;
            units[split.reading][bin] += moves[bin];
        }
        for (int row = 0; row < score.length; row++) {
            score[row] += moves[bins[split.reading][row]];
        }
    }

    /** What was fitted; a reading that only speaks in a pair has a curve at 0. */
    private Curves curves(List<PairsFit.Together> moved) {
        Curve[] byReading = new Curve[measures.size()];
        List<Curve> curves = new ArrayList<>();
        for (int reading = 0; reading < byReading.length; reading++) {
            int at = reading;
            if (Arrays.stream(units[reading]).anyMatch(each -> each != 0)
                    || moved.stream().anyMatch(pair -> pair.isOf(at))) {
                byReading[reading] = curve(reading);
                curves.add(byReading[reading]);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        moved.forEach(pair -> pairs.add(pair.of(byReading)));
        return new Curves(curves, pairs, found);
    }

    private Curve curve(int reading) {
        int count = binnings[reading].bins();
        long[] sum = new long[count];
        int[] findsOf = new int[count];
        int first = few == null ? Binning.UNKNOWN : Binning.UNKNOWN + 1;
        long mean = 0;
        int traffic = 0;
        for (int row = 0; row < finds.length; row++) {
            int bin = bins[reading][row];
            findsOf[bin] += finds[row] ? 1 : 0;
            if (!finds[row] && bin >= first) {
                mean += units[reading][bin] / FINER;
                traffic++;
            }
        }
        for (int bin = first; bin < count; bin++) {
            long own = Math.floorDiv(units[reading][bin], FINER) - mean / StrictMath.max(1, traffic);
            sum[bin] = Curves.within(own, Curve.MOST);
        }
        return new Curve(reading, measures.get(reading), binnings[reading], sum, findsOf);
    }
}
