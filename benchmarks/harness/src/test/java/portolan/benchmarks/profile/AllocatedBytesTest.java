// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.benchmarks.profile.AllocatedBytes.Counted;
import portolan.benchmarks.profile.AllocatedBytes.OfThread;

final class AllocatedBytesTest {
    @Test
    void aThreadThatEndedTakesNothingFromThoseOfItsKind() {
        Counted before = new Counted(Map.of(
                1L, new OfThread("Remember", 1_000),
                2L, new OfThread("pool", 9_000),
                3L, new OfThread("pool", 100)));
        Counted now = new Counted(Map.of(
                1L, new OfThread("Remember", 1_500),
                3L, new OfThread("pool", 130),
                4L, new OfThread("pool", 5)));

        assertThat(now.since(before)).isEqualTo(Map.of("Remember", 500L, "pool", 35L));
    }
}
