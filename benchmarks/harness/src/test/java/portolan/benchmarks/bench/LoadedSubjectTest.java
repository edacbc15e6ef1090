// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoadedSubjectTest {
    @Test
    void isGivenUpAfterTwoMinutesWithoutAnyProgress() {
        assertThat(LoadedSubject.still(Duration.ofSeconds(10))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void isGivenThreeCheckpointsWhereThoseTakeLonger() {
        assertThat(LoadedSubject.still(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(3));
    }
}
