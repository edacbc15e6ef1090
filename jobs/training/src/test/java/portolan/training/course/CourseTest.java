// SPDX-License-Identifier: Apache-2.0
package portolan.training.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import portolan.training.exercise.Aid;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.Question;
import portolan.training.exercise.SearchTime;

class CourseTest {
    private static final int LONGEST_GUIDE = 160;

    @Test
    void tenSessionsAreReadyToRun() {
        List<Session> sessions = Course.sessions();

        assertThat(sessions)
                .extracting(Session::number)
                .isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
        assertThat(sessions).allSatisfy(session -> {
            assertThat(session.exercise().isExam()).isFalse();
            assertThat(session.exercise().seed()).as("each round draws its own").isEmpty();
            assertThat(session.exercise().order().pastDays()).isGreaterThanOrEqualTo(60);
        });
    }

    @Test
    void everySessionHasAShortPageForTheMentorInBothLanguages() {
        for (Session session : Course.sessions()) {
            assertThat(session.guides()).containsOnlyKeys("en", "sq");
            session.guides().forEach((language, guide) -> {
                assertThat(guide.title()).isNotBlank();
                assertThat(guide.aim()).endsWith(".");
                assertThat(guide.minutes()).isGreaterThan(session.exercise().minutes());
                assertThat(guide.say()).hasSizeBetween(3, 5);
                assertThat(guide.look()).hasSizeBetween(2, 4);
                String all = guide.aim() + ' ' + String.join(" ", guide.say()) + ' ' + String.join(" ", guide.look());
                assertThat(all.split("\\s+"))
                        .as("%s, %s", session.name(), language)
                        .hasSizeLessThan(LONGEST_GUIDE);
            });
            assertThat(session.guide("sq").say())
                    .hasSameSizeAs(session.guide("en").say());
            assertThat(session.guide("xx")).isEqualTo(session.guide("en"));
        }
    }

    @Test
    void sessionsAreThoseOfTheSpecification() {
        assertThat(Course.session(1).exercise().order().bills()).isEqualTo(20);
        assertThat(Course.session(1).exercise().questions()).containsExactly(Question.PAPERS);
        Exercise bare = Course.session(2).exercise();
        assertThat(bare.order().bills()).isEqualTo(300);
        assertThat(bare.order().offences()).isEqualTo(8);
        assertThat(bare.budget()).isEqualTo(10);
        assertThat(bare.isParallelTo(Course.session(3).exercise())).isTrue();
        assertThat(Course.session(3).exercise().aids()).containsExactly(Aid.HISTORY);
        assertThat(Course.session(5).exercise().order().bills()).isEqualTo(120);
        assertThat(Course.session(5).exercise().isLive()).isTrue();
        assertThat(Course.session(5).exercise().budget()).isEqualTo(6);
        assertThat(Course.session(7).exercise().search()).isEqualTo(SearchTime.ASSUMED);
        assertThat(Course.session(8).exercise().aids()).containsExactly(Aid.values());
        assertThat(Course.session(10).exercise().aids()).isEmpty();
    }

    @Test
    void theTwoTestsAreParallel() {
        Exercise before = Course.session(10).exercise().asExam();
        Exercise after = Course.session(10).exercise().asExam();

        assertThat(before.isParallelTo(after)).isTrue();
        assertThat(before.salt()).isNotEqualTo(after.salt());
    }
}
