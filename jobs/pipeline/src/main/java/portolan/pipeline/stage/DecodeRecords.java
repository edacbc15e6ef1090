// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.JobMetric;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;

/** Reads raw records; what cannot be read leaves with its bytes and a reason, and nothing stops the job. */
public final class DecodeRecords extends ProcessFunction<RawRecord, LedgerInput> {
    private final Decoder decoder;

    private transient Counter filings;
    private transient Counter outcomes;
    private transient Counter teaching;
    private transient Counter idle;
    private transient Map<String, Counter> rejected;

    public DecodeRecords(Decoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public void open(OpenContext context) {
        filings = JobMetric.FILINGS.counter(getRuntimeContext().getMetricGroup());
        outcomes = JobMetric.OUTCOMES.counter(getRuntimeContext().getMetricGroup());
        teaching = JobMetric.MOVES.counter(getRuntimeContext().getMetricGroup(), "yes");
        idle = JobMetric.MOVES.counter(getRuntimeContext().getMetricGroup(), "no");
        rejected = new HashMap<>();
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<LedgerInput> out) {
        Decoded decoded = decoder.decodeOrReject(raw);
        if (decoded instanceof LedgerInput input) {
            counter(input).inc();
            out.collect(input);
        } else if (decoded instanceof Reject reject) {
            rejected.computeIfAbsent(reject.reason(), this::counter).inc();
            context.output(SideOutputs.REJECTED, reject);
        }
    }

    private Counter counter(LedgerInput input) {
        if (input.move() != null) {
            return input.move().teaches() ? teaching : idle;
        }
        return input.filing() != null ? filings : outcomes;
    }

    private Counter counter(String reason) {
        return JobMetric.REJECTED.counter(getRuntimeContext().getMetricGroup(), reason);
    }
}
