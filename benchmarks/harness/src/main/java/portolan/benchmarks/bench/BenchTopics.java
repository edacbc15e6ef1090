// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;

/**
 * The product's topics as a benchmark needs them: filings carry the time at which they were meant to be sent, and
 * assessments the one at which the broker took them.
 */
final class BenchTopics {
    static final String FILED = Topics.CONSIGNMENTS_FILED.name();
    static final String ASSESSED = Topics.CONSIGNMENTS_ASSESSED.name();

    /** What a feed writes, and every subject may read. */
    private static final Set<String> INPUTS = Set.of(FILED, Topics.INSPECTIONS_REPORTED.name());

    private static final int PARTITIONS = 4;

    /**
     * At least a gibibyte a partition, and what comes until the broker looks again, five minutes at most: ten million
     * assessments are more than a disk should keep, and they are read at once or never.
     */
    private static final int ASSESSED_BYTES = 1 << 30;

    private static final long LOOK_MILLIS = 100;

    private final Admin admin;

    BenchTopics(Admin admin) {
        this.admin = admin;
    }

    /** Makes the topics of filings and of outcomes anew. */
    void renewFiled() throws InterruptedException {
        renew(there(INPUTS::contains), List.of(Topics.CONSIGNMENTS_FILED, Topics.INSPECTIONS_REPORTED));
    }

    /** Makes all others anew, so that every system under test writes to empty ones. */
    void renewOthers() throws InterruptedException {
        // Also those that a subject made for itself: their upkeep would be the next one's load.
        renew(
                there(name -> !INPUTS.contains(name)),
                Topics.all().stream()
                        .filter(topic -> !INPUTS.contains(topic.name()))
                        .toList());
    }

    private Set<String> there(Predicate<String> wanted) throws InterruptedException {
        try {
            return admin.listTopics().names().get().stream().filter(wanted).collect(Collectors.toSet());
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics could not be listed", e.getCause());
        }
    }

    private static Set<String> made(List<? extends KafkaTopic> topics) {
        return topics.stream().map(KafkaTopic::name).collect(Collectors.toSet());
    }

    private void renew(Set<String> old, List<? extends KafkaTopic> topics) throws InterruptedException {
        try {
            admin.deleteTopics(old).all().get();
            while (admin.listTopics().names().get().stream().anyMatch(old::contains)) {
                Thread.sleep(LOOK_MILLIS);
            }
            admin.createTopics(topics.stream().map(BenchTopics::of).toList())
                    .all()
                    .get();
            // Made by the controller: the broker may not have heard of them yet, and would give them no partitions.
            while (!admin.listTopics().names().get().containsAll(made(topics))) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics could not be made anew: topics=" + topics, e.getCause());
        }
    }

    private static NewTopic of(KafkaTopic topic) {
        Map<String, String> config = new HashMap<>(topic.config());
        config.put("segment.bytes", Integer.toString(128 << 20));
        config.put("file.delete.delay.ms", "1000");
        if (INPUTS.contains(topic.name())) {
            config.put("message.timestamp.type", "CreateTime");
            // Filings of the second feed are up to a year old, and would be deleted before they are read.
            config.put("retention.ms", "-1");
        } else if (topic.name().equals(ASSESSED)) {
            config.put("message.timestamp.type", "LogAppendTime");
            config.put("retention.bytes", Integer.toString(ASSESSED_BYTES));
        }
        return new NewTopic(topic.name(), Math.min(PARTITIONS, topic.partitions()), (short) 1).configs(config);
    }
}
