// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionPlace;
import portolan.training.exercise.SearchTime;
import portolan.training.exercise.Truth;
import portolan.training.measure.Sitting.Choice;
import portolan.training.papers.PaperSet;
import portolan.training.papers.PaperSet.Contradiction;

/**
 * What searching found, and the minutes of inspection that it took.
 *
 * @param minutes that there were
 * @param used of those, on papers, places and the scanner
 * @param wasted of those used, on consignments that are no offence
 * @param finds offences that were picked, and that the search shows
 */
public record Searched(int minutes, int used, int wasted, int finds) {
    static Searched of(Sitting sitting, Truth truth, SearchTime time) {
        Map<String, Choice> choices =
                sitting.choices().stream().collect(Collectors.toMap(Choice::key, Function.identity()));
        int used = 0;
        int wasted = 0;
        int finds = 0;
        for (Truth.Bill bill : truth.bills()) {
            Choice choice = choices.get(bill.key());
            Set<PaperSet.Kind> asked = sitting.asked().getOrDefault(bill.key(), Set.of());
            InspectionPlace place = choice == null ? null : choice.place();
            boolean scan = choice != null && choice.scan();
            int cost = time.cost(asked.size(), place != null, scan);
            used += cost;
            wasted += bill.offends() ? 0 : cost;
            finds += choice != null
                            && bill.planted() != null
                            && bill.offends()
                            && shows(bill.planted().place(), bill.contradictions(), place, scan, asked)
                    ? 1
                    : 0;
        }
        return new Searched(time.minutes(), used, wasted, finds);
    }

    /**
     * Whether a search shows an offence: the place by hand is where it is, the scanner sees what is there, or the papers
     * asked for contradict each other, and not by a slip.
     *
     * @param hidden where it is; null where only papers show it
     * @param place searched by hand; null for none
     */
    public static boolean shows(
            @Nullable InspectionPlace hidden,
            List<Contradiction> contradictions,
            @Nullable InspectionPlace place,
            boolean scan,
            Set<PaperSet.Kind> asked) {
        return (hidden != null && (hidden == place || (scan && SearchTime.scannerShows(hidden))))
                || contradictions.stream().anyMatch(one -> !one.honest() && one.isShownBy(asked));
    }

    /** Null where no minute was used. */
    public @Nullable Double findsAMinute() {
        return used == 0 ? null : (double) finds / used;
    }
}
