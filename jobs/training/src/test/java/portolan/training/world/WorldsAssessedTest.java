// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.scoring.score.Assessment;
import portolan.testing.Seeds;

/** What the engine reads in a world that is dealt, by the job's own decoders and the baseline. */
@Tag(Seeds.TAG)
class WorldsAssessedTest {
    private static final int OFFENCES = 2;
    private static final int ALIKES = 4;

    /** Names, days and spreads are drawn: a trace may be lost on some. */
    private static final double SHOWN = 0.9;

    private static Stream<Post> posts() {
        return Arrays.stream(Post.values()).limit(Seeds.of(1, Post.values().length));
    }

    @ParameterizedTest
    @MethodSource("posts")
    void offencesShowTheirTracesAndOnlyTheyAllTheirTells(Post post) {
        Order order = Orders.all(post, 130, 75, OFFENCES, ALIKES);
        Dealt dealt = Dealer.deal(order, Orders.seed(7));
        Map<String, Assessment> assessed = Engine.assess(dealt);
        int traces = 0;
        int shown = 0;
        List<String> lost = new ArrayList<>();
        Map<String, List<Dealt.Bill>> byPair = new HashMap<>(dealt.window().stream()
                .filter(bill -> bill.planted() != null)
                .collect(groupingBy(bill -> planted(bill).pair())));
        for (Dealt.Bill bill : dealt.window()) {
            Planted planted = bill.planted();
            if (planted == null) {
                continue;
            }
            for (String trace : planted.traces()) {
                traces++;
                if (Engine.fires(of(assessed, bill), trace)) {
                    shown++;
                } else {
                    lost.add(planted.pair() + ' ' + planted.alike() + ' ' + trace);
                }
            }
        }
        assertThat(shown).as("lost: " + lost).isGreaterThanOrEqualTo((int) (traces * SHOWN));
        byPair.forEach((pair, bills) -> {
            Set<String> tells = bills.stream()
                    .filter(Dealt.Bill::offends)
                    .map(bill -> planted(bill).tells())
                    .findFirst()
                    .orElseThrow();
            assertThat(bills)
                    .as(pair)
                    .filteredOn(bill ->
                            !bill.offends() && tells.stream().allMatch(tell -> Engine.fires(of(assessed, bill), tell)))
                    .extracting(Dealt.Bill::key)
                    .isEmpty();
        });

        // Far better than chance, and fooled by some look-alikes: both is what an exercise is about.
        List<Dealt.Bill> ranked = new ArrayList<>(dealt.window());
        ranked.sort(Comparator.comparingDouble(
                (Dealt.Bill bill) -> -of(assessed, bill).score()));
        int budget = order.offences();
        long hits =
                ranked.subList(0, budget).stream().filter(Dealt.Bill::offends).count();
        double chance = budget * (double) budget / ranked.size();
        assertThat(hits)
                .as("of " + budget)
                .isGreaterThan(Math.round(3 * chance))
                .isLessThan(budget);
    }

    private static Planted planted(Dealt.Bill bill) {
        return Objects.requireNonNull(bill.planted());
    }

    private static Assessment of(Map<String, Assessment> assessed, Dealt.Bill bill) {
        return Objects.requireNonNull(assessed.get(bill.key()), bill.key());
    }
}
