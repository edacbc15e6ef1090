package portolan.schemas;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Lines in their order, parsed by a thread of its own while the caller still works on those before. The caller splits
 * the file; the thread does nothing but parse.
 *
 * @param <P> what a line is parsed to
 */
final class AheadLines<P> implements Closeable {
    /** Enough lines that handing them over costs nothing. */
    private static final int BATCH_LINES = 128;

    /** A batch of long lines ends sooner: what is read ahead stays some megabytes, whatever the lines' length. */
    private static final int BATCH_BYTES = 1 << 20;

    private static final int BATCHES_AHEAD = 3;

    private final RawLines lines;
    private final FilingLines.Parser<P> parser;
    private final Deque<Future<List<Parsed<P>>>> ahead = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "parse lines");
        made.setDaemon(true);
        return made;
    });

    private List<Parsed<P>> batch = List.of();
    private int next;

    /** @param parser is only ever called by the one thread */
    AheadLines(RawLines lines, FilingLines.Parser<P> parser) {
        this.lines = lines;
        this.parser = parser;
    }

    /** The next line, or null at the end of the file. */
    @Nullable
    Parsed<P> next() throws IOException {
        if (next == batch.size()) {
            while (ahead.size() < BATCHES_AHEAD && submit()) {
                // One more batch is on its way.
            }
            Future<List<Parsed<P>>> first = ahead.poll();
            if (first == null) {
                return null;
            }
            batch = await(first);
            next = 0;
        }
        return batch.get(next++);
    }

    /** Hands one more batch over; false at the end of the file. */
    private boolean submit() throws IOException {
        List<RawLines.RawLine> raw = new ArrayList<>(BATCH_LINES);
        int bytes = 0;
        while (raw.size() < BATCH_LINES && bytes < BATCH_BYTES) {
            RawLines.RawLine line = lines.next();
            if (line == null) {
                break;
            }
            raw.add(line);
            bytes += line.bytes().length;
        }
        if (raw.isEmpty()) {
            return false;
        }
        ahead.add(thread.submit(() -> parse(raw)));
        return true;
    }

    private List<Parsed<P>> parse(List<RawLines.RawLine> raw) {
        List<Parsed<P>> parsed = new ArrayList<>(raw.size());
        for (RawLines.RawLine line : raw) {
            try {
                line.checkSize();
                parsed.add(new Parsed<>(line, parser.parse(line), null));
            } catch (FaultException e) {
                parsed.add(new Parsed<>(line, null, e));
            }
        }
        return parsed;
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
    public void close() {
        thread.shutdownNow();
    }

    /** A line and what it was parsed to, or what is wrong with it. */
    record Parsed<P>(
            RawLines.RawLine raw,
            @Nullable P parsed,
            @Nullable FaultException fault) {
        /** What it was parsed to; throws what is wrong with it. */
        P value() throws FaultException {
            if (fault != null) {
                throw fault;
            }
            if (parsed == null) {
                throw new IllegalStateException("neither parsed nor at fault: line=" + raw.number());
            }
            return parsed;
        }
    }
}
