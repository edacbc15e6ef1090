// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.Map;
import portolan.benchmarks.process.Child;
import portolan.peers.SubjectSettings;

/** What of the engine is lost by {@code kill -9}, and what goes on in its place. */
enum Loss {
    /** The one process that the engine is: it is started again. */
    PROCESS("process", "engine", "recovery") {
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
    },

    /** One of two task managers, one that works: the other has room for the job, and nothing is started again. */
    TASK_MANAGER("task-manager", "engine-cluster", "recovery-task-manager") {
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
    };

    private final String word;
    private final String subject;
    private final String result;

    Loss(String word, String subject, String result) {
        this.word = word;
        this.subject = subject;
        this.result = result;
    }

    /** The process to kill. */
    abstract ProcessHandle victim(LoadedSubject loaded) throws InterruptedException;

    /** The process that goes on with the work, started now if need be. */
    abstract Child follow(Rig rig, Subject engine, SubjectSettings told, LoadedSubject loaded);

    /** What is known of this loss alone, once it is over; not a number what was not seen to happen. */
    abstract Map<String, Double> figures(LoadedSubject loaded, long killedMillis) throws InterruptedException;

    Subject subject() {
        return Subject.named(subject);
    }

    /** The name of the result: each has a page of its own. */
    String result() {
        return result;
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
