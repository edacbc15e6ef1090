// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.TrainingException;
import portolan.training.measure.Interval;

/**
 * What trainees gained between two rounds of parallel exercises, by skill.
 *
 * @param before skill by trainee who sat both
 * @param after of the same
 * @param gain the mean paired difference
 */
public record Gain(Map<String, Double> before, Map<String, Double> after, Interval gain) {
    /**
     * The gain between two unsealed rounds; bots, and who did nothing in one of them, are no part of it.
     *
     * @throws TrainingException if the rounds are not parallel: they differ by more than seed and aids, or are of one world
     */
    public static Gain of(Round before, Round after) throws TrainingException {
        if (!before.exercise().isParallelTo(after.exercise())) {
            throw new TrainingException(
                    "a gain is between parallel exercises, which plant the same with the same budget"
                            + " and clock, each in a world of its own: before="
                            + before.exercise().name() + ", after="
                            + after.exercise().name() + "; compare rounds of one exercise");
        }
        Map<String, Double> first = skills(before);
        Map<String, Double> second = skills(after);
        first.keySet().retainAll(second.keySet());
        second.keySet().retainAll(first.keySet());
        return new Gain(first, second, Interval.gain(first, second));
    }

    private static Map<String, Double> skills(Round round) {
        Map<String, Double> skills = new LinkedHashMap<>();
        for (String trainee : round.workers()) {
            Double skill = round.result(trainee).tally().skill();
            if (skill != null) {
                skills.put(trainee, skill);
            }
        }
        return skills;
    }

    /** A line for each trainee, the group's mean gain with its 95 % interval last. */
    public String csv() {
        StringBuilder csv = new StringBuilder("trainee,skill_before,skill_after,gain,gain_low,gain_high\n");
        before.forEach((trainee, skill) -> {
            double later = after.getOrDefault(trainee, skill);
            csv.append(String.format(Locale.ROOT, "%s,%.6f,%.6f,%.6f,,\n", trainee, skill, later, later - skill));
        });
        return csv.append("all,,,")
                .append(number(gain.mean()))
                .append(',')
                .append(number(gain.low()))
                .append(',')
                .append(number(gain.high()))
                .append('\n')
                .toString();
    }

    static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.6f", value);
    }
}
