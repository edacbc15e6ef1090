package portolan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.Lane;

class RiskiestTest {
    private static final long MINUTE = 60_000;

    private final Riskiest riskiest = new Riskiest();

    @Test
    void ranksByBitsAndPutsTheNewerFirstAtEqualBits() {
        see("A", 1, 0);
        see("B", 3, 1);
        see("C", 1, 2);

        assertThat(top(3, 2)).containsExactly("B", "C", "A");
    }

    @Test
    void forgetsAfterTenMinutes() {
        see("OLD", 9, 0);
        see("NEW", 1, 5 * MINUTE);

        assertThat(top(3, 9 * MINUTE)).containsExactly("OLD", "NEW");
        assertThat(top(3, 10 * MINUTE)).containsExactly("NEW");
    }

    @Test
    void aLaterAssessmentReplacesTheEarlierWhateverItSays() {
        see("A", 9, 0);
        see("B", 5, 0);
        see("A", 1, MINUTE);

        assertThat(top(3, MINUTE)).containsExactly("B", "A");
    }

    @Test
    void agreesWithASlowTwinThatKeepsEverything() {
        long seed = 20260302;
        Random random = new Random(seed);
        Map<String, BoardEntry> twin = new TreeMap<>();
        for (int i = 0; i < 40_000; i++) {
            long now = i * 20L;
            String key = "K" + i;
            double bits = random.nextInt(4_000) / 16.0;
            see(key, bits, now);
            twin.put(key, entry(key, bits, now));
        }
        long now = 40_000 * 20L;
        long since = (now / 30_000 - 19) * 30_000;
        List<Double> expected = twin.values().stream()
                .filter(entry -> entry.scoredAt() >= since)
                .map(BoardEntry::bits)
                .sorted((a, b) -> Double.compare(b, a))
                .limit(10)
                .toList();

        assertThat(riskiest.top(10, now))
                .as("seed %d", seed)
                .extracting(BoardEntry::bits)
                .isEqualTo(expected);
    }

    private List<String> top(int count, long now) {
        return riskiest.top(count, now).stream().map(BoardEntry::consignmentKey).toList();
    }

    private void see(String key, double bits, long now) {
        riskiest.forget(key);
        if (riskiest.wants(bits, now)) {
            riskiest.add(entry(key, bits, now));
        }
    }

    private static BoardEntry entry(String key, double bits, long now) {
        return new BoardEntry(key, key, Lane.RED, "t", "t", bits, 0.5, null, null, null, null, List.of(), now);
    }
}
