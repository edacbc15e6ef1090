// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/**
 * A run in ordered mode while processors are starved, a partition is slow or hot, and transactions are given up: its
 * results are the oracle's, byte for byte, and nothing is late.
 */
@Tag("night")
class InOrderIT {
    private static final int STARVING_THREADS = 4;
    private static final int HOT_TIMES = 60;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long HALF_A_MINUTE_MILLIS = 30_000;
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
                assertAsTheOracleSays(broker.bootstrap(), run, records.size());
                assertEndsWithNothingLate(run);
            }
        }
    }

    /**
     * The others are read to their ends while a partition shows nothing of the minute before: it is in a transaction.
     * Around it stand filings that were given up, and at the end nothing but marks of transactions.
     */
    @Test
    void aPartitionOfAnotherBrokerIsWaitedForAndWhatIsLateIsSaid(@TempDir Path directory) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = FeedScript.of(47, 300);
        try (TwoBrokers brokers = TwoBrokers.withTopics(directory.resolve("brokers"));
                Sender sender = new Sender(brokers.bootstrap());
                Admin admin = brokers.admin()) {
            stamps(admin, "CreateTime");
            List<ProducerRecord<byte[], byte[]>> slow = new ArrayList<>();
            List<ProducerRecord<byte[], byte[]>> others = new ArrayList<>();
            long began = System.currentTimeMillis() - MINUTE_MILLIS - HALF_A_MINUTE_MILLIS;
            for (int i = 0; i < records.size(); i++) {
                ProducerRecord<byte[], byte[]> record = records.get(i);
                // By key, so that each consignment is filed in the order of its versions.
                int partition = Math.floorMod(Arrays.hashCode(record.key()), 4);
                long stamp = began + i * MINUTE_MILLIS / records.size();
                (isFiling(record) && partition == 0 ? slow : others)
                        .add(new ProducerRecord<>(
                                record.topic(), isFiling(record) ? partition : 0, stamp, record.key(), record.value()));
            }
            try (OpenTransaction filer = OpenTransaction.of(brokers.bootstrap(), slow.subList(0, 1))) {
                filer.commit();
                filer.goOn(slow.subList(0, 10));
                filer.abort();
                filer.goOn(slow.subList(1, slow.size()));
                sender.send(others);
                stamps(admin, "LogAppendTime");
                try (RunProcess run = RunProcess.against(brokers.bootstrap(), directory.resolve("run"))
                        .option("--parallelism", "2")
                        .start()) {
                    run.process().awaitErr("results are behind the brokers' clock", 0, Patience.LASTS);
                    filer.commit();
                    filer.goOn(slow.subList(0, 10).stream()
                            .map(record -> new ProducerRecord<>(record.topic(), 0, record.key(), record.value()))
                            .toList());
                    filer.abort();
                    assertAsTheOracleSays(brokers.bootstrap(), run, records.size());
                    assertThat(run.process().err()).doesNotContain("came late");

                    sendOfYesterday(admin, sender);
                    run.process().awaitErr("records came late", 0, Patience.LASTS);
                    Expected all = TopicOracle.expect(brokers.bootstrap(), run.settings());
                    all.await(brokers.bootstrap());
                    all.verify(brokers.bootstrap(), false);
                    // REST tells of no accumulators until a task manager has sent some.
                    Bench.await(
                            "the job's own count says it too",
                            () -> LATE.matcher(run.job("/accumulators"))
                                    .results()
                                    .anyMatch(found -> Long.parseLong(found.group(1)) > 0));
                    run.end();
                    run.process().awaitOut("^came late: [1-9]");
                }
            }
        }
    }

    /** What happens only where a topic was changed while the run reads it. */
    private static void sendOfYesterday(Admin admin, Sender sender) throws Exception {
        stamps(admin, "CreateTime");
        long yesterday = System.currentTimeMillis() - TimeUnit.DAYS.toMillis(1);
        sender.send(FeedScript.of(48, 5).stream()
                .map(record -> new ProducerRecord<>(record.topic(), 0, yesterday, record.key(), record.value()))
                .toList());
        stamps(admin, "LogAppendTime");
    }

    /**
     * While one partition waits for a transaction, another has thousands of filings. Those that are not read ahead are
     * what the terminal speaks of: with all of them in the heap there would be none.
     */
    @Test
    void aHotPartitionDoesNotFillTheHeap(@TempDir Path directory) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = FeedScript.of(59, 200);
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4);
                Sender sender = new Sender(broker.bootstrap())) {
            List<ProducerRecord<byte[], byte[]>> first =
                    records.stream().filter(InOrderIT::isFiling).limit(1).toList();
            try (OpenTransaction filer = OpenTransaction.of(broker.bootstrap(), first)) {
                sender.send(hot(records));
                try (RunProcess run = RunProcess.against(broker.bootstrap(), directory.resolve("run"))
                        .flag("-Xmx256m")
                        .start()) {
                    run.process().awaitErr("results are behind the brokers' clock", 0, Patience.LASTS);
                    filer.commit();
                    assertAsTheOracleSays(broker.bootstrap(), run, HOT_TIMES * records.size() + 1);
                    assertEndsWithNothingLate(run);
                }
            }
        }
    }

    /** Resent again and again: what is no news costs least where it is handled, and as much where it waits. */
    private static List<ProducerRecord<byte[], byte[]>> hot(List<ProducerRecord<byte[], byte[]>> records) {
        List<ProducerRecord<byte[], byte[]>> hot = new ArrayList<>();
        for (int time = 0; time < HOT_TIMES; time++) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                hot.add(new ProducerRecord<>(record.topic(), 0, record.key(), record.value()));
            }
        }
        return hot;
    }

    @Test
    void nothingComesLateWhenARunAndItsBrokerStandStillInTurn(@TempDir Path directory) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = FeedScript.of(43, 3_000);
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4);
                Sender sender = new Sender(broker.bootstrap());
                RunProcess run = RunProcess.against(broker.bootstrap(), directory.resolve("run"))
                        .option("--parallelism", "2")
                        .start()) {
            CompletableFuture<Void> sending = sender.sendPaced(records, 40);
            for (int seconds : List.of(5, 30)) {
                for (JavaProcess process : List.of(run.process(), broker.process())) {
                    process.halt();
                    TimeUnit.SECONDS.sleep(seconds);
                    process.goOn();
                    TimeUnit.SECONDS.sleep(5);
                }
            }
            sending.get(5, TimeUnit.MINUTES);
            assertAsTheOracleSays(broker.bootstrap(), run, records.size());
            assertEndsWithNothingLate(run);
        }
    }

    /** As above, but the half minute passes while the run looks on, and the brokers stamp. */
    @Test
    void aPartitionHalfAMinuteBehindHoldsTheOthers(@TempDir Path directory) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = FeedScript.of(47, 900);
        List<ProducerRecord<byte[], byte[]>> slow = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> others = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            boolean isSlow = isFiling(record) && Arrays.hashCode(record.key()) % 2 == 0;
            (isSlow ? slow : others)
                    .add(isSlow ? new ProducerRecord<>(record.topic(), 0, record.key(), record.value()) : record);
        }
        try (TwoBrokers brokers = TwoBrokers.withTopics(directory.resolve("brokers"));
                Sender sender = new Sender(brokers.bootstrap());
                RunProcess run = RunProcess.against(brokers.bootstrap(), directory.resolve("run"))
                        .option("--parallelism", "2")
                        .start();
                OpenTransaction filer = OpenTransaction.of(brokers.bootstrap(), slow.subList(0, 20))) {
            CompletableFuture<Void> sending = sender.sendPaced(others, 20);
            filer.abort();
            filer.goOn(slow);
            TimeUnit.SECONDS.sleep(30);
            filer.commit();
            filer.goOn(slow.subList(0, 20));
            filer.abort();
            sending.get(3, TimeUnit.MINUTES);
            assertAsTheOracleSays(brokers.bootstrap(), run, records.size());
            assertEndsWithNothingLate(run);
        }
    }

    /** Producers know it at once: keys go to it. What is committed until the stop is right, and nothing is missing later. */
    @Test
    void anAddedPartitionStopsTheRunBeforeAWrongResultAndTheNextStartReadsIt(@TempDir Path directory) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = FeedScript.of(61, 300);
        int half = records.size() / 2;
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4);
                Sender sender = new Sender(broker.bootstrap());
                RunProcess run = RunProcess.against(broker.bootstrap(), directory.resolve("run"))
                        .option("--parallelism", "2")
                        .option("--delivery", "exactly-once")
                        .start()) {
            sender.send(spread(records.subList(0, half), 4));
            TopicOracle.expect(broker.bootstrap(), run.settings()).await(broker.bootstrap(), Patience.LASTS);
            try (Admin admin = broker.admin()) {
                admin.createPartitions(Map.of(Topics.CONSIGNMENTS_FILED.name(), NewPartitions.increaseTo(5)))
                        .all()
                        .get();
            }
            CompletableFuture<Void> sending = sender.sendPaced(spread(records.subList(half, records.size()), 5), 50);

            assertThat(run.process().awaitEnd()).isEqualTo(1);
            assertThat(run.process().err().lines().filter(line -> line.contains("read=4, now=5")))
                    .as("the lines that say why")
                    .singleElement()
                    .asString()
                    .startsWith("portolan: the scoring job ended by itself: cause=")
                    .contains("topic=consignments.filed, read=4, now=5; start the job again");
            sending.get(2, TimeUnit.MINUTES);
            Told told = Told.on(broker.bootstrap());
            Expected expected = TopicOracle.expect(broker.bootstrap(), run.settings());
            assertThat(told.assessments.size())
                    .isPositive()
                    .isLessThan(expected.assessments().size());
            expected.in(told).verify(told, true);

            run.startAgain();
            assertAsTheOracleSays(broker.bootstrap(), run, records.size());
            assertThat(Told.on(broker.bootstrap()).duplicates()).isZero();
            assertEndsWithNothingLate(run);
        }
    }

    /** Filings by key over so many partitions. */
    private static List<ProducerRecord<byte[], byte[]>> spread(
            List<ProducerRecord<byte[], byte[]>> records, int partitions) {
        return records.stream()
                .map(record -> isFiling(record)
                        ? new ProducerRecord<>(
                                record.topic(),
                                Math.floorMod(Arrays.hashCode(record.key()), partitions),
                                record.key(),
                                record.value())
                        : record)
                .toList();
    }

    private static boolean isFiling(ProducerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.CONSIGNMENTS_FILED.name());
    }

    private static void stamps(Admin admin, String type) throws Exception {
        for (KafkaTopic topic : List.of(Topics.CONSIGNMENTS_FILED, Topics.INSPECTIONS_REPORTED)) {
            Trials.set(admin, topic, "message.timestamp.type", type);
        }
    }

    private static void assertAsTheOracleSays(String bootstrap, RunProcess run, int inputs) throws Exception {
        Expected expected = TopicOracle.expect(bootstrap, run.settings());
        assertThat(expected.inputs()).isEqualTo(inputs);
        try {
            expected.await(bootstrap);
        } catch (AssertionError missing) {
            throw new AssertionError(
                    missing.getMessage() + "; the run says:\n" + run.process().err(), missing);
        }
        expected.verify(bootstrap);
    }

    /** The job's own count is seconds old; what the run says at its end is not. */
    private static void assertEndsWithNothingLate(RunProcess run) throws Exception {
        run.end();
        assertThat(run.process().out()).contains("stopped, state written").doesNotContain("came late");
        assertThat(run.process().err()).doesNotContain("came late");
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
