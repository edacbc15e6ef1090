package portolan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastShareTest {
    private static final Traits TOYS = goods("950300", "CN");
    private static final Traits SHOES = goods("640399", "VN");
    private static final List<Examined> PAST =
            List.of(examined(TOYS, true), examined(TOYS, true), examined(TOYS, false), examined(SHOES, false));

    private final PastShare share = new PastShare(Traits::hs6Origin, PAST);

    @Test
    void isSmoothedTowardsTheBaseRate() {
        // Base rate 2 of 4. Toys: (2 + 2 x 0.5) / (3 + 2); shoes: (0 + 1) / (1 + 2).
        assertThat(share.of(TOYS)).isEqualTo(0.6);
        assertThat(share.of(SHOES)).isEqualTo(1 / 3.0);
    }

    @Test
    void whatItNeverSawHasTheBaseRate() {
        assertThat(share.of(goods("950300", "DE"))).isEqualTo(0.5);
        assertThat(share.of(Traits.UNKNOWN)).isEqualTo(0.5);
    }

    @Test
    void theWorstOfSeveralGoodsCounts() {
        Traits both =
                new Traits(List.of(new Traits.Good("640399", "VN", null), new Traits.Good("950300", "CN", null)), null);

        assertThat(share.of(both)).isEqualTo(0.6);
    }

    @Test
    void isEmptyWhereNobodySaysWhatItLooksUp() {
        assertThat(new PastShare(Traits::importers, PAST).isEmpty()).isTrue();
        assertThat(new PastShare(Traits::hs6OriginRate, PAST).isEmpty()).isTrue();
    }

    private static Traits goods(String hs6, String origin) {
        return new Traits(List.of(new Traits.Good(hs6, origin, null)), null);
    }

    private static Examined examined(Traits traits, boolean offence) {
        return new Examined("K", LocalDate.parse("2026-01-01"), offence, Double.NaN, Double.NaN, Double.NaN, traits);
    }
}
