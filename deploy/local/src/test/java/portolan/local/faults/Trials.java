// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.ArchiveFile;
import portolan.archive.AssessmentTable;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** How each fault is done to a bench, and what must be said of it meanwhile. */
final class Trials {
    private static final Duration A_WHILE = Duration.ofSeconds(4);

    private Trials() {}

    /** When within a checkpoint's life the process is killed. */
    enum Moment {
        BEFORE,
        DURING,
        AFTER
    }

    static Fault.Trial kill(Moment moment) {
        return bench -> {
            bench.feed(A_WHILE);
            switch (moment) {
                case BEFORE -> {
                    bench.awaitCheckpoints(1);
                    // The next one begins a second later.
                    Thread.sleep(800);
                }
                case DURING -> awaitUnfinished(bench.run().data().resolve("checkpoints"));
                case AFTER -> bench.awaitCheckpoints(1);
            }
            bench.hurt();
            bench.run().kill();
            startAgain(bench);
        };
    }

    /** Flink's own interface is three seconds late: a checkpoint's directory is there before its metadata. */
    private static void awaitUnfinished(Path checkpoints) throws Exception {
        long deadline = System.nanoTime() + Patience.LASTS.toNanos();
        while (System.nanoTime() < deadline) {
            try (Stream<Path> files = Files.find(checkpoints, 2, (file, is) -> is.isDirectory())) {
                if (files.anyMatch(file ->
                        file.getFileName().toString().startsWith("chk-") && !Files.exists(file.resolve("_metadata")))) {
                    return;
                }
            } catch (UncheckedIOException deletedMeanwhile) {
                continue;
            }
            Thread.sleep(2);
        }
        throw new AssertionError("no checkpoint was seen under way");
    }

    private static void startAgain(Bench bench) throws Exception {
        long began = System.currentTimeMillis();
        bench.run().startAgain();
        bench.startedAgain();
        bench.tells("going on from");
        bench.awaitRecovery();
        bench.metric("lastCheckpointRestoreTimestamp", began);
    }

    /** Killed at any moment, while it starts included. */
    static void killTwentyTimes(Bench bench) throws Exception {
        Random random = new Random(20);
        bench.feed(Duration.ofMinutes(1));
        bench.hurt();
        for (int kill = 0; kill < 20; kill++) {
            bench.run().kill();
            if (kill % 5 == 4) {
                bench.run().startAgain();
                Thread.sleep(random.nextInt(2_000));
            } else {
                bench.run().launch();
                Thread.sleep(500 + random.nextInt(5_000));
            }
        }
        bench.run().kill();
        bench.lifted();
        startAgain(bench);
    }

    static Fault.Trial halt(Duration lasting) {
        return bench -> {
            bench.feed(A_WHILE);
            Thread.sleep(1_000);
            bench.hurt();
            bench.run().process().halt();
            Thread.sleep(lasting.toMillis());
            bench.run().process().goOn();
            bench.lifted();
            bench.says("this process stood still for");
            bench.withoutCheckpointFor(lasting);
            bench.awaitRecovery();
        };
    }

    /** The job gets what others leave, and others leave little. */
    static void starve(Bench bench) throws Exception {
        List<Process> others = new ArrayList<>();
        bench.feed(Duration.ofSeconds(20));
        bench.hurt();
        try {
            sh("chrt -a -i -p 0 " + bench.run().process().pid());
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                others.add(new ProcessBuilder("nice", "-n", "5", "sh", "-c", "while :; do :; done").start());
            }
            Thread.sleep(15_000);
            bench.watermarkIsBehind(3_000);
        } finally {
            others.forEach(Process::destroyForcibly);
            sh("chrt -a -o -p 0 " + bench.run().process().pid());
        }
        bench.lifted();
        bench.says("(results are behind|stood still for|no checkpoint was completed)");
        bench.awaitRecovery();
    }

    static void brokerKilled(Bench bench) throws Exception {
        bench.feed(A_WHILE);
        Thread.sleep(1_000);
        bench.hurt();
        bench.broker().kill();
        bench.says("Kafka does not answer: bootstrap=");
        bench.zeros("connection-count", 3);
        returned(bench);
    }

    private static void returned(Bench bench) throws Exception {
        bench.broker().startAgain();
        bench.lifted();
        bench.says("Kafka answers again: after=");
        bench.awaitRecovery();
    }

    /** Brokers give up transactions that they keep open no longer: what nobody makes again is said. */
    static Fault.Trial brokerAwayFor(Duration lasting) {
        return bench -> {
            bench.feed(lasting);
            Thread.sleep(1_000);
            bench.hurt();
            bench.broker().kill();
            bench.says("Kafka does not answer: bootstrap=");
            bench.zeros("connection-count", 3);
            Thread.sleep(lasting.toMillis());
            bench.mayLoseIfSaid("transactions with results could not be committed");
            returned(bench);
        };
    }

    static void garbage(Bench bench) throws Exception {
        bench.feed(A_WHILE);
        bench.hurt();
        bench.sender().send(FeedScript.garbage(41, 20_000));
        bench.lifted();
        bench.says("many records are rejected: .* by reason=");
        bench.metric("rejected", 10_000);
        bench.awaitRecovery();
    }

    /** Nothing is done to the first, and the second ends at once. */
    static void secondProcess(Bench bench) throws Exception {
        bench.feed(A_WHILE);
        bench.hurt();
        try (RunProcess second = RunProcess.against(
                        bench.broker().bootstrap(), bench.directory().resolve("second"))
                .option("--data", bench.run().data().toString())
                .plan()) {
            refused(
                    bench,
                    second,
                    "portolan: another process uses this state directory.*pid="
                            + bench.run().process().pid());
        }
        bench.awaitRecovery();
    }

    /** Its directory is gone, its group and its results are not: it is refused, and rebuilt it tells the same once more. */
    static void stateLost(Bench bench) throws Exception {
        bench.feed(A_WHILE);
        bench.awaitCheckpoints(1);
        bench.hurt();
        bench.run().kill();
        bench.run().option("--data", bench.directory().resolve("run/anew").toString());
        refused(bench, bench.run(), "portolan: the job's state is lost: data=.*add --rebuild");
        bench.run().option("--rebuild", "");
        bench.mayRepeat();
        bench.run().startAgain();
        bench.startedAgain();
        bench.lifted();
        bench.says("results told again under the ids they had: .*differing=0, not yet told again=0", Patience.LASTS);
        bench.awaitRecovery();
    }

    /** A copy is put back at its place, but what came since was handled from the other. */
    static void oldStatePutBack(Bench bench) throws Exception {
        bench.feed(A_WHILE);
        bench.awaitCheckpoints(1);
        bench.run().kill();
        Path data = bench.run().data();
        Path older = bench.directory().resolve("older");
        Path newer = bench.directory().resolve("newer");
        sh("cp -a " + data + ' ' + older);
        bench.run().startAgain();
        bench.feed(A_WHILE);
        bench.awaitRecovery();
        bench.awaitCheckpoints(2);
        bench.hurt();
        bench.run().kill();
        sh("mv " + data + ' ' + newer + " && mv " + older + ' ' + data);
        refused(bench, bench.run(), "portolan: this state is old, a newer one was run on: .*add --set-back");
        sh("rm -r " + data + " && mv " + newer + ' ' + data);
        bench.lifted();
        bench.run().startAgain();
        bench.awaitRecovery();
    }

    /** Of a run that was stopped, which runs again where it was. */
    static void secondProcessOnACopy(Bench bench) throws Exception {
        bench.run().end();
        Path copy = bench.directory().resolve("copy");
        sh("rm -rf " + copy + " && cp -a " + bench.run().data() + ' ' + copy);
        bench.run().startAgain();
        bench.feed(A_WHILE);
        bench.hurt();
        try (RunProcess second = RunProcess.against(
                        bench.broker().bootstrap(), bench.directory().resolve("second-of-copy"))
                .option("--data", copy.toString())
                .option("--delivery", "exactly-once")
                .option("--set-back", "")
                .option("--take-over", "")
                .plan()) {
            refused(bench, second, "portolan: another process uses this state directory");
        }
        bench.awaitRecovery();
    }

    private static void refused(Bench bench, RunProcess run, String pattern) throws Exception {
        long began = System.nanoTime();
        int code = run.launch().awaitEnd();
        bench.othersSaid(pattern, run.process().err(), (System.nanoTime() - began) / 1_000_000);
        bench.measured("exit code", code, 2);
    }

    static void rescale(Bench bench) throws Exception {
        bench.feed(Duration.ofSeconds(20));
        Thread.sleep(1_000);
        bench.hurt();
        bench.run().kill();
        bench.run().option("--parallelism", "2");
        bench.run().startAgain();
        bench.awaitRecovery();
        bench.hurt();
        bench.run().kill();
        bench.run().option("--parallelism", "1");
        startAgain(bench);
    }

    /** Half of what is filed while the process stands still is deleted before it can be read, on each partition. */
    static void offsetsLost(Bench bench) throws Exception {
        bench.keepInputs();
        bench.hurt();
        bench.run().process().halt();
        // A fetch that waits at the broker would be answered with what comes now.
        Thread.sleep(2_000);
        long lost = 0;
        try (Admin admin = bench.broker().admin()) {
            Map<TopicPartition, Long> before = ends(admin);
            bench.sender().send(bench.slice());
            Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
            for (Map.Entry<TopicPartition, Long> end : ends(admin).entrySet()) {
                long from = before.getOrDefault(end.getKey(), 0L);
                long to = (from + end.getValue()) / 2;
                lost += to - from;
                deleted.put(end.getKey(), RecordsToDelete.beforeOffset(to));
            }
            admin.deleteRecords(deleted).all().get();
        }
        bench.run().process().goOn();
        bench.lifted();
        bench.says("offsets were lost, the topic no longer held them: " + lost + ", in all=" + lost + ";");
        bench.metric("offsets-lost", lost);
        bench.awaitRecovery();
    }

    /** Where the partitions of filings end now. */
    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < 2; partition++) {
            asked.put(new TopicPartition(Topics.CONSIGNMENTS_FILED.name(), partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** One filing again and again on one partition, all there when the job starts: more, until it takes the job a while. */
    static void hotPartition(Bench bench) throws Exception {
        bench.feed(Duration.ofSeconds(1));
        ProducerRecord<byte[], byte[]> one = FeedScript.of(77, 1).get(0);
        ProducerRecord<byte[], byte[]> hot = new ProducerRecord<>(one.topic(), 0, one.key(), one.value());
        bench.hurt();
        int records = 60_000;
        do {
            bench.run().kill();
            bench.sender().send(Collections.nCopies(records, hot));
            bench.mayKeep(2L * records * (hot.key().length + hot.value().length));
            bench.run().startAgain();
            bench.startedAgain();
            bench.lifted();
            records *= 2;
        } while (!bench.isSaidWithinCheckpoints(3, "results are behind"));
        bench.says("results are behind");
        bench.gauge("watermarkLag", 5_000);
        bench.awaitRecovery();
    }

    /** A producer of the input keeps a transaction open on one partition, then gives it up: the others go on. */
    static void slowPartition(Bench bench) throws Exception {
        bench.feed(Duration.ofSeconds(20));
        bench.hurt();
        try (OpenTransaction open = OpenTransaction.on(bench.broker().bootstrap(), 0, FeedScript.of(77, 20))) {
            bench.says("results are behind");
            bench.gauge("watermarkLag", 5_000);
            open.abort();
        }
        bench.lifted();
        bench.awaitRecovery();
    }

    /** What the broker stamps becomes what the sender says, for a moment: years ago, and soon. */
    static void stamps(Bench bench) throws Exception {
        bench.feed(A_WHILE);
        bench.hurt();
        try (Admin admin = bench.broker().admin()) {
            stamp(admin, "CreateTime");
            List<ProducerRecord<byte[], byte[]>> stamped = new ArrayList<>();
            long now = System.currentTimeMillis();
            long[] stamps = {0, now - Duration.ofDays(3_650).toMillis(), now + 8_000};
            List<ProducerRecord<byte[], byte[]>> first = FeedScript.of(43, 6);
            for (int i = 0; i < first.size(); i++) {
                ProducerRecord<byte[], byte[]> record = first.get(i);
                stamped.add(new ProducerRecord<>(
                        record.topic(), 0, stamps[i % stamps.length], record.key(), record.value()));
            }
            bench.sender().send(stamped);
            stamp(admin, "LogAppendTime");
        }
        bench.lifted();
        bench.mayDiffer();
        bench.says("records came late");
        bench.metric("late", 1);
        bench.awaitRecovery();
        bench.neverSaid("the job failed");
    }

    private static void stamp(Admin admin, String type) throws Exception {
        set(admin, Topics.CONSIGNMENTS_FILED, "message.timestamp.type", type);
    }

    static void set(Admin admin, KafkaTopic topic, String setting, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Collection<AlterConfigOp> ops =
                List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(resource, ops)).all().get();
    }

    /** One setting after another that breaks a promise: no run starts with it, and the one that runs goes on. */
    static void topicSettings(Bench bench) throws Exception {
        bench.hurt();
        try (Admin admin = bench.broker().admin()) {
            refused(bench, admin, Topics.CONSIGNMENTS_FILED, "message.timestamp.type", "CreateTime");
            refused(bench, admin, Topics.INSPECTIONS_REPORTED, "cleanup.policy", "compact");
            refused(bench, admin, Topics.CONSIGNMENTS_FILED, "max.message.bytes", "1000000");
            refused(bench, admin, Topics.RULESETS_PUBLISHED, "retention.ms", "86400000");
        }
        bench.lifted();
        bench.feed(A_WHILE);
        bench.awaitRecovery();
    }

    private static void refused(Bench bench, Admin admin, KafkaTopic topic, String setting, String value)
            throws Exception {
        set(admin, topic, setting, value);
        try (RunProcess other = RunProcess.against(
                        bench.broker().bootstrap(), bench.directory().resolve("other-" + setting))
                .plan()) {
            refused(bench, other, Pattern.quote(topic.name() + ": " + setting + " is " + value));
        } finally {
            set(admin, topic, setting, topic.config().getOrDefault(setting, ""));
        }
    }

    /** The device of checkpoints is filled to its last byte while the job runs. */
    static void diskFullOfCheckpoints(Bench bench) throws Exception {
        bench.feed(Duration.ofSeconds(30));
        bench.hurt();
        try {
            fill(bench, "checkpoints", "changelog");
            bench.says("a checkpoint failed: .*No space left on device");
            bench.metric("numberOfFailedCheckpoints", 1);
        } finally {
            makeRoom(bench, "checkpoints", "changelog");
        }
        bench.lifted();
        bench.awaitRecovery();
        bench.says("(checkpoints are completed again|the job runs again)", Patience.LASTS);
    }

    /** So is that of RocksDB's files, which it writes when its memtables are full, or every half a minute. */
    static void diskFullOfRocksDb(Bench bench) throws Exception {
        bench.feed(Duration.ofSeconds(30));
        bench.hurt();
        try {
            fill(bench, "tmp");
            bench.says("the job failed: .*No space left on device", Patience.LASTS);
        } finally {
            makeRoom(bench, "tmp");
        }
        bench.lifted();
        bench.awaitRecovery();
        bench.says("the job runs again", Patience.LASTS);
        bench.metric("numRestarts", 1);
    }

    private static void fill(Bench bench, String... devices) throws IOException, InterruptedException {
        for (String one : devices) {
            sh("dd if=/dev/zero of=" + bench.run().data().resolve(one).resolve("filler") + " bs=64k 2>/dev/null; true");
        }
    }

    private static void makeRoom(Bench bench, String... devices) throws IOException {
        for (String one : devices) {
            Files.deleteIfExists(bench.run().data().resolve(one).resolve("filler"));
        }
    }

    /** Something is wrong with the checkpoint that a run would go on from: it goes on from the one before. */
    static Fault.Trial damage(Damage damage) {
        return bench -> {
            bench.feed(A_WHILE);
            bench.awaitCheckpoints(2);
            bench.hurt();
            bench.run().kill();
            Path file = damage.hurt(Damage.newest(bench.run().data()));
            bench.mayRepeat();
            long began = System.currentTimeMillis();
            bench.run().startAgain();
            bench.startedAgain();
            // From its start on: a process that is away says nothing.
            bench.says("damaged and set aside: .*" + file.getFileName(), Patience.LASTS);
            bench.awaitRecovery();
            bench.metric("lastCheckpointRestoreTimestamp", began);
        };
    }

    static void extremes(Bench bench) throws Exception {
        bench.feed(A_WHILE);
        bench.hurt();
        bench.sender().send(Extremes.of(FeedScript.of(51, 1).get(0).value()));
        bench.lifted();
        bench.awaitRecovery();
        bench.neverSaid("the job failed");
        bench.metric("rejected", 1);
    }

    static void costliest(Bench bench) throws Exception {
        bench.feed(A_WHILE);
        bench.hurt();
        bench.sender().send(Extremes.costliest(FeedScript.of(51, 1).get(0).value(), 1));
        bench.lifted();
        bench.awaitRecovery();
        bench.neverSaid("the job failed");
        bench.found("metric", "none: nothing is wrong");
    }

    /** A file of the archive that is complete is cut: who reads it is told which, and the job goes on. */
    static void archiveCut(Bench bench) throws Exception {
        Path archive = bench.directory().resolve("archive");
        Bench.await(
                "a file of the archive is complete", () -> !archived(archive).isEmpty());
        bench.feed(A_WHILE);
        bench.hurt();
        bench.run().kill();
        Path file = archived(archive).get(0);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        startAgain(bench);
        try (ArchiveFile cut = ArchiveFile.assessments(file, List.of(AssessmentTable.ASSESSMENT_ID))) {
            throw new AssertionError("a file that was cut is read: rows there=" + (cut.next() != null));
        } catch (ArchiveException e) {
            bench.othersSaid(Pattern.quote(file.getFileName().toString()), String.valueOf(e.getMessage()), 0);
        }
    }

    private static List<Path> archived(Path archive) {
        try {
            return Files.isDirectory(archive) ? Archive.in(archive).assessments() : List.of();
        } catch (ArchiveException e) {
            throw new AssertionError(e);
        }
    }

    static void sh(String command) throws IOException, InterruptedException {
        int code = new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("failed: code=" + code + ", command=" + command);
        }
    }
}
