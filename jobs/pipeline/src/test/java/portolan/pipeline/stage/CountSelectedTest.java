// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.pipeline.Mode;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.lanes.LaneCount;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.manifest.Position;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.DayPattern;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
final class CountSelectedTest {
    private static final Budget TWO_RED = new Budget(DayPattern.DAILY, Map.of(Lane.RED, 2));
    private static final RuleSetRef RULES = new RuleSetRef("test", 3, "abc", false);

    /** What happens at one time of the feed's first days; hours count from a Monday's midnight. */
    private static final class Script implements AutoCloseable {
        private static final long MIDNIGHT =
                Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

        private final OperatorScript<
                        KeyedOneInputStreamOperatorTestHarness<String, LaneChange, LanesCounted>, LanesCounted>
                operator;

        Script(Mode mode, Restart restart, boolean feedEnds) throws Exception {
            operator = new OperatorScript<>(
                    restart,
                    StreamTypes.LANES_COUNTED,
                    () -> new KeyedOneInputStreamOperatorTestHarness<>(
                            new CountSelected(mode, feedEnds), LaneChange::officeKey, Types.STRING, 16, 1, 0));
        }

        /** Goes on in another mode from what one before has stored. */
        Script(Mode mode, OperatorSubtaskState from) throws Exception {
            operator = new OperatorScript<>(
                    Restart.NEVER,
                    StreamTypes.LANES_COUNTED,
                    () -> new KeyedOneInputStreamOperatorTestHarness<>(
                            new CountSelected(mode, false), LaneChange::officeKey, Types.STRING, 16, 1, 0),
                    from);
        }

        static LaneChange change(String office, long hour, long offset, @Nullable Budget budget) {
            Position position = new Position(time(hour), Position.Input.FILING, "filings", 0, offset);
            LocalDate day = position.day();
            return new LaneChange("t", office, day, Lane.RED, false, budget, RULES, position);
        }

        static long time(long hour) {
            return MIDNIGHT + hour * 3_600_000;
        }

        Script select(String office, long hour) throws Exception {
            return give(change(office, hour, hour, TWO_RED));
        }

        Script give(LaneChange change) throws Exception {
            operator.then(
                    harness -> harness.processElement(change, change.position().orderTime()));
            return this;
        }

        Script pass(long hour) throws Exception {
            operator.then(harness -> harness.processWatermark(new Watermark(time(hour))));
            return this;
        }

        Script endFeed() throws Exception {
            operator.then(harness -> harness.processWatermark(Watermark.MAX_WATERMARK));
            return this;
        }

        List<String> told() {
            return operator.outputs().stream().map(CountSelectedTest::told).toList();
        }

        @Override
        public void close() {
            operator.close();
        }
    }

    private static String told(LanesCounted counted) {
        return counted.office() + " " + counted.day() + " " + (counted.isDay() ? "closed" : "exceeded") + " "
                + counted.lanes().get(0).selected();
    }

    @Restart.Each
    void saysThatABudgetIsExceededAndWhatTheDayCameTo(Restart restart) throws Exception {
        try (Script script = new Script(Mode.ARRIVAL, restart, false)) {
            script.select("A", 1).select("A", 2).select("B", 2).select("A", 3).select("A", 4);
            assertThat(script.told()).containsExactly("A 2026-03-02 exceeded 3");
            script.give(Script.change("A", 5, 5, null)).pass(24);
            assertThat(script.told()).as("open for another hour").hasSize(1);
            script.pass(25);

            assertThat(script.told())
                    .containsExactlyInAnyOrder(
                            "A 2026-03-02 exceeded 3", "A 2026-03-02 closed 3", "B 2026-03-02 closed 1");
        }
    }

    @Restart.Each
    void aChangeOfADayThatIsClosedIsLeft(Restart restart) throws Exception {
        try (Script script = new Script(Mode.ARRIVAL, restart, false)) {
            LaneChange late = Script.change("A", 3, 3, TWO_RED);
            script.select("A", 1).pass(25).give(late).select("A", 26).pass(49);

            assertThat(script.told()).containsExactly("A 2026-03-02 closed 1", "A 2026-03-03 closed 1");
        }
    }

    /** Watermarks a year apart must not let a day take what comes after its end. */
    @Restart.Each
    void inOrderedModeNeitherArrivalNorWatermarksChangeWhatIsTold(Restart restart) throws Exception {
        List<LaneChange> changes = new ArrayList<>();
        Random random = new Random(5);
        int selected = Seeds.of(20, 40);
        long apart = 80 / selected;
        for (int i = 0; i < selected; i++) {
            LaneChange change = Script.change(random.nextBoolean() ? "A" : "B", i * apart, i, TWO_RED);
            changes.add(change);
            if (random.nextInt(3) == 0) {
                // Taken back up to two days later: too late, some of them.
                Position later = new Position(
                        Script.time(i * apart + random.nextInt(50)), Position.Input.FILING, "filings", 0, 100 + i);
                changes.add(new LaneChange("t", change.office(), change.day(), Lane.RED, false, null, RULES, later));
            }
        }
        List<String> often;
        try (Script script = new Script(Mode.ORDERED, restart, true)) {
            changes.sort(java.util.Comparator.comparing(LaneChange::position));
            for (LaneChange change : changes) {
                script.give(change);
                script.operator.then(harness ->
                        harness.processWatermark(new Watermark(change.position().orderTime())));
            }
            often = script.endFeed().told();
        }
        Collections.shuffle(changes, random);
        try (Script script = new Script(Mode.ORDERED, restart, true)) {
            for (LaneChange change : changes) {
                script.give(change);
            }

            assertThat(script.endFeed().told()).containsExactlyInAnyOrderElementsOf(often);
        }
        assertThat(often).hasSizeGreaterThan(8).anyMatch(told -> told.contains("exceeded"));
    }

    @Test
    void whatWasHeldInOrderIsCountedByAJobThatGoesOnInArrivalMode() throws Exception {
        OperatorSubtaskState held;
        try (Script script = new Script(Mode.ORDERED, Restart.NEVER, false)) {
            held = script.select("B", 2).select("B", 1).select("B", 3).operator.snapshot();
        }
        try (Script script = new Script(Mode.ARRIVAL, held)) {
            script.select("A", 4).pass(25);

            assertThat(script.told())
                    .containsExactlyInAnyOrder(
                            "B 2026-03-02 exceeded 3", "B 2026-03-02 closed 3", "A 2026-03-02 closed 1");
        }
    }

    @Test
    void theLastDayIsToldWhenTheFeedEndsButNotWhenTheJobIsStopped() throws Exception {
        for (boolean feedEnds : new boolean[] {true, false}) {
            try (Script script = new Script(Mode.ORDERED, Restart.NEVER, feedEnds)) {
                script.select("A", 1).endFeed();

                assertThat(script.told()).hasSize(feedEnds ? 1 : 0);
            }
        }
    }

    /** Found by the simulator's seed 84. */
    @Restart.Each
    void anOfficeThatComesBackIsCountedAfreshWhetherOrNotAWatermarkPassedMeanwhile(Restart restart) throws Exception {
        List<List<LaneCount>> lanes = new ArrayList<>();
        for (boolean passes : new boolean[] {true, false}) {
            try (Script script = new Script(Mode.ORDERED, restart, false)) {
                script.select("A", 1).pass(25);
                if (passes) {
                    script.pass(24 * 110);
                }
                script.select("A", 24 * 120).pass(24 * 122);
                lanes.add(script.operator.outputs().get(1).lanes());
            }
        }
        assertThat(lanes.get(1)).isEqualTo(lanes.get(0));
    }

    @Restart.Each
    void anOfficeOfWhichNothingIsSelectedAnyMoreLeavesNothing(Restart restart) throws Exception {
        try (Script script = new Script(Mode.ARRIVAL, restart, false)) {
            script.select("A", 1).select("B", 1).pass(25);
            assertThat(script.operator.storedValuesBesideTimers()).isEqualTo(2);
            script.select("A", 24 * 50).pass(24 * 101 + 1);
            assertThat(script.operator.storedValuesBesideTimers()).isEqualTo(1);
            script.pass(24 * 151 + 1);

            assertThat(script.operator.storedValues()).isZero();
        }
    }
}
