// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import portolan.console.kafka.KafkaFaults;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/** Reads rejects, and nothing else: it leaves no trace on their topic. */
public final class RejectTopic implements AutoCloseable {
    private static final int MOST_TOLD = 5;

    private final KafkaAccess access;
    private final TopicScan scan;
    private final RejectReader reader = new RejectReader();
    private final PrintWriter err;
    private long unreadable;

    private RejectTopic(KafkaAccess access, PrintWriter err) {
        this.access = access;
        this.scan = new TopicScan(access, "portolan-rejects");
        this.err = err;
    }

    /**
     * Opens it.
     *
     * @param err hears of records that are no rejects
     * @throws portolan.topics.KafkaFault if the brokers do not answer
     */
    public static RejectTopic at(KafkaAccess access, PrintWriter err) {
        access.reached().close();
        return new RejectTopic(access, err);
    }

    TopicScan scan() {
        return scan;
    }

    /**
     * Where rejects of some time or later stand now.
     *
     * @throws UnusableInputException if there is no such topic
     */
    public Map<TopicPartition, TopicScan.Range> since(Instant since) throws UnusableInputException {
        Map<TopicPartition, TopicScan.Range> ranges = scan.since(Topics.FILINGS_REJECTED, since);
        if (ranges.isEmpty()) {
            throw KafkaFaults.missing(access, Topics.FILINGS_REJECTED);
        }
        return ranges;
    }

    /** Hands over the rejects that stand there. */
    public void read(Map<TopicPartition, TopicScan.Range> ranges, Consumer<Rejected> taker) {
        scan.read(ranges, record -> {
            Rejected rejected = rejected(record);
            if (rejected != null) {
                taker.accept(rejected);
            }
        });
    }

    private @Nullable Rejected rejected(ConsumerRecord<byte[], byte[]> record) {
        DecodeResult<Rejected> decoded = reader.read(record);
        if (decoded instanceof DecodeResult.Value<Rejected> read) {
            return read.value();
        }
        unreadable++;
        if (unreadable <= MOST_TOLD && decoded instanceof DecodeResult.Refused<Rejected> refused) {
            err.println("rejects: no reject: topic=" + record.topic() + ", partition=" + record.partition()
                    + ", offset=" + record.offset() + ", " + refused.fault().message());
        }
        return null;
    }

    /** Records of the topic that are no rejects, so far. */
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        scan.close();
    }
}
