// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import portolan.console.screen.TextLine;

/** How good probabilities are, as written and as fitted, side by side: ranking, what kinds were found, calibration. */
final class FitQuality {
    private static final int TOP = 5;

    private FitQuality() {}

    static List<String> lines(String name, RuleFirings firings, double[] written, double[] fitted) {
        List<Examined> asWritten = examined(firings, written);
        List<Examined> asFitted = examined(firings, fitted);
        List<String> lines = new ArrayList<>();
        long offences = asWritten.stream().filter(Examined::offence).count();
        lines.add(name + ": " + TextLine.counted(firings.size(), "consignment") + ", "
                + TextLine.counted(offences, "offence"));
        lines.add(line("", "as written", "as fitted"));
        Detection before = Ranking.of(asWritten, Examined::rank, each -> 0).detection("as written");
        Detection after = Ranking.of(asFitted, Examined::rank, each -> 0).detection("as fitted");
        for (int at = 0; at < before.cuts().size(); at++) {
            Detection.Cut cut = before.cuts().get(at);
            Detection.Cut other = after.cuts().get(at);
            lines.add(line(
                    "precision, recall at " + cut.percent() + " %",
                    share(cut.precision()) + " " + share(cut.recall()),
                    share(other.precision()) + " " + share(other.recall())));
        }
        Calibration calibration = Calibration.of(asWritten);
        Calibration other = Calibration.of(asFitted);
        lines.add(line("log loss, to the base rate", calibration.comparedWithBase(), other.comparedWithBase()));
        lines.add("");
        lines.add("recall at " + TOP + " % by kind");
        Map<String, double[]> recall = new TreeMap<>();
        count(asWritten, 0, recall);
        count(asFitted, 1, recall);
        recall.forEach((kind, found) -> lines.add(
                line(kind + " (" + (int) found[2] + ")", share(found[0] / found[2]), share(found[1] / found[2]))));
        lines.add("");
        lines.add("observed by predicted, in bands of predicted probability (consignments)");
        Map<String, String[]> bands = new TreeMap<>();
        bands(calibration, 0, bands);
        bands(other, 1, bands);
        bands.forEach((band, factor) -> lines.add(line(band, factor[0], factor[1])));
        return lines;
    }

    private static void count(List<Examined> all, int column, Map<String, double[]> recall) {
        List<Examined> ranked = new ArrayList<>(all);
        ranked.sort((one, other) -> one.rank() != other.rank()
                ? Double.compare(other.rank(), one.rank())
                : Long.compare(one.tieBreak(), other.tieBreak()));
        int top = Detection.count(TOP, ranked.size());
        for (int at = 0; at < ranked.size(); at++) {
            String kind = ranked.get(at).label().scheme();
            if (kind != null) {
                double[] found = recall.computeIfAbsent(kind, unused -> new double[3]);
                found[column] += at < top ? 1 : 0;
                found[2] += column == 0 ? 1 : 0;
            }
        }
    }

    private static void bands(Calibration calibration, int column, Map<String, String[]> bands) {
        for (Calibration.Reliability band : calibration.bands()) {
            String[] factors = bands.computeIfAbsent(
                    String.format(Locale.ROOT, "%5.1f to %5.1f %%", 100 * band.from(), 100 * band.to()), unused -> {
                        String[] none = new String[2];
                        Arrays.fill(none, "-");
                        return none;
                    });
            factors[column] = String.format(Locale.ROOT, "%.2f (%d)", band.factor(), band.n());
        }
    }

    private static List<Examined> examined(RuleFirings firings, double[] probabilities) {
        List<Examined> examined = new ArrayList<>(firings.size());
        for (int at = 0; at < probabilities.length; at++) {
            RuleFirings.Labelled each = firings.consignment(at);
            examined.add(new Examined(
                    each.consignmentKey(),
                    each.filedAt(),
                    each.label(),
                    0,
                    probabilities[at],
                    Double.NaN,
                    Double.NaN,
                    false,
                    Traits.UNKNOWN));
        }
        return examined;
    }

    private static String line(String name, String one, String other) {
        return String.format(Locale.ROOT, "  %-34s%18s%18s", name, one, other);
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }
}
