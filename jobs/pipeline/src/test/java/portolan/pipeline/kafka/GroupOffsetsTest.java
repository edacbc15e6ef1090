// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupOffsetsTest {
    private static final TopicPartition READ = new TopicPartition("filed", 0);
    private static final TopicPartition UNREAD = new TopicPartition("filed", 1);

    /** A checkpoint keeps what is said here: a marker would be asked for anew, when the group has gone on. */
    @Test
    void aPartitionThatTheGroupHasNotReadBeginsAtAnOffsetToo() {
        assertThat(new GroupOffsets().getPartitionOffsets(List.of(READ, UNREAD), new Brokers()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(READ, 17L, UNREAD, 3L));
    }

    @Test
    void aJobThatBeginsAnewBeginsWithTheFirstRecords() {
        assertThat(new GroupOffsets(true, null).getPartitionOffsets(List.of(READ, UNREAD), new Brokers()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(READ, 3L, UNREAD, 3L));
    }

    /** Both begin at 3; of one the group has read up to 17. */
    private static final class Brokers implements PartitionOffsetsRetriever {
        @Override
        public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
            return Map.of(READ, 17L);
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            partitions.forEach(partition -> offsets.put(partition, 3L));
            return offsets;
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            throw new UnsupportedOperationException();
        }
    }
}
