// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.pipeline.sim.SimAct.Kind;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.schemas.avro.EventKind;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.testing.Seeds;

/**
 * Many short lives of the scoring job, in ordered mode, each by a seed of its own: {@code README.md} beside this says what of
 * it is simulated. A seed that fails is seen again by {@code -Dportolan.sim.seed}; {@code -Dportolan.sim.steps} acts happen
 * to each.
 */
@Tag(Seeds.TAG)
final class SimulationTest {
    private static final int STEPS = Integer.getInteger("portolan.sim.steps", Seeds.of(60, 100));

    /** So many are quick; what they do not find, the night does. */
    private static final int FEW = 30;

    /** A seed whose job keeps memories that rule sets declare. */
    private static final long DECLARING = 2;

    static LongStream seeds() {
        Long seed = Long.getLong("portolan.sim.seed");
        return seed == null ? Seeds.upTo(FEW, 10_000) : LongStream.of(seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theJobSaysWhatTheOracleSays(long seed) {
        assertThat(SimReport.of(seed, STEPS)).isNull();
    }

    /** It reads on at lower offsets, or finds that the log ends before what it has read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJobThatHasReadWhatIsGoneFromALogStopsAndSaysSo(boolean goesOn) {
        List<SimAct> acts = new ArrayList<>(List.of(filed("first", false), filed("second", false)));
        acts.add(SimAct.of(Kind.CUTS, 30, 500, Topics.CONSIGNMENTS_FILED.name(), 1, "the last entry"));
        if (goesOn) {
            acts.add(filed("third", false));
        }
        SimTrace trace = SimTrace.on();

        assertThat(Simulation.failure(1, acts, trace)).isNull();
        assertThat(trace.lines().get(trace.lines().size() - 1))
                .contains("STOPS: ", "cut: partition=consignments.filed-0");
    }

    /** Filed on partition 0. */
    private static SimAct filed(String number, boolean isMaster) {
        Instant eta = Instant.ofEpochMilli(SimScript.START).plus(Duration.ofHours(26));
        SimFilings.Bill bill =
                new SimFilings.Bill(EventKind.CREATE, number, 1, "FILER", "MRN-" + number, 2_500, null, isMaster, eta);
        byte[] filed = SimFilings.filing(bill, Instant.ofEpochMilli(SimScript.START));
        return new SimAct(Kind.INPUT, 30, 10, Topics.CONSIGNMENTS_FILED.name(), "", filed, 0, number);
    }

    /** Found by seed 1151. Its sender stamped it an hour ahead; when it is read again that hour is over. */
    @Test
    void whatWasStampedAheadPassesNothingWhenItIsReadAgain() {
        String topic = Topics.CONSIGNMENTS_FILED.name();
        List<SimAct> acts = List.of(
                SimAct.of(Kind.STAMPS_AHEAD, 0, 0, topic, 100 * 60, "by an hour"),
                filed("ahead", false),
                committed(2, filed("open", false)),
                SimAct.of(Kind.CRASH, Duration.ofHours(2).toMillis(), 200, "", 0, "and start again"),
                SimAct.of(Kind.CHECKPOINT, 0, 1_000, "", 0, "begins"));

        assertThat(Simulation.failure(1, acts, SimTrace.NONE)).isNull();
    }

    /** In a transaction that is open until so many acts later, an even number. */
    private static SimAct committed(int later, SimAct act) {
        return new SimAct(
                act.kind(),
                act.afterMillis(),
                act.afterSteps(),
                act.topic(),
                act.key(),
                act.value(),
                later,
                act.what());
    }

    /** Found by seed 137. What was read of a bill is kept for its bills; a rule set of later reads what no earlier one did. */
    @Test
    void whoJudgesWhenBillsAreDueReadsWhatNobodyReadBefore() {
        List<SimAct> acts = new ArrayList<>(List.of(filed("B1", false), filed("B2", true)));
        byte[] rules = SimTexts.bytes(SimTexts.text(DocumentKind.RULE_SET, 1, 1));
        for (RuleStep.Kind step : List.of(RuleStep.Kind.PROPOSE, RuleStep.Kind.APPROVE, RuleStep.Kind.ACTIVATE)) {
            acts.add(new SimAct(
                    Kind.STEP, 0, 0, Topics.RULESETS_PUBLISHED.name(), step.name(), rules, 1_100, step.name()));
        }
        acts.add(SimAct.of(Kind.CHECKPOINT, Duration.ofDays(1).toMillis(), 0, "", 0, "begins"));

        assertThat(SimSettings.of(DECLARING).declares()).isTrue();
        assertThat(Simulation.failure(DECLARING, acts, SimTrace.NONE)).isNull();
    }
}
