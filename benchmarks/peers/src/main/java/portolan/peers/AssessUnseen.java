// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.score.Assessment;

/** Assesses every case as the first one of its shipper: all of the work but what is remembered. */
final class AssessUnseen extends ProcessFunction<Tuple2<String, CaseEvent>, Assessment> {
    private final String ruleText;

    private transient OneMemory work;

    AssessUnseen(String ruleText) {
        this.ruleText = ruleText;
    }

    @Override
    public void open(OpenContext context) {
        work = new OneMemory(ruleText);
    }

    @Override
    public void processElement(Tuple2<String, CaseEvent> filed, Context context, Collector<Assessment> out) {
        out.collect(work.assess(filed.f1, OneMemory.REMEMBERED.kind().unseen()));
    }
}
