// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionPlace;

/**
 * What a trainee did in a round.
 *
 * @param choices at most one a consignment
 * @param marks fields of papers that contradict each other, by consignment
 * @param minutes from the start to the last thing done, of real time
 */
public record Sitting(List<Choice> choices, Map<String, Set<String>> marks, double minutes) {
    public Sitting {
        choices = List.copyOf(choices);
        marks = Map.copyOf(marks);
    }

    /**
     * A consignment picked.
     *
     * @param reasons names of indicators
     * @param confidence that it is an offence, 0 to 1; null where none was stated
     * @param place where to search; null where none was named
     */
    public record Choice(
            String key,
            Set<String> reasons,
            @Nullable Double confidence,
            @Nullable InspectionPlace place) {
        public Choice {
            reasons = Set.copyOf(reasons);
        }
    }
}
