// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static portolan.pipeline.stage.OperatorScript.watermark;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Calls;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Visit;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;

/** One consignment's life, whose visits reach the memories of its shippers. */
final class RememberScript implements AutoCloseable {
    static final MemoryKind<ShipperMemory> SHIPPER = Catalogue.shipper().kind();
    static final String KIND = SHIPPER.name();

    final OperatorScript<KeyedOneInputStreamOperatorTestHarness<String, Calls, AssessInput>, AssessInput> operator;
    final Cases cases = new Cases();

    RememberScript(
            OperatorScript<KeyedOneInputStreamOperatorTestHarness<String, Calls, AssessInput>, AssessInput> operator) {
        this.operator = operator;
    }

    RememberScript put(long hour, String line) throws Exception {
        return put(hour, line, false);
    }

    RememberScript put(long hour, String line, boolean late) throws Exception {
        for (Calls calls : calls(cases.event(hour, line), late)) {
            operator.then(harness -> harness.processElement(calls, Lines.hour(hour)));
        }
        return this;
    }

    RememberScript pass(long hour) throws Exception {
        operator.then(harness -> harness.processWatermark(watermark(hour)));
        return this;
    }

    /** Memories that are there after a restart. */
    long stored() throws Exception {
        long[] stored = new long[1];
        operator.restart();
        operator.then(harness -> ((Remember) harness.getOperator())
                .store()
                .of(ScoringState.numberOf(KIND))
                .forEach(memory -> stored[0]++));
        return stored[0];
    }

    int timers() throws Exception {
        int[] timers = new int[1];
        operator.then(harness -> timers[0] = harness.numEventTimeTimers());
        return timers[0];
    }

    List<Answered.FromMemory> answers() {
        List<Answered.FromMemory> answers = new ArrayList<>();
        for (AssessInput input : operator.outputs()) {
            if (input.answered() != null) {
                answers.addAll(input.answered().answers());
            }
        }
        return answers;
    }

    /** What each answer says, null where it says nothing. */
    List<@Nullable Double> values(Indicator indicator) {
        List<@Nullable Double> values = new ArrayList<>();
        for (Answered.FromMemory answered : answers()) {
            values.add(answered.answer().readings().stream()
                    .filter(reading -> reading.indicator() == indicator)
                    .map(Reading::value)
                    .findFirst()
                    .orElse(null));
        }
        return values;
    }

    @Override
    public void close() {
        operator.close();
    }

    /** The calls of an event at the memories of its shippers, each on its own. */
    static List<Calls> calls(CaseEvent event) {
        return calls(event, false);
    }

    static List<Calls> calls(CaseEvent event, boolean late) {
        List<Calls> calls = new ArrayList<>();
        for (Visit visit : Visit.of(SHIPPER, event)) {
            calls.add(new Calls(
                    event,
                    late,
                    List.of(new Calls.Call(KIND, visit.key(), visit.leaves(), visit.joins(), visit.inspected()))));
        }
        return calls;
    }
}
