package portolan.pipeline.stage;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;

/** Reads raw records; what cannot be read leaves with its bytes and a reason, and nothing stops the job. */
public final class DecodeRecords extends ProcessFunction<RawRecord, LedgerInput> {
    /** Reason code of a fault in the decoder itself: every fault of a record has a code of its own. */
    static final String DECODER_FAILED = "DECODER_FAILED";

    private static final String STAGE = "decode";

    private final Decoder decoder;

    private transient Counter filings;
    private transient Counter outcomes;
    private transient Map<String, Counter> rejected;

    public DecodeRecords(Decoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public void open(OpenContext context) {
        filings = getRuntimeContext().getMetricGroup().counter("filings");
        outcomes = getRuntimeContext().getMetricGroup().counter("outcomes");
        rejected = new HashMap<>();
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<LedgerInput> out) {
        Decoded decoded = decode(raw);
        if (decoded instanceof LedgerInput input) {
            (input.filing() != null ? filings : outcomes).inc();
            out.collect(input);
        } else if (decoded instanceof Reject reject) {
            rejected.computeIfAbsent(reject.reason(), this::counter).inc();
            context.output(SideOutputs.REJECTED, reject);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Readers of bytes throw checked exceptions past their signatures.
    private Decoded decode(RawRecord raw) {
        try {
            return decoder.decode(raw);
        } catch (Exception | StackOverflowError fault) {
            // One bad record must not become an endless restart: even a fault of ours is the record's reject.
            return new Reject(DECODER_FAILED, "decoder failed: input=" + raw + ", fault=" + fault, STAGE, raw);
        }
    }

    private Counter counter(String reason) {
        return getRuntimeContext().getMetricGroup().addGroup("reason", reason).counter("rejected");
    }
}
