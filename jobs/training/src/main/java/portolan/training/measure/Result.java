// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.SearchTime;
import portolan.training.exercise.Truth;
import portolan.training.measure.Sitting.Choice;
import portolan.training.papers.PaperSet;
import portolan.training.papers.PaperSet.Contradiction;

/**
 * How well one trainee did in one round. It has no rank: one round of few consignments is mostly luck.
 *
 * @param reasons indicators named against the traces planted, over picks that have some planted
 * @param placed of the hits, those where the trainee named the place where it is
 * @param minutes used, of real time
 * @param papers fields marked against those that contradict each other on the papers that the trainee had, by name of
 *     the field, over all consignments
 * @param searched null where searching costs nothing
 * @param deadlines null where the round is not live
 */
public record Result(
        Tally tally,
        Alikes alikes,
        Agreement reasons,
        Calibration calibration,
        int placed,
        double minutes,
        Complement complement,
        Map<String, Agreement> papers,
        @Nullable Searched searched,
        @Nullable Deadlines deadlines,
        Reliance reliance,
        Reference reference) {
    public Result {
        papers = java.util.Collections.unmodifiableMap(new TreeMap<>(papers));
    }

    /**
     * What others would hit with the same budget.
     *
     * @param oracle who knows the truth
     * @param engine its riskiest consignments; equals by key
     * @param random from how many to how many hits 95 of 100 blind pickers have
     */
    public record Reference(Tally oracle, Tally engine, Chance.Band random) {}

    /** Holds a sitting against the truth. A budget of more picks than there are consignments is as good as one of all. */
    public static Result of(Sitting sitting, Truth truth, Exercise exercise) {
        int budget = Math.min(exercise.budget(), truth.bills().size());
        SearchTime search = exercise.search();
        Map<String, Truth.Bill> bills = truth.byKey();
        List<String> offences = truth.bills().stream()
                .filter(Truth.Bill::offends)
                .map(Truth.Bill::key)
                .toList();
        int alikes = (int) truth.bills().stream().filter(Truth.Bill::isAlike).count();
        int hits = 0;
        int taken = 0;
        int placed = 0;
        Agreement reasons = Agreement.NONE;
        List<Calibration.Stated> stated = new ArrayList<>();
        Set<String> picked = new HashSet<>();
        for (Choice choice : sitting.choices()) {
            Truth.Bill bill = bills.get(choice.key());
            if (bill == null || !picked.add(choice.key())) {
                throw new IllegalArgumentException("a pick is of the window, and once: consignment=" + choice.key());
            }
            hits += bill.offends() ? 1 : 0;
            taken += bill.isAlike() ? 1 : 0;
            if (bill.planted() != null) {
                reasons = reasons.plus(
                        Agreement.of(choice.reasons(), bill.planted().traces()));
                placed += bill.offends()
                                && choice.place() != null
                                && choice.place() == bill.planted().place()
                        ? 1
                        : 0;
            }
            if (choice.confidence() != null) {
                stated.add(new Calibration.Stated(choice.confidence(), bill.offends()));
            }
        }
        Set<String> engine = engine(truth, budget);
        int engineHits = (int) offences.stream().filter(engine::contains).count();
        int all = truth.bills().size();
        Tally tally = new Tally(all, offences.size(), budget, picked.size(), hits);
        return new Result(
                tally,
                new Alikes(taken, alikes, hits, offences.size()),
                reasons,
                Calibration.of(stated),
                placed,
                sitting.minutes(),
                Complement.of(offences, picked, engine),
                papers(sitting, truth, search != null),
                search == null ? null : Searched.of(sitting, truth, search),
                exercise.isLive() ? Deadlines.of(sitting, truth, budget) : null,
                Reliance.of(Set.copyOf(offences), picked, engine),
                new Reference(
                        new Tally(
                                all,
                                offences.size(),
                                budget,
                                budget,
                                tally.luck().most()),
                        new Tally(all, offences.size(), budget, budget, engineHits),
                        tally.luck().band()));
    }

    /** The engine's riskiest consignments within a budget; equals by key. */
    static Set<String> engine(Truth truth, int budget) {
        return truth.bills().stream()
                .sorted(Comparator.comparingDouble(Truth.Bill::engine)
                        .reversed()
                        .thenComparing(Truth.Bill::key))
                .limit(budget)
                .map(Truth.Bill::key)
                .collect(Collectors.toSet());
    }

    /** @param asks whether a trainee sees only those papers that they asked for */
    private static Map<String, Agreement> papers(Sitting sitting, Truth truth, boolean asks) {
        Map<String, Agreement> papers = new TreeMap<>();
        for (Truth.Bill bill : truth.bills()) {
            Set<PaperSet.Kind> asked = sitting.asked().getOrDefault(bill.key(), Set.of());
            Set<String> there = bill.contradictions().stream()
                    .filter(one -> !asks || one.isShownBy(asked))
                    .map(Contradiction::field)
                    .collect(Collectors.toSet());
            Set<String> marked = sitting.marks().getOrDefault(bill.key(), Set.of());
            Set<String> fields = new HashSet<>(there);
            fields.addAll(marked);
            for (String field : fields) {
                Agreement one = new Agreement(
                        there.contains(field) && marked.contains(field) ? 1 : 0,
                        there.contains(field) ? 0 : 1,
                        marked.contains(field) ? 0 : 1);
                papers.merge(field, one, Agreement::plus);
            }
        }
        return papers;
    }

    /** All fields of papers together. */
    public Agreement allPapers() {
        return papers.values().stream().reduce(Agreement.NONE, Agreement::plus);
    }

    /** Hits an hour of real time; null where no time was used. */
    public @Nullable Double hitsAnHour() {
        return minutes <= 0 ? null : tally.hits() * 60 / minutes;
    }
}
