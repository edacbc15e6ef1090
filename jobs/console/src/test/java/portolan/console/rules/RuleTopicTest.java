// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portolan.records.DocumentTopics;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

class RuleTopicTest {
    /** {@code run} reads senders lists while it starts; whoever asks it to stop would wait as long. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aBrokerThatFallsSilentWhileATopicIsReadIsSaid() {
        String name = DocumentTopics.of(DocumentKind.SENDERS).name();
        TopicPartition partition = new TopicPartition(name, 0);
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            consumer.updatePartitions(name, List.of(new PartitionInfo(name, 0, null, null, null)));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, 1L));
            consumer.schedulePollTask(() -> consumer.setOffsetsException(new TimeoutException("nobody answers")));
            RuleTopic topic = new RuleTopic(KafkaAccess.at("127.0.0.1:1"), DocumentKind.SENDERS, consumer);

            assertThatThrownBy(() -> topic.read(Keyring.EMPTY))
                    .isInstanceOf(KafkaFault.class)
                    .hasMessageContaining("Kafka does not answer");
        }
    }
}
