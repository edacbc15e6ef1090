// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunningJobTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** A job that fails over, or that has not begun yet, writes no savepoint just now. */
    @Test
    void aPlannedStopIsAskedForAgainWhileTheJobRestarts() throws Exception {
        Client client = new Client(
                JobStatus.RESTARTING, List.of(suspended(), CompletableFuture.completedFuture("file:/there")));

        assertThat(new RunningJob(client, "job").stop("file:/there", LONG)).isEqualTo("file:/there");
        assertThat(client.answers).isEmpty();
    }

    @Test
    void aStopThatDoesNotComeSaysWhatToDo() {
        Client client = new Client(JobStatus.RESTARTING, List.of(suspended(), new CompletableFuture<>()));

        assertThatThrownBy(() -> new RunningJob(client, "job").stop("file:/there", Duration.ofMillis(1)))
                .hasMessage("the job did not write its state and stop: seconds=0, directory=file:/there, cause="
                        + CheckpointException.class.getName() + ": Checkpoint Coordinator is suspending."
                        + "; start again with the same data and it goes on from its last checkpoint");
    }

    @Test
    void aJobThatHasFailedIsNotAskedToStopAgain() {
        Client client = new Client(JobStatus.FAILED, List.of(suspended()));

        assertThatThrownBy(() -> new RunningJob(client, "job").stop("file:/there", LONG))
                .hasMessageStartingWith(
                        "the scoring job ended by itself: cause=java.lang.IllegalStateException: planted");
    }

    private static CompletableFuture<String> suspended() {
        return CompletableFuture.failedFuture(
                new CheckpointException(CheckpointFailureReason.CHECKPOINT_COORDINATOR_SUSPEND));
    }

    /** A job that answers each wish to stop with the next of some answers. */
    private static final class Client implements JobClient {
        private final JobStatus status;
        private final Deque<CompletableFuture<String>> answers;

        Client(JobStatus status, List<CompletableFuture<String>> answers) {
            this.status = status;
            this.answers = new ArrayDeque<>(answers);
        }

        @Override
        public CompletableFuture<String> stopWithSavepoint(
                boolean toEnd, @Nullable String directory, SavepointFormatType format) {
            return answers.remove();
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            return CompletableFuture.completedFuture(status);
        }

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            return CompletableFuture.failedFuture(new IllegalStateException("planted"));
        }

        @Override
        public CompletableFuture<Map<String, Object>> getAccumulators() {
            throw new UnsupportedOperationException();
        }

        @Override
        public JobID getJobID() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Void> cancel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<String> triggerSavepoint(@Nullable String directory, SavepointFormatType format) {
            throw new UnsupportedOperationException();
        }
    }
}
