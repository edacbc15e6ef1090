// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import portolan.training.measure.Interval;

/**
 * Mean skill over several exercises, by pseudonym in the order of the alphabet: no rank.
 *
 * @param skills of those who sat {@link Interval#FEWEST_EXERCISES} or more, and who agreed to be shown
 */
public record Standing(Map<String, Interval> skills) {
    /**
     * Over unsealed rounds; bots, and rounds in which somebody did nothing, are no part of it.
     *
     * @param shown pseudonyms of those who agreed to be shown
     */
    public static Standing of(List<Round> rounds, List<String> shown) {
        Map<String, List<Double>> skills = new TreeMap<>();
        for (Round round : rounds) {
            for (String trainee : round.workers()) {
                Double skill = round.result(trainee).tally().skill();
                if (skill != null && shown.contains(trainee)) {
                    skills.computeIfAbsent(trainee, name -> new ArrayList<>()).add(skill);
                }
            }
        }
        Map<String, Interval> enough = new TreeMap<>();
        skills.forEach((trainee, of) -> {
            if (of.size() >= Interval.FEWEST_EXERCISES) {
                enough.put(trainee, Interval.of(of));
            }
        });
        return new Standing(enough);
    }

    /** A line for each, by their names. */
    public String csv() {
        StringBuilder csv = new StringBuilder("trainee,skill,skill_low,skill_high\n");
        skills.forEach((trainee, skill) -> csv.append(String.format(
                Locale.ROOT,
                "%s,%s,%s,%s\n",
                trainee,
                Gain.number(skill.mean()),
                Gain.number(skill.low()),
                Gain.number(skill.high()))));
        return csv.toString();
    }
}
