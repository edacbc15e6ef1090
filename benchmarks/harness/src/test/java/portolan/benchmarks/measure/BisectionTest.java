// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BisectionTest {
    @Test
    void comesWithinAFewPerCentOfTheKneeAndNeverAboveIt() throws InterruptedException {
        for (double knee : new double[] {1_500, 9_000, 42_000, 99_000}) {
            double found = new Bisection(8).search(1_000, 100_000, rate -> rate <= knee);

            assertThat(found).as("knee %s", knee).isBetween(knee * 0.98, knee);
        }
    }

    @Test
    void doublesUntilARateFailsAndThenHalvesTheRatio() throws InterruptedException {
        List<Double> probed = new ArrayList<>();
        new Bisection(2).search(100, 10_000, rate -> {
            probed.add(rate);
            return rate < 500;
        });

        assertThat(probed).hasSize(6).startsWith(100.0, 200.0, 400.0, 800.0);
        assertThat(probed.get(4)).isBetween(565.0, 566.0);
        assertThat(probed.get(5)).isBetween(475.0, 476.0);
    }

    @Test
    void saysNothingIsSustainedWhenTheLowestRateIsNot() throws InterruptedException {
        assertThat(new Bisection(8).search(1_000, 100_000, rate -> false)).isZero();
    }

    @Test
    void isTheHighestRateWhenThatOneIsSustained() throws InterruptedException {
        assertThat(new Bisection(8).search(1_000, 100_000, rate -> true)).isEqualTo(100_000);
    }

    @Test
    void refusesARangeThatIsNone() {
        assertThatThrownBy(() -> new Bisection(1).search(10, 10, rate -> true)).hasMessageContaining("lowest=10");
    }

    @Test
    void whatIsFoundIsConfirmedOrGoesDownByTenths() throws InterruptedException {
        assertThat(Bisection.confirmed(1_000, 100, rate -> true)).isEqualTo(1_000);
        assertThat(Bisection.confirmed(1_000, 100, rate -> rate < 850)).isEqualTo(810);
    }

    @Test
    void nothingIsConfirmedBelowTheLowest() throws InterruptedException {
        assertThat(Bisection.confirmed(1_000, 950, rate -> rate < 950)).isZero();
        assertThat(Bisection.confirmed(1_000, 950, rate -> rate <= 950)).isEqualTo(950);
    }
}
