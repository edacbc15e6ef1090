// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Unit;

/**
 * What one indicator is worth on one feed: how often it has a reading, and how much each band of its values speaks for
 * an offence. A flag has two bands; a number up to six, cut where 5, 50, 80, 95 and 99 % of its readings lie below, or
 * one a value where it takes no more than five.
 *
 * @param measured how many consignments have a reading
 * @param of how many have a label
 * @param bands lowest first, then those without a reading
 * @param strongest what the band with the most bits, if any speaks for an offence, holds of each scheme and look-alike,
 *     as shares from 0 to 1
 */
record Scorecard(Indicator indicator, int measured, int of, List<Band> bands, Map<String, Double> strongest) {
    private static final double[] CUTS = {0.05, 0.50, 0.80, 0.95, 0.99};
    private static final int MOST_SINGLE_VALUES = 5;

    Scorecard {
        bands = List.copyOf(bands);
    }

    /** @param labels one for each consignment, in the same order */
    static Scorecard of(Indicator indicator, List<Measured> consignments, List<Label> labels) {
        float[] sorted = sortedValues(indicator, consignments);
        float[] upper = upperEnds(sorted);
        int[] n = new int[upper.length + 1];
        int[] offences = new int[upper.length + 1];
        int allOffences = 0;
        for (int i = 0; i < labels.size(); i++) {
            int band = bandOf(consignments.get(i).value(indicator), upper);
            n[band]++;
            if (labels.get(i).offence()) {
                offences[band]++;
                allOffences++;
            }
        }
        List<Band> bands = new ArrayList<>();
        int strongest = -1;
        double most = 0;
        for (int band = 0; band < n.length; band++) {
            String name = band == upper.length ? "no reading" : name(indicator, sorted, upper, band);
            if (n[band] > 0) {
                Band made = new Band(name, n[band], offences[band], labels.size(), allOffences);
                bands.add(made);
                if (band < upper.length && made.bits() > most) {
                    strongest = band;
                    most = made.bits();
                }
            }
        }
        return new Scorecard(
                indicator,
                sorted.length,
                labels.size(),
                bands,
                strongest < 0 ? Map.of() : shares(indicator, consignments, labels, upper, strongest));
    }

    boolean isSilent() {
        return measured == 0;
    }

    double coverage() {
        return (double) measured / of;
    }

    private static float[] sortedValues(Indicator indicator, List<Measured> consignments) {
        float[] values = new float[consignments.size()];
        int measured = 0;
        for (Measured consignment : consignments) {
            float value = (float) consignment.value(indicator);
            if (!Float.isNaN(value)) {
                values[measured++] = value;
            }
        }
        float[] sorted = Arrays.copyOf(values, measured);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The largest value of each band, ascending. */
    private static float[] upperEnds(float[] sorted) {
        if (sorted.length == 0) {
            return new float[0];
        }
        List<Float> ends = distinct(sorted, MOST_SINGLE_VALUES);
        if (ends.size() > MOST_SINGLE_VALUES) {
            ends = new ArrayList<>();
            for (double cut : CUTS) {
                float end = sorted[(int) (cut * (sorted.length - 1))];
                if (ends.isEmpty() || end > ends.get(ends.size() - 1)) {
                    ends.add(end);
                }
            }
            float last = sorted[sorted.length - 1];
            if (last > ends.get(ends.size() - 1)) {
                ends.add(last);
            }
        }
        float[] upper = new float[ends.size()];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = ends.get(i);
        }
        return upper;
    }

    /** The distinct values, one more than {@code most} of them at most. */
    private static List<Float> distinct(float[] sorted, int most) {
        List<Float> distinct = new ArrayList<>();
        for (float value : sorted) {
            if (distinct.isEmpty() || distinct.get(distinct.size() - 1) != value) {
                distinct.add(value);
                if (distinct.size() > most) {
                    break;
                }
            }
        }
        return distinct;
    }

    private static int bandOf(double value, float[] upper) {
        if (Double.isNaN(value)) {
            return upper.length;
        }
        int band = 0;
        while (band < upper.length - 1 && value > upper[band]) {
            band++;
        }
        return band;
    }

    private static String name(Indicator indicator, float[] sorted, float[] upper, int band) {
        if (indicator.unit() == Unit.FLAG) {
            return upper[band] > 0 ? "true" : "false";
        }
        float lower = band == 0 ? sorted[0] : above(sorted, upper[band - 1]);
        String from = number(lower);
        String to = number(upper[band]);
        return from.equals(to) ? from : from + " to " + to;
    }

    private static float above(float[] sorted, float value) {
        int at = Arrays.binarySearch(sorted, Math.nextUp(value));
        return sorted[at >= 0 ? at : -at - 1];
    }

    private static String number(float value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return String.format(Locale.ROOT, "%d", (long) value);
        }
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private static Map<String, Double> shares(
            Indicator indicator, List<Measured> consignments, List<Label> labels, float[] upper, int band) {
        Map<String, int[]> tallies = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            String kind = label.scheme() != null
                    ? label.scheme()
                    : label.lookalike() != null ? "(" + label.lookalike() + ")" : null;
            if (kind != null) {
                int[] tally = tallies.computeIfAbsent(kind, unseen -> new int[2]);
                tally[0]++;
                tally[1] += bandOf(consignments.get(i).value(indicator), upper) == band ? 1 : 0;
            }
        }
        Map<String, Double> shares = new TreeMap<>();
        tallies.forEach((kind, tally) -> shares.put(kind, (double) tally[1] / tally[0]));
        return shares;
    }
}
