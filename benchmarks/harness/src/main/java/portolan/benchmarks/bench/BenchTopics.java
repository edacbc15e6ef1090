package portolan.benchmarks.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import portolan.schemas.Topic;
import portolan.schemas.Topics;

/**
 * The product's topics as a benchmark needs them: filings carry the time at which they were meant to be sent, and
 * assessments the one at which the broker took them.
 */
final class BenchTopics {
    static final String FILED = Topics.CONSIGNMENTS_FILED.name();
    static final String ASSESSED = Topics.CONSIGNMENTS_ASSESSED.name();

    private static final int PARTITIONS = 4;
    private static final long LOOK_MILLIS = 100;

    private final Admin admin;

    BenchTopics(Admin admin) {
        this.admin = admin;
    }

    /** Makes the topic of filings anew. */
    void renewFiled() throws InterruptedException {
        renew(List.of(Topics.CONSIGNMENTS_FILED));
    }

    /** Makes all others anew, so that every system under test writes to empty ones. */
    void renewOthers() throws InterruptedException {
        renew(Topics.all().stream().filter(topic -> !topic.name().equals(FILED)).toList());
    }

    private void renew(List<? extends Topic<?>> topics) throws InterruptedException {
        try {
            Set<String> names = new HashSet<>();
            topics.forEach(topic -> names.add(topic.name()));
            Set<String> there = new HashSet<>(admin.listTopics().names().get());
            there.retainAll(names);
            admin.deleteTopics(there).all().get();
            while (admin.listTopics().names().get().stream().anyMatch(names::contains)) {
                Thread.sleep(LOOK_MILLIS);
            }
            admin.createTopics(topics.stream().map(BenchTopics::of).toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics could not be made anew: topics=" + topics, e.getCause());
        }
    }

    private static NewTopic of(Topic<?> topic) {
        Map<String, String> config = new HashMap<>(topic.config());
        config.put("segment.bytes", Integer.toString(128 << 20));
        config.put("file.delete.delay.ms", "1000");
        if (topic.name().equals(FILED)) {
            config.put("message.timestamp.type", "CreateTime");
        } else if (topic.name().equals(ASSESSED)) {
            config.put("message.timestamp.type", "LogAppendTime");
        }
        return new NewTopic(topic.name(), Math.min(PARTITIONS, topic.partitions()), (short) 1).configs(config);
    }
}
