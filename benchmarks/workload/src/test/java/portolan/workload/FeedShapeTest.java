// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Collection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares a feed of the size of the measured one, 54,000 in eighteen months, with load_generator_profile.json. */
class FeedShapeTest {
    private static FeedProfile profile = new FeedProfile();

    @BeforeAll
    static void generate() {
        profile = FeedProfile.of(FeedSettings.builder()
                .start(LocalDate.of(2020, 1, 1))
                .days(547)
                .consignmentsPerDay(98.7)
                .nameVariants(0)
                // Planted campaigns are nowhere measured; they are one consignment in twelve (SchemesTest).
                .offences(0)
                .build());
    }

    @Test
    void trafficIsAsSet() {
        assertThat(profile.count("kind CREATE") / 547.0).isCloseTo(98.7, within(8.0));
    }

    @Test
    void inspectionsAreDrawnAndSayAtWhatShare() {
        assertThat(profile.drawnOf / profile.count("kind CREATE")).isCloseTo(1, within(0.05));
        assertThat(profile.count("not drawn")).isZero();
    }

    @Test
    void shippersAreAsUnevenAsMeasured() {
        Collection<Integer> sizes = profile.shippers.values();

        assertThat(sizes.size()).isBetween(11_500, 14_000);
        assertThat(FeedProfile.top(sizes, sizes.size() / 100)).isCloseTo(0.171, within(0.02));
        assertThat(FeedProfile.top(sizes, 10)).isCloseTo(0.0385, within(0.01));
        assertThat(FeedProfile.top(sizes, 100)).isCloseTo(0.1545, within(0.02));
        assertThat(once(sizes)).isCloseTo(0.37, within(0.04));
    }

    @Test
    void consigneesAndFilersAreNearlyAsUnevenAsMeasured() {
        Collection<Integer> consignees = profile.consignees.values();
        Collection<Integer> filers = profile.filers.values();

        assertThat(FeedProfile.top(consignees, consignees.size() / 100)).isCloseTo(0.1163, within(0.04));
        assertThat(once(consignees)).isCloseTo(0.33, within(0.08));
        assertThat(FeedProfile.top(filers, 10)).isCloseTo(0.1501, within(0.05));
        assertThat(FeedProfile.top(filers, 100)).isCloseTo(0.4775, within(0.05));
    }

    @Test
    void newShippersKeepComingAsMeasured() {
        // Counted on the sellers of the same Korean declarations; the profile has the importers only. The tolerance is
        // what seeds 1 to 5 need.
        assertThat(newIn("2020-02")).isCloseTo(0.516, within(0.04));
        assertThat(newIn("2020-04")).isCloseTo(0.347, within(0.04));
        assertThat(newIn("2020-07")).isCloseTo(0.234, within(0.04));
        assertThat(newIn("2020-12")).isCloseTo(0.139, within(0.04));
        assertThat(newIn("2021-06")).isCloseTo(0.090, within(0.04));
    }

    @Test
    void asMuchIsLeftOutAsMeasured() {
        assertThat(profile.share("consignor absent", "kind CREATE"))
                .isCloseTo(MeasuredShares.CONSIGNOR_ABSENT, within(0.005));
        assertThat(profile.share("notify", "kind CREATE")).isCloseTo(MeasuredShares.NOTIFY_PRESENT, within(0.015));
        assertThat(profile.share("parties", "kind CREATE")).isCloseTo(MeasuredShares.PARTIES_PER_BILL, within(0.03));
        assertThat(profile.share("hs", "items")).isCloseTo(MeasuredShares.HS_PRESENT, within(0.015));
        assertThat(profile.share("volume", "items")).isCloseTo(MeasuredShares.VOLUME_PRESENT, within(0.01));
        assertThat(profile.share("count", "items")).isCloseTo(MeasuredShares.COUNT_PRESENT, within(0.01));
    }

    @Test
    void billsAreOfTheMeasuredKinds() {
        assertThat(profile.share("house", "kind CREATE")).isCloseTo(MeasuredShares.HOUSE_BILL, within(0.02));
        assertThat(profile.share("in bond", "kind CREATE")).isCloseTo(MeasuredShares.IN_BOND, within(0.006));
        assertThat(profile.share("origin is departure", "items"))
                .isCloseTo(MeasuredShares.ORIGIN_IS_DEPARTURE, within(0.03));
        // The slope of the origins; which countries they are is ours.
        assertThat(profile.share("origin CN", "items")).isBetween(0.35, 0.52);
    }

    @Test
    void weeksHaveTheMeasuredShape() {
        double all = profile.count("kind CREATE");
        for (int day = 0; day < 7; day++) {
            assertThat(profile.daysOfWeek[day] / all)
                    .as("day %s", day)
                    .isCloseTo(MeasuredShares.dayOfWeek(day), within(0.05));
        }
    }

    @Test
    void boxesAreOfTheMeasuredKinds() {
        assertThat(profile.share("mistyped", "boxes")).isCloseTo(MeasuredShares.BOX_MISTYPED, within(0.0015));
        assertThat(profile.share("size 22G1", "boxes")).isCloseTo(0.486, within(0.06));
        assertThat(profile.share("size 45G1", "boxes")).isCloseTo(0.3136, within(0.04));
        assertThat(profile.share("size 4532", "boxes")).isCloseTo(0.0722, within(0.04));
    }

    @Test
    void ratesAreAsSet() {
        assertThat(profile.share("vague", "items")).isCloseTo(0.035, within(0.012));
        assertThat(profile.share("payment CASH", "kind CREATE")).isCloseTo(0.004, within(0.001));
        assertThat(profile.share("kind REPLACE", "kind CREATE")).isCloseTo(0.15, within(0.01));
        assertThat(profile.share("kind DELETE", "kind CREATE")).isCloseTo(0.011, within(0.002));
        assertThat(profile.share("outcomes", "kind CREATE")).isCloseTo(0.08, within(0.006));
        assertThat(profile.share("outcome NOT_EXAMINED", "outcomes")).isCloseTo(0.04, within(0.01));
        assertThat(profile.count("offences found")).isZero();
    }

    private static double newIn(String month) {
        int[] counts = profile.newShippersByMonth.getOrDefault(month, new int[] {0, 1});
        return counts[0] / (double) counts[1];
    }

    private static double once(Collection<Integer> sizes) {
        return sizes.stream().filter(size -> size == 1).count() / (double) sizes.size();
    }
}
