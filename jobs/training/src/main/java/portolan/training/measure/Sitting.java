// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionPlace;
import portolan.training.papers.PaperSet;

/**
 * What a trainee did in a round.
 *
 * @param choices at most one a consignment
 * @param marks fields of papers that contradict each other, by consignment
 * @param asked papers asked for, by consignment
 * @param used how many picks were used up, by time
 * @param ended when the round ended, milliseconds after its start
 * @param minutes from the start to the last thing done, of real time
 */
public record Sitting(
        List<Choice> choices,
        Map<String, Set<String>> marks,
        Map<String, Set<PaperSet.Kind>> asked,
        List<Used> used,
        long ended,
        double minutes) {
    /** Of who was here and did nothing. */
    public static final Sitting NOTHING = new Sitting(List.of(), Map.of(), Map.of(), List.of(), 0, 0);

    public Sitting {
        choices = List.copyOf(choices);
        marks = Map.copyOf(marks);
        asked = Map.copyOf(asked);
        used = List.copyOf(used);
    }

    /**
     * Picks from a moment on.
     *
     * @param at milliseconds after the start
     */
    public record Used(long at, int picks) {}

    /**
     * A consignment picked.
     *
     * @param reasons names of indicators
     * @param confidence that it is an offence, 0 to 1; null where none was stated
     * @param place where to search by hand; null where none was named
     * @param scan whether the scanner runs over it
     */
    public record Choice(
            String key,
            Set<String> reasons,
            @Nullable Double confidence,
            @Nullable InspectionPlace place,
            boolean scan) {
        public Choice {
            reasons = Set.copyOf(reasons);
        }
    }
}
