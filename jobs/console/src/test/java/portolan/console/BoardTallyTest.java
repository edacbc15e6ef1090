package portolan.console;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.console.Assessments.NOON;
import static portolan.console.Assessments.assessment;

import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.ThreatAssessed;

class BoardTallyTest {
    private static final long NOW = NOON.toEpochMilli();

    private final BoardTally tally = new BoardTally(NOW);

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
    void saysWhichThreatTheLaneIsForWhenItIsNotTheOneWithTheHighestScore() {
        ConsignmentAssessed assessed =
                assessment().scoring(-2, 0.2, Lane.YELLOW).build();
        ThreatAssessed revenue = ThreatAssessed.newBuilder(assessed.getThreats().get(0))
                .setThreat("revenue")
                .build();
        ThreatAssessed narcotics = ThreatAssessed.newBuilder(revenue)
                .setThreat("narcotics")
                .setScore(-3)
                .setLane(Lane.RED)
                .build();
        assessed.setThreats(List.of(revenue, narcotics));
        assessed.setLane(Lane.RED);
        tally.assessed(assessed, NOW);

        assertThat(BoardView.lines(tally.state(NOW), Screen.endless(100)))
                .anySatisfy(line -> assertThat(line).contains("RED ", "revenue, -2.0 bits, lane for narcotics"));
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
