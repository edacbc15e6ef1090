// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.rules.RuleIssue;
import portolan.testing.HandClock;
import portolan.training.Exercises;
import portolan.training.PipelineRecords;
import portolan.training.SmallWorld;
import portolan.training.engine.Engine;
import portolan.training.exercise.Exercise;

class RuleTrialTest {
    private final PipelineRecords records = new PipelineRecords();

    @TempDir
    private Path temporary;

    @Test
    void aFaultIsShownAtItsPlaceInTheCondition() {
        assertThat(RuleTrial.issues("seal_changed\n  && wieght > 1"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.line()).isEqualTo(2))
                .extracting(RuleIssue::message)
                .asString()
                .contains("wieght");
        assertThat(RuleTrial.issues(" ")).hasSize(1);
        assertThat(RuleTrial.issues("seal_changed\n|| shipper_offence_rate > 0.5"))
                .isEmpty();
    }

    /** In the small world, offences come from a shipper with a past; 4 of 40 offend. */
    @Test
    void aRuleIsJudgedOnAnotherWorldByLiftAndVolume() throws Exception {
        Exercise exercise = Exercises.practice();
        Round round = Round.open(
                temporary.resolve("round"), exercise, null, SmallWorld::deal, new Engine(records), new HandClock());
        round.start();
        assertThat(round.rule("ada", "shipper_offence_rate > 0.5")).isEqualTo(Answer.COUNTS);
        assertThat(round.rule("bob", "consignment.massKg > 0.0")).isEqualTo(Answer.COUNTS);
        assertThat(round.rule("cem", "consignment.massKg < 0.0")).isEqualTo(Answer.COUNTS);
        assertThatIllegalArgumentException().isThrownBy(() -> round.rule("dan", "nonsense("));
        round.close();
        round.unseal(null);

        Map<String, RuleTrial> trials = RuleTrial.of(round, SmallWorld::deal, records);

        assertThat(trials).containsOnlyKeys("ada", "bob", "cem");
        assertThat(trials.get("ada")).isEqualTo(new RuleTrial(40, 4, 4, 4));
        assertThat(trials.get("ada")).extracting(RuleTrial::lift).isEqualTo(10.0);
        assertThat(trials.get("bob")).extracting(RuleTrial::volume).isEqualTo(1.0);
        assertThat(trials.get("bob")).extracting(RuleTrial::lift).isEqualTo(1.0);
        assertThat(trials.get("cem")).extracting(RuleTrial::lift).isNull();
    }
}
