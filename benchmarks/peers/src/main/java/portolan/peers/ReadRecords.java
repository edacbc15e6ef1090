// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import portolan.pipeline.RawRecord;

/**
 * How many records this process has taken from its topic and is done with, but for what is in buffers of bounded size.
 *
 * <p>Of the process and not of an object: Flink copies a function into each of its tasks, and a subject has a process
 * to itself.
 */
public final class ReadRecords {
    private static final LongAdder READ = new LongAdder();
    private static final byte[] NOTHING = {};

    private ReadRecords() {}

    /** Counts a record, and hands it over as decoders take it. */
    static RawRecord take(ConsumerRecord<byte[], byte[]> record) {
        add();
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                Map.of(),
                record.key(),
                record.value() == null ? NOTHING : record.value());
    }

    public static void add() {
        READ.increment();
    }

    public static long count() {
        return READ.sum();
    }
}
