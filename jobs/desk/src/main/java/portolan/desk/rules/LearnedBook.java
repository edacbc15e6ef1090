// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.archive.ArchiveException;
import portolan.console.rules.AdoptedTable;
import portolan.console.rules.LearnedArchive;
import portolan.console.rules.LearnedTable;
import portolan.console.screen.SafeText;
import portolan.console.screen.UnusableInputException;
import portolan.desk.server.RefusedException;
import portolan.scoring.rules.RuleSet;

/** What was learned of the rule set in force, read from the archive when somebody asks and kept for a while. */
public final class LearnedBook implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LearnedBook.class);

    /** Weights move once a day; the evidence beside them grows all day. */
    private static final Duration KEPT = Duration.ofMinutes(15);

    private final @Nullable Path directory;
    private final Supplier<RuleSet> inForce;
    private final Clock clock;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(read -> {
        Thread thread = new Thread(read, "desk-learned");
        thread.setDaemon(true);
        return thread;
    });

    // Guarded by this.
    private @Nullable Learned known;
    private boolean isReading;
    private String fault = "";

    /**
     * What was read.
     *
     * @param at when
     */
    record Learned(RuleSet ruleSet, LearnedArchive archive, Instant at) {
        /** Of a tenant; null where nothing of its was judged by this rule set. */
        @Nullable
        LearnedTable table(String tenant) {
            return archive.tables().get(tenant);
        }

        /** The rule set with what a tenant's inspections taught as its next version; null where they taught nothing. */
        @Nullable
        String adopted(String tenant) {
            LearnedTable table = table(tenant);
            try {
                return table == null ? null : new AdoptedTable(ruleSet, table).text();
            } catch (UnusableInputException nothing) {
                return null;
            }
        }
    }

    /**
     * Reads one archive.
     *
     * @param directory that the job has as its {@code --archive}; null where it has none
     * @param inForce the rule set in force
     */
    public LearnedBook(@Nullable Path directory, Supplier<RuleSet> inForce, Clock clock) {
        this.directory = directory;
        this.inForce = inForce;
        this.clock = clock;
    }

    /** Whether there is anything to read. */
    boolean isOpen() {
        return directory != null;
    }

    /** Why nothing was read; empty where nothing is known to be wrong. */
    synchronized String fault() {
        return fault;
    }

    /** What was learned; null while it is read, which this begins. */
    synchronized @Nullable Learned learned() {
        Learned last = known;
        boolean isFresh = last != null && last.at().plus(KEPT).isAfter(clock.instant());
        Path from = directory;
        if (!isFresh && !isReading && fault.isEmpty() && from != null) {
            isReading = true;
            reader.execute(() -> read(from));
        }
        return last;
    }

    /**
     * The rule set with what was learned, as a draft.
     *
     * @throws RefusedException if nothing was, or it is not read yet
     */
    String adopted(String tenant) {
        Learned learned = learned();
        String text = learned == null ? null : learned.adopted(tenant);
        if (text == null) {
            throw RefusedException.missing("nothing was learned that can be adopted: tenant=" + tenant);
        }
        return text;
    }

    /** Reads anew when it is asked for next. */
    synchronized void forget() {
        known = null;
        fault = "";
    }

    private void read(Path from) {
        Learned learned = null;
        String wrong = "";
        try {
            RuleSet ruleSet = inForce.get();
            learned = new Learned(ruleSet, LearnedArchive.read(from, ruleSet), clock.instant());
        } catch (IOException | ArchiveException | RuntimeException e) {
            wrong = SafeText.line(String.valueOf(e.getMessage()));
            LOG.warn("what was learned cannot be read: {}", wrong);
        }
        synchronized (this) {
            known = learned;
            fault = wrong;
            isReading = false;
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
