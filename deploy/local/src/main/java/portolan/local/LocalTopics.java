// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;

/** The product's topics as one broker on one machine makes them. */
public final class LocalTopics {
    /** Each partition costs files and threads' time; two tasks a stage do not need twelve. */
    private static final int MOST_PARTITIONS = 4;

    private LocalTopics() {}

    public static List<NewTopic> all() {
        return Topics.all().stream().map(LocalTopics::of).toList();
    }

    private static NewTopic of(KafkaTopic topic) {
        int partitions = Math.min(MOST_PARTITIONS, topic.partitions());
        return new NewTopic(topic.name(), partitions, (short) 1).configs(topic.config());
    }
}
