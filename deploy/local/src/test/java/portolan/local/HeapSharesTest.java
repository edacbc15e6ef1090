package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HeapSharesTest {
    private static final long GIB = 1L << 30;

    /** A quarter of the heap goes to bytes: three stages, each with so many tasks. */
    @Test
    void tasksShareTheHeapOfTheProcess() {
        assertThat(HeapShares.warmMib(8 * GIB, "2")).isEqualTo("341");
        assertThat(HeapShares.warmMib(8 * GIB, "8")).isEqualTo("85");
        assertThat(HeapShares.warmMib(GIB, null)).isEqualTo("85");
        assertThat(HeapShares.heldOnHeap(8 * GIB, "2")).isEqualTo("85899");
    }

    @Test
    void noTaskIsGivenMoreThanItCanTake() {
        assertThat(HeapShares.warmMib(1_024 * GIB, "1")).isEqualTo("16384");
        assertThat(HeapShares.heldOnHeap(1_024 * GIB, "1")).isEqualTo("200000");
        assertThat(HeapShares.heldOnHeap(GIB / 4, "64")).isEqualTo("1000");
    }
}
