// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CatchUpWindowTest {
    @Test
    void countsOnlyWhatFollowsTheIntroductionAndTheWarmUp() {
        CatchUpWindow window = new CatchUpWindow(1_000, 5, 10, 1e6);
        // Slow while shippers are introduced, for 20 s, and until it is warm; then 500 a second.
        double filings = 0;
        int second = 0;
        do {
            second++;
            filings += second <= 20 ? 50 : second <= 25 ? 80 : 500;
            assertThat(window.isOpen())
                    .as("what follows second %s counts", second - 1)
                    .isEqualTo(second > 25);
        } while (!window.take(look(second, filings)));

        assertThat(second).isEqualTo(35);
        assertThat(window.span().rate()).isEqualTo(500);
        assertThat(window.wasWarm()).isTrue();
    }

    @Test
    void aRunThatIsThroughBeforeCountsFromAFifthToTheLastTwentieth() {
        CatchUpWindow window = new CatchUpWindow(0, 60, 10, 10_000);
        int second = 0;
        do {
            second++;
        } while (!window.take(look(second, second * 1_000.0)));

        assertThat(second).isEqualTo(10);
        assertThat(window.span().from().filings()).isEqualTo(2_000);
        assertThat(window.span().to().filings()).isEqualTo(10_000);
        assertThat(window.wasWarm()).isFalse();
    }

    @Test
    void costIsWhatEachProcessUsedInTheSameSeconds() {
        CatchUpWindow window = new CatchUpWindow(0, 1, 2, 1e6);
        window.take(look(1, 100));
        window.take(look(2, 200));
        window.take(look(3, 300));
        window.take(look(4, 400));

        ProcessorTime used = window.span().used();
        assertThat(used.seconds()).containsEntry("subject", 3.0);
        assertThat(used.foreignSeconds()).isCloseTo(1.0, within(1e-9));
        assertThat(window.span().writtenBytes()).isEqualTo(1_400);
    }

    /** The subject uses one and a half cores of the two that are busy. */
    private static CatchUpWindow.Look look(double seconds, double filings) {
        return new CatchUpWindow.Look(
                seconds,
                filings,
                new ProcessorTime(Map.of("subject", seconds * 1.5), Map.of(1L, seconds / 2), 0),
                (long) (filings * 7));
    }
}
