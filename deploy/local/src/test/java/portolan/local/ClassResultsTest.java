// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.lifecycle.Keyring;
import portolan.training.engine.Engine;
import portolan.training.exercise.Exercise;
import portolan.training.round.Answer;
import portolan.training.round.Pick;
import portolan.training.round.Round;
import portolan.training.round.RoundLock;
import portolan.training.round.Shown;
import portolan.training.world.Dealer;

@Tag("rest")
class ClassResultsTest {
    private static final String TEXT = """
            world: durres-port
            day: 2026-05-04
            past: 60
            window: 6h
            bills: 24
            schemes: {rip_on: 2}
            lookalikes: 2
            budget: 3
            minutes: 30
            aids: [none]
            documents: false
            questions: [picks]
            """;

    @TempDir
    private Path directory = Path.of(".");

    /** Ana and Ben each pick one consignment, of a seed of the round's own. */
    private Path round(String name, boolean unsealed) throws Exception {
        Path folder = Files.createDirectory(directory.resolve(name));
        Round round = Round.open(
                folder.resolve(ClassResults.ROUND),
                Exercise.parse(TEXT, "three"),
                null,
                Dealer::deal,
                new Engine(new PipelineRecords()),
                Clock.systemUTC());
        round.start();
        List<Shown> bills = round.bills(Instant.now());
        assertThat(round.pick("ana", Pick.of(bills.get(0).key()))).isEqualTo(Answer.COUNTS);
        assertThat(round.pick("ben", Pick.of(bills.get(1).key()))).isEqualTo(Answer.COUNTS);
        round.seats().agree("ana", true);
        round.close();
        if (unsealed) {
            round.unseal(null);
        }
        return folder;
    }

    @Test
    void whatWasGainedAndWhereSomebodyStandsIsReadFromTheFoldersOfRounds() throws Exception {
        Path one = round("one", true);
        Path two = round("two", true);
        Path three = round("three", true);

        assertThat(CommandRun.of("class", "--gain", one, two)
                        .assertDone()
                        .output()
                        .lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("ana,"))
                .anyMatch(line -> line.startsWith("ben,"))
                .last()
                .asString()
                .startsWith("all,,,");
        assertThat(CommandRun.of("class", "--standing", one, two, three, "--shown", "ana,ben")
                        .assertDone()
                        .output()
                        .lines())
                .hasSize(2)
                .last()
                .asString()
                .as("ben never agreed")
                // Three equal values have no interval.
                .matches("ana,-?[0-9.]+,(-?[0-9.]+,-?[0-9.]+|,)");
        Round last = Round.reopen(three.resolve(ClassResults.ROUND), dealt -> Map.of(), Clock.systemUTC());
        last.seats().agree("ana", false);
        assertThat(CommandRun.of("class", "--standing", three, one, two, "--shown", "ana")
                        .assertDone()
                        .output()
                        .lines())
                .as("ana took it back in the last round")
                .hasSize(1);
    }

    @Test
    void aRoundThatIsStillSealedSaysNothing() throws Exception {
        Path one = round("one", true);
        Path sealed = round("sealed", false);

        CommandRun.of("class", "--gain", one, sealed).assertTold(2, "still sealed: folder=" + sealed);
    }

    @Test
    void anAuthorSignsAnExerciseAndNothingElseIsHeldWhereKeysAreAskedFor() throws Exception {
        Path keys = directory.resolve("keys");
        RuleKeys.make(keys, "ann", "author");
        Path unsigned = Files.writeString(directory.resolve("three.yaml"), TEXT);

        String signed = CommandRun.of("class", "--exercise", unsigned, "--sign", "ann", "--keys", keys)
                .assertDone()
                .output();

        Keyring pier = Keyring.read(keys, "pier");
        assertThat(Exercise.parse(signed, "three").signatureFault(pier, Instant.now()))
                .isNull();
        assertThat(Exercise.parse(signed.replace("bills: 24", "bills: 25"), "three")
                        .signatureFault(pier, Instant.now()))
                .isNotNull();
        CommandRun.of("class", "--exercise", unsigned, "--rule-keys", keys, "--deployment", "pier")
                .assertTold(2, "the exercise is signed by nobody");
        CommandRun.of("class", "--session", 2, "--rule-keys", keys, "--deployment", "pier")
                .assertTold(2, "--rule-keys checks who signed the text of --exercise");
    }

    @Test
    void anExamIsNeverHeldAsPractice() throws Exception {
        Path practice = round("practice", false);
        Path unsigned = Files.writeString(directory.resolve("three.yaml"), TEXT);
        Path passphrase = Files.writeString(directory.resolve("passphrase"), "seven grey cranes over Durres");

        CommandRun.of("class", "--session", 10).assertTold(2, "session 10 is the test");
        CommandRun.of("class", "--exercise", unsigned, "--exam", "--passphrase-file", passphrase, "--folder", practice)
                .assertTold(2, "the folder has another round");
        Path shown = Files.writeString(directory.resolve("shown.yaml"), TEXT.replace("[none]", "[history]"));
        CommandRun.of("class", "--exercise", shown, "--folder", practice)
                .assertTold(
                        2, "the folder has another round: world=durres-port, bills=24, exam=false, not as asked=aids;");
    }

    @Test
    void twoClassesNeverWriteOneJournal() throws Exception {
        Path practice = round("practice", false);
        Path text = Files.writeString(directory.resolve("three.yaml"), TEXT);

        try (RoundLock lock = RoundLock.take(practice, Clock.systemUTC())) {
            CommandRun.of("class", "--exercise", text, "--folder", lock.folder())
                    .assertTold(2, "another class has this folder: folder=" + practice);
        }
    }

    @Test
    void earlierRoundsAreFoundByTheirFolderOrByOneThatHasThem() throws Exception {
        Path one = round("one", true);
        Path two = round("two", true);
        Path own = two.resolve("round");

        assertThat(ClassResults.rounds(List.of(directory), own)).containsExactly(one.resolve("round"));
        assertThat(ClassResults.rounds(List.of(one, two, one), Path.of("round")))
                .containsExactly(one.resolve("round"), own);
        Path text = Files.writeString(directory.resolve("three.yaml"), TEXT);
        CommandRun.of("class", "--exercise", text, "--before", own)
                .assertTold(2, "no round is in this folder: folder=" + own);
    }
}
