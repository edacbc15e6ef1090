// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TasksAStageTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "8, 4", "64, 4"})
    void areHalfAsManyAsProcessorsAndFourAtMost(int processors, int tasks) {
        assertThat(TasksAStage.of(processors)).isEqualTo(tasks);
    }
}
