// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import portolan.pipeline.CacheSizes;

final class HeapSharesTest {
    private static final long GIB = 1L << 30;

    @Test
    void tasksShareTheHeapOfTheProcess() {
        assertThat(HeapShares.cacheMib(6 * GIB, "2")).isEqualTo("1024");
        assertThat(HeapShares.cacheMib(3 * GIB, null)).isEqualTo("1024");
        assertThat(HeapShares.cacheMib(1_024 * GIB, "1")).isEqualTo("349525");
    }

    /** The other half is for the job itself: one stage keeps memories, and three keep what is asked for less. */
    @Test
    void whatAllStagesCacheIsLessThanHalfOfTheHeap() {
        for (long heap : new long[] {2 * GIB, 8 * GIB}) {
            CacheSizes sizes = new CacheSizes(Long.parseLong(HeapShares.cacheMib(heap, "1")) << 20);

            assertThat(sizes.memoryBytes() + 3 * sizes.otherBytes()).isBetween(heap * 4 / 10, heap / 2);
        }
    }

    @Test
    void rocksDbHasAQuarterAsMuchOutsideTheHeapAndNeverLessThanItIsGiven() {
        MemorySize least = MemorySize.ofMebiBytes(512);

        assertThat(HeapShares.rocksDb(least, 8 * GIB, 1)).isEqualTo(MemorySize.ofMebiBytes(2_048));
        assertThat(HeapShares.rocksDb(least, 8 * GIB, 2)).isEqualTo(MemorySize.ofMebiBytes(1_024));
        assertThat(HeapShares.rocksDb(least, GIB, 1)).isEqualTo(least);
    }
}
