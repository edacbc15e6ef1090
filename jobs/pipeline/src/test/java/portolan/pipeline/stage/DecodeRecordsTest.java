// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import portolan.pipeline.Decoder;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.state.StreamTypes;

final class DecodeRecordsTest {
    @Test
    void whatCannotBeReadLeavesWithItsBytesAndTheJobGoesOn() throws Exception {
        RawRecord malformed = Lines.at(1, "MALFORMED");
        RawRecord breaksTheDecoder = Lines.at(2, "CREATE");
        RawRecord good = Lines.at(3, "CREATE HBL-1 v1");
        try (OperatorScript<OneInputStreamOperatorTestHarness<RawRecord, LedgerInput>, LedgerInput> script =
                new OperatorScript<>(
                        Restart.NEVER,
                        StreamTypes.LEDGER_INPUT,
                        () -> new OneInputStreamOperatorTestHarness<>(
                                new ProcessOperator<>(new DecodeRecords(Lines.DECODER))))) {
            for (RawRecord raw : List.of(malformed, breaksTheDecoder, good)) {
                script.then(harness -> harness.processElement(raw, raw.timestamp()));
            }

            assertThat(script.outputs()).extracting(LedgerInput::raw).containsExactly(good);
            List<Reject> rejects = new ArrayList<>(script.side(SideOutputs.REJECTED));
            assertThat(rejects).extracting(Reject::reason).containsExactly("MALFORMED", Decoder.DECODER_FAILED);
            assertThat(rejects).extracting(Reject::raw).containsExactly(malformed, breaksTheDecoder);
        }
    }
}
