// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.training.Exercises;
import portolan.training.SmallWorld;
import portolan.training.exercise.TrainingException;

class SeatsTest {
    @TempDir
    private Path temporary;

    private Round open(String name) throws Exception {
        return Round.open(
                temporary.resolve(name),
                Exercises.practice(),
                null,
                SmallWorld::deal,
                dealt -> Map.of(),
                Clock.systemUTC());
    }

    @Test
    void whoseNameIsWhoseAndWhoAgreedOutlivesAKill() throws Exception {
        Round round = open("round");
        round.seats().sit("ana", "hash of ana");
        round.seats().sit("ben", "hash of ben");
        round.seats().free("ben");
        round.seats().agree("ana", true);
        round.seats().agree("ben", true);
        round.seats().agree("ben", false);

        Round again = Round.reopen(temporary.resolve("round"), dealt -> Map.of(), Clock.systemUTC());

        assertThat(again.seats().of("ana")).isEqualTo("hash of ana");
        assertThat(again.seats().of("ben")).isEmpty();
        assertThat(again.seats().agreed()).containsExactly("ana");
        assertThat(again.trainees()).as("a seat is no work").isEmpty();
    }

    @Test
    void whatIsOpenedWhileTheRoundRunsIsCountedOnceAndOutlivesAKill() throws Exception {
        Round round = open("round");
        String never = "NONE:1:2026";
        round.look("ana", never);
        round.start();
        List<Shown> bills = round.bills(Clock.systemUTC().instant());
        for (Shown shown : List.of(bills.get(0), bills.get(1), bills.get(0))) {
            round.look("ana", shown.key());
        }
        round.look("ana", never);
        assertThat(round.trainees()).containsExactly("ana");

        Round again = Round.reopen(temporary.resolve("round"), dealt -> Map.of(), Clock.systemUTC());
        again.close();
        again.look("ana", bills.get(2).key());

        assertThat(again.looked("ana"))
                .containsExactlyInAnyOrder(bills.get(0).key(), bills.get(1).key());
        assertThat(Files.readString(temporary.resolve("round/journal.jsonl")).split("LOOKED", -1))
                .hasSize(3);
    }

    @Test
    void nobodySitsUnderTheNameOfABot() throws Exception {
        Seats seats = open("round").seats();

        assertThatThrownBy(() -> seats.sit("bot-engine", "hash")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFinishedRoundIsReadAsItWasAndItsFolderStaysAsItIs() throws Exception {
        Round round = open("round");
        round.start();
        round.pick(
                "ana", Pick.of(round.bills(Clock.systemUTC().instant()).get(0).key()));
        assertThatThrownBy(() -> Round.finished(temporary.resolve("round"), Clock.systemUTC()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("still sealed");
        round.close();
        round.unseal(null);
        Path journal = temporary.resolve("round/journal.jsonl");
        // As while the class still writes a line.
        Files.writeString(journal, "{\"at\":1", java.nio.file.StandardOpenOption.APPEND);
        String before = Files.readString(journal);

        Round past = Round.finished(temporary.resolve("round"), Clock.systemUTC());

        assertThat(past.group().trainees()).isEqualTo(1);
        assertThat(past.csv()).isEqualTo(round.csv());
        assertThatThrownBy(() -> past.seats().agree("ana", true)).isInstanceOf(IllegalStateException.class);
        assertThat(Files.readString(journal)).isEqualTo(before);
    }

    @Test
    void oneClassHasAFolderUntilItEnds() throws Exception {
        try (RoundLock lock = RoundLock.take(temporary, Clock.systemUTC())) {
            assertThatThrownBy(() -> RoundLock.take(lock.folder(), Clock.systemUTC()))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("folder=" + temporary)
                    .hasMessageContaining("process=" + ProcessHandle.current().pid())
                    .hasMessageContaining("end that one, or name another folder");
        }
        RoundLock.take(temporary, Clock.systemUTC()).close();
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).hasSize(1);
        }
    }
}
