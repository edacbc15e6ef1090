package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Looks at the truth behind a feed, which the feed itself tells of inspected consignments only. */
class OffencesTest {
    private static final FeedSettings SETTINGS =
            FeedSettings.builder().shippers(3_000).build();
    private static final int TRIALS = 300_000;

    private final Population population = new Population(SETTINGS.seed(), SETTINGS.shippers());
    private final Offences offences = new Offences(SETTINGS, population);
    private final Dice dice = Dice.of(99, Purpose.FATE, 0);
    private final Map<String, int[]> byShipper = new HashMap<>();
    private final Map<String, int[]> byPair = new HashMap<>();

    @Test
    void offencesHaveTheSetRateAndKnowTheirShippersAndTheirGoods() {
        int found = 0;
        for (int i = 0; i < TRIALS; i++) {
            Shipper shipper = population.shipper(dice.below(SETTINGS.shippers()));
            Booking booking = Booking.draw(SETTINGS.seed(), shipper, i, 20_000, 6);
            boolean offence = offences.of(booking, dice) != null;
            found += offence ? 1 : 0;
            count(byShipper, "shipper " + shipper.id(), offence);
            count(byPair, booking.line().goods().hs6() + booking.line().origin(), offence);
        }
        assertThat(found / (double) TRIALS).isCloseTo(SETTINGS.offences(), within(0.003));
        // The worst twentieth, by true rate, holds far more than its share: there is something to learn.
        assertThat(heldByWorst(byShipper, found)).isGreaterThan(0.3);
        assertThat(heldByWorst(byPair, found)).isGreaterThan(0.15);
    }

    private static void count(Map<String, int[]> counts, String key, boolean offence) {
        int[] pair = counts.computeIfAbsent(key, k -> new int[2]);
        pair[0] += offence ? 1 : 0;
        pair[1]++;
    }

    private static double heldByWorst(Map<String, int[]> counts, int found) {
        return counts.values().stream()
                        .filter(pair -> pair[1] >= 50)
                        .sorted((a, b) -> Double.compare(b[0] / (double) b[1], a[0] / (double) a[1]))
                        .limit(counts.size() / 20)
                        .mapToInt(pair -> pair[0])
                        .sum()
                / (double) found;
    }
}
