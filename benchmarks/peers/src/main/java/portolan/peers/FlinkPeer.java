// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.local.LocalCluster;
import portolan.pipeline.state.CheckpointPace;

/**
 * A Flink job in this process, on a cluster with the engine's own settings ({@code deploy/flink/config.yaml}) and, on
 * top, what suits the job.
 */
final class FlinkPeer implements RunningSubject {
    private static final long PATIENCE_SECONDS = 60;

    /** Of the process, as {@link ReadRecords} is. */
    private static final AtomicInteger OPEN_SOURCES = new AtomicInteger();

    private final LocalCluster cluster;
    private final JobClient job;
    private final int sources;

    private FlinkPeer(LocalCluster cluster, JobClient job, int sources) {
        this.cluster = cluster;
        this.job = job;
        this.sources = sources;
    }

    /** Adds a job to an environment. */
    @FunctionalInterface
    interface Graph {
        void connect(StreamExecutionEnvironment env, SubjectSettings settings);
    }

    /** @param options Flink's own, where the job is better off with others than the engine's */
    static FlinkPeer start(SubjectSettings settings, Map<String, String> options, Graph graph) throws Exception {
        LocalCluster.Plan plan = LocalCluster.plan()
                .withTaskManagers(1, settings.parallelism())
                // A peer that fails shall say so, not try again.
                .with("restart-strategy.type", "none");
        for (Map.Entry<String, String> option : MergeDebt.settings().entrySet()) {
            plan = plan.with(option.getKey(), option.getValue());
        }
        for (Map.Entry<String, String> option : options.entrySet()) {
            plan = plan.with(option.getKey(), option.getValue());
        }
        LocalCluster cluster = plan.start();
        try {
            StreamExecutionEnvironment env = cluster.environment();
            env.setParallelism(settings.parallelism());
            env.setBufferTimeout(settings.flushedEveryMillis());
            env.configure(checkpoints(settings));
            graph.connect(env, settings);
            return new FlinkPeer(cluster, env.executeAsync(settings.groupId()), settings.parallelism());
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    private static Configuration checkpoints(SubjectSettings settings) {
        Configuration checkpoints = CheckpointPace.of(settings.checkpointInterval());
        if (settings.checkpointDirectory() != null) {
            checkpoints.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    settings.checkpointDirectory().toUri().toString());
        }
        return checkpoints;
    }

    /** A task that reads is up. */
    static void sourceIsOpen() {
        OPEN_SOURCES.incrementAndGet();
    }

    @Override
    public boolean isConsuming() {
        JobStatus status = status();
        if (status.isGloballyTerminalState()) {
            throw new IllegalStateException("the job has ended: status=" + status, whyItEnded());
        }
        return status == JobStatus.RUNNING && OPEN_SOURCES.get() >= sources;
    }

    private JobStatus status() {
        try {
            return job.getJobStatus().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the cluster does not say how the job is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Throwable whyItEnded() {
        try {
            job.getJobExecutionResult().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new IllegalStateException("nobody stopped it");
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
