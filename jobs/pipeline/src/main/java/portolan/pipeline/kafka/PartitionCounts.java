// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.StaleMetadataException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * How many partitions the inputs of a job in ordered mode have. Nobody reads one that is added while the job runs, so the
 * results of all others would miss what is on it: the job stops. Its next start reads all partitions, and what is on the
 * added one is later than all that the job has passed.
 */
final class PartitionCounts {
    /** What a start finds is handed out in a moment. What was added right after it looked never is. */
    private static final Duration HANDED_OUT_WITHIN = Duration.ofSeconds(30);

    /** Of topics all of whose partitions are read. */
    private final Map<String, Integer> known = new HashMap<>();

    private final Map<String, Long> missingSince = new HashMap<>();
    private final Map<String, Uuid> ids = new HashMap<>();
    private final Map<String, Long> nothingReadSince = new HashMap<>();
    private final Map<String, Long> cutSince = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Consumer<String> warnings;

    /** @param warnings is told once of each topic of which nothing is read: all others wait for it */
    PartitionCounts(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /**
     * Looks whether a topic is still the one that is read, whatever its partitions.
     *
     * @param id zero where brokers give none
     * @throws PartitionsChangedException if it was deleted and created
     */
    void mustBeTheSame(String topic, Uuid id) {
        if (!id.equals(Uuid.ZERO_UUID) && !id.equals(ids.computeIfAbsent(topic, unused -> id))) {
            throw PartitionsChangedException.madeAnew(topic);
        }
    }

    /**
     * Looks whether a partition still has all that was read of it.
     *
     * @param read offset after the last record that was handed on before the end was asked for
     * @throws PartitionsChangedException if it has not for long
     * @throws StaleMetadataException if it has not
     */
    void mustReach(TopicPartition partition, long read, long end, long now) {
        if (end >= read) {
            cutSince.remove(partition.toString());
        } else if (isLate(cutSince, partition.toString(), now)) {
            throw PartitionsChangedException.cut(partition, read, end);
        } else {
            throw new StaleMetadataException(
                    "a broker knows fewer records: partition=" + partition + ", read=" + read + ", end=" + end);
        }
    }

    /**
     * Whether all partitions are read.
     *
     * @param there how many partitions each input topic has at the brokers
     * @param read how many of them are read; a topic of which none is yet may be left out
     * @param now nanoseconds of some clock
     * @throws PartitionsChangedException if that will not come to be
     * @throws StaleMetadataException if a broker's answer is older than an earlier one
     */
    boolean areAllRead(Map<String, Integer> there, Map<String, Integer> read, long now) {
        boolean all = true;
        for (Map.Entry<String, Integer> topic : there.entrySet()) {
            all &= areAllRead(topic.getKey(), topic.getValue(), read.getOrDefault(topic.getKey(), 0), now);
        }
        return all;
    }

    private boolean areAllRead(String topic, int there, int read, long now) {
        int before = known.getOrDefault(topic, read);
        if (there < before) {
            if (!known.containsKey(topic) && isLate(missingSince, topic, now)) {
                throw PartitionsChangedException.taken(topic, before, there);
            }
            throw new StaleMetadataException(
                    "a broker knows fewer partitions: topic=" + topic + ", read=" + before + ", now=" + there);
        }
        if (there == read) {
            if (there > before) {
                throw PartitionsChangedException.added(topic, before, there);
            }
            known.put(topic, there);
            return true;
        }
        // Where nothing is read its source is still to begin, or begins anew.
        (read > 0 ? nothingReadSince : missingSince).remove(topic);
        boolean isLate = isLate(read > 0 ? missingSince : nothingReadSince, topic, now);
        if (known.containsKey(topic) || (isLate && read > 0)) {
            throw PartitionsChangedException.added(topic, before, there);
        }
        if (isLate && told.add(topic)) {
            warnings.accept("ordered mode waits for an input of which nothing is read: topic=" + topic + ", partitions="
                    + there + ", seconds=" + HANDED_OUT_WITHIN.toSeconds()
                    + "; see what its source logs, and whether the user of this job may read the topic");
        }
        return false;
    }

    private static boolean isLate(Map<String, Long> since, String topic, long now) {
        return now - since.computeIfAbsent(topic, unused -> now) > HANDED_OUT_WITHIN.toNanos();
    }
}
