// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.testing.HandClock;
import portolan.training.Exercises;
import portolan.training.SmallWorld;
import portolan.training.exercise.Exercise;
import portolan.training.measure.Deadlines;
import portolan.training.world.Dealt;

/** In the small world one of 40 consignments arrives every 90 seconds, and leaves six minutes later. */
class LiveRoundTest {
    private static final int EVERY = 90;
    private static final int STAYS = 360;
    private static final int ROUND = 3_600;

    @TempDir
    private Path temporary;

    private final HandClock clock = new HandClock();

    private Round live() throws Exception {
        Exercise exercise = Exercises.parse(
                Exercises.PRACTICE.replace("budget: 5", "budget: 2") + "live: true\nseed: '" + Exercises.SEED + "'\n");
        Round round =
                Round.open(temporary.resolve("round"), exercise, null, SmallWorld::deal, dealt -> Map.of(), clock);
        round.start();
        return round;
    }

    private static String key(int number) {
        return "TEST:B" + number + ":2026";
    }

    private static List<Integer> offences(Round round) throws Exception {
        Exercise exercise = round.exercise();
        List<Dealt.Bill> window =
                SmallWorld.deal(exercise.order(), exercise.seed(null)).window();
        return IntStream.range(0, window.size())
                .filter(i -> window.get(i).offends())
                .boxed()
                .toList();
    }

    private static int leaves(int number) {
        return number * EVERY + STAYS;
    }

    @Test
    void anOffenceThatLeavesIsMissedAndWhileAPickIsFreeThatIsSaidToo() throws Exception {
        Round round = live();
        List<Integer> offences = offences(round);
        int first = offences.get(0);
        int third = offences.get(2);
        clock.advance(Duration.ofSeconds((long) first * EVERY + 1));
        assertThat(round.pick("ada", Pick.of(key(first)))).isEqualTo(Answer.COUNTS);
        int busyFrom = leaves(third) - 1;
        clock.advance(Duration.ofSeconds(busyFrom - ((long) first * EVERY + 1)));
        assertThat(round.pick("ada", Pick.of(key(third + 1)))).isEqualTo(Answer.COUNTS);
        round.enter("bob");
        clock.advance(Duration.ofHours(1));
        round.unseal(null);

        List<Integer> left =
                offences.stream().filter(number -> leaves(number) < ROUND).toList();
        long whileFree = left.stream()
                .filter(number -> number != first && leaves(number) < busyFrom)
                .count();
        int passed = (ROUND - STAYS) / EVERY;
        assertThat(whileFree).as("a case of each kind").isBetween(1L, left.size() - 2L);
        assertThat(round.result("ada").deadlines()).isEqualTo(new Deadlines(passed, left.size() - 1, (int) whileFree));
        assertThat(round.result("bob").deadlines())
                .as("who picks nothing has every pick free")
                .isEqualTo(new Deadlines(passed, left.size(), left.size()));
    }

    @Test
    void whatIsStillThereWhenTheMentorClosesHasNotLeft() throws Exception {
        Round round = live();
        round.enter("ada");
        clock.advance(Duration.ofSeconds(STAYS + 1));
        round.close();
        round.unseal(null);

        assertThat(Objects.requireNonNull(round.result("ada").deadlines()).passed())
                .isEqualTo(1);
    }
}
