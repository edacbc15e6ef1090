// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.local.CommandRun;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** A run whose state is lost, old, of a deleted topic or another's says so, and tells nothing that is wrong. */
@Tag("rest")
class LostStateIT {
    private final List<ProducerRecord<byte[], byte[]>> records = FeedScript.of(83, 240);

    private List<ProducerRecord<byte[], byte[]>> third(int which) {
        int size = records.size() / 3;
        return records.subList(which * size, (which + 1) * size);
    }

    private static RunProcess.Plan run(BrokerProcess broker, Path directory) {
        return RunProcess.against(broker.bootstrap(), directory).option("--delivery", "exactly-once");
    }

    /** What it says before it ends by itself. */
    private static String refused(RunProcess run) throws Exception {
        int code = run.launch().awaitEnd();
        assertThat(code).as(run.process().err()).isEqualTo(2);
        assertThat(run.process().out()).isEmpty();
        return run.process()
                .err()
                .lines()
                .filter(line -> line.startsWith("portolan: "))
                .reduce((one, last) -> last)
                .orElse("");
    }

    private static void awaitAll(BrokerProcess broker, RunProcess run) throws Exception {
        Expected expected = TopicOracle.expect(broker.bootstrap(), run.settings());
        expected.await(broker.bootstrap(), Patience.LASTS);
        expected.verify(broker.bootstrap(), true);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (Files.isRegularFile(file)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    @Test
    void whatIsLostOldOrAnothersIsRefusedAndRebuiltItTellsTheSame(@TempDir Path directory) throws Exception {
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4);
                Sender sender = new Sender(broker.bootstrap());
                RunProcess run = run(broker, directory.resolve("run")).start()) {
            sender.send(third(0));
            awaitAll(broker, run);
            run.end();
            Path old = directory.resolve("old/data");
            copy(run.data(), old);

            try (RunProcess empty = run(broker, directory.resolve("empty")).plan()) {
                assertThat(refused(empty))
                        .startsWith("portolan: the job's state is lost: data=" + empty.data())
                        .contains("consignments.assessed holds results", "add --rebuild");
            }

            run.startAgain();
            sender.send(third(1));
            awaitAll(broker, run);
            try (RunProcess beside = run(broker, directory.resolve("old"))
                    .option("--set-back", "")
                    .option("--take-over", "")
                    .plan()) {
                assertThat(refused(beside))
                        .contains("portolan: another process uses this state directory", "data=" + run.data());
            }
            // As where the first one's directory is on another machine.
            try (RunProcess beside = run(broker, directory.resolve("beside"))
                    .option("--rebuild", "")
                    .plan()) {
                assertThat(refused(beside))
                        .contains("portolan: another process runs this job: group=portolan-scoring-holder, name=");
            }
            run.end();
            assertThat(Told.on(broker.bootstrap()).duplicates()).isZero();
            try (RunProcess older = run(broker, directory.resolve("old"))
                    .option("--take-over", "")
                    .plan()) {
                assertThat(refused(older))
                        .startsWith("portolan: this state is old, a newer one was run on: data=" + older.data())
                        .contains("add --set-back");
            }

            int assessed = Told.on(broker.bootstrap()).assessments.size();
            try (RunProcess rebuilt = run(broker, directory.resolve("rebuilt"))
                    .option("--rebuild", "")
                    .start()) {
                rebuilt.process()
                        .awaitErr(
                                "^portolan: rebuilt from what is kept: topic=consignments.filed, whole",
                                0,
                                Patience.LASTS);
                rebuilt.process()
                        .awaitErr(
                                "told again under the ids they had: .*differing=0, not yet told again=0",
                                0,
                                Patience.LASTS);
                Told told = Told.on(broker.bootstrap());
                assertThat(told.assessments).hasSize(assessed);
                assertThat(told.duplicates()).isGreaterThanOrEqualTo(assessed);
                assertThat(told.differing()).isZero();
                rebuilt.end();
            }
        }
    }

    /** Of a run that had gone on from its savepoint and was killed, as tar makes copies. */
    @Test
    void aCopyGoesOnAtAnotherPathWhereTheOriginalIsGone(@TempDir Path directory) throws Exception {
        Path archive = directory.resolve("archive");
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4);
                Sender sender = new Sender(broker.bootstrap());
                RunProcess lost = run(broker, directory.resolve("lost"))
                        .option("--archive", archive.toString())
                        .start()) {
            sender.send(third(0));
            awaitAll(broker, lost);
            lost.end();
            lost.startAgain();
            sender.send(third(1));
            awaitAll(broker, lost);
            lost.kill();
            Trials.sh("mkdir " + directory.resolve("here") + " && tar -C " + directory.resolve("lost")
                    + " -cf - data | tar -C " + directory.resolve("here") + " -xf -");
            Trials.sh("rm -r " + directory.resolve("lost"));
            sender.send(third(2));

            try (RunProcess here = run(broker, directory.resolve("here"))
                    .option("--archive", archive.toString())
                    .plan()) {
                assertThat(refused(here))
                        .startsWith("portolan: this state directory is a copy, or was moved: data=" + here.data())
                        .contains("was at=file://" + lost.data(), "--take-over");
                here.option("--take-over", "");
                here.startAgain();
                awaitAll(broker, here);
                assertThat(Told.on(broker.bootstrap()).duplicates()).isZero();
                here.end();
            }
            awaitAll(broker, lost);
            assertThat(lost.data()).doesNotExist();
        }
    }

    /** All that there was is gone: state, archive, users. Each kind of file is looked at. */
    @Test
    @Tag("night")
    void aBackupMadeWhileItRunsGoesOnElsewhereWhereTheOriginalIsGone(@TempDir Path directory) throws Exception {
        Path archive = directory.resolve("archive");
        Path backup = directory.resolve("here/backup");
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4);
                Sender sender = new Sender(broker.bootstrap());
                RunProcess lost = run(broker, directory.resolve("lost"))
                        .option("--archive", archive.toString())
                        .start()) {
            sender.send(third(0));
            awaitAll(broker, lost);
            // So that it goes on from tables, not from a log of changes alone.
            lost.end();
            lost.startAgain();
            sender.send(third(1));
            awaitAll(broker, lost);
            Path desk = Files.createDirectories(directory.resolve("lost/desk"));
            Files.writeString(desk.resolve("users"), "anna");
            Files.writeString(desk.resolve("desk.key"), "secret");
            CommandRun.of("backup", "create", backup, "--data", lost.data(), "--archive", archive, "--also", desk)
                    .assertDone();
            sender.send(third(2).subList(0, 40));
            awaitAll(broker, lost);
            lost.kill();
            Trials.sh(
                    "cd " + directory + " && tar -cf moved.tar -C here backup && rm -r here lost/data lost/desk archive"
                            + " && mkdir there && tar -xf moved.tar -C there");
            Path there = directory.resolve("there/backup");
            assertThat(there.resolve("also/desk"))
                    .isDirectoryContaining("glob:**users")
                    .isDirectoryNotContaining("glob:**key");
            for (String kind : List.of(
                    "data/kafka", "_metadata", "/savepoints/", "/dstl/", "archive/", "/users", "SUMS", ".sum")) {
                assertIsNamedWhenFlipped(there, kind);
            }
            sender.send(third(2).subList(40, 80));

            try (RunProcess here = run(broker, directory.resolve("here"))
                    .option("--archive", archive.toString())
                    .option("--take-over", "")
                    .option("--set-back", "")
                    .plan()) {
                assertThat(CommandRun.of("backup", "restore", there, "--data", here.data())
                                .assertDone()
                                .output())
                        .contains("run --data " + here.data() + " --archive " + archive + " --take-over --set-back");
                here.startAgain();
                awaitAll(broker, here);
                assertThat(Told.on(broker.bootstrap()).differing()).isZero();
                here.end();
            }
        }
    }

    private static void assertIsNamedWhenFlipped(Path backup, String kind) throws IOException {
        try (Stream<Path> files = Files.walk(backup)) {
            Path file = files.filter(
                            one -> Files.isRegularFile(one) && one.toString().contains(kind))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("none of kind=" + kind));
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            CommandRun found = CommandRun.of("backup", "verify", backup);
            assertThat(found.exitCode()).isEqualTo(1);
            assertThat(found.errors())
                    .hasLineCount(1)
                    .contains(file.getFileName().toString());
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        CommandRun.of("backup", "verify", backup).assertDone();
    }

    /** Made while it runs. It is halted, and its transactions are open, while the copy begins. */
    @Test
    @Tag("night")
    void aCopyRunsBesideTheOriginalAsAnotherInstallation(@TempDir Path directory) throws Exception {
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4);
                Sender sender = new Sender(broker.bootstrap());
                RunProcess original = run(broker, directory.resolve("original"))
                        .option("--archive", directory.resolve("archive").toString())
                        .start();
                RunProcess beside = run(broker, directory.resolve("beside"))
                        .option("--as-new", "")
                        .option("--archive", directory.resolve("beside/archive").toString())
                        .plan()) {
            assertThat(refused(beside)).contains("is no copy");
            Files.delete(beside.data().resolve("portolan.lock"));
            sender.send(third(0));
            awaitAll(broker, original);
            sender.send(third(1));
            original.process().halt();
            copy(original.data(), beside.data());
            int first = TopicOracle.expect(broker.bootstrap(), original.settings())
                    .assessments()
                    .size();
            sender.send(third(2));

            assertThat(refused(beside)).contains("--as-new needs a --group-id that is not the original's");
            beside.option("--group-id", "portolan-beside");
            beside.startAgain();
            original.process().goOn();
            awaitAll(broker, original);
            int third = TopicOracle.expect(broker.bootstrap(), original.settings())
                            .assessments()
                            .size()
                    - first;
            Bench.await(
                    "both have told the last third",
                    () -> Told.on(broker.bootstrap()).duplicates() >= third);
            assertThat(Told.on(broker.bootstrap()).differing()).isZero();
            assertThat(original.job("/exceptions"))
                    .as("nobody ends its transactions")
                    .contains("\"entries\":[]");
            assertThat(beside.job("/exceptions")).contains("\"entries\":[]");
            beside.end();
            original.end();
        }
    }

    /** Its results cannot be flushed, and its state not be written. */
    @Test
    @Tag("night")
    void aStopWithoutKafkaSaysWhatItWaitsForAndEndsWithoutBrokers(@TempDir Path directory) throws Exception {
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4);
                Sender sender = new Sender(broker.bootstrap());
                RunProcess run = run(broker, directory.resolve("run")).start()) {
            sender.send(third(0));
            awaitAll(broker, run);
            broker.kill();
            assertThat(run.process().end()).isEqualTo(1);
            assertThat(run.process().err())
                    .contains("portolan: still stopping: the job writes its state, for which Kafka must answer")
                    .contains("portolan: the job did not write its state and stop: ")
                    .contains("start again with the same data and it goes on from its last checkpoint");
        }
    }

    /** In order: what is on the added partition is later than all that was handled. */
    @Test
    @Tag("night")
    void aPartitionAddedWhileNoJobRanIsReadInOrderAndATopicMadeAnewIsRefused(@TempDir Path directory) throws Exception {
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4);
                Sender sender = new Sender(broker.bootstrap());
                Admin admin = broker.admin();
                RunProcess run = run(broker, directory.resolve("run"))
                        .option("--parallelism", "2")
                        .start()) {
            sender.send(third(0));
            awaitAll(broker, run);
            run.end();
            admin.createPartitions(Map.of(Topics.CONSIGNMENTS_FILED.name(), NewPartitions.increaseTo(5)))
                    .all()
                    .get();
            sender.send(third(1).stream()
                    .map(record -> record.topic().equals(Topics.CONSIGNMENTS_FILED.name())
                            ? new ProducerRecord<>(record.topic(), 4, record.key(), record.value())
                            : record)
                    .toList());

            run.startAgain();
            run.process()
                    .awaitErr(
                            "^portolan: partitions were added while no job ran: topic=consignments.filed, partitions=\\[4\\],"
                                    + " records on them at most=[1-9]",
                            0,
                            Patience.LASTS);
            sender.send(third(2));
            awaitAll(broker, run);
            run.end();
            assertThat(run.process().out() + run.process().err()).doesNotContain("came late");

            String filed = Topics.CONSIGNMENTS_FILED.name();
            admin.deleteTopics(List.of(filed)).all().get(Patience.LASTS.toSeconds(), TimeUnit.SECONDS);
            Bench.await("it is deleted", () -> !admin.listTopics().names().get().contains(filed));
            admin.createTopics(List.of(new NewTopic(filed, 5, (short) 1).configs(Topics.CONSIGNMENTS_FILED.config())))
                    .all()
                    .get();
            assertThat(refused(run))
                    .startsWith("portolan: made anew while no job ran: topic=consignments.filed, id=")
                    .contains("--rebuild");
            Files.delete(run.data().resolve("kafka"));
            assertThat(refused(run))
                    .as("a directory of an earlier release")
                    .startsWith("portolan: the topic ends before what the state has read: data=" + run.data());
        }
    }
}
