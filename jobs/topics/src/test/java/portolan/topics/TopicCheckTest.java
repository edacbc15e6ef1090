// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.TopicCheck.Difference;

final class TopicCheckTest {
    private static final KafkaAccess ACCESS = new KafkaAccess("kafka.example:9093", "/etc/job.properties", "north.");
    private static final String APPLY = "'portolan topics apply --bootstrap kafka.example:9093 --kafka-config"
            + " /etc/job.properties --topic-prefix north.'";
    private static final Difference RETENTION = difference(Topics.RULESETS_PUBLISHED, "retention.ms", "-1", "1000");
    private static final Difference PARTITIONS = difference(Topics.RULESETS_AUDITED, "partitions", "1", "2");

    @Test
    void whatCanBeMendedIsMendedByTheCommandOfTheSameKafka() {
        assertThat(refusal(List.of(Topics.CLOCK_TICKED), RETENTION))
                .isEqualTo("topics are not as the engine needs them: bootstrap=kafka.example:9093,"
                        + " missing=north.clock.ticked; north.rulesets.published: retention.ms is 1000, wanted is -1; "
                        + APPLY + " mends it");
        assertThat(refusal(List.of(Topics.CLOCK_TICKED)))
                .startsWith("topics are missing: ")
                .endsWith("; " + APPLY + " mends it");
        assertThat(refusal(List.of())).isNull();
    }

    @Test
    void aPartitionTooManyIsNotSaidToBeMended() {
        assertThat(refusal(List.of(), PARTITIONS))
                .isEqualTo("topics are not as the engine needs them: bootstrap=kafka.example:9093,"
                        + " north.rulesets.audited: partitions is 2, wanted is 1; Kafka takes no partition away from"
                        + " north.rulesets.audited: delete that topic, with its records, and let " + APPLY
                        + " make it anew, or begin with new topics under another --topic-prefix");
        assertThat(refusal(List.of(), RETENTION, PARTITIONS))
                .contains("; " + APPLY + " mends the rest; Kafka takes no partition away");
    }

    private static @Nullable String refusal(List<KafkaTopic> missing, Difference... differences) {
        return new TopicCheck(ACCESS, missing, List.of(differences), List.of()).refusal();
    }

    private static Difference difference(KafkaTopic topic, String setting, String wanted, String found) {
        return new Difference(topic, ACCESS.name(topic), setting, wanted, found, true);
    }
}
