// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TaskManagersTest {
    @Test
    void theOneWithFewerFreeSlotsThanSlotsWorks() {
        TaskManagers known = TaskManagers.of(answer(2, 0));

        assertThat(known.working()).isEqualTo("task-manager-2");
        assertThat(known.standBy(2)).isFalse();
    }

    @Test
    void allStandByWhenEverySlotIsFreeAndNoneIsMissing() {
        assertThat(TaskManagers.of(answer(2, 2)).standBy(2)).isTrue();
        assertThat(TaskManagers.of(answer(2, 2)).standBy(3)).isFalse();
    }

    @Test
    void ofTwoThatWorkEitherIsOneAndOfNoneNobody() {
        assertThat(TaskManagers.of(answer(1, 1)).working()).isEqualTo("task-manager-1");
        assertThatThrownBy(() -> TaskManagers.of(answer(2, 2)).working())
                .hasMessageContaining("no task manager works")
                .hasMessageContaining("task-manager-1");
    }

    /** Of a job with one task a stage one stands by; of one with two neither does, though one has room for both. */
    @Test
    void bothShareAJobOfTwoTasksAStage() {
        assertThat(TaskManagers.of(answer(1, 1)).share(2)).isTrue();
        assertThat(TaskManagers.of(answer(2, 0)).share(2)).isFalse();
        assertThat(TaskManagers.of(answer(2, 1)).share(1)).isTrue();
        assertThat(TaskManagers.of(answer(2, 2)).share(1)).isFalse();
    }

    @Test
    void whatIsNoListIsRefused() {
        assertThatThrownBy(() -> TaskManagers.of("<html>")).hasMessageContaining("answer=<html>");
    }

    /** What Flink 2.3 answers, without what is not looked at. */
    private static String answer(int freeOfFirst, int freeOfSecond) {
        return """
               {"taskmanagers":[
                 {"id":"task-manager-1","dataPort":33445,"slotsNumber":2,"freeSlots":%d,"hardware":{"cpuCores":2}},
                 {"id":"task-manager-2","dataPort":33447,"slotsNumber":2,"freeSlots":%d,"hardware":{"cpuCores":2}}]}
               """.formatted(freeOfFirst, freeOfSecond);
    }
}
