// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import portolan.benchmarks.process.Arguments;
import portolan.benchmarks.process.Lifeline;
import portolan.local.LatestState;
import portolan.local.LocalCluster;
import portolan.local.StateDirectory;
import portolan.peers.MergeDebt;
import portolan.pipeline.state.CheckpointPace;

/**
 * A Flink job as a system under test: on a cluster in this process, with the settings of {@code
 * deploy/flink/config.yaml}, going on from the newest state in its directory if there is any.
 */
final class FlinkSubject {
    private static final long LOOK_MILLIS = 50;

    private FlinkSubject() {}

    /** What a subject adds to the environment: everything from its sources to its sinks. */
    interface Graph {
        void build(StreamExecutionEnvironment env, SubjectOptions options);
    }

    /** Runs until standard input ends. A job that fails ends the process with an exit code: figures of it are none. */
    static void run(String[] words, Graph graph) {
        int exit = 0;
        try {
            runUntilCut(words, graph);
        } catch (Exception e) {
            e.printStackTrace();
            exit = 1;
        }
        // Flink and Kafka leave threads behind that would keep the process.
        System.exit(exit);
    }

    private static void runUntilCut(String[] words, Graph graph) throws Exception {
        SubjectOptions options = SubjectOptions.of(Arguments.of(words));
        Lifeline lifeline = Lifeline.onStandardInput();
        try (StateDirectory state = StateDirectory.lock(options.checkpointDirectory())) {
            runUntilCut(options, graph, lifeline, state);
        }
    }

    private static void runUntilCut(SubjectOptions options, Graph graph, Lifeline lifeline, StateDirectory state)
            throws Exception {
        String from = LatestState.in(state.path());
        LocalCluster.Plan plan =
                LocalCluster.plan().withTaskManagers(1, options.parallelism()).in(state);
        for (Map.Entry<String, String> setting : settings(options).entrySet()) {
            plan = plan.with(setting.getKey(), setting.getValue());
        }
        try (LocalCluster cluster = plan.start()) {
            JobClient job = start(cluster.environment(), options, from, graph);
            while (status(job) != JobStatus.RUNNING && !status(job).isGloballyTerminalState() && !lifeline.isCut()) {
                Thread.sleep(LOOK_MILLIS);
            }
            ReadCount.report(SourceReads::total, lifeline, () -> status(job).isGloballyTerminalState());
            if (!lifeline.isCut()) {
                throw new IllegalStateException("the job ended by itself: status=" + status(job));
            }
            job.cancel().get();
        }
    }

    private static JobClient start(
            StreamExecutionEnvironment env, SubjectOptions options, @Nullable String from, Graph graph)
            throws Exception {
        env.setParallelism(options.parallelism());
        if (from != null) {
            env.configure(LatestState.claimed(from));
        }
        graph.build(env, options);
        return env.executeAsync("subject");
    }

    private static Map<String, String> settings(SubjectOptions options) {
        Map<String, String> settings =
                new HashMap<>(CheckpointPace.of(options.checkpointInterval()).toMap());
        // Who fails and begins again for ten minutes looks like one that is slow.
        settings.put("restart-strategy.type", "none");
        settings.putAll(MergeDebt.settings());
        settings.put("metrics.reporter.reads.factory.class", SourceReads.Factory.class.getName());
        return settings;
    }

    private static JobStatus status(JobClient job) {
        return job.getJobStatus().join();
    }
}
