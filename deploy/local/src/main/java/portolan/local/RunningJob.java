// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.stage.Outputs;

/** A job that was handed to a cluster. */
final class RunningJob {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);
    /** Name of the job that reads messages. */
    static final String RECEIVE = "portolan-receive";

    /** What a stop waits for. */
    static final String STOPPING = "the job writes its state, for which Kafka must answer";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MILLIS_BETWEEN_LOOKS = 100;

    /** An answer stands so long: each question makes a client of its own, with its threads. */
    private static final long MILLIS_OF_AN_ANSWER = 1_000;

    private final JobClient client;
    private final String name;

    private @Nullable CompletableFuture<JobExecutionResult> end;
    private long askedAt = Long.MIN_VALUE;
    private boolean ended;

    RunningJob(JobClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Hands the environment's job over and returns without waiting for it. */
    static RunningJob start(StreamExecutionEnvironment env, String name) throws Exception {
        return new RunningJob(env.executeAsync(name), name);
    }

    /** The address of the job's page in Flink's web UI, below the UI's own. */
    String page() {
        return "/#/job/running/" + client.getJobID() + "/overview";
    }

    JobID id() {
        return client.getJobID();
    }

    /** What to throw when a job that runs for ever has come to its end: with the first cause, in one line. */
    IllegalStateException endedByItself() throws InterruptedException {
        String cause = "none, it was cancelled or finished";
        try {
            end().get();
        } catch (CancellationException cancelled) {
            // It says so above.
        } catch (ExecutionException e) {
            LOG.error("the job ended by itself", e);
            cause = RootCause.of(e);
        }
        String which = name.equals(RECEIVE) ? "the job that reads messages" : "the scoring job";
        return new IllegalStateException(which + " ended by itself: cause=" + cause
                + "; once that is mended, start again with the same data and it goes on from its last checkpoint");
    }

    /** Whether the job has come to an end, well or not, as of a second ago at most. One thread asks. */
    boolean hasEnded() throws Exception {
        long now = System.nanoTime() / 1_000_000;
        if (!ended && (askedAt == Long.MIN_VALUE || now - askedAt >= MILLIS_OF_AN_ANSWER)) {
            ended = status().isGloballyTerminalState();
            askedAt = now;
        }
        return ended;
    }

    /** Waits until the job runs. */
    void awaitRunning(Stop stop) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JobStatus status = status();
        while (status != JobStatus.RUNNING && !stop.isAsked()) {
            if (status.isGloballyTerminalState()) {
                throw endedByItself();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the job does not run: status=" + status);
            }
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
            status = status();
        }
    }

    /** Waits a moment for the end; whether it came. */
    boolean awaitEnd(Duration atMost) throws Exception {
        try {
            end().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the job failed", e.getCause());
        }
    }

    /** How many events came late in a job that has ended by itself, all stages together. */
    long late() throws Exception {
        Long late = end().get().getAccumulatorResult(Outputs.LATE);
        return late == null ? 0 : late;
    }

    /** Asked for once: every further call would begin to poll the cluster beside the earlier ones, until the end. */
    private CompletableFuture<JobExecutionResult> end() {
        if (end == null) {
            end = client.getJobExecutionResult();
        }
        return end;
    }

    /** Stops the job with its state written to a directory, from which it can go on; where it was written. */
    String stop(String directory) throws Exception {
        return stop(directory, PATIENCE);
    }

    /** The same where all of the state must be written for it first. */
    String stop(String directory, Duration atMost) throws Exception {
        long deadline = System.nanoTime() + atMost.toNanos();
        Exception last;
        do {
            try {
                return client.stopWithSavepoint(false, directory, SavepointFormatType.NATIVE)
                        .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("the job did not stop", e);
                if (status().isGloballyTerminalState()) {
                    throw endedByItself();
                }
                last = e;
            }
            // A job that restarts just now writes no savepoint: it is asked again until it does.
            Thread.sleep(MILLIS_OF_AN_ANSWER);
        } while (System.nanoTime() < deadline);
        throw new IllegalStateException("the job did not write its state and stop: seconds=" + atMost.toSeconds()
                + ", directory=" + directory + ", cause=" + RootCause.of(last)
                + "; start again with the same data and it goes on from its last checkpoint");
    }

    /** Waits until it is over with a job that was cancelled. */
    void awaitCancelled() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!status().isGloballyTerminalState()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the job did not end: status=" + status());
            }
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }

    void cancel() throws Exception {
        client.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private JobStatus status() throws Exception {
        return client.getJobStatus().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
