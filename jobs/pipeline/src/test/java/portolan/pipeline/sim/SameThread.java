// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.stage.KeepLedger;

/** Has an operator that compiles texts beside its task compile them in it: a thread of its own has no seed. */
final class SameThread extends AbstractExecutorService {
    private SameThread() {}

    /** Where it has such a thread. */
    static void of(Object operator) throws ReflectiveOperationException {
        Object texts = value(operator, operator instanceof KeepLedger ? "news" : "texts");
        Object ahead = texts == null ? null : value(texts, "compileAhead");
        if (ahead != null) {
            Field thread = ahead.getClass().getDeclaredField("thread");
            thread.setAccessible(true);
            ((ExecutorService) thread.get(ahead)).shutdown();
            thread.set(ahead, new SameThread());
        }
    }

    private static @Nullable Object value(Object of, String name) throws ReflectiveOperationException {
        for (Field field : of.getClass().getDeclaredFields()) {
            if (field.getName().equals(name)) {
                field.setAccessible(true);
                return field.get(of);
            }
        }
        return null;
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public void shutdown() {
        // Nothing runs.
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
