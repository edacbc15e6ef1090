// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.testing.HandClock;
import portolan.training.Exercises;
import portolan.training.SmallWorld;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.TrainingException;
import portolan.training.world.Dealt;

class GainTest {
    @TempDir
    private Path temporary;

    /** A round in which everybody hits so many of four offences. */
    private Round sat(String folder, Exercise exercise, Map<String, Integer> hits) throws Exception {
        Round round = Round.open(
                temporary.resolve(folder), exercise, null, SmallWorld::deal, dealt -> Map.of(), new HandClock());
        round.start();
        List<String> offences = SmallWorld.deal(exercise.order(), exercise.seed(null)).window().stream()
                .filter(Dealt.Bill::offends)
                .map(Dealt.Bill::key)
                .toList();
        hits.forEach(
                (trainee, count) -> offences.stream().limit(count).forEach(key -> round.pick(trainee, Pick.of(key))));
        Bots.play(round, Bots.Kind.RANDOM, 1);
        round.close();
        round.unseal(null);
        return round;
    }

    @Test
    void theGainIsThePairedDifferenceOfThoseWhoSatBoth() throws Exception {
        Round before = sat("before", Exercises.practice(), Map.of("ada", 1, "bob", 2, "cem", 3, "gone", 4));
        Exercise parallel = Exercises.practice().seeded("77".repeat(32));
        Round after = sat("after", parallel, Map.of("ada", 2, "bob", 4, "cem", 4, "new", 1));

        Gain gain = Gain.of(before, after);

        double hit = 1 / (4 - 0.5);
        assertThat(gain.before()).containsOnlyKeys("ada", "bob", "cem");
        assertThat(gain.gain().values()).isEqualTo(3);
        assertThat(Objects.requireNonNull(gain.gain().mean()))
                .isCloseTo(hit * 4 / 3, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(gain.csv().lines()).hasSize(5).last().asString().startsWith("all,,,0.380952,");
        assertThat(after.group().skill().values()).isEqualTo(4);
    }

    @Test
    void roundsOfOtherExercisesAreNotCompared() throws Exception {
        Round before = sat("before", Exercises.practice(), Map.of("ada", 1));
        Round after = sat(
                "after",
                Exercises.parse(Exercises.PRACTICE.replace("lookalikes: 2", "lookalikes: 1") + "seed: '"
                        + Exercises.SEED + "'\n"),
                Map.of("ada", 2));

        assertThatThrownBy(() -> Gain.of(before, after))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("compare rounds of one exercise");
        Round same = sat("same", Exercises.practice(), Map.of("ada", 2));
        assertThatThrownBy(() -> Gain.of(before, same))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("each in a world of its own");
    }
}
