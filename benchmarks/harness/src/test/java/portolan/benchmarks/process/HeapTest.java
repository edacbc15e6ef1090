// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HeapTest {
    private static final List<String> MACHINE = List.of("MemTotal:       24686220 kB", "MemFree:         512 kB");

    @Test
    void isOfTheMachineWhereNothingElseIsSaid() {
        assertThat(Heap.memoryMib(MACHINE, List.of())).isEqualTo(24_107);
        assertThat(Heap.memoryMib(MACHINE, List.of("max"))).isEqualTo(24_107);
    }

    @Test
    void isWhatAContainerMayTake() {
        assertThat(Heap.memoryMib(MACHINE, List.of("4294967296"))).isEqualTo(4_096);
        assertThat(Heap.memoryMib(MACHINE, List.of("9223372036854771712"))).isEqualTo(24_107);
    }
}
