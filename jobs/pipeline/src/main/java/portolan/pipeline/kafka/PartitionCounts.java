// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.StaleMetadataException;
import org.apache.kafka.common.Uuid;

/**
 * How many partitions the inputs of a job in ordered mode have. Nobody reads one that is added while the job runs, so the
 * results of all others would miss what is on it: the job stops. Its next start reads all partitions, and what is on the
 * added one is later than all that the job has passed.
 */
final class PartitionCounts {
    /** What a start finds is handed out in a moment. What was added right after it looked never is. */
    private static final long HANDED_OUT_WITHIN = Duration.ofSeconds(30).toNanos();

    /** Of topics all of whose partitions are read. */
    private final Map<String, Integer> known = new HashMap<>();

    private final Map<String, Long> missingSince = new HashMap<>();
    private final Map<String, Uuid> ids = new HashMap<>();

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
            boolean mayBeAnew = !known.containsKey(topic)
                    && now - missingSince.computeIfAbsent(topic, unused -> now) > HANDED_OUT_WITHIN;
            if (mayBeAnew) {
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
        boolean isLate = read > 0 && now - missingSince.computeIfAbsent(topic, unused -> now) > HANDED_OUT_WITHIN;
        if (known.containsKey(topic) || isLate) {
            throw PartitionsChangedException.added(topic, before, there);
        }
        return false;
    }
}
