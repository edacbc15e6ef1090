// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.SearchTime;
import portolan.training.papers.PaperSet;
import portolan.training.round.Round;

/**
 * What searching a consignment costs a trainee, where the exercise lets it cost minutes of inspection.
 *
 * @param left minutes that the trainee has left
 * @param toAsk kinds of papers that they have not asked for
 */
public record Searching(SearchTime time, int left, List<PaperSet.Kind> toAsk) {
    public Searching {
        toAsk = List.copyOf(toAsk);
    }

    /**
     * Of one trainee.
     *
     * @param asks what can be asked of a consignment
     * @param asked papers of it that they asked for
     */
    static @Nullable Searching of(Round round, String trainee, Asks asks, List<PaperSet.Paper> asked) {
        SearchTime time = round.exercise().search();
        if (time == null) {
            return null;
        }
        Set<PaperSet.Kind> toAsk = EnumSet.noneOf(PaperSet.Kind.class);
        toAsk.addAll(asks.kinds());
        toAsk.removeIf(PaperSet.Kind::isOfCarriage);
        asked.forEach(paper -> toAsk.remove(paper.kind()));
        return new Searching(time, round.minutesLeft(trainee), List.copyOf(toAsk));
    }
}
