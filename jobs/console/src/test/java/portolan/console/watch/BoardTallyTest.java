// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static portolan.console.Assessments.NOON;
import static portolan.console.Assessments.assessment;

import org.junit.jupiter.api.Test;
import portolan.console.Assessments;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Lane;

class BoardTallyTest {
    private static final long NOW = NOON.toEpochMilli();

    private final BoardTally tally = new BoardTally(NOW, Assessments.RULE_SETS);

    @Test
    void aDeletedConsignmentLeavesTheListWithItsAlert() {
        ConsignmentAssessed deleted =
                assessment().key("A").scoring(5, 0.97, Lane.RED).build();
        ConsignmentAssessed kept =
                assessment().key("B").scoring(4, 0.94, Lane.RED).build();
        tally.assessed(deleted, NOW);
        tally.assessed(kept, NOW);

        tally.alert(withdrawn("A", deleted.getAssessmentId(), "narcotics"));
        tally.alert(withdrawn("B", "an earlier assessment", "narcotics"));
        tally.alert(withdrawn("B", kept.getAssessmentId(), "revenue"));

        assertThat(tally.state(NOW).riskiest())
                .extracting(BoardEntry::consignmentKey)
                .containsExactly("B");
        assertThat(tally.state(NOW).alerts()).isEqualTo(new BoardState.Alerts(0, 0, 3));
    }

    @Test
    void showsTheThreeLoudestReasonsAndNoneThatSpeaksAgainst() {
        tally.assessed(
                assessment()
                        .scoring(1, 0.67, Lane.RED)
                        .because(1, "one", "")
                        .because(3, "three", "")
                        .because(-4, "against", "")
                        .because(2, "two", "")
                        .because(0.5, "half", "")
                        .build(),
                NOW);

        assertThat(tally.state(NOW).riskiest().get(0).reasons())
                .extracting(BoardEntry.Reason::why)
                .containsExactly("three", "two", "one");
    }

    @Test
    void showsTheThreatThatSetsTheLaneAndNotAnotherWithAHigherScore() {
        tally.assessed(
                assessment()
                        .scoring(-5.25, 0.026, Lane.YELLOW)
                        .because(2, "what narcotics are about", "")
                        .andFor("revenue", -3.5, 0.08, Lane.BLUE, "what revenue is about")
                        .build(),
                NOW);

        assertThat(tally.state(NOW).riskiest()).singleElement().satisfies(entry -> {
            assertThat(entry.lane()).isEqualTo(Lane.YELLOW);
            assertThat(entry.threat()).isEqualTo("narcotics");
            assertThat(entry.bits()).isEqualTo(-5.25);
            assertThat(entry.probability()).isEqualTo(0.026);
            assertThat(entry.reasons()).extracting(BoardEntry.Reason::why).containsExactly("what narcotics are about");
        });
    }

    @Test
    void ofTwoThreatsInTheSameLaneShowsTheOneWithTheHigherScore() {
        tally.assessed(
                assessment()
                        .scoring(1, 0.67, Lane.RED)
                        .andFor("safety", 0.5, 0.59, Lane.RED, "")
                        .andFor("revenue", 2, 0.8, Lane.RED, "")
                        .andFor("origin", 3, 0.89, Lane.YELLOW, "")
                        .build(),
                NOW);

        assertThat(tally.state(NOW).riskiest())
                .extracting(BoardEntry::threat, BoardEntry::bits)
                .containsExactly(tuple("revenue", 2.0));
    }

    @Test
    void aStricterLaneStandsAboveAHigherScore() {
        tally.assessed(assessment().key("BLUE").scoring(-3.5, 0.08, Lane.BLUE).build(), NOW);
        tally.assessed(
                assessment()
                        .key("YELLOW")
                        .scoring(-5.25, 0.026, Lane.YELLOW)
                        .andFor("revenue", -3, 0.11, Lane.BLUE, "")
                        .build(),
                NOW);
        tally.assessed(
                assessment().key("YELLOW too").scoring(-5, 0.03, Lane.YELLOW).build(), NOW);

        assertThat(tally.state(NOW).riskiest())
                .extracting(BoardEntry::consignmentKey)
                .containsExactly("YELLOW too", "YELLOW", "BLUE");
    }

    @Test
    void theListEndsBeforeWhatIsGreen() {
        tally.assessed(assessment().key("A").build(), NOW);
        tally.assessed(assessment().key("B").scoring(-7, 0.008, Lane.BLUE).build(), NOW);
        tally.assessed(assessment().key("C").scoring(-5, 0.03, Lane.RED).build(), NOW);
        tally.assessed(assessment().key("C").scoring(-5, 0.03, Lane.GREEN).build(), NOW);

        assertThat(tally.state(NOW).riskiest())
                .extracting(BoardEntry::consignmentKey)
                .containsExactly("B");
    }

    private static AlertRaised withdrawn(String key, String assessmentId, String threat) {
        return AlertRaised.newBuilder()
                .setAlertId("alert")
                .setTenant("test")
                .setConsignmentKey(key)
                .setThreat(threat)
                .setState(AlertState.WITHDRAWN)
                .setAt(NOON)
                .setAssessmentId(assessmentId)
                .setScore(0)
                .setLane(Lane.GREEN)
                .build();
    }
}
