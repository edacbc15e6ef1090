// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.load.Sender;
import portolan.benchmarks.measure.ProcessorTime;
import portolan.benchmarks.measure.Receiver;
import portolan.benchmarks.measure.TopicEnd;
import portolan.benchmarks.measure.WrittenBytes;
import portolan.benchmarks.process.Broker;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.process.Jvm;
import portolan.peers.SubjectSettings;

/**
 * The processes around the systems under test, each with a JVM of its own: a broker, and whoever sends and receives.
 * Everything they write lies in a directory that is gone in the end.
 */
final class Rig implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> BROKER = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC");
    private static final List<String> CLIENT = List.of("-Xms768m", "-Xmx768m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC");

    private final Path directory;
    private final Child broker;
    private final String bootstrap;
    private final Admin admin;
    private final BenchTopics topics;
    private final Map<String, Long> pids = new TreeMap<>();
    private final Map<String, List<String>> commands = new TreeMap<>();
    private final Map<String, Set<Integer>> tasks = new TreeMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<Child> children = new CopyOnWriteArrayList<>();
    private int subjects;
    private boolean ofSeveralProcesses;

    private Rig(Path directory, Child broker, String bootstrap) {
        this.directory = directory;
        this.broker = broker;
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        this.topics = new BenchTopics(admin);
        pids.put("broker", broker.pid());
        pids.put("coordinator", ProcessHandle.current().pid());
        commands.put("broker", BROKER);
    }

    static Rig start() throws InterruptedException, IOException {
        Path directory = Files.createTempDirectory("portolan-bench-");
        Jvm jvm = Jvm.own(
                Broker.class.getName(),
                BROKER,
                List.of("--directory", directory.resolve("kafka").toString()));
        Child broker = Child.start("broker", jvm, directory);
        try {
            Rig rig = new Rig(directory, broker, broker.await("ready", PATIENCE));
            rig.topics.renewFiled();
            rig.topics.renewOthers();
            // Ctrl-C ends the others with this one; gigabytes should not stay behind.
            Runtime.getRuntime().addShutdownHook(new Thread(rig::close, "clear-up"));
            return rig;
        } catch (RuntimeException | InterruptedException e) {
            broker.kill();
            throw e;
        }
    }

    BenchTopics topics() {
        return topics;
    }

    TopicEnd end(String topic) {
        return new TopicEnd(bootstrap, topic);
    }

    /** Options of a system under test at the centre of all measurements, with state and group of its own. */
    SubjectSettings options(int parallelism) {
        subjects++;
        return SubjectSettings.of(
                "--bootstrap",
                bootstrap,
                "--parallelism",
                Integer.toString(parallelism),
                "--checkpoint-dir",
                directory.resolve("subject-" + subjects).toString(),
                "--group-id",
                "bench-" + subjects);
    }

    /** Where everything is written that is gone in the end. */
    Path directory() {
        return directory;
    }

    /** Deletes the state of a system under test that has ended: gigabytes are the next one's load. */
    void forget(SubjectSettings options) {
        delete(Objects.requireNonNull(options.checkpointDirectory(), "every subject is told where"));
    }

    /** A process that files as a plan says, ready for orders. */
    Child sender(FeedPlan plan) throws InterruptedException {
        return sender("sender", plan, 0);
    }

    /** Another one beside it, which numbers its filings from a number on. */
    Child burstSender(FeedPlan plan, long from) throws InterruptedException {
        return sender("burst sender", plan, from);
    }

    private Child sender(String role, FeedPlan plan, long from) throws InterruptedException {
        List<String> words = List.of(
                "--bootstrap", bootstrap,
                "--topic", BenchTopics.FILED,
                "--day", LocalDate.now(ZoneOffset.UTC).toString(),
                "--feed", plan.version().option(),
                "--seed", Long.toString(plan.seed()),
                "--shippers", Integer.toString(plan.shippers()),
                "--zipf", Double.toString(plan.zipf()),
                "--hot-share", Double.toString(plan.hotShare()),
                "--one-voyage", Boolean.toString(plan.oneVoyage()),
                "--planned", Long.toString(plan.planned()),
                "--from", Long.toString(from));
        return begun(role, Jvm.own(Sender.class.getName(), CLIENT, words), words.subList(6, words.size()));
    }

    /** A process that logs when results arrive; its logs are {@code PREFIX-arrived.hlog} and {@code -appended}. */
    Child receiver(Path logs, String isolation) throws InterruptedException {
        List<String> words = List.of(
                "--bootstrap",
                bootstrap,
                "--topic",
                BenchTopics.ASSESSED,
                "--isolation",
                isolation,
                "--arrived",
                logs + "-arrived.hlog",
                "--appended",
                logs + "-appended.hlog");
        return begun("receiver", Jvm.own(Receiver.class.getName(), CLIENT, words), List.of());
    }

    /** A system under test that consumes. */
    Child subject(Subject subject, SubjectSettings options) throws InterruptedException {
        return ready(launch(subject, options));
    }

    /** A system under test that has yet to start. */
    Child launch(Subject subject, SubjectSettings options) {
        Jvm jvm = subject.jvm(options.words());
        List<String> command = new ArrayList<>(jvm.under());
        command.addAll(jvm.flags());
        // What a page must say of it, beside its JVM: tasks may differ from subject to subject.
        Set<Integer> own = tasks.computeIfAbsent(subject.name(), some -> new TreeSet<>());
        own.add(options.parallelism());
        command.add("--parallelism " + own.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        commands.put(subject.name(), command);
        ofSeveralProcesses = subject.isCluster();
        return started("subject", jvm);
    }

    private Child begun(String role, Jvm jvm, List<String> told) throws InterruptedException {
        List<String> command = new ArrayList<>(jvm.flags());
        command.addAll(told);
        named(role, command);
        return ready(started(role, jvm));
    }

    /** Feeds differ from row to row where a command varies them: each is said, under a number of its own. */
    private void named(String role, List<String> command) {
        String name = role;
        for (int other = 2; commands.containsKey(name) && !command.equals(commands.get(name)); other++) {
            name = role + ' ' + other;
        }
        commands.put(name, command);
    }

    private Child started(String role, Jvm jvm) {
        if (isClosed()) {
            throw new IllegalStateException("stopped, and nothing is started any more: role=" + role);
        }
        Child child = Child.start(role, jvm, directory);
        children.add(child);
        pids.put(role, child.pid());
        return child;
    }

    private static Child ready(Child child) throws InterruptedException {
        try {
            child.await("ready", PATIENCE);
            return child;
        } catch (RuntimeException | InterruptedException e) {
            child.kill();
            throw e;
        }
    }

    /** What every process of the benchmark that still runs has used up to now. */
    ProcessorTime processorTime() {
        Map<String, List<Long>> running = new LinkedHashMap<>();
        pids.forEach((role, pid) -> ProcessHandle.of(pid).ifPresent(process -> running.put(role, all(role, process))));
        return ProcessorTime.now(running);
    }

    /** Bytes that the subject has had written to files up to now. */
    long writtenBytes() {
        Long pid = pids.get("subject");
        return pid == null
                ? 0
                : ProcessHandle.of(pid)
                        .map(process -> WrittenBytes.now(all("subject", process)))
                        .orElse(0L);
    }

    /** A cluster is all the processes that it started; for others all of /proc would be searched in vain. */
    private List<Long> all(String role, ProcessHandle process) {
        Stream<ProcessHandle> all = ofSeveralProcesses && role.equals("subject")
                ? Stream.concat(Stream.of(process), process.descendants())
                : Stream.of(process);
        return all.map(ProcessHandle::pid).toList();
    }

    /** What each process is started with, without what differs by machine but for how its threads take turns. */
    Map<String, List<String>> commands() {
        return new TreeMap<>(commands);
    }

    /** Kills what is left of a run that failed: it would be the next one's load. */
    void killChildren() {
        children.forEach(Child::kill);
        children.clear();
    }

    /** Whether all has been ended, as Ctrl-C does while the command goes on: what fails from then on says nothing. */
    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        // None is left but after Ctrl-C or a failure.
        children.forEach(Child::kill);
        admin.close();
        broker.close();
        delete(directory);
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete what a benchmark wrote: directory=" + directory, e);
        }
    }
}
