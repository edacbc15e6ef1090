// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Calls;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Answer;

/** Keeps all memories, one value a key of one state a kind, read and written for every visit. */
final class RememberInValueState extends KeyedProcessFunction<String, Calls, AssessInput> {
    private final MemorySettings settings;

    private transient Map<String, Memories<?>> byKind;

    RememberInValueState(MemorySettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        byKind = new HashMap<>();
        for (Remembered<?> remembered : Catalogue.remembered(settings)) {
            String kind = remembered.kind().name();
            ValueState<byte[]> stored = getRuntimeContext()
                    .getState(new ValueStateDescriptor<>("memory-" + kind, BytePrimitiveArraySerializer.INSTANCE));
            byKind.put(kind, new Memories<>(remembered, stored));
        }
    }

    @Override
    public void processElement(Calls calls, Context context, Collector<AssessInput> out) throws IOException {
        CaseEvent event = Objects.requireNonNull(calls.event(), "peers are sent no moves");
        for (Calls.Call call : calls.calls()) {
            Memories<?> memories = Objects.requireNonNull(byKind.get(call.kind()), "there is one of every kind");
            Answer answer = memories.visit(call.of(event));
            if (answer != null) {
                out.collect(AssessInput.of(new Answered(
                        event.ledgerKey(),
                        event.sequence(),
                        event.position(),
                        List.of(new Answered.FromMemory(call.kind(), call.key(), answer)))));
            }
        }
    }

    /** The memories of one kind, that of the current key at a time. */
    private record Memories<M>(Remembered<M> remembered, ValueState<byte[]> stored) {
        @Nullable
        Answer visit(Visit visit) throws IOException {
            MemoryKind<M> kind = remembered.kind();
            byte[] bytes = stored.value();
            M memory = bytes == null ? kind.unseen() : kind.read(bytes);
            visit.retract(kind, memory);
            // Measure before learning: a consignment must not vouch for itself.
            Answer answer = visit.measures() ? remembered.measure().of(visit, memory) : null;
            visit.learn(kind, memory);
            if (!kind.isEmpty(memory)) {
                stored.update(kind.write(memory));
            } else if (bytes != null) {
                stored.clear();
            }
            return answer;
        }
    }
}
