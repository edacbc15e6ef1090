// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import portolan.training.Exercises;

class ExerciseTextTest {
    private static final String TEXT = """
            # Why it is held.
            world: durres-port   # the port
            day: 2026-05-04
            bills: 40
            schemes:
              rip_on: 3
              cover_goods: 1
            budget: 5
            questions: [picks,
              reasons]
            exam: false
            """;

    @Test
    void aChangedKeyLeavesCommentsAndAllOtherLines() {
        assertThat(ExerciseText.with(TEXT, "world", "tirana-air")).isEqualTo(TEXT.replace("durres-port", "tirana-air"));
        assertThat(ExerciseText.with(TEXT, "bills", "")).contains("\nbills: \nschemes:\n");
    }

    @Test
    void whatIsWrittenOverSeveralLinesIsReplacedAsAWhole() {
        assertThat(ExerciseText.with(TEXT, "schemes", "{rip_on: 1}"))
                .contains("bills: 40\nschemes: {rip_on: 1}\nbudget: 5\n");
        assertThat(ExerciseText.with(TEXT, "questions", "[rule]")).contains("budget: 5\nquestions: [rule]\nexam");
        assertThat(ExerciseText.with("aids:\n- history\n- links\nbudget: 5\n", "aids", "[none]"))
                .isEqualTo("aids: [none]\nbudget: 5\n");
        assertThat(ExerciseText.with("schemes: {\n  rip_on: 1\n}\nbudget: 5\n", "schemes", "{}"))
                .isEqualTo("schemes: {}\nbudget: 5\n");
    }

    @Test
    void aNewKeyStandsWhereOneLooksForIt() {
        assertThat(ExerciseText.with(TEXT, "minutes", "30")).contains("budget: 5\nminutes: 30\nquestions");
        assertThat(ExerciseText.with("", "world", "durres-port")).isEqualTo("world: durres-port\n");
        assertThat(ExerciseText.without(TEXT, "schemes")).contains("bills: 40\nbudget: 5\n");
        assertThat(ExerciseText.without(TEXT, "salt")).isEqualTo(TEXT);
    }

    @Test
    void anExamHasAFreshSaltEachTimeItIsKeptAndNoSeed() throws Exception {
        String practice = Exercises.PRACTICE + "seed: '" + Exercises.SEED + "'\n";

        String exam = ExerciseText.asExam(practice);

        Exercise read = Exercise.parse(exam, "t");
        assertThat(read.isExam()).isTrue();
        assertThat(read.seed()).isEmpty();
        assertThat(Exercise.parse(ExerciseText.anew(exam, read), "t").salt()).isNotEqualTo(read.salt());
        assertThat(ExerciseText.anew(practice, Exercise.parse(practice, "t"))).isEqualTo(practice);
        assertThat(Exercise.parse(ExerciseText.asPractice(exam), "t").isExam()).isFalse();
        assertThat(ExerciseText.unsigned(exam + "by: ann\nsignature: 'AAAA'\n")).isEqualTo(exam);
    }
}
