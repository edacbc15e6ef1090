// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.feed.FeedVersion;
import portolan.benchmarks.measure.TopicEnd;
import portolan.benchmarks.process.Child;

@Tag("rest")
final class OrdersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void paceAfterPaceIsSentInFullByOneProducer() throws Exception {
        try (Rig rig = Rig.start();
                Child sender = rig.sender(new FeedPlan(FeedVersion.V1, 1, 1_000, 0.8, 0, false, 150));
                TopicEnd filed = rig.end(BenchTopics.FILED)) {
            Orders.pace(sender, 200, 0.5);
            Orders.Sent first = Orders.await(sender, PATIENCE);
            Orders.pace(sender, 100, 0.5);
            Orders.Sent second = Orders.await(sender, PATIENCE);

            assertThat(first.filings()).isEqualTo(100);
            assertThat(second.filings()).isEqualTo(150);
            // What is done is on the topic: nothing is left with the producer.
            assertThat(filed.records()).isEqualTo(150);
            // The last of a pace is due one gap before its end, however soon it is asked for.
            assertThat(second.lastMicros() - first.lastMicros()).isGreaterThanOrEqualTo(490_000);
            assertThat(producersOf(rig)).hasSize(1);
        }
    }

    /** The numbers that the broker gave to whoever wrote to the topic. */
    private static Set<Long> producersOf(Rig rig) throws Exception {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, rig.options(1).bootstrap());
        try (Admin admin = Admin.create(settings)) {
            List<TopicPartition> partitions =
                    admin.describeTopics(Set.of(BenchTopics.FILED)).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                            .toList();
            return admin.describeProducers(partitions).all().get().values().stream()
                    .flatMap(state -> state.activeProducers().stream())
                    .map(ProducerState::producerId)
                    .collect(Collectors.toSet());
        }
    }
}
