// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.console.Assessments.NOON;
import static portolan.console.Assessments.assessment;

import org.junit.jupiter.api.Test;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Lane;

class AlertPairingTest {
    private static final long NOW = NOON.toEpochMilli();

    private final AlertPairing pairing = new AlertPairing(unknown -> null);

    @Test
    void anAlertWaitsForItsAssessmentAndThoseBehindItKeepTheirOrder() {
        pairing.alert(alert("A", AlertState.OPENED), NOW, NOW);
        pairing.alert(alert("B", AlertState.OPENED), NOW, NOW);
        pairing.assessed(red("B"));
        assertThat(pairing.ready(NOW, Long.MAX_VALUE)).isEmpty();

        pairing.assessed(red("A"));

        assertThat(pairing.ready(NOW, Long.MAX_VALUE))
                .extracting(news -> news.alert().getConsignmentKey())
                .containsExactly("A", "B");
        assertThat(pairing.isEmpty()).isTrue();
    }

    @Test
    void nobodyWaitsForAnAssessmentThatWasReadPast() {
        pairing.alert(alert("A", AlertState.OPENED), NOW, NOW);
        long later = NOW + AlertPairing.PATIENCE_MILLIS + 1;

        assertThat(pairing.ready(later, NOW))
                .as("its assessment may still be read")
                .isEmpty();
        assertThat(pairing.ready(later, NOW + AlertPairing.SLACK_MILLIS + 1))
                .extracting(AlertNews::entry)
                .containsOnlyNulls();
    }

    @Test
    void nobodyWaitsForReasonsWithoutEnd() {
        pairing.alert(alert("A", AlertState.OPENED), NOW, NOW);

        assertThat(pairing.ready(NOW + AlertPairing.LONGEST_WAIT_MILLIS + 1, NOW))
                .hasSize(1);
    }

    @Test
    void aWithdrawalIsToldAtOnce() {
        pairing.alert(alert("A", AlertState.WITHDRAWN), NOW, NOW);

        assertThat(pairing.ready(NOW, 0)).hasSize(1);
    }

    @Test
    void whatIsKeptHasABound() {
        pairing.assessed(red("first"));
        for (int i = 0; i < AlertPairing.MOST_KEPT; i++) {
            pairing.assessed(red("K" + i));
        }
        pairing.alert(alert("first", AlertState.OPENED), NOW, NOW);
        pairing.alert(alert("K0", AlertState.OPENED), NOW, NOW);

        assertThat(pairing.rest(NOW)).extracting(news -> news.entry() != null).containsExactly(false, true);
    }

    private static ConsignmentAssessed red(String key) {
        return assessment().key(key).scoring(3, 0.9, Lane.RED).build();
    }

    private static AlertRaised alert(String key, AlertState state) {
        return AlertRaised.newBuilder()
                .setAlertId(key)
                .setTenant("default")
                .setConsignmentKey(key)
                .setThreat("narcotics")
                .setState(state)
                .setAt(NOON)
                .setAssessmentId(red(key).getAssessmentId())
                .setScore(3)
                .setLane(Lane.RED)
                .build();
    }
}
