// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ProcessMemoryTest {
    @Test
    void theHeapIsTheSumOfItsGenerations() {
        String parallel = """
                12:
                 PSYoungGen      total 76288K, used 2048K [0x1, 0x2, 0x3)
                  eden space 65536K, 6% used [0x1,0x2,0x3)
                 ParOldGen       total 175104K, used 1024K [0x1, 0x2, 0x3)
                 Metaspace       used 3434K, committed 3584K, reserved 1056768K
                """;

        assertThat(ProcessMemory.heap(parallel)).isEqualTo(3);
        assertThat(ProcessMemory.heap(" garbage-first heap   total 262144K, used 1536K [0x1, 0x2)"))
                .isEqualTo(1.5);
        assertThatThrownBy(() -> ProcessMemory.heap("no JVM")).hasMessageContaining("no JVM");
    }

    @Test
    void aProcessIsAsked() throws Exception {
        long mine = ProcessHandle.current().pid();

        assertThat(ProcessMemory.liveHeap(mine))
                .isBetween(1.0, Runtime.getRuntime().maxMemory() / 1048576.0);
        assertThat(ProcessMemory.resident(mine)).isGreaterThan(20);
    }
}
