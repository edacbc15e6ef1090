// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.local.LatestState;
import portolan.local.LocalCluster;
import portolan.local.StateDirectory;
import portolan.peers.MergeDebt;
import portolan.peers.RunningSubject;
import portolan.peers.SubjectProcess;
import portolan.peers.SubjectSettings;
import portolan.pipeline.state.CheckpointPace;

/**
 * A Flink job as a system under test: on a cluster in this process, with the settings of {@code
 * deploy/flink/config.yaml}, going on from the newest state in its directory if there is any.
 */
record FlinkSubject(StateDirectory state, LocalCluster cluster, JobClient job) implements RunningSubject {
    /** What a subject adds to the environment: everything from its sources to its sinks. */
    interface Graph {
        void build(StreamExecutionEnvironment env, SubjectSettings options);
    }

    /** Runs until standard input ends. A job that fails ends the process with an exit code: figures of it are none. */
    static void run(String[] words, Graph graph) {
        SubjectProcess.run(words, options -> start(options, graph));
    }

    private static FlinkSubject start(SubjectSettings options, Graph graph) throws Exception {
        StateDirectory state =
                StateDirectory.lock(Objects.requireNonNull(options.checkpointDirectory(), "--checkpoint-dir"));
        String from = LatestState.in(state.path());
        LocalCluster.Plan plan =
                LocalCluster.plan().withTaskManagers(1, options.parallelism()).in(state);
        for (Map.Entry<String, String> setting : settings(options).entrySet()) {
            plan = plan.with(setting.getKey(), setting.getValue());
        }
        LocalCluster cluster = plan.start();
        StreamExecutionEnvironment env = cluster.environment();
        env.setParallelism(options.parallelism());
        if (from != null) {
            env.configure(LatestState.claimed(from));
        }
        graph.build(env, options);
        return new FlinkSubject(state, cluster, env.executeAsync("subject"));
    }

    private static Map<String, String> settings(SubjectSettings options) {
        Map<String, String> settings =
                new HashMap<>(CheckpointPace.of(options.checkpointInterval()).toMap());
        // Who fails and begins again for ten minutes looks like one that is slow.
        settings.put("restart-strategy.type", "none");
        settings.putAll(MergeDebt.settings());
        settings.put("metrics.reporter.reads.factory.class", SourceReads.Factory.class.getName());
        return settings;
    }

    @Override
    public boolean isConsuming() {
        JobStatus status = job.getJobStatus().join();
        if (status.isGloballyTerminalState()) {
            throw new IllegalStateException("the job ended by itself: status=" + status);
        }
        return status == JobStatus.RUNNING;
    }

    @Override
    public long read() {
        return SourceReads.total();
    }

    @Override
    public void close() {
        try (state;
                cluster) {
            job.cancel().join();
        }
    }
}
