// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;

final class HeapSharesTest {
    private static final long GIB = 1L << 30;

    /** Five sixteenths of the heap go to bytes: of three stages, each with so many tasks. */
    @Test
    void tasksShareTheHeapOfTheProcess() {
        assertThat(HeapShares.warmMib(8 * GIB, "2")).isEqualTo("128");
        assertThat(HeapShares.warmMib(8 * GIB, "8")).isEqualTo("32");
        assertThat(HeapShares.warmMib(GIB, null)).isEqualTo("32");
        assertThat(HeapShares.warmMemoriesMib(8 * GIB, "2")).isEqualTo("1024");
        assertThat(HeapShares.warmMemoriesMib(GIB, null)).isEqualTo("256");
        assertThat(HeapShares.cachedObjects(8 * GIB, "2")).isEqualTo("85899");
    }

    /** With the fifth that objects are reckoned at, half of the heap: the other half is for the job itself. */
    @Test
    void whatAllStagesHoldAsBytesIsFiveSixteenthsOfTheHeap() {
        for (long heap : new long[] {2 * GIB, 8 * GIB}) {
            long mib = Long.parseLong(HeapShares.warmMemoriesMib(heap, "1"))
                    + 2 * Long.parseLong(HeapShares.warmMib(heap, "1"));
            long bytes = mib << 20;

            assertThat(bytes).isBetween(heap * 5 / 16 - (4 << 20), heap * 5 / 16);
        }
    }

    @Test
    void noTaskIsGivenMoreThanItCanTake() {
        assertThat(HeapShares.warmMib(1_024 * GIB, "1")).isEqualTo("16384");
        assertThat(HeapShares.warmMemoriesMib(1_024 * GIB, "1")).isEqualTo("16384");
        assertThat(HeapShares.cachedObjects(1_024 * GIB, "1")).isEqualTo("200000");
        assertThat(HeapShares.cachedObjects(GIB / 4, "64")).isEqualTo("1000");
    }

    @Test
    void rocksDbHasAQuarterAsMuchOutsideTheHeapAndNeverLessThanItIsGiven() {
        MemorySize least = MemorySize.ofMebiBytes(512);

        assertThat(HeapShares.rocksDb(least, 8 * GIB, 1)).isEqualTo(MemorySize.ofMebiBytes(2_048));
        assertThat(HeapShares.rocksDb(least, 8 * GIB, 2)).isEqualTo(MemorySize.ofMebiBytes(1_024));
        assertThat(HeapShares.rocksDb(least, GIB, 1)).isEqualTo(least);
    }
}
