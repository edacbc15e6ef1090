// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastShareTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Traits TOYS = goods("950300", "CN");
    private static final Traits SHOES = goods("640399", "VN");

    private final List<Lesson> lessons =
            new ArrayList<>(List.of(lesson(1, TOYS, 1), lesson(2, TOYS, 1), lesson(3, TOYS, 0), lesson(4, SHOES, 0)));

    @Test
    void isSmoothedTowardsTheBaseRate() {
        // Base rate 2 of 4. Toys: (2 + 2 x 0.5) / (3 + 2); shoes: (0 + 1) / (1 + 2).
        assertThat(shares(filed(9, TOYS), filed(9, SHOES))).containsExactly(0.6, 1 / 3.0);
    }

    @Test
    void whatItNeverSawHasTheBaseRate() {
        assertThat(shares(filed(9, goods("950300", "DE")), filed(9, Traits.UNKNOWN)))
                .containsExactly(0.5, 0.5);
    }

    @Test
    void theWorstOfSeveralGoodsCounts() {
        Traits both = new Traits(
                List.of(new Traits.Good("640399", "VN", null), new Traits.Good("950300", "CN", null)), null, null);

        assertThat(shares(filed(9, both))).containsExactly(0.6);
    }

    @Test
    void knowsOnlyWhatWasReportedBeforeTheFiling() {
        // On day 2 one find is known: base rate 1, and 1 of 1. What becomes known at the same moment is not yet known.
        assertThat(shares(filed(1, TOYS), filed(2, TOYS), filed(4, SHOES))).containsExactly(0.0, 1.0, 2 / 3.0);
    }

    @Test
    void aCorrectionTakesTheEarlierOutcomeBack() {
        lessons.add(new Lesson(day(5), TOYS, -1, -1));
        lessons.add(new Lesson(day(5), TOYS, 1, 0));

        // Base rate 1 of 4; toys (1 + 2 x 0.25) / (3 + 2).
        assertThat(shares(filed(9, TOYS))).containsExactly(0.3);
    }

    @Test
    void isEmptyWhereNobodySaysWhatItLooksUp() {
        assertThat(new PastShare(Traits::importers, List.of(), lessons).isEmpty())
                .isTrue();
        assertThat(new PastShare(Traits::hs6OriginRate, List.of(), lessons).isEmpty())
                .isTrue();
    }

    private double[] shares(Examined... consignments) {
        return new PastShare(Traits::hs6Origin, List.of(consignments), lessons).shares(2);
    }

    private static Traits goods(String hs6, String origin) {
        return new Traits(List.of(new Traits.Good(hs6, origin, null)), null, null);
    }

    private static Instant day(int day) {
        return START.plus(day, ChronoUnit.DAYS);
    }

    private static Lesson lesson(int day, Traits traits, int offences) {
        return new Lesson(day(day), traits, 1, offences);
    }

    private static Examined filed(int day, Traits traits) {
        return new Examined("K", day(day), Label.CLEAN, 0, Double.NaN, Double.NaN, Double.NaN, false, traits);
    }
}
