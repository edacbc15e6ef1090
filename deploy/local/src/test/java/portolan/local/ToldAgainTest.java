// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import portolan.pipeline.kafka.Continuity;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;

class ToldAgainTest {
    private static final TopicPartition ALERTS = new TopicPartition(Topics.ALERTS_RAISED.name(), 0);

    private final MockConsumer<byte[], byte[]> results = new MockConsumer<>("earliest");
    private final List<String> said = new ArrayList<>();

    /** Once all is told again nobody is asked for more: the reader ends by itself. */
    @Test
    void itEndsOnceAllIsToldAgainAndCountsWhatWasNotThere() {
        Map<TopicPartition, Long> begins = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (KafkaTopic topic : Continuity.RESULTS) {
            TopicPartition partition = new TopicPartition(topic.name(), 0);
            Node node = new Node(1, "mock", 9092);
            results.updatePartitions(
                    topic.name(),
                    List.of(new PartitionInfo(topic.name(), 0, node, new Node[] {node}, new Node[] {node})));
            begins.put(partition, 0L);
            ends.put(partition, partition.equals(ALERTS) ? 2L : 0L);
        }
        results.updateBeginningOffsets(begins);
        results.updateEndOffsets(ends);
        ToldAgain told = new ToldAgain(results, KafkaAccess.at("mock:9092"), said::add);
        List<String> ids = List.of("same", "other", "new", "same", "other");
        for (int offset = 0; offset < ids.size(); offset++) {
            results.addRecord(new ConsumerRecord<>(
                    ALERTS.topic(), 0, offset, new byte[0], alert(ids.get(offset), offset == 4 ? 7 : 3)));
        }
        for (int poll = 0; poll < 10; poll++) {
            results.schedulePollTask(() -> {});
        }
        results.schedulePollTask(() -> results.setPollException(new KafkaException("asked for more")));

        told.compare();

        assertThat(said)
                .containsExactly("results told again under the ids they had: same=1, differing=1, not yet told again=0,"
                        + " under ids that were not there=1");
        assertThat(results.closed()).isTrue();
    }

    private static byte[] alert(String id, double score) {
        return Topics.ALERTS_RAISED
                .wire()
                .encode(AlertRaised.newBuilder()
                        .setAlertId(id)
                        .setTenant("default")
                        .setConsignmentKey("ACME:1:2026")
                        .setThreat("narcotics")
                        .setState(AlertState.OPENED)
                        .setAt(Instant.EPOCH)
                        .setAssessmentId("of " + id)
                        .setScore(score)
                        .setLane(Lane.RED)
                        .build());
    }
}
