// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.local.BuiltParts;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.Senders;
import portolan.testing.ListeningSockets;
import portolan.testing.Patience;

/**
 * The job's jar as it is shipped, on brokers, a job manager and task managers that are processes of their own and have
 * nothing else of ours but the guard of REST.
 */
class ShippedJarIT {
    private static final List<String> NAMES =
            List.of("", "ООО «Северный ветер» ", "上海遠洋物流有限公司 ", "🚢📦 ", "شركة الميناء ");

    private static final Pattern STACK_TRACE = Pattern.compile("(?m)^\\s+at [\\w.$/<>]+\\(.*|^Caused by: .*");

    /**
     * A task that ends while its changelog is materialized says so with a trace, and so does one whose checkpoint was
     * given up, and its directory deleted, while it was writing. Nothing is lost.
     */
    private static final Pattern GIVEN_UP =
            Pattern.compile("(?m)^.*asynchronous part of (materialization is not completed"
                    + "|checkpoint \\d+ could not be completed).*(\\R(?!\\d{4}-).*)*");

    /** Of the job, as far as they differ from its defaults. */
    private static final Map<String, String> JOB = Map.of(
            "mode", "ordered", "delivery", "exactly-once", "checkpoint-interval", "PT1S", "archive-every", "PT1S");

    /** A slot each, so that two have both a part of the job; less memory and time to compile than live ones take, more patience. */
    private static final Map<String, String> FLINK = Map.of(
            "taskmanager.numberOfTaskSlots", "1",
            "taskmanager.memory.task.heap.size", "320 mb",
            "taskmanager.memory.managed.size", "64 mb",
            "taskmanager.memory.network.min", "32 mb",
            "taskmanager.memory.network.max", "32 mb",
            "jobmanager.memory.heap.size", "256 mb",
            "pekko.ask.timeout", "2 min",
            "env.java.opts.all",
                    "--add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED"
                            + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    @TempDir
    private Path directory;

    private Path data;
    private String bootstrap = "";
    private int commands;

    @BeforeEach
    void needsTheJar() throws IOException, URISyntaxException {
        Path pipeline = Path.of(ScoringJob.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assumeTrue(Files.isRegularFile(pipeline), "this build makes no jars, 'mvn verify' does: classes=" + pipeline);
        data = directory.resolve("a cluster");
        layDown("flink/lib/portolan-pipeline-" + TopicOracle.version() + "-job.jar");
        layDown("flink/lib/portolan-rest-" + TopicOracle.version() + ".jar");
        Files.writeString(
                Files.createDirectories(home().resolve("lib/flink")).resolve("classpath"),
                Files.readString(Path.of("../flink/target/classpath")).strip().replace(File.pathSeparator, "\n"));
    }

    private void layDown(String jar) throws IOException {
        Path link = home().resolve(jar);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, BuiltParts.of(jar).toRealPath());
    }

    /** As much of a distribution as a cluster needs. */
    private Path home() {
        return directory.resolve("home");
    }

    @AfterEach
    void leaveNoProcess() throws Exception {
        if (Files.exists(data.resolve("cluster.properties"))) {
            cluster("down");
        }
    }

    @Test
    void scoresAsTheOracle() throws Exception {
        List<ProducerRecord<byte[], byte[]>> feed =
                FeedScript.of(38, 140).stream().map(ShippedJarIT::inManyScripts).toList();
        bootstrap = up(1);
        done(List.of("topics", "apply", "--bootstrap", bootstrap, "--yes"));
        submit();
        assertThat(said()).contains(Senders.UNCHECKED);
        try (Sender sender = new Sender(bootstrap)) {
            sender.send(feed);
            Expected all = expected();
            all.await(bootstrap);
            all.verify(bootstrap);
            assertThat(all.inputs()).isEqualTo(feed.size());
        }
        assertThat(traces(Map.of())).isEmpty();
        endsWhole(3);
    }

    @Test
    @Tag("night")
    void scoresAsTheOracleThroughAKilledTaskManagerAndASavepoint() throws Exception {
        List<ProducerRecord<byte[], byte[]>> feed =
                FeedScript.of(38, 420).stream().map(ShippedJarIT::inManyScripts).toList();
        int third = feed.size() / 3;
        bootstrap = up(2);
        done(List.of("topics", "apply", "--bootstrap", bootstrap, "--yes"));
        submit();
        try (Sender sender = new Sender(bootstrap)) {
            sender.send(feed.subList(0, third));
            expected().await(bootstrap);
            assertThat(traces(Map.of())).as("of the start").isEmpty();

            Map<Path, Integer> atTheKill = lengths();
            CompletableFuture<Void> sending = sender.sendPaced(feed.subList(third, 2 * third), 100);
            killed("task-manager-1");
            up(2);
            sending.get(Patience.LASTS.toSeconds(), TimeUnit.SECONDS);
            expected().await(bootstrap);
            assertThat(log("job-manager")).content().contains("from state RUNNING to RESTARTING");

            assertThat(cluster("savepoint", "--stop")).isZero();
            // These say how they lost the one that was killed.
            atTheKill.put(log("job-manager"), Integer.MAX_VALUE);
            atTheKill.put(log("task-manager-2"), Integer.MAX_VALUE);
            assertThat(traces(atTheKill)).as("of the others").isEmpty();
            Map<Path, Integer> atTheSavepoint = lengths();
            sender.send(feed.subList(2 * third, feed.size()));
            submit();
            assertThat(said()).contains("going on from file:");
            Expected all = expected();
            all.await(bootstrap);
            Told told = Told.on(bootstrap);
            all.verify(told, true);
            assertThat(told.duplicates()).isZero();
            assertThat(all.inputs()).isEqualTo(feed.size());
            assertThat(all.rejected()).isPositive();
            // These did not start again, they saw their job end.
            atTheSavepoint.put(log("task-manager-1"), Integer.MAX_VALUE);
            atTheSavepoint.put(log("task-manager-2"), Integer.MAX_VALUE);
            assertThat(traces(atTheSavepoint)).as("of the second start").isEmpty();
            archived(all.assessments().size());
        }
        endsWhole(4);
    }

    /** Nobody else reaches a process of it, and none is left once it is down. */
    private void endsWhole(int size) throws Exception {
        assertThat(cluster("status")).isZero();
        List<ProcessHandle> processes = processes();
        assertThat(processes).hasSize(size);
        for (ProcessHandle process : processes) {
            assertThat(ListeningSockets.openToOthers(process.pid())).isEmpty();
        }
        assertThat(cluster("down")).isZero();
        // Whoever has ended and was not buried has no command.
        assertThat(processes).noneMatch(process -> process.info().command().isPresent());
    }

    /** One filing in so many has names that are not Latin; all of one party's are the same. */
    private static ProducerRecord<byte[], byte[]> inManyScripts(ProducerRecord<byte[], byte[]> record) {
        if (!record.topic().equals(Topics.CONSIGNMENTS_FILED.name())
                || !(Topics.CONSIGNMENTS_FILED.wire().decode(record.value())
                        instanceof DecodeResult.Value<Filing> decoded)) {
            return record;
        }
        Filing filing = decoded.value();
        filing.getParties()
                .forEach(party -> party.setRawName(NAMES.get(
                                Math.floorMod(String.valueOf(party.getRawName()).hashCode(), NAMES.size()))
                        + party.getRawName()));
        return new ProducerRecord<>(
                record.topic(), record.key(), Topics.CONSIGNMENTS_FILED.wire().encode(filing));
    }

    private String up(int taskManagers) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("cluster", "up", "--data", data.toString(), "--task-managers", Integer.toString(taskManagers)));
        FLINK.forEach((name, value) -> words.addAll(List.of("-D", name + '=' + value)));
        assertThat(run(words)).as(said()).isZero();
        Matcher kafka = Pattern.compile("(?m)^Kafka +(\\S+)$").matcher(said());
        assertThat(kafka.find()).isTrue();
        return kafka.group(1);
    }

    private void submit() throws Exception {
        List<String> words = new ArrayList<>(List.of("cluster", "submit", "--data", data.toString(), "--"));
        JOB.forEach((name, value) -> words.addAll(List.of("--" + name, value)));
        words.addAll(List.of("--archive", directory.resolve("archive").toUri().toString()));
        done(words);
    }

    private int cluster(String command, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("cluster", command, "--data", data.toString()));
        all.addAll(List.of(words));
        return run(all);
    }

    /** On a busy machine a broker that has just begun may not answer within the ten seconds that it is given. */
    private void done(List<String> words) throws Exception {
        long deadline = System.nanoTime() + Patience.LASTS.toNanos();
        int exitCode;
        do {
            exitCode = run(words);
        } while (exitCode != 0 && said().contains("Kafka does not answer") && System.nanoTime() < deadline);
        assertThat(exitCode).as(said()).isZero();
    }

    /** Each command is a process of its own: it finds the cluster by its folder. */
    private int run(List<String> words) throws Exception {
        try (JavaProcess command = JavaProcess.start(
                "command-" + ++commands,
                "portolan.local.Portolan",
                JavaProcess.productClassPath(),
                List.of("-Xmx256m", "-Dportolan.home=" + home()),
                words,
                directory)) {
            return command.awaitEnd();
        }
    }

    /** What the last command said. */
    private String said() throws IOException {
        return Files.readString(directory.resolve("command-" + commands + ".out"))
                + Files.readString(directory.resolve("command-" + commands + ".err"));
    }

    private Expected expected() {
        return TopicOracle.expect(bootstrap, JOB);
    }

    private void killed(String name) throws Exception {
        assertThat(process(data.resolve("processes").resolve(name)).destroyForcibly())
                .isTrue();
        Bench.await("the cluster notices that it is gone: " + name, () -> cluster("status") == 1);
    }

    private List<ProcessHandle> processes() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("processes"))) {
            return files.map(ShippedJarIT::process).toList();
        }
    }

    private static ProcessHandle process(Path file) {
        try {
            String pid = Files.readAllLines(file).get(0).substring("pid=".length());
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(String process) {
        return data.resolve("logs").resolve(process + ".log");
    }

    /** All that processes and commands log, and what they say beside it. */
    private List<Path> logs() throws IOException {
        try (Stream<Path> processes = Files.list(data.resolve("logs"));
                Stream<Path> commands = Files.list(directory).filter(Files::isRegularFile)) {
            return Stream.concat(processes, commands).toList();
        }
    }

    private Map<Path, Integer> lengths() throws IOException {
        Map<Path, Integer> lengths = new HashMap<>();
        for (Path log : logs()) {
            lengths.put(log, Files.readString(log).length());
        }
        return lengths;
    }

    /**
     * All stack traces.
     *
     * @param after of a log, how many characters are not looked at
     */
    private List<String> traces(Map<Path, Integer> after) throws IOException {
        List<String> traces = new ArrayList<>();
        for (Path log : logs()) {
            String text = Files.readString(log);
            // Not with what is left of a trace that was being written then.
            String since = text.substring(Math.min(text.length(), after.getOrDefault(log, 0)))
                    .replaceFirst("\\A(?:(?!\\d{4}-).*\\R)*", "");
            STACK_TRACE
                    .matcher(GIVEN_UP.matcher(since).replaceAll(""))
                    .results()
                    .map(found -> log.getFileName() + ": " + found.group())
                    .forEach(traces::add);
        }
        return traces;
    }

    /** Each assessment is in a file that is finished, and once. */
    private void archived(int assessments) throws Exception {
        String files = "'" + directory.resolve("archive") + "/assessments/*/compacted-part-*.parquet'";
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            // A pattern that no file fits yet is an error in a table, and none in a list.
            Bench.await(
                    "all assessments are archived",
                    () -> one(statement, "count(*) FROM glob(" + files + ")") > 0
                            && one(statement, "count(*) FROM read_parquet(" + files + ")") == assessments
                            && one(statement, "count(DISTINCT assessment_id) FROM read_parquet(" + files + ")")
                                    == assessments);
        }
    }

    private static long one(Statement statement, String what) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT " + what)) {
            found.next();
            return found.getLong(1);
        }
    }
}
