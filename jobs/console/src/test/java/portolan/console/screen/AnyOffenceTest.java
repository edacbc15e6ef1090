// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnyOffenceTest {
    private final AnyOffence any = new AnyOffence();

    @Test
    void anOverallThreatIsNotCountedAgain() {
        any.add(0.4, List.of("prior", "seal", "value", "cap:goods"));
        any.add(0.3, List.of("prior", "seal", "bound:seal", "calibration"));
        any.add(0.1, List.of("prior"));

        assertThat(any.probability()).isEqualTo(0.4);
    }

    @Test
    void threatsThatEachSaySomethingElseAddUp() {
        any.add(0.5, List.of("prior", "seal"));
        any.add(0.5, List.of("prior", "value"));

        assertThat(any.probability()).isCloseTo(0.75, within(1e-12));
    }
}
