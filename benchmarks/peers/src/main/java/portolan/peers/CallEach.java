// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Calls;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;

/** Sends a case to every memory that it concerns, once each with what that one reads, and on to the join. */
final class CallEach extends ProcessFunction<CaseEvent, Calls> {
    static final OutputTag<AssessInput> CASES = new OutputTag<>("cases", StreamTypes.ASSESS_INPUT);

    @Override
    public void processElement(CaseEvent event, Context context, Collector<Calls> out) {
        int expected = 0;
        for (Remembered<?> remembered : Catalogue.remembered()) {
            MemoryKind<?> kind = remembered.kind();
            List<Visit> visits = Visit.of(kind, event);
            if (visits.isEmpty()) {
                continue;
            }
            CaseEvent read = event.only(kind.reads());
            for (Visit visit : visits) {
                expected += visit.measures() ? 1 : 0;
                out.collect(new Calls(
                        read,
                        List.of(new Calls.Call(
                                kind.name(), visit.key(), visit.leaves(), visit.joins(), visit.inspected()))));
            }
        }
        context.output(CASES, AssessInput.of(event, expected));
    }
}
