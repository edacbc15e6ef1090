// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.function.SupplierWithException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.score.Assessment;

/** Every peer's operator, on its real backend and restarted half way, says what a plain loop over a map says. */
final class PeersAgreeTest {
    private static final int FILINGS = 400;

    private static final String FIFTY = RuleTexts.bundled("fifty");
    private static final List<Tuple2<String, CaseEvent>> CASES = SeededFeed.cases(FILINGS);

    private static List<Assessment> expected(String rules) {
        OneMemory work = new OneMemory(rules);
        Map<String, ShipperMemory> memories = new HashMap<>();
        List<Assessment> assessments = new ArrayList<>();
        for (Tuple2<String, CaseEvent> filed : CASES) {
            ShipperMemory memory = memories.computeIfAbsent(
                    filed.f0, unseen -> OneMemory.REMEMBERED.kind().unseen());
            assessments.add(work.assess(filed.f1, memory));
        }
        return assessments;
    }

    private static <T> List<Assessment> outputs(
            List<T> inputs,
            KeySelector<T, String> key,
            SupplierWithException<OneInputStreamOperator<T, Assessment>, Exception> operator)
            throws Exception {
        int half = inputs.size() / 2;
        List<Assessment> outputs = new ArrayList<>();
        OperatorSubtaskState state = run(inputs.subList(0, half), key, operator, null, outputs);
        run(inputs.subList(half, inputs.size()), key, operator, state, outputs);
        return outputs;
    }

    @SuppressWarnings("try") // The harness may be interrupted while it closes.
    private static <T> OperatorSubtaskState run(
            List<T> inputs,
            KeySelector<T, String> key,
            SupplierWithException<OneInputStreamOperator<T, Assessment>, Exception> operator,
            @Nullable OperatorSubtaskState from,
            List<Assessment> outputs)
            throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, T, Assessment> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(operator.get(), key, Types.STRING)) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend());
            harness.setup(StreamTypes.ASSESSMENT.createSerializer(new SerializerConfigImpl()));
            if (from != null) {
                harness.initializeState(from);
            }
            harness.open();
            long time = 0;
            for (T input : inputs) {
                harness.processElement(input, time++);
            }
            outputs.addAll(harness.extractOutputValues());
            return harness.snapshot(1, time);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifty", "trivial"})
    void aValueAKeyInRocksDbGivesTheSame(String rules) throws Exception {
        String text = RuleTexts.bundled(rules);

        assertThat(outputs(CASES, filed -> filed.f0, () -> new KeyedProcessOperator<>(new AssessFromValueState(text))))
                .isEqualTo(expected(text));
    }

    @Test
    void memoriesHeldAsTheEngineHoldsThemGiveTheSame() throws Exception {
        CacheSizes few = new CacheSizes(1 << 13);

        assertThat(outputs(CASES, filed -> filed.f0, () -> new AssessFromCachedMemory(FIFTY, few)))
                .isEqualTo(expected(FIFTY));
    }

    @Test
    void theReferenceJudgesEveryCaseAsTheFirstOfItsShipper() {
        Assessment later = new OneMemory(FIFTY)
                .assess(
                        CASES.get(CASES.size() - 1).f1,
                        OneMemory.REMEMBERED.kind().unseen());

        assertThat(later.readings().all())
                .extracting(reading -> reading.indicator().ruleName())
                .contains("first_time_shipper");
        assertThat(expected(FIFTY).get(CASES.size() - 1)).isNotEqualTo(later);
    }
}
