// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.score.Assessment;

/** Keeps a shipper's memory as Flink's documentation has it: one value a key, read and written for every record. */
final class AssessFromValueState extends KeyedProcessFunction<String, Tuple2<String, CaseEvent>, Assessment> {
    private final String ruleText;

    private transient OneMemory work;
    private transient MemoryKind<ShipperMemory> kind;
    private transient ValueState<byte[]> memories;

    AssessFromValueState(String ruleText) {
        this.ruleText = ruleText;
    }

    @Override
    public void open(OpenContext context) {
        work = new OneMemory(ruleText);
        kind = OneMemory.REMEMBERED.kind();
        memories = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("memory", BytePrimitiveArraySerializer.INSTANCE));
    }

    @Override
    public void processElement(Tuple2<String, CaseEvent> filed, Context context, Collector<Assessment> out)
            throws IOException {
        byte[] stored = memories.value();
        ShipperMemory memory = stored == null ? kind.unseen() : kind.read(stored);
        Assessment assessment = work.assess(filed.f1, memory);
        if (!kind.isEmpty(memory)) {
            memories.update(kind.write(memory));
        }
        out.collect(assessment);
    }
}
