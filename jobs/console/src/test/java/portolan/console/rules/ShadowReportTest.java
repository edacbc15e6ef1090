// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.console.Assessments.NOON;
import static portolan.console.Assessments.assessment;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.console.Assessments;
import portolan.console.Expected;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleSetRef;

class ShadowReportTest {
    private final ShadowJoin join = new ShadowJoin((hash, lane) -> lane == Lane.RED);

    @Test
    void looksAsCommitted() {
        for (int i = 0; i < 1_500; i++) {
            Lane lane = i % 50 == 0 ? Lane.RED : i % 20 == 0 ? Lane.YELLOW : Lane.GREEN;
            boolean differs = i % 20 == 0;
            Assessments of = assessment().key("K" + i).filedAt(NOON.plus(Duration.ofMinutes(i)));
            champion(of.scoring(lane == Lane.GREEN ? -6 : 1, 0.1, lane).build(), i);
            Assessments shadow = assessment().key("K" + i).filedAt(NOON.plus(Duration.ofMinutes(i)));
            shadow.scoring(differs ? 2 : -6, 0.2, differs ? Lane.RED : lane == Lane.RED ? Lane.YELLOW : lane);
            shadow(differs ? shadow.because(1.5, "a rule of the shadow", "").build() : shadow.build(), i);
        }

        Expected.assertLooksLike("shadows.txt", ShadowLines.of(join.reports(this::office), Duration.ofHours(24)));
    }

    private String office(InputPosition filed) {
        return filed.getOffset() % 3 == 0 ? "NLRTM" : filed.getOffset() % 3 == 1 ? "NLAMS" : "";
    }

    @Test
    void theHalvesOfAPairFindEachOtherWhicheverComesFirstAndAreComparedOnce() {
        ConsignmentAssessed one = assessment().scoring(3, 0.9, Lane.RED).build();
        shadow(one, 1);
        shadow(one, 2);
        champion(one, 1);
        champion(one, 1);
        shadow(one, 1);

        assertThat(join.reports(unasked -> "")).singleElement().satisfies(report -> {
            assertThat(report.compared()).isEqualTo(1);
            assertThat(report.sameLane()).isEqualTo(1);
            assertThat(report.sameScore()).isEqualTo(1);
            assertThat(report.alone()).as("the one at offset 2").isEqualTo(1);
            assertThat(report.rules()).isEmpty();
        });
    }

    @Test
    void anAlertCountsOnceHoweverOftenItsConsignmentIsAmended() {
        for (int offset = 0; offset < 3; offset++) {
            champion(assessment().scoring(-5, 0.03, Lane.YELLOW).build(), offset);
            shadow(assessment().scoring(3, 0.9, Lane.RED).build(), offset);
        }

        assertThat(join.reports(unasked -> "NLRTM").get(0).alerts())
                .containsExactly(new ShadowReport.AlertLine("NLRTM", Lane.RED, 0, 1));
    }

    @Test
    void eachShadowIsComparedWithEachChampionBesideWhichItJudged() {
        ConsignmentAssessed one = assessment().build();
        champion(one, 1);
        shadow(one, 1);
        join.champion(judged(one, 2, "baseline", 12));
        shadow(one, 2);
        join.shadow(judged(one, 2, "other", 1));

        assertThat(join.reports(unasked -> ""))
                .extracting(report -> report.shadow() + " beside " + report.champion())
                .containsExactly(
                        "other v1 beside baseline v12", "trial v2 beside baseline v11", "trial v2 beside baseline v12");
    }

    @Test
    void saysWhatToDoWhereThereIsNoShadow() {
        assertThat(ShadowLines.of(List.of(), Duration.ofHours(8)))
                .containsExactly(
                        "No shadow judged anything in the last 8 h; 'rules activate NAME VERSION --shadow' starts one.");
    }

    @Test
    void programsGetTheSameNumbers() {
        champion(assessment().scoring(-5, 0.03, Lane.YELLOW).build(), 1);
        shadow(assessment().scoring(3, 0.9, Lane.RED).because(2, "why", "").build(), 1);

        assertThat(ShadowJson.of(join.reports(unasked -> "NLRTM").get(0)))
                .startsWith("{\"shadow\":\"trial v2\",\"champion\":\"baseline v11\",\"from\":\"2026-03-02T12:00:00Z\"")
                .contains("\"compared\":1,\"sameLane\":0,\"sameScore\":0,\"alone\":0")
                .contains("\"YELLOW\":{\"RED\":1,\"YELLOW\":0,\"BLUE\":0,\"GREEN\":0}")
                .contains("\"alerts\":[{\"office\":\"NLRTM\",\"lane\":\"RED\",\"champion\":0,\"shadow\":1}]")
                .endsWith("\"rules\":[{\"rule\":\"rule-1\",\"assessments\":1,\"inAnotherLane\":1,\"meanBits\":2.0}]}");
    }

    private void champion(ConsignmentAssessed assessed, long offset) {
        join.champion(judged(assessed, offset, "baseline", 11));
    }

    private void shadow(ConsignmentAssessed assessed, long offset) {
        join.shadow(judged(assessed, offset, "trial", 2));
    }

    private static JudgedInput judged(ConsignmentAssessed assessed, long offset, String name, int version) {
        return JudgedInput.of(ConsignmentAssessed.newBuilder(assessed)
                .setInput(InputPosition.newBuilder(assessed.getInput())
                        .setOffset(offset)
                        .build())
                .setRuleset(RuleSetRef.newBuilder(assessed.getRuleset())
                        .setName(name)
                        .setVersion(version)
                        .build())
                .build());
    }
}
