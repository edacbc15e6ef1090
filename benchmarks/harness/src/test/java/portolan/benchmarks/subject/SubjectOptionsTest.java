// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import portolan.benchmarks.process.Arguments;

final class SubjectOptionsTest {
    @Test
    void whatASubjectIsToldIsWhatItUnderstands() {
        SubjectOptions options = new SubjectOptions(
                "localhost:1",
                "filed",
                "assessed",
                3,
                Duration.ofMillis(1_500),
                Path.of("state"),
                "exactly-once",
                "ordered",
                "rules",
                "alerts",
                "group",
                0,
                10,
                4);

        assertThat(SubjectOptions.of(Arguments.of(options.words().toArray(String[]::new))))
                .isEqualTo(options);
    }

    @Test
    void oneOptionIsChangedAndTheOthersStay() {
        SubjectOptions options =
                SubjectOptions.of(Arguments.of("--bootstrap", "localhost:1", "--checkpoint-dir", "state"));

        assertThat(options.withMode("ordered").withPasses(3).withMode("arrival").withPasses(1))
                .isEqualTo(options);
        assertThat(options.withCheckpointInterval(Duration.ofSeconds(1)).words())
                .contains("--checkpoint-interval", "PT1S");
    }

    @Test
    void subjectsOfOthersAreNotToldWhatTheyDoNotKnow() {
        SubjectOptions options =
                SubjectOptions.of(Arguments.of("--bootstrap", "localhost:1", "--checkpoint-dir", "state"));

        assertThat(options.words()).doesNotContain("--passes", "--cache-part");
    }
}
