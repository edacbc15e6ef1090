// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.InspectionPlace;
import portolan.testing.HandClock;
import portolan.training.Exercises;
import portolan.training.PipelineRecords;
import portolan.training.SmallWorld;
import portolan.training.course.Course;
import portolan.training.engine.Engine;
import portolan.training.exercise.Exercise;
import portolan.training.papers.PaperSet;
import portolan.training.world.Dealer;

/** A script that shares no code with the product computes the same results from the same files. */
class IndependentScoresTest {
    private static final String SCRIPT = "src/test/python/scores.py";

    @TempDir
    private Path temporary;

    private final HandClock clock = new HandClock();
    private final Engine engine = new Engine(new PipelineRecords());

    @Test
    void theScriptFindsTheSameOfAWholeRound() throws Exception {
        assumeTrue(hasPython(), "there is no python3 here");
        Exercise exercise = Exercises.practice();
        Round round = round("round", exercise);
        Bots.play(round, Bots.Kind.RANDOM, 3);
        Bots.play(round, Bots.Kind.PAST_RATES, 3);
        Bots.play(round, Bots.Kind.ENGINE, 3);
        Random random = new Random(11);
        for (String trainee : List.of("ada", "bob", "cem")) {
            sit(round, trainee, random);
        }
        round.enter("idle");
        round.close();
        round.unseal(null);

        assertThat(script("round")).isEqualTo(round.csv());
    }

    @Test
    void whatWasNotAskedHasNoMeasure() throws Exception {
        assumeTrue(hasPython(), "there is no python3 here");
        Round round = round(
                "unasked",
                Exercises.parse(Exercises.PRACTICE.replace(
                        "[picks, reasons, confidence, papers, places]", "[picks, confidence]")));
        sit(round, "ada", new Random(5));
        round.close();
        round.unseal(null);

        List<String> lines = round.csv().lines().toList();
        List<String> head = List.of(lines.get(0).split(",", -1));
        List<String> ada = List.of(lines.get(1).split(",", -1));
        for (String unasked : List.of("reasons_f1", "papers_f1", "papers_f1.packages")) {
            assertThat(ada.get(head.indexOf(unasked))).as(unasked).isEmpty();
        }
        assertThat(ada.get(head.indexOf("brier"))).isNotEmpty();
        assertThat(script("unasked")).isEqualTo(round.csv());
    }

    @Test
    void theScriptFindsTheSameWhereNobodyOffends() throws Exception {
        assumeTrue(hasPython(), "there is no python3 here");
        Exercise exercise = Exercises.parse(Exercises.PRACTICE.replace("{rip_on: 3, cover_goods: 1}", "{}"));
        Round round = round("none", exercise);
        sit(round, "ada", new Random(5));
        round.close();
        round.unseal(null);

        assertThat(script("none")).isEqualTo(round.csv());
    }

    /** Session 7: papers asked for, whose fields contradict each other, places, the scanner, the engine's scores. */
    @Test
    void theScriptFindsTheSameOfASessionOfTheCourse() throws Exception {
        assumeTrue(hasPython(), "there is no python3 here");
        Exercise exercise = Course.session(7).exercise().seeded(Exercises.SEED);
        Round round = Round.open(temporary.resolve("course"), exercise, null, Dealer::deal, engine, clock);
        round.start();
        Bots.play(round, Bots.Kind.ENGINE, 3);
        Random random = new Random(2);
        for (String trainee : List.of("ada", "bob")) {
            sit(round, trainee, random);
            clock.advance(Duration.ofSeconds(40));
            round.seats().free(trainee);
        }
        round.close();
        round.unseal(null);
        round.seats().agree("cyd", true);

        assertThat(round.csv()).contains("papers_f1.packages").contains("bot-engine,30,5,6,6,");
        assertThat(Objects.requireNonNull(round.result("ada").searched()).used())
                .as("a search that costs something")
                .isGreaterThan(40);
        assertThat(script("course")).isEqualTo(round.csv());
    }

    @Test
    void theScriptFindsTheSameOfALiveRound() throws Exception {
        assumeTrue(hasPython(), "there is no python3 here");
        Round round = round("live", Exercises.practice("live: true"));
        Bots.play(round, Bots.Kind.ENGINE, 3);
        Random random = new Random(7);
        for (String trainee : List.of("ada", "bob")) {
            sit(round, trainee, random);
            clock.advance(Duration.ofMinutes(12));
        }
        round.close();
        round.unseal(null);

        assertThat(Objects.requireNonNull(round.result("ada").deadlines()).missed())
                .isPositive();
        assertThat(script("live")).isEqualTo(round.csv());
    }

    private Round round(String folder, Exercise exercise) throws Exception {
        Round round = Round.open(temporary.resolve(folder), exercise, null, SmallWorld::deal, engine, clock);
        round.start();
        return round;
    }

    private void sit(Round round, String trainee, Random random) {
        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofSeconds(random.nextInt(40)));
            List<Shown> bills = round.bills(clock.instant());
            String key = bills.get(random.nextInt(bills.size())).key();
            switch (random.nextInt(5)) {
                case 4 ->
                    round.ask(trainee, key, random.nextBoolean() ? PaperSet.Kind.INVOICE : PaperSet.Kind.PACKING_LIST);
                case 0 ->
                    round.mark(trainee, key, random.nextBoolean() ? Set.of("packages", "seal") : Set.of("packages"));
                case 1 -> round.unpick(trainee, key);
                default ->
                    round.pick(
                            trainee,
                            new Pick(
                                    key,
                                    random.nextBoolean() ? Set.of(SmallWorld.TRACE, "other") : Set.of(),
                                    random.nextInt(3) == 0 ? null : random.nextInt(101) / 100.0,
                                    Set.of(),
                                    random.nextBoolean() ? InspectionPlace.DOORS : null,
                                    random.nextBoolean()));
            }
        }
    }

    private String script(String folder) throws IOException, InterruptedException {
        Path out = temporary.resolve(folder + ".csv");
        Process python = new ProcessBuilder(
                        "python3", SCRIPT, temporary.resolve(folder).toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(python.waitFor()).isZero();
        return Files.readString(out);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
