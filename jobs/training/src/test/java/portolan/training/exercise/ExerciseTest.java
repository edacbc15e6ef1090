// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.lifecycle.KeyRole;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.VerifyingKey;
import portolan.training.Exercises;
import portolan.training.world.Post;

class ExerciseTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    private Path keys;

    @Test
    void readsEveryKey() {
        Exercise exercise = Exercises.practice("live: true");

        assertThat(exercise.order().post()).isEqualTo(Post.DURRES_PORT);
        assertThat(exercise.order().day()).isEqualTo(LocalDate.parse("2026-05-04"));
        assertThat(exercise.order().window()).isEqualTo(Duration.ofHours(12));
        assertThat(exercise.order().bills()).isEqualTo(40);
        assertThat(exercise.order().pastDays()).isEqualTo(10);
        assertThat(exercise.order().schemes()).containsEntry("rip_on", 3).containsEntry("cover_goods", 1);
        assertThat(exercise.order().alikes()).isEqualTo(2);
        assertThat(exercise.order().papers()).isTrue();
        assertThat(exercise.budget()).isEqualTo(5);
        assertThat(exercise.minutes()).isEqualTo(60);
        assertThat(exercise.isLive()).isTrue();
        assertThat(exercise.aids()).isEmpty();
        assertThat(exercise.questions())
                .isEqualTo(Set.of(
                        Question.PICKS, Question.REASONS, Question.CONFIDENCE, Question.PAPERS, Question.PLACES));
        assertThat(exercise.language()).isEqualTo("en");
        assertThat(exercise.isExam()).isFalse();
        assertThat(exercise.seed()).isEqualTo(Exercises.SEED);
    }

    @Test
    void theCanonicalFormReadsBackAndDoesNotDependOnHowItWasWritten() {
        Exercise exercise = Exercises.practice();
        Exercise other = Exercises.parse("seed: " + Exercises.SEED + "\n"
                + Exercises.PRACTICE
                        .replace("12h", "720m")
                        .replace("{rip_on: 3, cover_goods: 1}", "\n  rip_on: 3\n  cover_goods: 1")
                        .replace("lookalikes: 2", "lookalikes:   2   # of each"));

        assertThat(Exercises.parse(exercise.canonical())).isEqualTo(exercise);
        assertThat(other.canonical()).isEqualTo(exercise.canonical());
        assertThat(other.hash()).isEqualTo(exercise.hash()).hasSize(64);
        assertThat(Exercises.practice("live: true").hash()).isNotEqualTo(exercise.hash());
    }

    @Test
    void anExerciseWithoutALanguageIsInThatOfEachBrowser() {
        Exercise exercise = Exercises.parse(Exercises.PRACTICE.replace("language: en\n", ""));

        assertThat(exercise.language()).isEmpty();
        assertThat(exercise.canonical()).doesNotContain("language");
        assertThat(Exercises.parse(exercise.canonical())).isEqualTo(exercise);
    }

    @Test
    void everyFaultIsReportedWithItsLine() {
        String text = Exercises.PRACTICE
                        .replace("durres-port", "rotterdam")
                        .replace("past: 10", "past: -1")
                        .replace("12h", "12 hours")
                        .replace("budget: 5", "budget: 50")
                        .replace("[none]", "[none, history]")
                        .replace("language: en", "language: de")
                + "exam: true\nseed: " + Exercises.SEED + "\nlooks: 3\n";

        assertThat(faults(text))
                .anyMatch(fault -> fault.startsWith("t:1:8: expected one of durres-port, vermica-road, tirana-air"))
                .anyMatch(fault -> fault.startsWith("t:3:7: expected a whole number from 0 to 365 in 'past'"))
                .anyMatch(fault -> fault.startsWith("t:4:9: expected a time of at most 14 days like 90m, 12h or 3d"))
                .anyMatch(fault -> fault.startsWith("t:8:9: expected a whole number from 1 to 40 in 'budget'"))
                .anyMatch(fault -> fault.startsWith("t:10:8: expected some of history, links, reasons, score"))
                .anyMatch(fault -> fault.startsWith("t:13:11: expected one of en, sq"))
                .anyMatch(fault -> fault.contains("missing key 'salt'"))
                .anyMatch(fault -> fault.contains("an exam states no seed"))
                .anyMatch(fault -> fault.startsWith("t:16:1: unknown key 'looks'"));
    }

    @Test
    void moreThanTheWindowHoldsIsRefusedWithWhatItNeeds() {
        assertThat(faults(Exercises.PRACTICE.replace("rip_on: 3", "rip_on: 30")))
                .singleElement()
                .asString()
                .contains("needs 93 consignments: raise 'bills' from 40");
    }

    @Test
    void aDayOrAPastThatNoLaptopDealsIsRefused() {
        for (String day : List.of("1969-12-31", "2101-01-01", "+12026-05-04")) {
            assertThat(faults(Exercises.PRACTICE.replace("2026-05-04", day)))
                    .as(day)
                    .isNotEmpty()
                    .allMatch(fault -> fault.startsWith("t:2:6: expected a day"));
        }
        assertThat(faults(Exercises.PRACTICE.replace("bills: 40", "bills: 5000").replace("past: 10", "past: 61")))
                .singleElement()
                .asString()
                .startsWith("t:3:7: 'bills' times 'past' is 305000, at most 300000");
        for (String language : List.of("sr-Latn", "fr")) {
            assertThat(faults(Exercises.PRACTICE.replace("language: en", "language: " + language)))
                    .singleElement()
                    .asString()
                    .contains("expected one of en, sq in 'language'");
        }
    }

    @Test
    void aSchemeThatTheWorldCannotHaveIsRefused() {
        assertThat(faults(Exercises.PRACTICE.replace("durres-port", "tirana-air")))
                .anyMatch(fault -> fault.startsWith("t:6:11: unknown key 'rip_on' in the schemes of this world"));
    }

    @Test
    void whatIsNoYamlIsAFaultToo() {
        assertThat(faults("world: [")).isNotEmpty();
        assertThat(faults("")).isNotEmpty();
        assertThat(faults("- a")).isNotEmpty();
    }

    @Test
    void whatASearchCostsIsPartOfTheTextAndAsAssumedWhereTheTextDoesNotSay() {
        Exercise exercise = Exercises.practice("search: {minutes: 60, place: 15}");

        assertThat(exercise.search()).isEqualTo(new SearchTime(60, 5, 15, 10));
        assertThat(Exercises.parse(exercise.canonical())).isEqualTo(exercise);
        assertThat(exercise.seeded("").isParallelTo(exercise)).isTrue();
        assertThat(exercise.isParallelTo(Exercises.practice())).isFalse();
        assertThat(Exercises.practice().canonical()).doesNotContain("search");
        assertThat(faults(Exercises.PRACTICE.replace(", places", "") + "search: {minutes: 0, door: 3}\n"))
                .anyMatch(fault -> fault.contains("'search' is what places and papers cost: name 'places'"))
                .anyMatch(fault -> fault.contains("expected a whole number from 1 to 480 in 'minutes'"))
                .anyMatch(fault -> fault.contains("unknown key 'door' in the minutes of a search"));
    }

    private static List<String> faults(String text) {
        UnusableExerciseException fault =
                catchThrowableOfType(UnusableExerciseException.class, () -> Exercise.parse(text, "t"));
        return fault.issues().stream()
                .map(issue -> issue.where() + ": " + issue.message())
                .toList();
    }

    @Test
    void aSignatureHoldsForExactlyThisTextAndThisAuthor() throws Exception {
        Keyring ring = ring(KeyRole.AUTHOR);
        Exercise signed = Exercises.practice().signed(SigningKey.read(keys, "mentor"));
        Exercise read = Exercises.parse(signed.text());

        assertThat(read.signatureFault(ring, NOW)).isNull();
        assertThat(read.hash())
                .as("a signature is no part of what is hashed")
                .isEqualTo(Exercises.practice().hash());
        assertThat(Exercises.practice().signatureFault(ring, NOW)).contains("signed by nobody");
        assertThat(Exercises.parse(signed.text().replace("budget: 5", "budget: 6"))
                        .signatureFault(ring, NOW))
                .contains("does not fit");
        assertThat(Exercises.parse(signed.text().replace("by: mentor", "by: other"))
                        .signatureFault(ring, NOW))
                .contains("key is not known");
        assertThat(read.signatureFault(ring, Instant.parse("2028-01-01T00:00:00Z")))
                .contains("last day");
        assertThat(read.signatureFault(ring(KeyRole.APPROVER), NOW)).isNotNull();
    }

    private Keyring ring(KeyRole role) throws Exception {
        SigningKey.Pair pair = SigningKey.generate();
        if (!Files.exists(keys.resolve("mentor.key"))) {
            Files.writeString(keys.resolve("mentor.key"), pair.privateKey());
            Files.writeString(keys.resolve("pem"), pair.publicKey());
        }
        Files.writeString(
                keys.resolve("mentor.pub"),
                new VerifyingKey(Files.readString(keys.resolve("pem")), Set.of(role), LocalDate.parse("2027-12-31"))
                        .file());
        return Keyring.read(keys, "training");
    }
}
