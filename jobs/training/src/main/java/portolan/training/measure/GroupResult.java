// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How well a group did in one round; bots are no part of it.
 *
 * @param trainees how many there are
 * @param reference what others would hit with the same budget; null where there is no trainee
 */
public record GroupResult(
        int trainees, Interval precision, Interval recall, Interval skill, Result.@Nullable Reference reference) {
    public static GroupResult of(Collection<Result> results) {
        List<Result> all = List.copyOf(results);
        return new GroupResult(
                all.size(),
                Interval.of(
                        all.stream().map(result -> result.tally().precision()).toList()),
                Interval.of(all.stream()
                        .map(result -> result.tally().recall())
                        .filter(Objects::nonNull)
                        .toList()),
                Interval.of(all.stream()
                        .map(result -> result.tally().skill())
                        .filter(Objects::nonNull)
                        .toList()),
                all.isEmpty() ? null : all.get(0).reference());
    }
}
