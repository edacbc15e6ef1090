// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import portolan.pipeline.PublishedRules;
import portolan.scoring.rules.Compiled;

/**
 * Compiles texts beside the task, between their coming and their taking effect: it takes a tenth of a second, for which
 * no case should wait. One that is needed before it is ready is waited for.
 */
final class CompileAhead implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        // Of the thread that opens the operator it inherits the class loader of the job.
        Thread compiles = new Thread(work, "compile-rules");
        compiles.setDaemon(true);
        return compiles;
    });

    private final List<Compiling> compiling = new ArrayList<>();

    private record Compiling(PublishedRules rules, Future<Compiled> compiled) {}

    /** A text, and what came of it. */
    record Ready(PublishedRules rules, Compiled compiled) {}

    void start(PublishedRules rules) {
        compiling.add(new Compiling(rules, thread.submit(() -> RuleSets.compile(rules))));
    }

    boolean isEmpty() {
        return compiling.isEmpty();
    }

    /** Those that are ready, and those that apply at this order time, in the order in which they came. */
    List<Ready> take(long orderTime) {
        List<Ready> ready = new ArrayList<>();
        compiling.removeIf(one -> {
            boolean isReady = one.compiled().isDone() || one.rules().orderTime() <= orderTime;
            if (isReady) {
                ready.add(new Ready(one.rules(), result(one)));
            }
            return isReady;
        });
        return ready;
    }

    private static Compiled result(Compiling one) {
        try {
            return one.compiled().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "stopped while a rule set was compiled: " + one.rules().source(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a rule set broke the compiler: " + one.rules().source(), e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
