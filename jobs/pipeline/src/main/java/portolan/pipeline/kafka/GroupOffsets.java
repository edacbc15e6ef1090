// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A job that starts afresh begins where its group was, else at the first record that is left.
 *
 * <p>Flink's own initializer leaves the offset to the reader, and a partition of which nothing was read yet has in a
 * checkpoint no offset but "where the group is". A job that goes on from an older checkpoint or a savepoint would then
 * begin where the group came to since, and what was read in between would be lost.
 *
 * <p>A job that Flink restores, by a savepoint or as its state is highly available, does not ask.
 *
 * @param anew whether the group's offsets do not count
 * @param refused why a job must not start without state, or null if it may
 */
public record GroupOffsets(boolean anew, @Nullable String refused) implements OffsetsInitializer {
    public GroupOffsets() {
        this(false, null);
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever brokers) {
        if (refused != null) {
            throw new SuppressRestartsException(new IllegalStateException(refused));
        }
        Map<TopicPartition, Long> offsets = new HashMap<>(brokers.beginningOffsets(partitions));
        if (!anew) {
            offsets.putAll(brokers.committedOffsets(partitions));
        }
        return offsets;
    }

    /** Of what retention deleted since the group was there. */
    @Override
    @SuppressWarnings("deprecation") // The connector's own signature asks for it.
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.EARLIEST;
    }
}
