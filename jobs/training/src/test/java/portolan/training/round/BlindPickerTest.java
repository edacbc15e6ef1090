// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import portolan.training.Exercises;
import portolan.training.SmallWorld;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.Truth;
import portolan.training.measure.Result;
import portolan.training.measure.Sitting;
import portolan.training.world.Dealt;

class BlindPickerTest {
    /** 300 bills, 8 offences, 10 picks: the standard error of such a mean is 0.002. */
    @Test
    void theMeanSkillOfABlindPickerOverAThousandSeedsIsNone() throws Exception {
        Exercise exercise = Exercises.parse(Exercises.PRACTICE
                        .replace("bills: 40", "bills: 300")
                        .replace("{rip_on: 3, cover_goods: 1}", "{rip_on: 8}")
                        .replace("budget: 5", "budget: 10")
                + "seed: '" + Exercises.SEED + "'\n");
        byte[] seed = exercise.seed(null);
        Dealt dealt = SmallWorld.deal(exercise.order(), seed);
        Truth truth = Truth.of(exercise, seed, dealt, Map.of(), Map.of());
        Dealt bare = BareWorld.of(dealt);

        List<Result> results = LongStream.range(0, 1_000)
                .mapToObj(drawn -> Bots.choose(Bots.Kind.RANDOM, bare, Map.of(), exercise.budget(), drawn))
                .map(keys -> new Sitting(
                        keys.stream()
                                .map(key -> new Sitting.Choice(key, java.util.Set.of(), null, null, false))
                                .toList(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        0,
                        0))
                .map(sitting -> Result.of(sitting, truth, exercise))
                .toList();

        assertThat(results.stream()
                        .mapToDouble(
                                result -> Objects.requireNonNull(result.tally().skill()))
                        .average()
                        .orElse(1))
                .isCloseTo(0, within(0.01));
        assertThat(results.stream()
                        .filter(result -> result.tally().hits()
                                        > result.tally().luck().band().high()
                                || result.tally().hits()
                                        < result.tally().luck().band().low()))
                .as("outside the band of 95 in 100")
                .hasSizeLessThan(70);
    }
}
