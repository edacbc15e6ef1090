// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Reject;

/** What {@link DecodeRecords} does with inputs that were decoded before they came. */
final class SetRejectsAside extends ProcessFunction<Decoded, LedgerInput> {
    @Override
    public void processElement(Decoded decoded, Context context, Collector<LedgerInput> out) {
        if (decoded instanceof LedgerInput input) {
            out.collect(input);
        } else if (decoded instanceof Reject reject) {
            context.output(SideOutputs.REJECTED, reject);
        }
    }
}
