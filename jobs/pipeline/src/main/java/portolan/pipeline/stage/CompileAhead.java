// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import portolan.pipeline.PublishedText;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;

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

    private record Compiling(PublishedText published, Future<ReadText> read) {}

    /** A text, and what came of it. */
    record Ready(PublishedText published, ReadText read) {}

    void start(PublishedText published) {
        compiling.add(new Compiling(published, thread.submit(() -> read(published))));
    }

    boolean isEmpty() {
        return compiling.isEmpty();
    }

    /** Those that are ready, and those that apply at this order time, in the order in which they came. */
    List<Ready> take(long orderTime) {
        List<Ready> ready = new ArrayList<>();
        compiling.removeIf(one -> {
            boolean isReady = one.read().isDone() || one.published().orderTime() <= orderTime;
            if (isReady) {
                ready.add(new Ready(one.published(), result(one)));
            }
            return isReady;
        });
        return ready;
    }

    private static ReadText result(Compiling one) {
        try {
            return one.read().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "stopped while a text was compiled: " + one.published().source(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a text broke the compiler: " + one.published().source(), e.getCause());
        }
    }

    /** Compiles a text that is put to use, and refuses one that is not what its publisher says. */
    static ReadText read(PublishedText published) {
        if (published.kind() == DocumentKind.WATCH_LIST && published.text().isEmpty()) {
            // Told to a stage that looks nobody up.
            return new ReadText(
                    WatchlistText.named(published.name(), published.version(), published.hash()), List.of());
        }
        ReadText read = published.kind().read(published.text());
        Document said = read.document();
        if (said == null || !published.isSigned()) {
            return read;
        }
        List<RuleIssue> issues = new ArrayList<>();
        differs("name", said.name(), published.name(), published, issues);
        differs("version", said.version(), published.version(), published, issues);
        differs("hash", said.hash(), published.hash(), published, issues);
        return issues.isEmpty() ? read : new ReadText(null, issues);
    }

    private static void differs(
            String what, Object said, Object given, PublishedText published, List<RuleIssue> issues) {
        if (!said.equals(given)) {
            String message = "published with another " + what + ": text=" + said + ", published=" + given;
            issues.add(RuleIssue.at(published.source() + ", " + published.versionName(), message));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
