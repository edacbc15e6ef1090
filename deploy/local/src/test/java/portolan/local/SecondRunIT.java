// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;

/** One process has a job, and what the next one tells again is compared with what it told. */
@Tag("rest")
class SecondRunIT {
    private static final Path ONE = Path.of("/one");
    private static final Path TWO = Path.of("/two");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static EmbeddedKafka kafka;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static KafkaAccess access() {
        return KafkaAccess.at(kafka.bootstrapServers());
    }

    @Test
    void anotherDirectoryIsRefusedWhileAProcessHasTheJobAndFollowsItsEnd() throws Exception {
        try (Holder second = held("a", ONE)) {
            try (Holder other = Holder.of(access(), "a", TWO, said::add)) {
                assertThatThrownBy(other::await)
                        .isInstanceOf(BadInput.class)
                        .hasMessageStartingWith("another process runs this job: group=a-holder, name=")
                        .hasMessageContaining(".one-");
            }
            try (Holder ofAnotherJob = held("b", TWO)) {
                assertThat(ofAnotherJob.lost()).isNull();
            }
            assertThat(second.lost()).isNull();
        }
        try (Holder next = held("a", TWO)) {
            assertThat(next.lost()).isNull();
        }
        assertThat(said).isEmpty();
    }

    /** Where the same host and directory come again the first is thought dead; if it is not, it is told. */
    @Test
    void theSameDirectoryIsFollowedAtOnceAndAProcessThatStillLivesIsTold() throws Exception {
        try (Holder first = held("c", ONE);
                Holder second = held("c", ONE)) {
            Patience.until("the first is told", () -> first.lost() != null, () -> "not yet");
            assertThat(first.lost()).startsWith("another process has taken this job: group=c-holder, name=");
            assertThat(second.lost()).isNull();
        }
        assertThat(said).isEmpty();
    }

    private Holder held(String group, Path directory) {
        Holder holder = Holder.of(access(), group, directory, said::add);
        assertThatCode(holder::await).doesNotThrowAnyException();
        return holder;
    }

    @Test
    void whatIsToldAgainIsComparedWithWhatWasTold() throws Exception {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String id : List.of("same", "other", "missing")) {
                send(producer, id, 3);
            }
            try (ToldAgain told = ToldAgain.from(access(), said::add)) {
                send(producer, "same", 3);
                send(producer, "other", 4);
                send(producer, "new", 5);
                Patience.until(
                        "it is said",
                        () -> said.stream()
                                .anyMatch(line -> line.startsWith("results told again under the ids they had: same=1,"
                                        + " differing=1, not yet told again=1,")),
                        () -> said);
                assertThat(told).isNotNull();
            }
            assertThat(said.get(said.size() - 1)).endsWith("not yet told again=1, under ids that were not there=1");
        }
    }

    private static void send(Producer<byte[], byte[]> producer, String id, double score) throws Exception {
        AlertRaised alert = AlertRaised.newBuilder()
                .setAlertId(id)
                .setTenant("default")
                .setConsignmentKey("ACME:1:2026")
                .setThreat("narcotics")
                .setState(AlertState.OPENED)
                .setAt(Instant.EPOCH)
                .setAssessmentId("of " + id)
                .setScore(score)
                .setLane(Lane.RED)
                .build();
        producer.send(new ProducerRecord<>(
                        Topics.ALERTS_RAISED.name(),
                        Topics.ALERTS_RAISED.key(alert),
                        Topics.ALERTS_RAISED.wire().encode(alert)))
                .get();
    }
}
