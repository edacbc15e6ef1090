// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.CheckpointStatsCounts;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.FailedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecution;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.JobMetric;
import portolan.pipeline.JobSettings;
import portolan.pipeline.Mode;

/** Looks at a job in this process every second, and says what is wrong with it, a line each. */
final class WatchedJob implements AutoCloseable {
    /** What the watch reads of the job's metrics; the rest it asks the cluster for. */
    static final Set<String> METRICS = Set.of(
            JobMetric.FILINGS.base(),
            JobMetric.OUTCOMES.base(),
            JobMetric.REJECTED.base(),
            JobMetric.OUTCOMES_WAITING.base(),
            JobMetric.QUARANTINED.base(),
            JobMetric.LATE.base(),
            JobMetric.OFFSETS_LOST.base(),
            "failedCommittables",
            JobMetric.REFUSED_STEPS.base(),
            "numRestarts",
            "pendingRecords",
            "currentEmitEventTimeLag",
            "watermarkLag",
            JobMetric.WAITING_MILLIS.base());

    private static final Logger LOG = LoggerFactory.getLogger(WatchedJob.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LocalCluster cluster;
    private final JobID job;
    private final JobMetrics metrics;
    private final boolean ordered;
    private final JobWatch watch;
    private final Admin kafka;
    private final Consumer<String> say;
    private final CheckpointFaults checkpointFaults = CheckpointFaults.listen();
    private final Thread looking = new Thread(this::look, "watch");
    private final Thread asking = new Thread(this::ask, "watch-kafka");
    private volatile boolean kafkaAnswers = true;
    private volatile boolean closed;

    private WatchedJob(
            LocalCluster cluster,
            JobID job,
            JobMetrics metrics,
            JobSettings settings,
            Admin kafka,
            Consumer<String> say) {
        this.cluster = cluster;
        this.job = job;
        this.metrics = metrics;
        this.ordered = settings.mode() == Mode.ORDERED;
        this.watch = new JobWatch(settings.kafka().bootstrap(), settings.checkpointInterval());
        this.kafka = kafka;
        this.say = say;
    }

    /**
     * Watches from now on, until it is closed.
     *
     * @param metrics that the cluster reports to
     * @param kafka a client of the job's Kafka, closed with this
     * @param say says a line to the user
     */
    static WatchedJob start(
            LocalCluster cluster,
            JobID job,
            JobMetrics metrics,
            JobSettings settings,
            Admin kafka,
            Consumer<String> say) {
        WatchedJob watched = new WatchedJob(cluster, job, metrics, settings, kafka, say);
        for (Thread thread : new Thread[] {watched.looking, watched.asking}) {
            thread.setDaemon(true);
            thread.start();
        }
        return watched;
    }

    private void look() {
        while (!closed) {
            try {
                Thread.sleep(LOOK_MILLIS);
                JobSight sight = sight();
                if (!closed) {
                    watch.look(sight).forEach(say);
                }
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                // At the end of a job the cluster may know it no more. A watch that fails is no reason to stop the job.
                LOG.warn("the job was not looked at", e);
            }
        }
    }

    private void ask() {
        while (!closed) {
            try {
                Thread.sleep(LOOK_MILLIS);
                kafka.describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                kafkaAnswers = true;
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | TimeoutException e) {
                kafkaAnswers = false;
            }
        }
    }

    private JobSight sight() throws ExecutionException, InterruptedException, TimeoutException {
        AccessExecutionGraph graph = cluster.graph(job).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        CheckpointStatsSnapshot checkpoints = graph.getCheckpointStatsSnapshot();
        CheckpointStatsCounts counts = checkpoints.getCounts();
        FailedCheckpointStats failed = checkpoints.getHistory().getLatestFailedCheckpoint();
        Map<String, Long> rejected = metrics.countedBy(JobMetric.REJECTED.base());
        return new JobSight(
                System.currentTimeMillis(),
                runs(graph),
                failure(graph),
                Math.max(0, metrics.largest("numRestarts")),
                counts.getNumberOfCompletedCheckpoints(),
                failed == null ? 0 : failed.getCheckpointId(),
                failed == null ? null : checkpointFaults.of(failed.getCheckpointId(), failed.getFailureMessage()),
                metrics.counted(JobMetric.FILINGS.base())
                        + metrics.counted(JobMetric.OUTCOMES.base())
                        + rejected.values().stream().mapToLong(Long::longValue).sum(),
                rejected,
                metrics.counted(JobMetric.OUTCOMES.base()),
                metrics.counted(JobMetric.OUTCOMES_WAITING.base()),
                metrics.counted(JobMetric.QUARANTINED.base()),
                late(),
                metrics.counted(JobMetric.OFFSETS_LOST.base()),
                metrics.counted("failedCommittables"),
                metrics.counted(JobMetric.REFUSED_STEPS.base()),
                behind(),
                kafkaAnswers);
    }

    /** Records that came late so far: each stage counts them, and the one that saw most has seen them all. */
    long late() {
        return metrics.countedBy(JobMetric.LATE.base()).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static boolean runs(AccessExecutionGraph graph) {
        if (graph.getState() != JobStatus.RUNNING) {
            return false;
        }
        for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** The graph knows its latest failure at once; which task it was, the task's attempts know. */
    private static JobSight.@Nullable Failure failure(AccessExecutionGraph graph) {
        ErrorInfo failure = graph.getFailureInfo();
        // Of a job that is not restarted its end is said, with the same cause.
        if (failure == null || graph.getState() == JobStatus.FAILING || graph.getState() == JobStatus.FAILED) {
            return null;
        }
        String operator = "";
        long latest = Long.MIN_VALUE;
        for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
            long failedAt = failedAt(task);
            if (failedAt > latest && failedAt <= failure.getTimestamp()) {
                latest = failedAt;
                operator = RootCause.line(task.getTaskNameWithSubtaskIndex());
            }
        }
        return new JobSight.Failure(failure.getTimestamp(), RootCause.of(failure.getException()), operator);
    }

    private static long failedAt(AccessExecutionVertex task) {
        long latest = failedAt(task.getCurrentExecutionAttempt());
        for (AccessExecution attempt : task.getExecutionHistory().getHistoricalExecutions()) {
            latest = Math.max(latest, failedAt(attempt));
        }
        return latest;
    }

    private static long failedAt(AccessExecution attempt) {
        return attempt.getFailureInfo().map(ErrorInfo::getTimestamp).orElse(Long.MIN_VALUE);
    }

    /** Ordered results wait for the slowest source's watermark; others for the records before them in their topic. */
    private long behind() {
        long lag = metrics.largest("pendingRecords") > 0 ? metrics.largest("currentEmitEventTimeLag") : 0;
        long order = Math.max(metrics.largest("watermarkLag"), metrics.largest(JobMetric.WAITING_MILLIS.base()));
        return Math.max(0, ordered ? Math.max(lag, order) : lag);
    }

    /** Ends it: what happens while a job is stopped is no fault. */
    @Override
    public void close() {
        closed = true;
        looking.interrupt();
        asking.interrupt();
        checkpointFaults.close();
        kafka.close(Duration.ZERO);
    }
}
