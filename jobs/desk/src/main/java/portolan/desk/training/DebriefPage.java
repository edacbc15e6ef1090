// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.Question;
import portolan.training.measure.Result;

/**
 * What was hidden, and what one trainee made of it.
 *
 * @param trainee whose it is
 * @param isOwn whether the trainee themselves reads it
 * @param missed offences that were not picked
 * @param wrong picks that were no offence
 * @param found offences that were picked
 * @param papers what the trainee marked on papers and what there was, by consignment; none where nobody asked
 * @param withEngine whether the trainee saw what the engine says
 * @param luck how likely a blind picker does as well, in words
 * @param questions that the exercise asked
 * @param looked consignments that the trainee opened
 * @param bills consignments that there were
 */
public record DebriefPage(
        String trainee,
        boolean isOwn,
        boolean isAlone,
        String exercise,
        Result result,
        List<Line> missed,
        List<Line> wrong,
        List<Line> found,
        List<MarkedPapers> papers,
        boolean withEngine,
        String luck,
        Set<Question> questions,
        int looked,
        int bills,
        String hash) {
    public DebriefPage {
        questions = Set.copyOf(questions);
        missed = List.copyOf(missed);
        wrong = List.copyOf(wrong);
        found = List.copyOf(found);
        papers = List.copyOf(papers);
    }

    /**
     * One consignment of it.
     *
     * @param engineSaw whether the engine's own picks within the budget had it
     * @param reasons the engine's, the loudest first
     * @param named signs that the trainee named, in words
     * @param searched how the trainee searched it, and which papers they asked for, in words
     * @param shown whether that search shows an offence
     * @param confidence that the trainee stated, in percent; null for none
     */
    public record Line(
            String key,
            Pair pair,
            boolean engineSaw,
            List<String> reasons,
            List<String> named,
            List<String> searched,
            boolean shown,
            @Nullable Integer confidence) {
        public Line {
            reasons = List.copyOf(reasons);
            named = List.copyOf(named);
            searched = List.copyOf(searched);
        }
    }

    public boolean asked(String question) {
        return questions.contains(Question.valueOf(question));
    }

    public boolean hasOffences() {
        return result.tally().offences() > 0;
    }
}
