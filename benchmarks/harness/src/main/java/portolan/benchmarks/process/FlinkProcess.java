// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.process;

import java.util.Arrays;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** A process of a Flink cluster, started as Flink's own scripts do; it ends with the one who started it. */
public final class FlinkProcess {
    public static final String JOB_MANAGER = "job-manager";
    public static final String TASK_MANAGER = "task-manager";

    private static final long LOOK_MILLIS = 200;

    private FlinkProcess() {}

    /**
     * Runs until standard input ends.
     *
     * @param words which of the two it is, and then what Flink's entry point takes
     */
    public static void main(String[] words) throws Exception {
        endWith(Lifeline.onStandardInput());
        String[] told = Arrays.copyOfRange(words, 1, words.length);
        switch (words[0]) {
            case JOB_MANAGER -> StandaloneSessionClusterEntrypoint.main(told);
            case TASK_MANAGER -> TaskManagerRunner.main(told);
            default -> throw new IllegalArgumentException("no process of a cluster: role=" + words[0]);
        }
    }

    private static void endWith(Lifeline lifeline) {
        Thread end = new Thread(
                () -> {
                    try {
                        while (!lifeline.isCut()) {
                            Thread.sleep(LOOK_MILLIS);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    // Nothing of it is to last, and an orderly end waits for processes that may be gone.
                    Runtime.getRuntime().halt(0);
                },
                "end");
        end.setDaemon(true);
        end.start();
    }
}
