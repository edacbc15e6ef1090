// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SamplesTest {
    @Test
    void theSlopeIsThatOfTheLeastSquares() {
        Samples samples = new Samples();
        for (int i = 0; i < 10; i++) {
            samples.add(i, 100 + 7 * i + (i % 2 == 0 ? 1 : -1));
        }
        // Written out: the wobble of one takes 5/82.5 off.
        assertThat(samples.slope()).isCloseTo(7 - 5 / 82.5, within(1e-9));
    }

    @Test
    void aBacklogThatStaysHasNoSlope() {
        Samples samples = new Samples();
        samples.add(0, 50);
        samples.add(1, 60);
        samples.add(2, 50);
        assertThat(samples.slope()).isCloseTo(0, within(1e-9));
    }

    @Test
    void aNumberIsReachedBetweenReadingsInProportion() {
        Samples samples = new Samples();
        samples.add(1, 0);
        samples.add(2, 0);
        samples.add(3, 100);
        assertThat(samples.reached(25)).isCloseTo(2.25, within(1e-9));
        assertThat(samples.reached(101)).isNaN();
    }

    @Test
    void theMedianIsNoSingleReading() {
        Samples backlog = new Samples();
        assertThat(backlog.median()).isZero();
        backlog.add(1, 400);
        backlog.add(2, 0);
        backlog.add(3, 900);
        assertThat(backlog.median()).isEqualTo(400);
        backlog.add(4, 600);
        assertThat(backlog.median()).isEqualTo(500);
    }

    @Test
    void aBacklogIsGoneOnlyAfterItWasThere() {
        Samples backlog = new Samples();
        backlog.add(1, 5);
        backlog.add(2, 5);
        backlog.add(3, 500);
        backlog.add(4, 300);
        backlog.add(5, 4);
        assertThat(backlog.firstBetween(2, 5, 10)).isEqualTo(5);
        assertThat(backlog.firstBetween(4.5, 9, 10)).isNaN();
        assertThat(backlog.firstBetween(2, 4.5, 10)).as("after that time").isNaN();
    }
}
