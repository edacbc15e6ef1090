// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.rules.Bits;

class OfficesTest {
    private static final float[] NOTHING = {};
    private static final Map<String, Long> RISK = Map.of("risk", 2L * Bits.UNITS);

    private final List<Row> lessons = new ArrayList<>();
    private final List<Row> traffic = new ArrayList<>();

    private Row row(boolean isRisky) {
        return new Row("c" + (lessons.size() + traffic.size()), 1, NOTHING, isRisky ? RISK : Map.of(), false);
    }

    /** @param standing of ten finds, how many have what a tenth of the traffic has */
    private void inspect(Random random, String office, int inspections, double rate, int standing) {
        for (int i = 0; i < inspections; i++) {
            boolean find = random.nextDouble() < rate;
            boolean isRisky = random.nextInt(10) < (find ? standing : 1);
            lessons.add(row(isRisky).told(find, office));
        }
    }

    private Offices honest(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            traffic.add(row(i % 10 == 0));
        }
        for (int office = 0; office < 8; office++) {
            inspect(random, "office " + office, 40 + 40 * office, 0.08 + 0.04 * random.nextDouble(), 7);
        }
        return Offices.of(lessons, traffic);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void honestOfficesOfManySizesAreBelieved(long seed) {
        Offices offices = honest(seed);

        for (int office = 0; office < 8; office++) {
            assertThat(offices.weight("office " + office)).isGreaterThan(0.8);
        }
        assertThat(offices.weight("unheard")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void anOfficeWhoseRateNoOtherSupportsIsHardlyBelievedHoweverLargeItIs(double rate) {
        honest(1);
        inspect(new Random(9), "odd", 4_000, rate, 7);
        Offices offices = Offices.of(lessons, traffic);

        assertThat(offices.weight("odd")).isLessThan(0.4);
        assertThat(offices.weight("office 7")).isEqualTo(1);
    }

    @Test
    void eachRateHasItsIntervalAndThoseWhoToldLittleAreOne() {
        Rows rows = new Rows(9_000, 9_000);
        honest(1);
        inspect(new Random(9), "odd", 4_000, 1, 7);
        inspect(new Random(3), "tiny", 5, 0, 1);
        inspect(new Random(4), "small too", 6, 0, 1);
        lessons.forEach(rows::teach);
        traffic.forEach(rows::sample);
        List<OfficeRate> rates = rows.rates();

        assertThat(rates)
                .extracting(OfficeRate::told)
                .startsWith(4_000, 320, 280)
                .endsWith(40, 11);
        assertThat(rates.get(0).office()).isEqualTo("ODD");
        assertThat(rates.get(0).low()).isBetween(0.99, 1.0);
        assertThat(rates.get(0).weight()).isLessThan(0.4);
        assertThat(rates.get(9)).matches(small -> small.office().equals("small") && small.low() == 0);
        assertThat(rates).allSatisfy(each -> {
            assertThat(each.rate()).isBetween(each.low(), each.high());
            assertThat((double) each.finds() / each.told()).isBetween(each.low(), each.high());
        });
        // Of 320, one in ten: a little more than Wald's interval has.
        assertThat(rates.get(1).high() - rates.get(1).low()).isBetween(0.05, 0.08);
    }

    /** Its rate is like any other's; what it calls finds is like any traffic. */
    @Test
    void anOfficeThatFindsAtRandomAsOftenAsOthersIsHardlyBelieved() {
        honest(1);
        inspect(new Random(9), "odd", 1_000, 0.1, 1);
        Offices offices = Offices.of(lessons, traffic);

        assertThat(offices.weight("odd")).isLessThan(0.2);
        assertThat(offices.weight("office 7")).isEqualTo(1);
    }

    @Test
    void anOfficeThatRulesRankBetterThanOthersIsBelieved() {
        honest(1);
        inspect(new Random(9), "better", 1_000, 0.1, 10);

        assertThat(Offices.of(lessons, traffic).weight("better")).isEqualTo(1);
    }

    /** Drawn by chance, it finds less than those that are sent by score. */
    @Test
    void aRandomProgrammeTeachesThoughItFindsLess() {
        honest(1);
        inspect(new Random(9), "random", 800, 0.012, 7);

        assertThat(Offices.of(lessons, traffic).weight("random")).isEqualTo(1);
    }

    @Test
    void manyInventedNamesAreOneOffice() {
        honest(1);
        for (int name = 0; name < 300; name++) {
            inspect(new Random(name), "invented " + name, 1, 1, 7);
        }
        Offices offices = Offices.of(lessons, traffic);

        assertThat(offices.weight("invented 7")).isZero();
        assertThat(offices.weight(" Office 7")).isEqualTo(1);
    }

    @Test
    void amongTwoOfficesNobodyKnowsWhichIsOdd() {
        Random random = new Random(3);
        inspect(random, "one", 400, 0.1, 7);
        inspect(random, "other", 400, 0.9, 1);
        Offices offices = Offices.of(lessons, traffic);

        assertThat(offices.weight("one")).isEqualTo(1);
        assertThat(offices.weight("other")).isEqualTo(1);
    }
}
