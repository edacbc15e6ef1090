// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import portolan.pipeline.Reject;
import portolan.pipeline.stage.Initializer;
import portolan.pipeline.stage.Quarantine;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.Topics;

/**
 * Makes the records of rejects. One that cannot be encoded has nowhere else to go: in its place goes one that says no
 * more than where its input is.
 */
final class EncodeRejects extends ProcessFunction<Reject, Tuple2<byte[], byte[]>> {
    static final String UID = "encode-rejects";

    private transient TopicEncoder<FilingRejected> encoder;
    private transient Quarantine quarantine;
    private transient long now;

    @Override
    @Initializer
    public void open(OpenContext context) {
        encoder = new TopicEncoder<>(Topics.FILINGS_REJECTED);
        quarantine = new Quarantine(UID, getRuntimeContext().getMetricGroup(), () -> now);
    }

    @Override
    public void processElement(Reject reject, Context context, Collector<Tuple2<byte[], byte[]>> out) {
        now = context.timerService().currentProcessingTime();
        quarantine.take();
        Tuple2<byte[], byte[]> encoded;
        try {
            encoded = encoder.encode(RejectRecords.of(reject));
        } catch (RuntimeException failure) {
            String of = "reason=" + reject.reason() + ", by=" + reject.stage();
            encoded = encoder.encode(RejectRecords.bare(quarantine.of(failure, of, reject.raw(), reject.orderTime())));
        }
        out.collect(encoded);
    }
}
