// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import portolan.archive.ArchiveException;
import portolan.archive.DamagedPageException;

/** As many threads as the machine has cores, and what they are given to do. */
final class Workers implements AutoCloseable {
    private final int count = Runtime.getRuntime().availableProcessors();
    private final ExecutorService threads = Executors.newFixedThreadPool(count, work -> {
        Thread thread = new Thread(work, "tuning");
        thread.setDaemon(true);
        return thread;
    });

    /** What is made of one thing. */
    @FunctionalInterface
    interface Work<I, O> {
        O of(I input) throws ArchiveException;
    }

    /** Each input's result, in the order of the inputs. */
    <I, O> List<O> map(List<I> inputs, Work<I, O> work) throws ArchiveException {
        List<Callable<O>> all = new ArrayList<>();
        inputs.forEach(input -> all.add(() -> work.of(input)));
        return run(all);
    }

    /**
     * Does something for every number from 0; which thread does which is open.
     *
     * @param perThread makes what one thread uses for all of its numbers
     */
    void each(int numbers, Supplier<IntConsumer> perThread) throws ArchiveException {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < Math.min(count, numbers); i++) {
            all.add(() -> {
                IntConsumer work = perThread.get();
                for (int number = next.getAndIncrement(); number < numbers; number = next.getAndIncrement()) {
                    work.accept(number);
                }
                return true;
            });
        }
        run(all);
    }

    private <O> List<O> run(List<Callable<O>> all) throws ArchiveException {
        List<Future<O>> begun = new ArrayList<>();
        all.forEach(one -> begun.add(threads.submit(one)));
        List<O> done = new ArrayList<>();
        try {
            for (Future<O> one : begun) {
                done.add(one.get());
            }
            return done;
        } catch (ExecutionException failed) {
            begun.forEach(one -> one.cancel(false));
            if (failed.getCause() instanceof ArchiveException unreadable) {
                throw unreadable;
            }
            if (failed.getCause() instanceof DamagedPageException damaged) {
                throw damaged.unreadable();
            }
            if (failed.getCause() instanceof OutOfMemoryError) {
                throw new ArchiveException(
                        "the archive is larger than the memory; ask about fewer days, or give more memory:"
                                + " PORTOLAN_OPTS=-Xmx6g, or as much as the machine has",
                        failed.getCause());
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ArchiveException("stopped while at work on the archive", stopped);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
