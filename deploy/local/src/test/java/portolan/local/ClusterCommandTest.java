// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.rest.Token;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** What {@code portolan cluster} refuses, and whom it leaves alone; ShippedJarIT has a real one. */
@DisabledOnOs(OS.WINDOWS)
@SuppressWarnings("try") // locks are held, not used
class ClusterCommandTest {

    @TempDir
    private Path temporary = Path.of(".");

    private Path data = Path.of(".");
    private ClusterPlan plan = ClusterPlan.of(data, 1, 2);

    @BeforeEach
    void aClusterThatDoesNotRun() throws IOException {
        data = temporary.toRealPath().resolve("a cluster");
        plan = ClusterPlan.of(Files.createDirectories(data), 1, 2);
        plan.write();
        Files.createDirectories(plan.processes());
        Files.copy(
                Path.of("../flink/config.yaml"),
                Files.createDirectories(data.resolve("conf")).resolve("config.yaml"));
        Token.write(data.resolve("rest.token"));
    }

    @AfterEach
    void endWhatWasStarted() {
        Stream.concat(plan.all().stream(), Stream.of(plan.jobManager())).forEach(OwnProcess::kill);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "submit", "savepoint", "down"})
    void aSecondCommandIsRefusedAndToldWhichProcessHasTheCluster(String command) {
        OwnProcess broker = running("broker-1");
        try (StateDirectory held = StateDirectory.lock(plan.state())) {
            CommandRun.of("cluster", command, "--data", data)
                    .assertRefused(
                            "another process uses this state directory",
                            "data=" + held.path(),
                            "pid=" + ProcessHandle.current().pid());
        }
        assertThat(broker.isAlive()).isTrue();
        assertThat(plan.all()).extracting(OwnProcess::name).containsExactly("broker-1");
    }

    @Test
    void statusAnswersWhileAnotherCommandWorks() {
        try (StateDirectory held = StateDirectory.lock(plan.state())) {
            CommandRun status = CommandRun.of("cluster", "status", "--data", data);

            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.output()).contains("broker-1         does not run", "job              none");
        }
    }

    /** Its id stands in the cluster's folder since the machine gave the id of one that ended to another. */
    @Test
    void noCommandEndsAProcessThatBeganAtAnotherTime() throws Exception {
        OwnProcess ours = running("task-manager-1");
        Process foreign = sleeping();
        try {
            known("task-manager-2", foreign.pid(), began(foreign).minusSeconds(60));
            CommandRun.of("cluster", "down", "--data", data).assertDone();

            assertThat(ours.awaitEnd(Patience.LASTS)).isTrue();
            assertThat(foreign.isAlive()).isTrue();
            assertThat(plan.all()).as("known processes").isEmpty();
            // That it was spared for its start is shown by one that differs in nothing else.
            known("task-manager-2", foreign.pid(), began(foreign));
            CommandRun.of("cluster", "down", "--data", data).assertDone();
            assertThat(foreign.waitFor()).isNotZero();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void whatIsNotKnownOfAProcessToTheEndIsNotAlive() throws IOException {
        Files.writeString(plan.processes().resolve("broker-1"), "pid=1\n");

        assertThat(plan.brokers()).noneMatch(OwnProcess::isAlive);
        CommandRun.of("cluster", "down", "--data", data).assertDone();
    }

    @Test
    void aJobThatCannotRunIsRefusedBeforeAProcessOfItStarts() {
        running("broker-1");
        submit().assertRefused("not all of the cluster runs", "missing=task-manager-1, task-manager-2");
        running("task-manager-1");
        running("task-manager-2");

        submit("--mode").assertRefused("pairs like --mode ordered", "found=--mode");
        submit("--moed", "ordered").assertRefused("unknown option 'moed'");
        submit("--mode", "sorted").assertRefused("mode must be one of arrival, ordered: given=sorted");
        submit("--rules", "../rules/baseline").assertRefused("two people signed");
        submit("--parallelism", "5").assertRefused("parallelism=5, slots=4", "cluster up --task-managers N");
        assertThat(plan.jobManager().isKnown()).isFalse();
        CommandRun.of("cluster", "savepoint", "--data", data).assertRefused("no job runs", "cluster submit --data");
        running("job-manager");
        submit().assertRefused("a job runs already", "cluster savepoint --stop --data " + data);
    }

    @Test
    @Tag("rest")
    void aLostStateIsRefusedAndMadeAnewWhereThatIsAskedFor() throws Exception {
        Stream.of("broker-1", "task-manager-1", "task-manager-2").forEach(this::running);
        for (String jar : List.of("portolan-pipeline-%s-job.jar", "portolan-rest-%s.jar")) {
            String name = String.format(Locale.ROOT, jar, Portolan.Version.number());
            Files.createFile(
                    Files.createDirectories(temporary.resolve("flink/lib")).resolve(name));
            Files.createFile(Files.createDirectories(data.resolve("lib")).resolve(name));
        }
        String home = System.setProperty("portolan.home", temporary.toString());
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.CONSIGNMENTS_ASSESSED.name(), new byte[1]))
                    .get();
            String[] there = {"--bootstrap", kafka.bootstrapServers()};
            submit(there)
                    .assertRefused(
                            "the job's state is lost: data=" + plan.state().toRealPath() + " has none",
                            "consignments.assessed holds results",
                            "add --rebuild");
            assertThat(plan.jobManager().isKnown()).isFalse();
            String goesOn = "Flink's class path cannot be read";
            assertThat(submit("--rebuild", "true", there[0], there[1]).errors())
                    .contains("rebuilt from what is kept: topic=consignments.filed, whole", goesOn);
            assertThat(submit(there).errors()).as("it left no state").contains(goesOn);
        } finally {
            if (home == null) {
                System.clearProperty("portolan.home");
            } else {
                System.setProperty("portolan.home", home);
            }
        }
    }

    @Test
    void aClusterOfWhichNothingEverStartedIsDown() throws IOException {
        Files.delete(plan.processes());

        CommandRun.of("cluster", "down", "--data", data).assertDone();
    }

    @Test
    void aClusterThatIsNotThereIsNotMade() {
        for (String command : List.of("status", "submit", "savepoint", "down")) {
            CommandRun.of("cluster", command, "--data", temporary.resolve("nothing"))
                    .assertRefused("no cluster here", "data=" + temporary.resolve("nothing"));
        }
        assertThat(temporary.resolve("nothing")).doesNotExist();
        CommandRun.of("cluster", "up", "--data", data, "--brokers", "3").assertRefused("brokers=1, asked for=3");
        assertThat(plan.all()).isEmpty();
    }

    private CommandRun submit(String... options) {
        return CommandRun.of(
                Stream.concat(Stream.of("cluster", "submit", "--data", data, "--"), Stream.of((Object[]) options))
                        .toArray());
    }

    /** A process in the place of one of the cluster's. */
    private OwnProcess running(String name) {
        OwnProcess process = new OwnProcess(name, plan.processes());
        process.start(List.of("sleep", "600"), Map.of(), data, data.resolve("sleep.out"));
        return process;
    }

    private static Process sleeping() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }

    private static Instant began(Process process) {
        return process.info().startInstant().orElseThrow();
    }

    private void known(String name, long pid, Instant began) throws IOException {
        Files.writeString(plan.processes().resolve(name), "pid=" + pid + "\nbegan=" + began + "\n");
    }
}
