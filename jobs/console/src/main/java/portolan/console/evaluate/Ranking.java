// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Consignments by some score, highest first, equals in the order of their hashes. */
final class Ranking {
    private static final Comparator<Place> HIGHEST_FIRST =
            Comparator.comparingDouble(Place::score).reversed().thenComparingLong(Place::tieBreak);

    private final List<Place> places;
    private final long offences;
    private final double revenue;

    private Ranking(List<Place> places) {
        this.places = places;
        this.offences = places.stream().filter(Place::offence).count();
        this.revenue = places.stream().mapToDouble(Place::revenue).sum();
    }

    /** Ranks by {@code score}; {@code revenue} says what finding an offence is worth, 0 when nothing. */
    static Ranking of(
            List<Examined> consignments, ToDoubleFunction<Examined> score, ToDoubleFunction<Examined> revenue) {
        List<Place> places = new ArrayList<>(consignments.size());
        for (Examined each : consignments) {
            // Adding zero makes -0.0 equal to 0.0.
            places.add(new Place(each, score.applyAsDouble(each) + 0.0, each.tieBreak(), revenue.applyAsDouble(each)));
        }
        places.sort(HIGHEST_FIRST);
        return new Ranking(places);
    }

    Detection detection(String name) {
        List<Detection.Cut> cuts = new ArrayList<>();
        int taken = 0;
        int found = 0;
        double worth = 0;
        for (int percent : Detection.PERCENTS) {
            int count = Detection.count(percent, places.size());
            for (; taken < count; taken++) {
                found += places.get(taken).offence() ? 1 : 0;
                worth += places.get(taken).revenue();
            }
            cuts.add(new Detection.Cut(
                    percent,
                    count,
                    (double) found / count,
                    offences == 0 ? Double.NaN : (double) found / offences,
                    revenue > 0 ? worth / revenue : Double.NaN));
        }
        return new Detection(name, cuts, auc(), aucMargin(), gain());
    }

    private double auc() {
        long clean = places.size() - offences;
        if (offences == 0 || clean == 0) {
            return Double.NaN;
        }
        double won = 0;
        for (Tie tie : ties()) {
            won += tie.offences * (tie.cleanBelow + tie.clean / 2.0);
        }
        return won / ((double) offences * clean);
    }

    /**
     * Half the width of the AUC's 95 % interval, after DeLong: from how much the chance to win differs between one
     * offence and another, and between one clean consignment and another.
     */
    private double aucMargin() {
        long clean = places.size() - offences;
        if (offences < 2 || clean < 2) {
            return Double.NaN;
        }
        double auc = auc();
        double amongOffences = 0;
        double amongClean = 0;
        for (Tie tie : ties()) {
            double ofOffence = (tie.cleanBelow + tie.clean / 2.0) / clean - auc;
            double ofClean = (tie.offencesAbove + tie.offences / 2.0) / offences - auc;
            amongOffences += tie.offences * ofOffence * ofOffence;
            amongClean += tie.clean * ofClean * ofClean;
        }
        double variance = amongOffences / (offences - 1) / offences + amongClean / (clean - 1) / clean;
        return 1.959964 * Math.sqrt(variance);
    }

    /** Places of one score, and what has a higher or a lower one. */
    private record Tie(long offences, long clean, long offencesAbove, long cleanBelow) {}

    private List<Tie> ties() {
        List<Tie> ties = new ArrayList<>();
        long offencesAbove = 0;
        long cleanBelow = places.size() - offences;
        for (int from = 0; from < places.size(); ) {
            int to = from;
            long offencesHere = 0;
            while (to < places.size()
                    && places.get(to).score() == places.get(from).score()) {
                offencesHere += places.get(to).offence() ? 1 : 0;
                to++;
            }
            long cleanHere = to - from - offencesHere;
            cleanBelow -= cleanHere;
            ties.add(new Tie(offencesHere, cleanHere, offencesAbove, cleanBelow));
            offencesAbove += offencesHere;
            from = to;
        }
        return ties;
    }

    private List<Double> gain() {
        List<Double> gain = new ArrayList<>();
        int taken = 0;
        int found = 0;
        for (int percent = 0; percent <= 100; percent++) {
            for (; percent > 0 && taken < Detection.count(percent, places.size()); taken++) {
                found += places.get(taken).offence() ? 1 : 0;
            }
            gain.add(offences == 0 ? 0.0 : (double) found / offences);
        }
        return gain;
    }

    /** Those who stand among the top so many percent. */
    List<Examined> top(int percent) {
        return places.subList(0, Detection.count(percent, places.size())).stream()
                .map(Place::consignment)
                .toList();
    }

    /** One consignment in the ranking. */
    private record Place(Examined consignment, double score, long tieBreak, double revenue) {
        boolean offence() {
            return consignment.offence();
        }
    }
}
