// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import java.util.Objects;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.benchmarks.process.Heap;
import portolan.benchmarks.process.Lifeline;
import portolan.peers.SubjectSettings;

/**
 * The engine on a cluster of processes, a job manager and two task managers: with one task a stage one of them works
 * and the other stands by, with more both work. This process starts them and submits the job. To {@code working} it
 * answers {@code works PID}, and to {@code failed SINCE} when the first failure since then was noticed, {@code failed
 * MILLIS}, 0 when there was none. Unlike other subjects it does not say what it reads: that is known in another
 * process.
 */
public final class EngineClusterSubject {
    private static final long LOOK_MILLIS = 500;
    private static final long MIB = 1 << 20;
    private static final String FAILED = "failed ";

    private EngineClusterSubject() {}

    public static void main(String[] words) {
        int exit = 0;
        try {
            runUntilCut(words);
        } catch (Exception e) {
            e.printStackTrace();
            exit = 1;
        }
        // Flink's client leaves threads behind that would keep the process.
        System.exit(exit);
    }

    private static void runUntilCut(String[] words) throws Exception {
        SubjectSettings options = SubjectSettings.of(words);
        Lifeline lifeline = Lifeline.onStandardInput();
        long heapMib = Heap.ofTaskManagerMib();
        ClusterSettings settings = ClusterSettings.onFreePorts(
                Objects.requireNonNull(options.checkpointDirectory(), "--checkpoint-dir"),
                options.parallelism(),
                heapMib);
        try (FlinkProcesses cluster = FlinkProcesses.start(settings)) {
            StreamExecutionEnvironment env = new StreamExecutionEnvironment(cluster.settings());
            EngineSubject.build(env, options, heapMib * MIB);
            JobClient job = env.executeAsync("subject");
            while (status(job) != JobStatus.RUNNING && !status(job).isGloballyTerminalState() && !lifeline.isCut()) {
                Thread.sleep(LOOK_MILLIS);
            }
            System.out.println("ready");
            while (!lifeline.isCut() && !status(job).isGloballyTerminalState()) {
                String order = lifeline.order(LOOK_MILLIS);
                if (order != null) {
                    System.out.println(answer(order, cluster, job));
                }
            }
            if (!lifeline.isCut()) {
                throw new IllegalStateException("the job ended by itself: status=" + status(job));
            }
            job.cancel().get();
        }
    }

    private static String answer(String order, FlinkProcesses cluster, JobClient job) throws InterruptedException {
        if (order.equals("working")) {
            return "works " + cluster.working().pid();
        }
        if (order.startsWith(FAILED)) {
            long since = Long.parseLong(order.substring(FAILED.length()));
            return FAILED + cluster.failedSince(since, job.getJobID().toString());
        }
        throw new IllegalArgumentException("unknown order: " + order);
    }

    private static JobStatus status(JobClient job) {
        return job.getJobStatus().join();
    }
}
