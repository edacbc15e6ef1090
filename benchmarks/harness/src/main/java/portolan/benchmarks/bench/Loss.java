// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.List;
import java.util.Map;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.process.Heap;
import portolan.peers.SubjectSettings;

/** What of the engine is lost by {@code kill -9}, and what goes on in its place. */
enum Loss {
    /** The one process that the engine is: it is started again. */
    PROCESS("process", "engine", "recovery", "the engine") {
        @Override
        ProcessHandle victim(LoadedSubject loaded) {
            return loaded.subject().handle();
        }

        @Override
        Child follow(Rig rig, Subject engine, SubjectSettings told, LoadedSubject loaded) {
            return rig.launch(engine, told);
        }

        @Override
        Map<String, Double> figures(LoadedSubject loaded, long killedMillis) {
            return Map.of();
        }

        @Override
        List<String> method(int parallelism) {
            return List.of(
                    "The whole process of the engine is killed with kill -9 and started again at once on the same"
                            + " directory: its time includes the start of a JVM and of Flink, which the loss of a task"
                            + " manager alone does not. It goes on from its newest complete checkpoint, one every 10 s.");
        }

        @Override
        List<String> notMeasured() {
            return List.of(
                    "The loss of a task manager alone: --lost task-manager does.",
                    "The loss of the broker, or of a disk.");
        }
    },

    /** One of two task managers, one that works: the other has room for the job, and nothing is started again. */
    TASK_MANAGER("task-manager", "engine-cluster", "recovery-task-manager", "a task manager that works") {
        @Override
        ProcessHandle victim(LoadedSubject loaded) throws InterruptedException {
            long pid = Long.parseLong(answer(loaded, "working", "works"));
            return ProcessHandle.of(pid)
                    .orElseThrow(() -> new IllegalStateException("the task manager that works is gone: pid=" + pid));
        }

        @Override
        Child follow(Rig rig, Subject engine, SubjectSettings told, LoadedSubject loaded) {
            return loaded.subject();
        }

        @Override
        Map<String, Double> figures(LoadedSubject loaded, long killedMillis) throws InterruptedException {
            long noticed = Long.parseLong(answer(loaded, "failed " + killedMillis, "failed"));
            return Map.of("noticed", noticed == 0 ? Double.NaN : (noticed - killedMillis) / 1e3);
        }

        @Override
        List<String> method(int parallelism) {
            return List.of(
                    "The engine is a Flink cluster of three processes on loopback: a job manager of 512 MiB and two"
                            + " task managers, each with a heap of " + Heap.ofTaskManagerMib() + " MiB that was touched"
                            + " at the start and with slots for the whole job. "
                            + (parallelism == 1
                                    ? "It runs in one; the other is a standby, whose JVM has run none of the job's code."
                                    : "Both work, each with its share of the " + parallelism + " tasks a stage."),
                    "A task manager that works is killed with kill -9, and nothing is started in its place. The job"
                            + " goes on in the other from its newest complete checkpoint, one every 10 s, on a disk that"
                            + " both have.",
                    "Flink's settings are those of deploy/flink/config.yaml, and three that are the cluster's:"
                            + " heartbeat.interval 1 s and heartbeat.timeout 10 s, where Flink's own are 10 and 50 s,"
                            + " and tasks spread over both. A process that is killed is noticed "
                            + (parallelism == 1
                                    ? "by two heartbeats that find nobody at its address"
                                    : "by whoever first finds nobody there, the other one's tasks or two heartbeats")
                            + "; when, Flink's list of failures says.");
        }

        @Override
        List<String> notMeasured() {
            return List.of(
                    "The loss of a whole machine, whose address refuses nothing: that is noticed only by"
                            + " heartbeat.timeout.",
                    "The loss of the job manager, of the broker, or of a disk; a second loss, without a standby.",
                    "A file system between machines: all lies on one disk and in its page cache, where the tables of a"
                            + " checkpoint are linked, not copied.");
        }
    };

    private final String word;
    private final String subject;
    private final String result;
    private final String what;

    Loss(String word, String subject, String result, String what) {
        this.word = word;
        this.subject = subject;
        this.result = result;
        this.what = what;
    }

    /** The process to kill. */
    abstract ProcessHandle victim(LoadedSubject loaded) throws InterruptedException;

    /** The process that goes on with the work, started now if need be. */
    abstract Child follow(Rig rig, Subject engine, SubjectSettings told, LoadedSubject loaded);

    /** What is known of this loss alone, once it is over; not a number what was not seen to happen. */
    abstract Map<String, Double> figures(LoadedSubject loaded, long killedMillis) throws InterruptedException;

    /**
     * How it is brought about, for the page.
     *
     * @param parallelism tasks a stage
     */
    abstract List<String> method(int parallelism);

    /** What it says nothing about. */
    abstract List<String> notMeasured();

    Subject subject() {
        return Subject.named(subject);
    }

    /** The name of the result: each has a page of its own. */
    String result() {
        return result;
    }

    /** What is lost, for a reader. */
    String what() {
        return what;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return word;
    }

    private static String answer(LoadedSubject loaded, String order, String word) throws InterruptedException {
        loaded.subject().order(order);
        return loaded.subject().await(word, Rig.PATIENCE);
    }
}
