// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakCommandTest {
    @Test
    void theLiveHeapIsAskedForAtTheBeginningAndWhereEachThirdEnds() {
        assertThat(windowsWithHeap(60)).containsExactly(1, 20, 40, 60);
        assertThat(windowsWithHeap(6)).containsExactly(1, 2, 4, 6);
        assertThat(windowsWithHeap(7)).containsExactly(1, 3, 5, 7);
        assertThat(windowsWithHeap(2)).containsExactly(1, 2);
        assertThat(windowsWithHeap(1)).containsExactly(1);
    }

    private static int[] windowsWithHeap(int last) {
        return IntStream.rangeClosed(1, last)
                .filter(window -> SoakCommand.asksForHeap(window, last))
                .toArray();
    }
}
