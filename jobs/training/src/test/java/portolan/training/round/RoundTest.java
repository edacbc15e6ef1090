// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.InspectionPlace;
import portolan.testing.HandClock;
import portolan.training.Exercises;
import portolan.training.PipelineRecords;
import portolan.training.SmallWorld;
import portolan.training.engine.Engine;
import portolan.training.engine.EngineOf;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.TrainingException;
import portolan.training.measure.Result;
import portolan.training.world.Dealt;

class RoundTest {
    private static final EngineOf ENGINE = new Engine(new PipelineRecords());

    @TempDir
    private Path temporary;

    private final HandClock clock = new HandClock();

    private Round opened(Exercise exercise) throws Exception {
        return Round.open(temporary.resolve("round"), exercise, passphrase(exercise), SmallWorld::deal, ENGINE, clock);
    }

    private Round running(Exercise exercise) throws Exception {
        Round round = opened(exercise);
        round.start();
        return round;
    }

    private static char @Nullable [] passphrase(Exercise exercise) {
        return exercise.isExam() ? Exercises.PASSPHRASE.toCharArray() : null;
    }

    private Round reopened() throws Exception {
        return Round.reopen(temporary.resolve("round"), ENGINE, clock);
    }

    private static String key(int number) {
        return "TEST:B" + number + ":2026";
    }

    @Test
    void nothingIsShownOrPickedBeforeTheStart() throws Exception {
        Round round = opened(Exercises.practice());

        assertThat(round.state()).isEqualTo(State.PREPARED);
        assertThat(round.bills(clock.instant())).isEmpty();
        assertThat(round.pick("ada", Pick.of(key(1)))).isEqualTo(Answer.NOT_RUNNING);
    }

    @Test
    void aPickBeyondTheBudgetIsRefusedUntilAnotherIsTakenBack() throws Exception {
        Round round = running(Exercises.practice());
        for (int i = 0; i < 5; i++) {
            assertThat(round.pick("ada", Pick.of(key(i)))).isEqualTo(Answer.COUNTS);
        }

        assertThat(round.pick("ada", Pick.of(key(5)))).isEqualTo(Answer.OVER_BUDGET);
        assertThat(round.pick("ada", Pick.of(key(4)))).isEqualTo(Answer.COUNTS);
        assertThat(round.unpick("ada", key(0))).isEqualTo(Answer.COUNTS);
        assertThat(round.pick("ada", Pick.of(key(5)))).isEqualTo(Answer.COUNTS);
        assertThat(round.picks("ada"))
                .extracting(Pick::key)
                .doesNotContain(key(0))
                .hasSize(5);
        assertThat(round.pick("ada", Pick.of("TEST:NOBODY:2026"))).isEqualTo(Answer.UNKNOWN_CASE);
    }

    /** 12 hours of the window in 60 minutes: a consignment every 90 seconds, due 6 minutes later. */
    @Test
    void inALiveRoundConsignmentsArriveByTheClockAndAreDue() throws Exception {
        Round round = running(Exercises.practice("live: true"));

        assertThat(round.bills(clock.instant())).hasSize(1);
        assertThat(round.pick("ada", Pick.of(key(2)))).isEqualTo(Answer.NOT_ARRIVED);
        clock.advance(Duration.ofMinutes(4));
        assertThat(round.bills(clock.instant())).hasSize(3);
        assertThat(round.pick("ada", Pick.of(key(2)))).isEqualTo(Answer.COUNTS);
        clock.advance(Duration.ofMinutes(3));
        assertThat(round.pick("ada", Pick.of(key(0)))).isEqualTo(Answer.TOO_LATE);
        assertThat(round.unpick("ada", key(2))).isEqualTo(Answer.COUNTS);
    }

    @Test
    void theClockEndsARound() throws Exception {
        Round round = running(Exercises.practice());
        clock.advance(Duration.ofMinutes(60));

        assertThat(round.state()).isEqualTo(State.CLOSED);
        assertThat(round.pick("ada", Pick.of(key(1)))).isEqualTo(Answer.NOT_RUNNING);
    }

    @Test
    void aRoundGoesOnWhereAKilledServerWas() throws Exception {
        Round round = running(Exercises.exam());
        round.pick("ada", new Pick(key(1), Set.of("seal_changed"), 0.7, Set.of(), InspectionPlace.DOORS, false));
        round.pick("ada", Pick.of(key(2)));
        round.unpick("ada", key(2));
        round.mark("bob", key(3), Set.of("packages"));
        Files.writeString(
                temporary.resolve("round/journal.jsonl"), "{\"at\":1,\"what\":\"PIC", StandardOpenOption.APPEND);

        Round again = reopened();

        assertThat(again.state()).isEqualTo(State.RUNNING);
        assertThat(again.sealedHash()).isEqualTo(round.sealedHash()).hasSize(64);
        assertThat(again.picks("ada")).isEqualTo(round.picks("ada")).hasSize(1);
        assertThat(again.marks("bob")).containsOnlyKeys(key(3));
        assertThat(again.trainees()).containsExactly("ada", "bob");
        assertThat(again.endsAt()).isEqualTo(round.endsAt());
        assertThat(again.past()).hasSameSizeAs(round.past());
        again.pick("ada", Pick.of(key(4)));
        assertThat(reopened().picks("ada")).hasSize(2);
    }

    @Tag("rest")
    @Test
    void resultsComeOnlyAfterUnsealing() throws Exception {
        Round round = running(Exercises.exam());
        round.pick("ada", Pick.of(key(1)));
        assertThatThrownBy(() -> round.unseal(Exercises.PASSPHRASE.toCharArray()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("close it");
        round.close();

        assertThatIllegalStateException().isThrownBy(() -> round.result("ada"));
        assertThatIllegalStateException().isThrownBy(round::csv);
        assertThatIllegalStateException().isThrownBy(round::dealt);
        assertThatIllegalStateException().isThrownBy(() -> round.assessed(key(1)));
        assertThatThrownBy(() -> round.unseal("seven loud lorries wait".toCharArray()))
                .hasFieldOrPropertyWithValue("kind", TrainingException.Kind.WRONG_PASSPHRASE);
        assertThat(round.state()).isEqualTo(State.CLOSED);
        round.unseal(Exercises.PASSPHRASE.toCharArray());

        assertThat(round.state()).isEqualTo(State.UNSEALED);
        assertThat(round.result("ada").tally().offences()).isEqualTo(4);
        assertThat(round.dealt().window().stream().filter(Dealt.Bill::offends)).hasSize(4);
        assertThat(Objects.requireNonNull(round.assessed(key(1))).getThreats()).isNotEmpty();
        assertThat(reopened().csv()).isEqualTo(round.csv());
    }

    @Test
    void whoPicksEveryOffenceHasSkillOneAndWhoPicksLookAlikesLessThanNone() throws Exception {
        Exercise exercise = Exercises.practice();
        Round round = running(exercise);
        Dealt truth = SmallWorld.deal(exercise.order(), exercise.seed(null));
        for (Dealt.Bill bill : truth.window()) {
            if (bill.offends()) {
                round.pick(
                        "oracle",
                        new Pick(
                                bill.key(),
                                Set.of(SmallWorld.TRACE, SmallWorld.TELL),
                                1.0,
                                Set.of(),
                                InspectionPlace.DOORS,
                                false));
                round.mark("oracle", bill.key(), Set.of("packages"));
            } else if (bill.planted() != null) {
                round.pick("fooled", new Pick(bill.key(), Set.of("vague_description"), 1.0, Set.of(), null, false));
            }
        }
        clock.advance(Duration.ofMinutes(30));
        round.close();
        round.unseal(null);

        Result oracle = round.result("oracle");
        assertThat(oracle.tally().skill()).isEqualTo(1);
        assertThat(oracle.tally().recall()).isEqualTo(1);
        assertThat(oracle.reasons().f1()).isEqualTo(1);
        assertThat(oracle.calibration().brier()).isZero();
        assertThat(oracle.placed()).isEqualTo(4);
        assertThat(oracle.allPapers().f1()).isEqualTo(1);
        assertThat(Objects.requireNonNull(oracle.alikes().dPrime())).isGreaterThan(2);
        Result fooled = round.result("fooled");
        assertThat(Objects.requireNonNull(fooled.tally().skill())).isNegative();
        assertThat(fooled.reasons().f1()).isZero();
        assertThat(fooled.calibration().brier()).isEqualTo(1);
        assertThat(Objects.requireNonNull(fooled.alikes().dPrime())).isNegative();
        assertThat(round.group().trainees()).isEqualTo(2);
    }

    @Test
    void theEngineIsShownOnlyWhereTheExerciseGrantsIt() throws Exception {
        assertThat(running(Exercises.practice()).bills(clock.instant()))
                .hasSize(40)
                .allMatch(shown -> shown.scored() == null);
        Exercise aided = Exercises.parse(Exercises.PRACTICE.replace("[none]", "[reasons]"));

        Round round = Round.open(temporary.resolve("aided"), aided, null, SmallWorld::deal, ENGINE, clock);
        round.start();

        assertThat(round.bills(clock.instant())).allMatch(shown -> shown.scored() != null);
        assertThat(round.exercise().seed()).as("drawn").hasSize(64);
    }

    @Test
    void botsUseTheBudgetAndArePartOfNoGroup() throws Exception {
        Round round = running(Exercises.practice());
        for (Bots.Kind kind : Bots.Kind.values()) {
            Bots.play(round, kind, 7);
            // As when two pages start the round at once.
            Bots.play(round, kind, 8);
        }
        assertThat(round.start()).as("it runs already").isFalse();
        round.close();
        round.unseal(null);

        assertThat(round.trainees()).containsExactly("bot-random", "bot-past-rates", "bot-engine");
        assertThat(round.trainees()).allMatch(bot -> round.picks(bot).size() == 5);
        assertThat(round.result("bot-past-rates").tally().hits())
                .as("rogues have a past")
                .isEqualTo(4);
        Result engine = round.result("bot-engine");
        assertThat(engine.tally()).isEqualTo(engine.reference().engine());
        assertThat(round.group().trainees()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> round.enter("bot-me"));
    }

    @Tag("rest")
    @Test
    void aFolderHoldsOneRoundAndOneThatWasChangedIsRefused() throws Exception {
        Round round = running(Exercises.exam());
        assertThatThrownBy(() -> opened(Exercises.practice()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("not empty");
        round.close();
        Path sealed = temporary.resolve("round/truth.sealed");
        String iv = Files.readString(sealed).replaceFirst("(?s).*\niv: (.).*", "$1");
        Files.writeString(sealed, Files.readString(sealed).replaceFirst("iv: .", iv.equals("e") ? "iv: f" : "iv: e"));
        assertThatThrownBy(() -> round.unseal(Exercises.PASSPHRASE.toCharArray()))
                .isInstanceOf(TrainingException.class)
                .hasFieldOrPropertyWithValue("kind", TrainingException.Kind.CHANGED)
                .hasMessageContaining("truth.sealed");
        Files.writeString(sealed, Files.readString(sealed).replaceFirst("iv: .", "iv: " + iv));
        round.unseal(Exercises.PASSPHRASE.toCharArray());
        Path truth = temporary.resolve("round/truth.json");
        String opened = Files.readString(truth);
        Files.writeString(truth, opened.replaceFirst("\"scheme\"", "\"schemes\""));
        assertThatThrownBy(this::reopened).hasMessageContaining("truth.json");
        Files.writeString(truth, opened);
        Path filings = temporary.resolve("round/filings.jsonl");
        Files.writeString(filings, Files.readString(filings).replaceFirst("100", "101"));
        assertThatThrownBy(this::reopened).hasMessageContaining("filings.jsonl");
    }

    @Test
    void anExerciseWithoutAnOffenceAccusesNobody() throws Exception {
        Exercise exercise = Exercises.parse(Exercises.PRACTICE.replace("{rip_on: 3, cover_goods: 1}", "{}"));
        Round round = running(exercise);
        round.pick("ada", Pick.of(key(1)));
        round.close();
        round.unseal(null);

        Result result = round.result("ada");
        assertThat(result.tally().skill()).isNull();
        assertThat(result.tally().recall()).isNull();
        assertThat(result.tally().chance()).isEqualTo(1);
        assertThat(result.complement().neither()).isEmpty();
        assertThat(List.of(round.csv().split("\n"))).hasSize(2);
    }

    @Tag("rest")
    @Test
    void anOpeningThatFailsOrIsKilledLeavesTheFolderToTheNext() throws Exception {
        Path folder = temporary.resolve("round");
        assertThatThrownBy(() -> Round.open(
                        folder, Exercises.exam(), "too short".toCharArray(), SmallWorld::deal, ENGINE, clock))
                .isInstanceOf(TrainingException.class);
        assertThat(temporary).isEmptyDirectory();
        assertThatIllegalStateException()
                .isThrownBy(() -> Round.open(
                        folder,
                        Exercises.practice(),
                        null,
                        SmallWorld::deal,
                        dealt -> {
                            throw new IllegalStateException("as if killed");
                        },
                        clock));
        assertThat(folder).doesNotExist();
        Files.writeString(temporary.resolve("round.part/filings.jsonl"), "half");
        Files.createDirectory(folder);

        Round round = running(Exercises.exam());
        round.enter("ada");

        assertThat(temporary.resolve("round.part")).doesNotExist();
        assertThat(reopened().trainees()).containsExactly("ada");
    }

    @Tag("rest")
    @Test
    void twoExamsOfOneTextAndPassphraseAreTwoWorlds() throws Exception {
        Exercise exam = Exercises.exam();
        Round one = opened(exam);
        Round two = Round.open(
                temporary.resolve("two"), exam, passphrase(exam), SmallWorld::deal, dealt -> java.util.Map.of(), clock);

        assertThat(one.exercise().salt())
                .isNotEqualTo(exam.salt())
                .isNotEqualTo(two.exercise().salt());
        assertThat(one.exercise().isParallelTo(two.exercise())).isTrue();
        assertThat(one.exercise().differencesTo(two.exercise())).isEmpty();
    }

    @Test
    void whoDidNothingCountsInNoGroupAndNobodyComesAfterTheEnd() throws Exception {
        Round round = running(Exercises.practice());
        round.pick("ada", Pick.of(key(1)));
        round.enter("looker");
        round.pick("undecided", Pick.of(key(2)));
        round.unpick("undecided", key(2));
        round.close();

        assertThat(round.unpick("late", key(1))).isEqualTo(Answer.NOT_RUNNING);
        assertThat(round.pick("late", Pick.of(key(1)))).isEqualTo(Answer.NOT_RUNNING);
        assertThat(round.mark("late", key(1), Set.of("packages"))).isEqualTo(Answer.NOT_RUNNING);
        round.unseal(null);
        assertThat(round.trainees()).containsExactly("ada", "looker", "undecided");
        assertThat(round.group().trainees()).isEqualTo(1);
        assertThat(round.idle()).isEqualTo(2);
    }

    @Test
    void whereNobodyOffendsWhoPicksNothingIsRightAndCounts() throws Exception {
        Round round = Round.open(
                temporary.resolve("round"),
                Exercises.practice(),
                null,
                (order, seed) -> innocent(SmallWorld.deal(order, seed)),
                ENGINE,
                clock);
        round.start();
        round.pick("ada", Pick.of(key(1)));
        round.enter("bea");
        round.close();
        round.unseal(null);

        assertThat(round.group().trainees()).isEqualTo(2);
        assertThat(round.idle()).isZero();
    }

    private static Dealt innocent(Dealt dealt) {
        return new Dealt(
                dealt.past(),
                dealt.window().stream()
                        .map(bill -> new Dealt.Bill(bill.versions(), bill.papers(), null))
                        .toList());
    }

    @Tag("rest")
    @Test
    void passphrasesAreWiped() throws Exception {
        char[] passphrase = Exercises.PASSPHRASE.toCharArray();
        Round round =
                Round.open(temporary.resolve("round"), Exercises.exam(), passphrase, SmallWorld::deal, ENGINE, clock);
        assertThat(passphrase).containsOnly('\0');
        round.start();
        round.close();
        char[] again = Exercises.PASSPHRASE.toCharArray();
        round.unseal(again);
        assertThat(again).containsOnly('\0');
    }
}
