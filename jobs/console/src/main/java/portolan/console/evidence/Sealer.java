// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the heads of a process's own chains each hour, and when it ends. */
public final class Sealer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private static final Duration EVERY = Duration.ofHours(1);

    private final EvidenceWriter writer;
    private final Path book;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread made = new Thread(run, "evidence-seals");
        made.setDaemon(true);
        return made;
    });
    private volatile String fault = "";

    private Sealer(EvidenceWriter writer, Path book, Clock clock) {
        this.writer = writer;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Begins to seal: what an earlier run left, at once.
     *
     * @param book where seals are appended
     * @throws IOException if they cannot be
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it runs until it is closed, and catches what fails
    public static Sealer start(EvidenceWriter writer, Path book, Clock clock) throws IOException {
        Sealer sealer = new Sealer(writer, book, clock);
        sealer.seal();
        sealer.thread.scheduleWithFixedDelay(
                sealer::sealOrSay, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return sealer;
    }

    private void seal() throws IOException {
        List<Seal> seals = writer.heads().stream()
                .map(head -> Seal.of(head, clock.millis(), writer.key()))
                .toList();
        SealBook.append(book, seals);
    }

    private void sealOrSay() {
        try {
            seal();
            fault = "";
        } catch (IOException e) {
            LOG.warn("the heads of the chains cannot be sealed: seals={}", book, e);
            fault = book + ": " + e.getMessage();
        }
    }

    /** Why the last seals are not with the second keeper; empty where they are. */
    public String fault() {
        return fault;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        sealOrSay();
    }
}
