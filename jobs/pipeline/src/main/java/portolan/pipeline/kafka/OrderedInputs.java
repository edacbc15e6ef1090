// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * The partitions of all inputs of one job in ordered mode. One task reads each topic, and all of them are in one process:
 * there they see how far the others are, and ask the brokers for their time together.
 */
final class OrderedInputs {
    private static final Map<String, OrderedInputs> OF_JOBS = new HashMap<>();

    private final Plan plan;
    private final BrokerClock clock;
    private final List<InOrderReader> readers = new CopyOnWriteArrayList<>();

    /**
     * What the sources of one job have in common.
     *
     * @param job tells the job from others in the process
     * @param topics that it reads, as they are called at the brokers
     * @param groupId its consumer group
     * @param clock what the topic of the brokers' clock is called there
     * @param settle how long after a time of the brokers the ends of partitions are asked for
     * @param clients how clients reach the brokers
     */
    record Plan(String job, List<String> topics, String groupId, String clock, Duration settle, Properties clients)
            implements Serializable {}

    /** @param nanos of a clock of ours */
    OrderedInputs(Plan plan, LongSupplier nanos) {
        this.plan = plan;
        this.clock = new BrokerClock(plan, this, nanos);
    }

    /** The inputs of the reader's job, which it belongs to until it leaves. */
    static OrderedInputs join(Plan plan, InOrderReader reader) {
        synchronized (OF_JOBS) {
            OrderedInputs inputs =
                    OF_JOBS.computeIfAbsent(plan.job(), unused -> new OrderedInputs(plan, System::nanoTime));
            if (inputs.readers.isEmpty()) {
                inputs.clock.start();
            }
            return inputs.with(reader);
        }
    }

    OrderedInputs with(InOrderReader reader) {
        readers.add(reader);
        return this;
    }

    void leave(InOrderReader reader) {
        synchronized (OF_JOBS) {
            readers.remove(reader);
            if (readers.isEmpty() && OF_JOBS.remove(plan.job(), this)) {
                clock.close();
            }
        }
    }

    BrokerClock clock() {
        return clock;
    }

    List<PartitionProgress> partitions() {
        return readers.stream().flatMap(reader -> reader.partitions().stream()).toList();
    }

    /** How many partitions of each topic are read. */
    Map<String, Integer> partitionsRead() {
        Map<String, Integer> read = new HashMap<>();
        partitions().stream()
                .map(PartitionProgress::partition)
                .distinct()
                .forEach(partition -> read.merge(partition.topic(), 1, Integer::sum));
        return read;
    }

    /** All partitions have passed this order time, and there are no others; none has before all of them are read. */
    long passed() {
        long least = clock.allReadUntil();
        for (InOrderReader reader : readers) {
            least = Math.min(least, reader.passed());
        }
        return least;
    }

    /** What was handed on and waits for slower partitions, in bytes of keys and values. */
    long waitingBytes() {
        long bytes = 0;
        for (InOrderReader reader : readers) {
            for (PartitionProgress partition : reader.partitions()) {
                bytes += partition.waitingBytes();
            }
        }
        return bytes;
    }

    /** Whether something was handed on that not all partitions have passed. */
    boolean somethingWaits() {
        long passed = passed();
        if (passed == PartitionProgress.NOTHING) {
            return true;
        }
        for (InOrderReader reader : readers) {
            for (PartitionProgress partition : reader.partitions()) {
                if (partition.newest() > passed) {
                    return true;
                }
            }
        }
        return false;
    }
}
