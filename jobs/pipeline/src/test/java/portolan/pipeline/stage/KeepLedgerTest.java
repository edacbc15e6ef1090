package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static portolan.pipeline.stage.OperatorScript.watermark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Mode;
import portolan.pipeline.Noted;
import portolan.pipeline.Reject;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseEvent.Kind;
import portolan.scoring.ledger.Note;

final class KeepLedgerTest {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final int KEY_GROUPS = 16;

    private static KeyedOneInputStreamOperatorTestHarness<String, LedgerInput, CaseEvent> harness(
            Mode mode, int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeepLedger(mode, RETENTION),
                LedgerInput::ledgerKey,
                Types.STRING,
                KEY_GROUPS,
                parallelism,
                subtask);
    }

    private static Script script(Mode mode, Restart restart) throws Exception {
        return new Script(new OperatorScript<>(restart, StreamTypes.CASE_EVENT, () -> harness(mode, 1, 0)));
    }

    /** Filings and outcomes in the words of {@link Lines}. */
    private record Script(
            OperatorScript<KeyedOneInputStreamOperatorTestHarness<String, LedgerInput, CaseEvent>, CaseEvent> operator)
            implements AutoCloseable {
        Script put(long hour, String line) throws Exception {
            operator.then(harness -> harness.processElement(Lines.input(hour, line), Lines.hour(hour)));
            return this;
        }

        Script pass(long hour) throws Exception {
            operator.then(harness -> harness.processWatermark(watermark(hour)));
            return this;
        }

        List<CaseEvent> events() {
            return operator.outputs();
        }

        List<Kind> kinds() {
            return events().stream().map(CaseEvent::kind).toList();
        }

        @Override
        public void close() {
            operator.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Restart.class)
    void tellsWhatAFilingChanges(Restart restart) throws Exception {
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1 kg=1000")
                    .put(2, "REPLACE HBL-1 v2 kg=900")
                    .put(3, "OUTCOME HBL-1 v1 code=FALSE_ORIGIN")
                    .put(4, "DELETE HBL-1 v3");

            assertThat(script.kinds()).containsExactly(Kind.FILED, Kind.AMENDED, Kind.OUTCOME_KNOWN, Kind.WITHDRAWN);
            assertThat(script.events()).extracting(CaseEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
            assertThat(script.events().get(1).before())
                    .isEqualTo(script.events().get(0).now());
        }
    }

    @ParameterizedTest
    @EnumSource(Restart.class)
    void dropsADuplicateAndNotesIt(Restart restart) throws Exception {
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(2, "CREATE HBL-1 v1");

            assertThat(script.kinds()).containsExactly(Kind.FILED);
            assertThat(script.operator().side(SideOutputs.NOTED))
                    .extracting(Noted::note)
                    .containsExactly(Note.DUPLICATE_FILING);
        }
    }

    @ParameterizedTest
    @EnumSource(Restart.class)
    void givesBackTheOriginalBytesOfWhatItRefuses(Restart restart) throws Exception {
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "REPLACE HBL-9 v2").put(2, "OUTCOME HBL-8 v1").put(3, "CREATE HBL-1 v1");

            assertThat(script.kinds()).containsExactly(Kind.FILED);
            assertThat(script.operator().side(SideOutputs.REJECTED))
                    .extracting(
                            Reject::reason, reject -> new String(reject.raw().value(), StandardCharsets.UTF_8))
                    .containsExactly(
                            tuple("UNKNOWN_CONSIGNMENT", "REPLACE HBL-9 v2"),
                            tuple("OUTCOME_FOR_UNKNOWN_CONSIGNMENT", "OUTCOME HBL-8 v1"));
        }
    }

    @ParameterizedTest
    @EnumSource(Restart.class)
    void handlesShuffledInputInPositionOrder(Restart restart) throws Exception {
        try (Script script = script(Mode.ORDERED, restart)) {
            script.put(3, "DELETE HBL-1 v3")
                    .put(2, "REPLACE HBL-1 v2 kg=900")
                    .put(1, "CREATE HBL-2 v1")
                    .put(0, "CREATE HBL-1 v1")
                    .pass(2);
            assertThat(script.kinds()).containsExactly(Kind.FILED, Kind.FILED, Kind.AMENDED);
            script.pass(3);

            assertThat(script.operator().outputWithWatermarks())
                    .satisfiesExactly(
                            first -> assertThat(((CaseEvent) first).key().value())
                                    .isEqualTo("MAEU:HBL-1:2026"),
                            second -> assertThat(((CaseEvent) second).key().value())
                                    .isEqualTo("MAEU:HBL-2:2026"),
                            third -> assertThat(((CaseEvent) third).kind()).isEqualTo(Kind.AMENDED),
                            mark -> assertThat(mark).isEqualTo(watermark(2)),
                            last -> assertThat(((CaseEvent) last).kind()).isEqualTo(Kind.WITHDRAWN),
                            mark -> assertThat(mark).isEqualTo(watermark(3)));
        }
    }

    @Test
    void handlesALateFilingAtOnce() throws Exception {
        try (Script script = script(Mode.ORDERED, Restart.NEVER)) {
            script.pass(5).put(4, "CREATE HBL-1 v1");

            assertThat(script.kinds()).containsExactly(Kind.FILED);
        }
    }

    @ParameterizedTest
    @EnumSource(Restart.class)
    void forgetsAConsignmentAfterItsRetention(Restart restart) throws Exception {
        long inTime = RETENTION.toHours() + 11;
        long over = RETENTION.toHours() + 12;
        try (Script script = script(Mode.ARRIVAL, restart)) {
            script.put(1, "CREATE HBL-1 v1").put(12, "REPLACE HBL-1 v2 kg=900").pass(inTime);
            assertThat(script.operator().storedValues()).isPositive();
            script.pass(over);
            assertThat(script.operator().storedValues()).isZero();

            script.put(over + 1, "REPLACE HBL-1 v3 kg=800");
            assertThat(script.operator().side(SideOutputs.REJECTED))
                    .extracting(Reject::reason)
                    .containsExactly("UNKNOWN_CONSIGNMENT");
        }
    }

    /** The timer of an old filing fires with the watermark, which in a burst comes after filings that must not see it. */
    @ParameterizedTest
    @EnumSource(Restart.class)
    void aConsignmentIsForgottenByTheTimeOfTheFilingNotByTheTimer(Restart restart) throws Exception {
        long over = RETENTION.toHours() + 2;
        try (Script script = script(Mode.ORDERED, restart)) {
            script.put(1, "CREATE HBL-1 v1")
                    .put(over, "REPLACE HBL-1 v2 kg=900")
                    .pass(over);

            assertThat(script.kinds()).containsExactly(Kind.FILED);
            assertThat(script.operator().side(SideOutputs.REJECTED)).hasSize(1);
        }
    }

    @Test
    void heldFilingsFindTheirTaskWhenTheJobIsRescaled() throws Exception {
        OperatorSubtaskState one;
        try (Script script = script(Mode.ORDERED, Restart.NEVER)) {
            for (int bill = 1; bill <= 20; bill++) {
                script.put(bill, "CREATE HBL-" + bill + " v1");
            }
            one = script.operator().snapshot();
        }

        List<CaseEvent> left = resumed(one, 0);
        List<CaseEvent> right = resumed(one, 1);

        assertThat(left).isNotEmpty();
        assertThat(right).isNotEmpty();
        assertThat(left.size() + right.size()).isEqualTo(20);
        assertThat(left).isSortedAccordingTo(Comparator.comparing(CaseEvent::position));
    }

    private static List<CaseEvent> resumed(OperatorSubtaskState one, int subtask) throws Exception {
        OperatorSubtaskState part =
                AbstractStreamOperatorTestHarness.repartitionOperatorState(one, KEY_GROUPS, 1, 2, subtask);
        try (Script script = new Script(new OperatorScript<>(
                Restart.NEVER, StreamTypes.CASE_EVENT, () -> harness(Mode.ORDERED, 2, subtask), part))) {
            return script.pass(100).events();
        }
    }
}
