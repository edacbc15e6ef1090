// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import portolan.console.screen.DecisionDue;
import portolan.schemas.avro.Lane;
import portolan.scoring.rules.ToldShares;

class RiskiestTest {
    private static final long MINUTE = 60_000;

    private static final DecisionDue NO_DEADLINE = new DecisionDue(null, Instant.EPOCH, false);

    private final Riskiest riskiest = new Riskiest();

    @Test
    void ranksByBitsWithinALaneAndPutsTheNewerFirstAtEqualBits() {
        see(Lane.RED, "A", 1, 0);
        see(Lane.RED, "B", 3, 1);
        see(Lane.RED, "C", 1, 2);

        assertThat(top(3, 2)).containsExactly("B", "C", "A");
    }

    @Test
    void aStricterLaneIsWantedHoweverManyMilderOnesHaveMoreBits() {
        for (int i = 0; i < 40; i++) {
            see(Lane.BLUE, "BLUE" + i, 5 + i, 0);
        }
        see(Lane.RED, "RED", -5, 0);
        see(Lane.YELLOW, "YELLOW", -4, 0);

        assertThat(top(3, 0)).containsExactly("RED", "YELLOW", "BLUE39");
        assertThat(riskiest.wants(Lane.BLUE, 30, 0)).isFalse();
        assertThat(riskiest.wants(Lane.GREEN, 99, 0)).isFalse();
    }

    @Test
    void theNewestOfManyEqualOnesIsAmongThem() {
        for (int i = 0; i < 40; i++) {
            see(Lane.RED, "K" + i, 1, i);
        }

        assertThat(top(2, 40)).containsExactly("K39", "K38");
    }

    @Test
    void forgetsAfterTenMinutes() {
        see(Lane.RED, "OLD", 9, 0);
        see(Lane.RED, "NEW", 1, 5 * MINUTE);

        assertThat(top(3, 9 * MINUTE)).containsExactly("OLD", "NEW");
        assertThat(top(3, 10 * MINUTE)).containsExactly("NEW");
    }

    @Test
    void aLaterAssessmentReplacesTheEarlierWhateverItSays() {
        see(Lane.RED, "A", 9, 0);
        see(Lane.RED, "B", 5, 0);
        see(Lane.RED, "A", 1, MINUTE);

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
            Lane lane = rarelyStrict(random);
            see(lane, key, bits, now);
            twin.put(key, entry(lane, key, bits, now));
        }
        long now = 40_000 * 20L;
        long since = (now / 30_000 - 19) * 30_000;
        List<String> expected = twin.values().stream()
                .filter(entry -> entry.scoredAt() >= since && entry.lane() != Lane.GREEN)
                .sorted((a, b) -> a.lane() == b.lane()
                        ? Double.compare(b.bits(), a.bits())
                        : a.lane().compareTo(b.lane()))
                .limit(10)
                .map(RiskiestTest::rank)
                .toList();

        assertThat(riskiest.top(10, now))
                .as("seed %d", seed)
                .extracting(RiskiestTest::rank)
                .isEqualTo(expected);
        assertThat(expected)
                .as("lanes shown")
                .anyMatch(rank -> rank.startsWith("RED"))
                .anyMatch(rank -> rank.startsWith("YELLOW"));
    }

    private static Lane rarelyStrict(Random random) {
        int drawn = random.nextInt(10_000);
        return drawn < 2 ? Lane.RED : drawn < 12 ? Lane.YELLOW : drawn < 2_000 ? Lane.BLUE : Lane.GREEN;
    }

    private static String rank(BoardEntry entry) {
        return entry.lane() + " " + entry.bits();
    }

    private List<String> top(int count, long now) {
        return riskiest.top(count, now).stream().map(BoardEntry::consignmentKey).toList();
    }

    private void see(Lane lane, String key, double bits, long now) {
        riskiest.forget(key);
        if (riskiest.wants(lane, bits, now)) {
            riskiest.add(entry(lane, key, bits, now));
        }
    }

    private static BoardEntry entry(Lane lane, String key, double bits, long now) {
        return new BoardEntry(
                key,
                key,
                lane,
                false,
                "t",
                bits,
                0.5,
                new ToldShares.Point(0, 0.5, 0.3, 0.7),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                NO_DEADLINE,
                List.of(),
                now);
    }
}
