package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JobOptionsTest {
    private static final long GIB = 1L << 30;

    /** A quarter of the heap goes to bytes: three stages, each with so many tasks. */
    @Test
    void tasksShareTheHeapOfTheProcess() {
        assertThat(JobOptions.warmMib(8 * GIB, "2")).isEqualTo("341");
        assertThat(JobOptions.warmMib(8 * GIB, "8")).isEqualTo("85");
        assertThat(JobOptions.warmMib(GIB, null)).isEqualTo("85");
        assertThat(JobOptions.heldOnHeap(8 * GIB, "2")).isEqualTo("85899");
    }

    @Test
    void noTaskIsGivenMoreThanItCanTake() {
        assertThat(JobOptions.warmMib(1_024 * GIB, "1")).isEqualTo("16384");
        assertThat(JobOptions.heldOnHeap(1_024 * GIB, "1")).isEqualTo("200000");
        assertThat(JobOptions.heldOnHeap(GIB / 4, "64")).isEqualTo("1000");
    }
}
