// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CostRowsTest {
    private final Map<String, Long> one = Map.of("put", 600L, "merging", 396L, "timers", 4L);
    private final Map<String, Long> other = Map.of("put", 70L, "timers", 29L, "a call", 1L);

    private final CostRows rows = CostRows.of(List.of(one, other));

    @Test
    void whatIsWorthARowInOneRepetitionHasItInAll() {
        assertThat(rows.names()).containsExactly("put", "merging", "timers", "a call");
        assertThat(rows.shares(one))
                .isEqualTo(Map.of("put", 0.6, "merging", 0.396, "timers", 0.004, "a call", 0.0, CostRows.LITTLE, 0.0));
    }

    @Test
    void whatIsLittleInAllIsTold() {
        assertThat(CostRows.of(List.of(one)).shares(one))
                .isEqualTo(Map.of("put", 0.6, "merging", 0.396, CostRows.LITTLE, 0.004));
    }
}
