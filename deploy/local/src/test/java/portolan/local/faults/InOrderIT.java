package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run in ordered mode while processors are starved: its results are the oracle's, byte for byte, and nothing is late. */
@Timeout(600)
class InOrderIT {
    private static final int STARVING_THREADS = 4;
    private static final Pattern LATE =
            Pattern.compile("\"name\":\"late\",\"type\":\"LongCounter\",\"value\":\"(\\d+)\"");

    @Test
    void aBacklogIsReadInOrderByStarvedProcessors(@TempDir Path directory) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = FeedScript.of(41, 900);
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4);
                Sender sender = new Sender(broker.bootstrap())) {
            sender.send(records.subList(0, records.size() / 2));
            try (RunProcess run = RunProcess.against(broker.bootstrap(), directory.resolve("run"))
                            .option("--parallelism", "2")
                            .start();
                    Starved starved = new Starved()) {
                sender.sendPaced(records.subList(records.size() / 2, records.size()), 100)
                        .get(2, TimeUnit.MINUTES);
                assertThat(starved.threads()).isEqualTo(STARVING_THREADS);
                assertAsTheOracleSays(broker, run, records.size());
            }
        }
    }

    private static void assertAsTheOracleSays(BrokerProcess broker, RunProcess run, int inputs) throws Exception {
        Expected expected = TopicOracle.expect(broker.bootstrap(), run.settings());
        assertThat(expected.inputs()).isEqualTo(inputs);
        expected.await(broker.bootstrap(), JavaProcess.PATIENCE);
        expected.verify(broker.bootstrap());
        Matcher late = LATE.matcher(run.job("/accumulators"));
        assertThat(late.find()).as("the run says what came late").isTrue();
        assertThat(late.group(1)).isEqualTo("0");
        run.end();
    }

    /** Takes the processors from all others as far as the system lets it. */
    private static final class Starved implements AutoCloseable {
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean over;

        Starved() {
            for (int i = 0; i < STARVING_THREADS; i++) {
                Thread thread = new Thread(
                        () -> {
                            while (!over) {
                                Thread.onSpinWait();
                            }
                        },
                        "starving-" + i);
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
        }

        long threads() {
            return threads.stream().filter(Thread::isAlive).count();
        }

        @Override
        public void close() {
            over = true;
        }
    }
}
