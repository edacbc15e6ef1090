// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import portolan.pipeline.RawRecord;

/**
 * A topic for ordered mode: read as Flink reads it, with its state, but with watermarks by the brokers' clock and no
 * further ahead of the slowest partition than memory allows.
 */
final class InOrderSource implements Source<RawRecord, KafkaPartitionSplit, KafkaSourceEnumState> {
    private final KafkaSource<RawRecord> source;
    private final RawRecords records;
    private final OrderedInputs.Plan plan;

    /** @param records what the source makes records with */
    InOrderSource(KafkaSource<RawRecord> source, RawRecords records, OrderedInputs.Plan plan) {
        this.source = source;
        this.records = records;
        this.plan = plan;
    }

    @Override
    public SourceReader<RawRecord, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new InOrderReader(source.createReader(context), records::isBySender, plan, context.metricGroup());
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws Exception {
        return source.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }
}
