// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.repeats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.kind.History;
import portolan.scoring.kind.Memories;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Sourcing;

class RepeatMemoryTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void repeatedInspectionsAgreeWithATwinThatKeepsEverything(long seed) {
        History<RepeatMemory> history = new History<>(Memories.REPEATS, History.Variety.SMALL, seed);
        Map<String, List<Boolean>> finds = new HashMap<>();

        history.run(300, (twin, memory) -> {
            finds.clear();
            for (History.Known one : twin.known) {
                String hs6 = HeaviestCodes.of(one.consignment(), 6).get(0);
                finds.computeIfAbsent(hs6 + Sourcing.of(one.consignment(), hs6), goods -> new ArrayList<>())
                        .add(one.outcome().code().isOffence());
            }
            double offences = 0;
            double again = 0;
            for (List<Boolean> goods : finds.values()) {
                long hits = goods.stream().filter(find -> find).count();
                if (goods.size() > 1) {
                    double counted = Math.min(4.0, goods.size()) * hits / goods.size();
                    offences += counted;
                    again += counted * Math.max(0, hits - 1) / (goods.size() - 1);
                }
            }
            assertThat(memory.offencesWithOthers()).as(twin.facts()).isCloseTo(offences, within(1e-9));
            assertThat(memory.offencesAmongOthers()).as(twin.facts()).isCloseTo(again, within(1e-9));
        });

        history.takeAllBack();
    }

    @Test
    void ofManyGoodsASampleIsKeptWhoseCountsAreExact() {
        RepeatMemory memory = new RepeatMemory();
        Random random = new Random(3);
        List<Consignment> goods = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            goods.add(consignment()
                    .carrying("%06d".formatted(random.nextInt(6_000)))
                    .dutiable(random.nextInt(3) * 1.0, "A")
                    .build());
        }
        // Odd duties are always in offence, even ones never.
        goods.forEach(one -> learn(memory, one));
        byte[] full = Memories.REPEATS.write(memory);

        assertThat(full.length).isLessThanOrEqualTo(10 * 1024);
        assertThat(memory.offencesAmongOthers()).isEqualTo(memory.offencesWithOthers());
        assertThat(memory.offencesWithOthers()).isGreaterThan(100);
        goods.subList(0, 500).forEach(one -> Memories.REPEATS.retractOutcome(memory, "", one, found(one)));
        goods.subList(0, 500).forEach(one -> learn(memory, one));
        assertThat(Memories.REPEATS.write(memory)).isEqualTo(full);
    }

    private static void learn(RepeatMemory memory, Consignment one) {
        Memories.REPEATS.learnOutcome(memory, "", one, found(one));
    }

    private static Outcome found(Consignment one) {
        Duty duty = one.items().get(0).duty();
        boolean odd = duty != null && Double.valueOf(1).equals(duty.ratePercent());
        return outcome(one, odd ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND);
    }
}
