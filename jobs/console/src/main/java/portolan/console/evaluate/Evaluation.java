// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Detection quality over one period: the engine beside what a table could have done.
 *
 * @param truth whether it is known of every consignment what it was, and not only of those examined
 * @param consignments in the period that were assessed and of which it is known what they were
 * @param lessons outcomes that the lookups knew before the period began
 * @param rows the engine first
 * @param schemes recall of each kind of offence in the engine's ranking
 * @param lookalikes the same of innocent cases that were planted to look like one
 * @param best the lookup or other baseline with the highest precision among the top 1 %; null when there is none
 * @param notes what is missing, and why; settings that were tuned
 */
record Evaluation(
        LocalDate from,
        LocalDate to,
        boolean truth,
        int consignments,
        int offences,
        int lessons,
        Revenue revenue,
        List<Detection> rows,
        List<KindFound> schemes,
        List<KindFound> lookalikes,
        Calibration calibration,
        @Nullable Detection best,
        List<String> notes) {
    /** As much as so many consignments of the base rate: what the lookups' smoothing is chosen from. */
    static final List<Double> SMOOTHINGS = List.of(0.5, 2.0, 10.0, 50.0);

    Evaluation {
        rows = List.copyOf(rows);
        schemes = List.copyOf(schemes);
        lookalikes = List.copyOf(lookalikes);
        notes = List.copyOf(notes);
    }

    /** Precision among the top so many percent, of as many consignments as the table and the tiles count for them. */
    double precision(Detection row, int percent) {
        return row.precision(percent, consignments, offences);
    }

    double baseRate() {
        return (double) offences / consignments;
    }

    Detection engine() {
        return rows.get(0);
    }

    /** The best that a ranking can do among the top so many percent: offences first. */
    double perfectPrecision(int percent) {
        return Math.min(1, (double) offences / Detection.count(percent, consignments));
    }

    /** How far the engine goes on the way from the best baseline to perfect; NaN where there is no way. */
    double shareOfWay(int percent) {
        if (best == null) {
            return Double.NaN;
        }
        double way = perfectPrecision(percent) - best.precision(percent);
        return way <= 0 ? Double.NaN : (engine().precision(percent) - best.precision(percent)) / way;
    }

    /**
     * What is to be evaluated.
     *
     * @param consignments by time of filing
     * @param lessons by the time when they became known
     * @param truth whether all consignments count, and not only those examined
     * @param addsUp whether amounts of a kind are in one currency
     * @param stakes how the engine ranks by what is at stake
     */
    record Question(
            List<Examined> consignments,
            List<Lesson> lessons,
            LocalDate from,
            LocalDate to,
            boolean truth,
            Predicate<Revenue> addsUp,
            StakeRanks stakes) {}

    /**
     * Evaluates the assessed that were filed from {@code from} to {@code to}, both included.
     *
     * @throws IllegalArgumentException when there is none of them
     */
    static Evaluation of(Question question) {
        Period period = Period.of(question);
        if (period.inside.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing to evaluate: from=" + question.from() + ", to=" + question.to());
        }
        List<Examined> inside = period.inside;
        List<String> notes = new ArrayList<>();
        Revenue revenue = Revenue.of(inside);
        if (!question.addsUp().test(revenue)) {
            notes.add("no revenue: the amounts are in several currencies");
            revenue = Revenue.UNKNOWN;
        }
        Ranking engine = Ranking.of(inside, Examined::rank, revenue::of);
        List<Detection> rows = new ArrayList<>();
        rows.add(engine.detection("the engine"));
        if (inside.stream().anyMatch(each -> !Double.isNaN(each.probability()))) {
            rows.add(Ranking.of(inside, Examined::score, revenue::of).detection("the engine, by score"));
        }
        byStake(question, inside, revenue, notes, rows);
        Baselines baselines = new Baselines(question, period, revenue, notes);
        List<Detection> compared = baselines.all();
        rows.addAll(compared);
        int offences = (int) inside.stream().filter(Examined::offence).count();
        rows.add(Detection.expectedOfRandom(inside.size(), offences, revenue != Revenue.UNKNOWN));
        return new Evaluation(
                question.from(),
                question.to(),
                question.truth(),
                inside.size(),
                offences,
                period.lessonsBefore,
                revenue,
                rows,
                KindFound.of(inside, engine, Label::scheme),
                KindFound.of(inside, engine, Label::lookalike),
                Calibration.of(inside),
                best(compared),
                notes);
    }

    private static void byStake(
            Question question, List<Examined> inside, Revenue revenue, List<String> notes, List<Detection> rows) {
        question.stakes()
                .byName()
                .forEach((name, ranks) -> rows.add(Ranking.of(
                                inside,
                                each -> ranks.getOrDefault(each.consignmentKey(), Double.NEGATIVE_INFINITY),
                                revenue::of)
                        .detection(name)));
        String whyNot = question.stakes().whyNot();
        if (whyNot != null) {
            notes.add(whyNot);
        }
    }

    private static @Nullable Detection best(List<Detection> baselines) {
        Detection best = null;
        for (Detection each : baselines) {
            if (best == null || each.precision(1) > best.precision(1)) {
                best = each;
            }
        }
        return best;
    }

    /** Consignments before, in and after the period, by time of filing. */
    private record Period(List<Examined> inside, List<Examined> before, int lessonsBefore) {
        static Period of(Question question) {
            List<Examined> inside = new ArrayList<>();
            List<Examined> before = new ArrayList<>();
            for (Examined each : question.consignments()) {
                if (each.filedOn().isBefore(question.from())) {
                    before.add(each);
                } else if (!each.filedOn().isAfter(question.to()) && each.isAssessed()) {
                    inside.add(each);
                }
            }
            int lessons = 0;
            for (Lesson lesson : question.lessons()) {
                boolean known = lesson.knownAt()
                        .isBefore(question.from().atStartOfDay(ZoneOffset.UTC).toInstant());
                lessons += known ? lesson.examined() : 0;
            }
            return new Period(inside, before, lessons);
        }
    }

    /** What could be done without an engine. */
    private record Baselines(Question question, Period period, Revenue revenue, List<String> notes) {
        List<Detection> all() {
            List<Detection> rows = new ArrayList<>();
            if (question.lessons().isEmpty()) {
                notes.add("no lookups: no outcome was known");
            } else {
                lookup(rows, "HS6 x origin x tax rate", Traits::hs6OriginRate, "no HS codes with duty rates");
                lookup(rows, "HS6 x origin", Traits::hs6Origin, "no HS codes");
                lookup(rows, "importer's past rate", Traits::importers, "no consignee or importer");
                lookup(rows, "shipper's past rate", Traits::shippers, "no consignor or seller");
            }
            if (period.inside.stream().anyMatch(Examined::firstOfShipper)) {
                rows.add(row("first-time shipper", each -> each.firstOfShipper() ? 1 : 0));
            }
            if (period.inside.stream().anyMatch(each -> !Double.isNaN(each.value()))) {
                rows.add(row("highest value", each -> Double.isNaN(each.value()) ? 0 : each.value()));
            }
            return rows;
        }

        private Detection row(String name, ToDoubleFunction<Examined> score) {
            return Ranking.of(period.inside, score, revenue::of).detection(name);
        }

        private void lookup(List<Detection> rows, String name, Function<Traits, Set<String>> keys, String whyNot) {
            List<Examined> asked = new ArrayList<>(period.before);
            asked.addAll(period.inside);
            PastShare share = new PastShare(keys, asked, question.lessons());
            if (share.isEmpty()) {
                notes.add("no row '" + name + "': " + whyNot + " in the filings");
                return;
            }
            double smoothing = tuned(share, asked);
            double[] shares = share.shares(smoothing);
            rows.add(detection(asked, shares, period.before.size(), asked.size(), name));
            notes.add(String.format(Locale.ROOT, "%s: smoothing %s, of %s", name, smoothing, SMOOTHINGS));
        }

        /** The smoothing that would have been best before the period; the usual one where there was nothing before. */
        private double tuned(PastShare share, List<Examined> asked) {
            double best = 2;
            double most = Double.NEGATIVE_INFINITY;
            int before = period.before.size();
            if (before == 0) {
                return best;
            }
            for (double smoothing : SMOOTHINGS) {
                Detection detection = detection(asked, share.shares(smoothing), 0, before, "");
                double quality = detection.cuts().stream()
                        .mapToDouble(Detection.Cut::precision)
                        .sum();
                if (quality > most) {
                    most = quality;
                    best = smoothing;
                }
            }
            return best;
        }

        private Detection detection(List<Examined> asked, double[] shares, int first, int end, String name) {
            IdentityHashMap<Examined, Double> byConsignment = new IdentityHashMap<>();
            for (int i = first; i < end; i++) {
                byConsignment.put(asked.get(i), shares[i]);
            }
            return Ranking.of(asked.subList(first, end), each -> byConsignment.getOrDefault(each, 0.0), revenue::of)
                    .detection(name);
        }
    }
}
