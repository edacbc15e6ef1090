// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.process.FlinkProcess;
import portolan.benchmarks.process.Heap;
import portolan.benchmarks.process.Jvm;

/**
 * A Flink cluster of processes on loopback: a job manager, and two task managers of which either has room for a whole
 * job.
 */
final class FlinkProcesses implements AutoCloseable {
    private static final int TASK_MANAGERS = 2;
    private static final long JOB_MANAGER_MIB = 512;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final long LOOK_MILLIS = 100;
    private static final int OK = 200;

    private final ClusterSettings settings;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Child> children = new LinkedHashMap<>();

    private FlinkProcesses(ClusterSettings settings) {
        this.settings = settings;
    }

    /** Starts them, and returns when both task managers have reported at the job manager. */
    static FlinkProcesses start(ClusterSettings settings) throws InterruptedException {
        settings.write();
        FlinkProcesses cluster = new FlinkProcesses(settings);
        try {
            cluster.add(FlinkProcess.JOB_MANAGER, jobManager(settings));
            // A task manager that finds no job manager tries again only after ten seconds.
            cluster.await(0);
            for (int number = 1; number <= TASK_MANAGERS; number++) {
                String id = FlinkProcess.TASK_MANAGER + '-' + number;
                cluster.add(id, taskManager(settings, id));
            }
            cluster.await(TASK_MANAGERS);
            return cluster;
        } catch (RuntimeException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    private static Jvm jobManager(ClusterSettings settings) {
        List<String> flags = new ArrayList<>(Heap.flags(JOB_MANAGER_MIB));
        flags.addAll(Jvm.launcherFlags());
        return flink(FlinkProcess.JOB_MANAGER, flags, settings.ofJobManager());
    }

    /** All of its heap is touched, as that of the engine in one process is: of the one that stands by, too. */
    private static Jvm taskManager(ClusterSettings settings, String id) {
        List<String> flags = new ArrayList<>(Heap.flags(settings.heapMib()));
        flags.add("-XX:+AlwaysPreTouch");
        flags.addAll(Jvm.launcherFlags());
        return flink(FlinkProcess.TASK_MANAGER, flags, settings.ofTaskManager(id));
    }

    /** How its threads take turns it has from this process, as it has its user. */
    private static Jvm flink(String role, List<String> flags, List<String> told) {
        List<String> words = new ArrayList<>(List.of(role));
        words.addAll(told);
        return Jvm.own(FlinkProcess.class.getName(), flags, words);
    }

    private void add(String name, Jvm jvm) {
        Path directory = settings.directory();
        children.put(name, Child.start(name, jvm, directory));
    }

    private void await(int taskManagers) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (taskManagers().filter(known -> known.standBy(taskManagers)).isEmpty()) {
            for (Child child : children.values()) {
                if (!child.isAlive()) {
                    throw child.ended();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the cluster does not come together: awaited=" + taskManagers
                        + ", known=" + taskManagers() + ", for=" + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** What a job is submitted with. */
    Configuration settings() {
        return settings.ofClient();
    }

    /** The processes: the job manager's first. */
    List<Long> pids() {
        return children.values().stream().map(Child::pid).toList();
    }

    /**
     * The process of a task manager that has the job, or its part of it; asked for some seconds, as slots are told of
     * by heartbeats.
     */
    Child working() throws InterruptedException {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        Optional<TaskManagers> known = taskManagers();
        while (known.filter(all -> all.share(settings.slots())).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
            known = taskManagers();
        }
        TaskManagers all = known.orElseThrow(() -> new IllegalStateException("the job manager does not answer"));
        if (!all.share(settings.slots())) {
            throw new IllegalStateException(
                    "the job is not where it was to be: slots=" + settings.slots() + ", all=" + all);
        }
        String id = all.working();
        return Objects.requireNonNull(children.get(id), id);
    }

    /**
     * When the first failure of a job since some time was noticed, in milliseconds since 1970; 0 when there was none.
     */
    long failedSince(long millis, String jobId) throws InterruptedException {
        return get("/jobs/" + jobId + "/exceptions")
                .map(answer -> firstFailure(millis, answer))
                .orElse(0L);
    }

    static long firstFailure(long sinceMillis, String answer) {
        long first = 0;
        try {
            // The newest is the first of them.
            for (JsonNode entry :
                    new JsonMapper().readTree(answer).path("exceptionHistory").path("entries")) {
                long noticed = entry.path("timestamp").asLong();
                first = noticed >= sinceMillis ? noticed : first;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no failures of a job: answer=" + answer, e);
        }
        return first;
    }

    private Optional<TaskManagers> taskManagers() throws InterruptedException {
        return get("/taskmanagers").map(TaskManagers::of);
    }

    /** What the job manager answers; nothing while it is not there, or is not ready to. */
    private Optional<String> get(String path) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(settings.rest().resolve(path))
                .timeout(ANSWER)
                .build();
        try {
            HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == OK ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException nobodyThere) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        children.values().forEach(Child::close);
    }
}
