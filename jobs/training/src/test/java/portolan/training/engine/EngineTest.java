// SPDX-License-Identifier: Apache-2.0
package portolan.training.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.Filing;
import portolan.training.Exercises;
import portolan.training.PipelineRecords;
import portolan.training.SmallWorld;
import portolan.training.exercise.Exercise;
import portolan.training.world.Dealt;

class EngineTest {
    private final Engine engine = new Engine(new PipelineRecords());

    private static Dealt world() throws Exception {
        Exercise exercise = Exercises.practice();
        return SmallWorld.deal(exercise.order(), exercise.seed(null));
    }

    @Test
    void everyConsignmentOfTheWindowIsJudgedAtItsLastVersion() throws Exception {
        Dealt dealt = world();

        Map<String, Scored> scored = engine.score(dealt);

        assertThat(scored).hasSize(dealt.window().size());
        assertThat(dealt.window()).allSatisfy(bill -> {
            Scored of = java.util.Objects.requireNonNull(scored.get(bill.key()));
            assertThat(of.assessed().getFilingVersion())
                    .isEqualTo(bill.versions().size());
            assertThat(of.assessed().getTenant()).isEqualTo("training");
            assertThat(of.probability()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void whoseShippersWereCaughtRankAboveOthersAndTheReasonsSaySo() throws Exception {
        Dealt dealt = world();
        Map<String, Scored> scored = engine.score(dealt);

        double worstHonest = 0;
        double bestRogue = 1;
        for (Dealt.Bill bill : dealt.window()) {
            Scored of = java.util.Objects.requireNonNull(scored.get(bill.key()));
            if (bill.offends()) {
                bestRogue = Math.min(bestRogue, of.probability());
                assertThat(of.indicators()).contains("shipper_offence_rate");
            } else {
                worstHonest = Math.max(worstHonest, of.probability());
            }
        }
        assertThat(bestRogue).isGreaterThan(worstHonest);
    }

    /** What the engine knows comes from filings and outcomes alone. */
    @Test
    void whatIsPlantedChangesNoScore() throws Exception {
        Dealt dealt = world();
        List<Dealt.Bill> bare = new ArrayList<>();
        dealt.window().forEach(bill -> bare.add(new Dealt.Bill(bill.versions(), null, null)));

        assertThat(probabilities(engine.score(new Dealt(dealt.past(), bare))))
                .isEqualTo(probabilities(engine.score(dealt)));
    }

    private static Map<String, Double> probabilities(Map<String, Scored> scored) {
        Map<String, Double> probabilities = new java.util.TreeMap<>();
        scored.forEach((key, of) -> probabilities.put(key, of.probability()));
        return probabilities;
    }

    @Test
    void aFilingThatTheEngineWouldRefuseIsAFaultOfTheWorld() throws Exception {
        Dealt dealt = world();
        Filing broken = Filing.newBuilder(dealt.window().get(0).filing())
                .setGoodsItems(List.of())
                .build();

        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        engine.score(new Dealt(List.of(), List.of(new Dealt.Bill(List.of(broken), null, null)))))
                .withMessageContaining("goodsItems");
    }
}
