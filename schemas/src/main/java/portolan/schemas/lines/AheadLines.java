// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;

/**
 * What becomes of a file's filings, in the order of their lines, made by threads of its own while the caller still
 * works on those before. The caller splits the file; the threads do all the rest.
 *
 * <p>Only keys that must be derived follow from the lines before: a batch with such filings waits until the batches
 * before it have theirs.
 *
 * @param <T> what a line becomes
 */
public final class AheadLines<T> implements Closeable {
    private static final int THREADS = 2;

    /** Enough lines that handing them over costs nothing. */
    private static final int BATCH_LINES = 128;

    /** A batch of long lines ends sooner: what is read ahead stays some megabytes, whatever the lines' length. */
    private static final int BATCH_BYTES = 1 << 20;

    private static final int BATCHES_AHEAD = 3 * THREADS;

    private final ByteWindow window;
    private final RawLines lines;
    private final String file;
    private final FilingCompletion completion;
    private final Function<Line<Filing>, T> then;
    private final ThreadLocal<JsonReader> json = ThreadLocal.withInitial(() -> new JsonReader(Filing.class));
    private final Deque<Future<List<T>>> ahead = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread made = new Thread(task, "parse lines");
        made.setDaemon(true);
        return made;
    });

    private CompletableFuture<Void> keysKnown = CompletableFuture.completedFuture(null);
    private List<T> batch = List.of();
    private int next;

    AheadLines(ByteWindow window, String file, FilingCompletion completion, Function<Line<Filing>, T> then) {
        this.window = window;
        this.lines = new RawLines(window);
        this.file = file;
        this.completion = completion;
        this.then = then;
    }

    /** What the next line becomes; null at the end of the file. */
    public @Nullable T next() throws IOException {
        if (next == batch.size()) {
            while (ahead.size() < BATCHES_AHEAD && submit()) {
                // One more batch is on its way.
            }
            Future<List<T>> first = ahead.poll();
            if (first == null) {
                return null;
            }
            batch = await(first);
            next = 0;
        }
        return batch.get(next++);
    }

    /** Hands one more batch over; false at the end of the file. */
    private boolean submit() {
        List<RawLines.RawLine> raw = new ArrayList<>(BATCH_LINES);
        int bytes = 0;
        while (raw.size() < BATCH_LINES && bytes < BATCH_BYTES) {
            RawLines.RawLine line = nextLine();
            if (line == null) {
                break;
            }
            raw.add(line);
            bytes += line.bytes().length;
        }
        if (raw.isEmpty()) {
            return false;
        }
        CompletableFuture<Void> before = keysKnown;
        CompletableFuture<Void> here = new CompletableFuture<>();
        keysKnown = CompletableFuture.allOf(before, here);
        ahead.add(threads.submit(() -> read(raw, before, here)));
        return true;
    }

    private RawLines.@Nullable RawLine nextLine() {
        try {
            return lines.next();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read: file=" + file + ", cause=" + e.getMessage(), e);
        }
    }

    /** @param here is completed once no line of the batch needs to derive its key any more, whatever happens */
    private List<T> read(List<RawLines.RawLine> raw, CompletableFuture<Void> before, CompletableFuture<Void> here) {
        List<AheadLine> begun = new ArrayList<>(raw.size());
        try {
            boolean derives = false;
            for (RawLines.RawLine line : raw) {
                AheadLine one = new AheadLine(line);
                one.begin(json.get(), completion, file);
                derives |= one.lacksKey();
                begun.add(one);
            }
            if (derives) {
                // Batches begin in their order, so the one that is waited for is at work or done.
                before.join();
                begun.forEach(one -> one.deriveKey(completion));
            }
        } finally {
            here.complete(null);
        }
        List<T> read = new ArrayList<>(raw.size());
        for (AheadLine one : begun) {
            read.add(then.apply(one.finish(completion, file)));
        }
        return read;
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IOException("a line was not parsed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while lines were parsed", e);
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        window.close();
    }
}
