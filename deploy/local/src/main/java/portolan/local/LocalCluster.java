// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.scheduler.exceptionhistory.RootExceptionHistoryEntry;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Reference;
import org.jspecify.annotations.Nullable;
import portolan.rest.GuardOptions;
import portolan.rest.Token;

/**
 * A Flink cluster in this process, with the settings of {@code deploy/flink/config.yaml}, the web UI, and state in
 * RocksDB with checkpoints on disk.
 *
 * <p>Task managers are separate objects that share this process: one can be killed and the job goes on from its last
 * checkpoint on another, or on a new one.
 */
public final class LocalCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    /** Its option is in a module that is found by name. */
    private static final String CHANGELOG_DIRECTORY = "state.changelog.dstl.dfs.base-path";

    private static final String SETTINGS = "/portolan/flink/config.yaml";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MILLIS_BETWEEN_LOOKS = 50;

    private final MiniCluster cluster;
    private final Configuration settings;
    private final URI webUrl;
    private final Path directory;
    private final Runnable end;

    private LocalCluster(MiniCluster cluster, Configuration settings, URI webUrl, Path directory, Runnable end) {
        this.cluster = cluster;
        this.settings = settings;
        this.webUrl = webUrl;
        this.directory = directory;
        this.end = end;
    }

    /** A cluster to be: one task manager with two slots, the web UI on a free port, files in a temporary directory. */
    public static Plan plan() {
        return new Plan(0, 1, 2, null, null, Map.of());
    }

    /** The address of Flink's web UI and of its REST interface. */
    public URI webUrl() {
        return webUrl;
    }

    /** Where checkpoints and local state lie. */
    public Path directory() {
        return directory;
    }

    /** A new environment whose jobs run on this cluster, on all slots it has at the start unless told otherwise. */
    public StreamExecutionEnvironment environment() {
        return new StreamExecutionEnvironment(settings());
    }

    /** A copy of the settings, with the address of the cluster: what an environment needs to send its jobs here. */
    public Configuration settings() {
        return new Configuration(settings);
    }

    /** What a job is made of, how it stands and why it failed last. */
    CompletableFuture<? extends AccessExecutionGraph> graph(JobID job) {
        return cluster.getExecutionGraph(job);
    }

    /**
     * Ends a task manager, and with it the tasks that it runs; their job restarts where there are slots.
     *
     * @param index 0 for the first; the indices of the others stay
     */
    public void killTaskManager(int index) {
        await("task manager did not end: index=" + index, cluster.terminateTaskManager(index));
    }

    /**
     * Waits until all tasks of a job run, with the state that they began with.
     *
     * @return false if one of them failed before, or the wait was given up
     */
    boolean awaitTasks(JobID job, BooleanSupplier givenUp) throws Exception {
        while (!givenUp.getAsBoolean()) {
            boolean allRun = true;
            for (AccessExecutionVertex task :
                    cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
                ExecutionState state = task.getExecutionState();
                if (state == ExecutionState.FAILED
                        || task.getCurrentExecutionAttempt().getAttemptNumber() > 0) {
                    return false;
                }
                allRun &= state == ExecutionState.RUNNING || state == ExecutionState.FINISHED;
            }
            if (allRun) {
                return true;
            }
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
        return false;
    }

    /** The failures of a job that it has been restarted after, or ended by, each with its causes. */
    String failures(JobID job) throws Exception {
        StringBuilder failures = new StringBuilder();
        for (RootExceptionHistoryEntry failure :
                cluster.getExecutionGraphInfo(job).get().getExceptionHistory()) {
            failures.append(failure.getExceptionAsString()).append('\n');
        }
        return failures.toString();
    }

    /** Adds a task manager, with the next index. */
    public void addTaskManager() {
        try {
            cluster.startTaskManager();
        } catch (Exception e) {
            throw new IllegalStateException("task manager did not start", e);
        }
    }

    /** Ends the cluster with all jobs on it, and deletes its files if they were temporary. */
    @Override
    public void close() {
        try {
            await("cluster did not end", cluster.closeAsync());
        } finally {
            end.run();
        }
    }

    private static <T> T await(String orElse, CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(orElse, e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(orElse + " within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(orElse + ": interrupted", e);
        }
    }

    /**
     * What a cluster is to be like; what it does not say is as in {@code deploy/flink/config.yaml}, but for RocksDB's
     * memory, which is more where the heap is large.
     *
     * @param webPort the port of the web UI; 0 takes a free one
     * @param slots per task manager
     * @param directory where files stay after the end, locked meanwhile
     * @param held as that, but locked already by whoever starts the cluster; neither for a temporary one
     * @param overrides Flink settings that differ from the file, for tests
     */
    public record Plan(
            int webPort,
            int taskManagers,
            int slots,
            @Nullable Path directory,
            @Nullable StateDirectory held,
            Map<String, String> overrides) {
        public Plan {
            if (taskManagers < 1 || slots < 1) {
                throw new IllegalArgumentException(
                        "a cluster needs a slot: taskManagers=" + taskManagers + ", slots=" + slots);
            }
            overrides = Map.copyOf(overrides);
        }

        public Plan withWebPort(int newWebPort) {
            return new Plan(newWebPort, taskManagers, slots, directory, held, overrides);
        }

        public Plan withTaskManagers(int newTaskManagers, int newSlots) {
            return new Plan(webPort, newTaskManagers, newSlots, directory, held, overrides);
        }

        public Plan in(Path newDirectory) {
            return new Plan(webPort, taskManagers, slots, newDirectory, null, overrides);
        }

        public Plan in(StateDirectory newDirectory) {
            return new Plan(webPort, taskManagers, slots, null, newDirectory, overrides);
        }

        public Plan with(String key, String value) {
            Map<String, String> more = new HashMap<>(overrides);
            more.put(key, value);
            return new Plan(webPort, taskManagers, slots, directory, held, more);
        }

        /**
         * Starts the cluster and returns when its web UI answers and its slots are there.
         *
         * @throws BadInput if another process uses the directory
         */
        public LocalCluster start() {
            if (held != null) {
                return start(held.path(), () -> {});
            }
            if (directory != null) {
                StateDirectory own = StateDirectory.lock(directory);
                return start(own.path(), own::close);
            }
            WorkingDirectory temporary = WorkingDirectory.temporary("portolan-flink-");
            return start(temporary.path(), temporary::close);
        }

        private LocalCluster start(Path files, Runnable end) {
            try {
                return cluster(files, end);
            } catch (RuntimeException e) {
                end.run();
                throw e;
            }
        }

        private LocalCluster cluster(Path files, Runnable end) {
            Configuration settings = settings(files, Runtime.getRuntime().maxMemory());
            writeToken(settings);
            MiniCluster cluster = new MiniCluster(
                    new MiniClusterConfiguration.Builder()
                            .setConfiguration(settings)
                            .setNumTaskManagers(taskManagers)
                            .setNumSlotsPerTaskManager(slots)
                            .build(),
                    () -> Reference.borrowed(RemoteCalls.OF_PROCESS));
            try {
                cluster.start();
                URI webUrl = LocalCluster.await("no address of the web UI", cluster.getRestAddress());
                settings.set(RestOptions.PORT, webUrl.getPort());
                return new LocalCluster(cluster, settings, webUrl, files, end);
            } catch (Exception e) {
                LocalCluster.await("cluster did not end", cluster.closeAsync());
                throw new IllegalStateException(
                        "cluster did not start: webPort=" + webPort + ", directory=" + files, e);
            }
        }

        Configuration settings(Path files, long heapBytes) {
            Configuration settings = GlobalConfiguration.loadConfiguration(copyOfTheFile(files));
            settings.set(
                    TaskManagerOptions.MANAGED_MEMORY_SIZE,
                    HeapShares.rocksDb(settings.get(TaskManagerOptions.MANAGED_MEMORY_SIZE), heapBytes, taskManagers));
            overrides.forEach(settings::setString);

            settings.set(DeploymentOptions.TARGET, RemoteExecutor.NAME);
            settings.set(RestOptions.ADDRESS, HOST);
            settings.set(RestOptions.PORT, webPort);
            settings.set(RestOptions.BIND_PORT, Integer.toString(webPort));
            settings.set(GuardOptions.TOKEN_FILE, files.resolve("rest.token").toString());
            settings.set(CoreOptions.DEFAULT_PARALLELISM, taskManagers * slots);
            settings.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);

            settings.set(
                    CoreOptions.TMP_DIRS,
                    files.resolve(StateDirectory.TEMPORARY).toString());
            // Job graphs are uploaded: into a directory that is ours, not into one of everybody's.
            settings.set(
                    WebOptions.TMP_DIR, files.resolve(StateDirectory.TEMPORARY).toString());
            settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, FlinkAddress.of(files.resolve("checkpoints")));
            settings.setString(CHANGELOG_DIRECTORY, FlinkAddress.of(files.resolve("changelog")));
            settings.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, FlinkAddress.of(files.resolve("savepoints")));
            return settings;
        }

        private static void writeToken(Configuration settings) {
            String file = settings.get(GuardOptions.TOKEN_FILE);
            try {
                Token.write(Path.of(file));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the token of Flink's REST: file=" + file, e);
            }
        }

        /** Flink reads its settings from a directory, and here they are in a jar. */
        private static String copyOfTheFile(Path files) {
            try (InputStream file = LocalCluster.class.getResourceAsStream(SETTINGS)) {
                Path conf = Private.directory(files.resolve("conf"));
                Private.directory(files.resolve(StateDirectory.TEMPORARY));
                Files.copy(
                        Objects.requireNonNull(file, SETTINGS),
                        conf.resolve("config.yaml"),
                        StandardCopyOption.REPLACE_EXISTING);
                Private.file(conf.resolve("config.yaml"));
                return conf.toString();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the cluster's settings: directory=" + files, e);
            }
        }
    }

    /** Flink's remote calls: its 1,900 classes have a loader of their own, and are loaded once a process. */
    private static final class RemoteCalls {
        static final RpcSystem OF_PROCESS = load();

        private static RpcSystem load() {
            WorkingDirectory unpacked = WorkingDirectory.temporary("portolan-rpc-");
            Runtime.getRuntime().addShutdownHook(new Thread(unpacked::close, "portolan-rpc-end"));
            return RpcSystem.load(new Configuration()
                    .set(CoreOptions.TMP_DIRS, unpacked.path().toString()));
        }
    }
}
