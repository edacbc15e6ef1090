// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.kafka.common.errors.RecordTooLargeException;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topic;

/**
 * Makes keys and values of one topic. Not for several threads.
 *
 * @param <R> record on the topic
 */
public final class TopicEncoder<R extends SpecificRecord> {
    /** What a batch of one record takes beside key and value, which the broker counts as well; with some to spare. */
    private static final int FRAME_BYTES = 1_024;

    private final Topic<R> topic;
    private final AvroWire<R> wire;

    public TopicEncoder(Topic<R> topic) {
        this.topic = topic;
        this.wire = topic.wire();
    }

    /**
     * The key, {@link EncodedRecords#NO_KEY} for none, and the value of a record.
     *
     * @throws RuntimeException when the record does not follow its schema, or is larger than its topic takes: sent all
     *     the same, it would be refused there and stop the job
     */
    public Tuple2<byte[], byte[]> encode(R record) {
        byte[] key = topic.key(record);
        byte[] value = wire.encode(record);
        int bytes = (key == null ? 0 : key.length) + value.length;
        if (bytes > topic.maxMessageBytes() - FRAME_BYTES) {
            throw new RecordTooLargeException("larger than its topic takes: topic=" + topic.name() + ", bytes=" + bytes
                    + ", limit=" + (topic.maxMessageBytes() - FRAME_BYTES));
        }
        return Tuple2.of(key == null ? EncodedRecords.NO_KEY : key, value);
    }
}
