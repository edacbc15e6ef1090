package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker and a run as processes of their own, both killed once: what is told of it all is what the oracle says. */
@Timeout(300)
class FixturesIT {
    @Test
    void whatSurvivesTwoKillsIsWhatTheOracleSays(@TempDir Path directory) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = FeedScript.of(37, 600);
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 2);
                RunProcess run = RunProcess.against(broker.bootstrap(), directory.resolve("run"))
                        .start();
                Sender sender = new Sender(broker.bootstrap())) {
            sender.send(records.subList(0, records.size() / 2));
            broker.kill();
            broker.startAgain();
            sender.send(records.subList(records.size() / 2, records.size()));
            run.kill();
            run.startAgain();

            Expected expected = TopicOracle.expect(broker.bootstrap(), run.settings());
            assertThat(expected.inputs()).isEqualTo(records.size());
            assertThat(expected.dropped()).containsKey("DUPLICATE_FILING");
            assertThat(expected.withdrawals()).isPositive();
            assertThat(expected.rejects()).isNotEmpty();
            expected.await(broker.bootstrap(), JavaProcess.PATIENCE);
            expected.verify(broker.bootstrap());
            run.end();

            assertThatThrownBy(() -> oneLess(expected).verify(broker.bootstrap()))
                    .hasMessageContaining("foreign=1");
        }
    }

    private static Expected oneLess(Expected all) {
        TreeMap<String, byte[]> fewer = new TreeMap<>(all.assessments());
        fewer.pollFirstEntry();
        return new Expected(
                all.inputs(),
                fewer,
                all.alerts(),
                all.rejects(),
                all.refusedLater(),
                all.dropped(),
                all.withdrawals(),
                all.outcomes(),
                all.waiting());
    }
}
