// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.testing.HandClock;
import portolan.training.Exercises;
import portolan.training.SmallWorld;
import portolan.training.exercise.Exercise;

class StandingTest {
    @TempDir
    private Path temporary;

    @Test
    void onlyWhoAgreedAndSatThreeExercisesIsShownAndNobodyIsRanked() throws Exception {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Exercise exercise = Exercises.practice().seeded(String.format(java.util.Locale.ROOT, "%064x", i));
            Round round = Round.open(
                    temporary.resolve("r" + i),
                    exercise,
                    null,
                    SmallWorld::deal,
                    dealt -> java.util.Map.of(),
                    new HandClock());
            round.start();
            SmallWorld.deal(exercise.order(), exercise.seed(null)).window().stream()
                    .filter(bill -> bill.offends())
                    .forEach(bill -> round.pick("zoe", Pick.of(bill.key())));
            round.pick("ada", Pick.of("TEST:B1:2026"));
            round.pick("shy", Pick.of("TEST:B1:2026"));
            if (i < 2) {
                round.pick("twice", Pick.of("TEST:B1:2026"));
            } else {
                round.enter("twice");
            }
            Bots.play(round, Bots.Kind.RANDOM, 1);
            round.close();
            round.unseal(null);
            rounds.add(round);
        }

        Standing standing = Standing.of(rounds, List.of("ada", "zoe", "twice", "bot-random"));

        assertThat(standing.skills().keySet()).containsExactly("ada", "zoe");
        assertThat(standing.skills().get("zoe"))
                .extracting(interval -> interval.mean())
                .isEqualTo(1.0);
    }

    @Test
    void aPreviewSaysWhatThePlannedExerciseIsWorthAndNothingOfTheRoundsWorld() throws Exception {
        Exercise exercise = Exercises.practice();

        Preview preview = Preview.of(exercise, SmallWorld::deal, dealt -> java.util.Map.of());

        assertThat(preview.reference().oracle().hits()).isEqualTo(4);
        assertThat(preview.dealt().window()).filteredOn(bill -> bill.offends()).hasSize(4);
        assertThat(offences(preview))
                .isNotEqualTo(offences(Preview.of(exercise, SmallWorld::deal, dealt -> java.util.Map.of())));
    }

    private static List<String> offences(Preview preview) {
        return preview.dealt().window().stream()
                .filter(bill -> bill.planted() != null)
                .map(bill -> bill.key())
                .toList();
    }
}
