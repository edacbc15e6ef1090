// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.scoring.rules.RuleSet;
import portolan.tuning.LoadedArchive;
import portolan.tuning.WhatIfAnswer;

/**
 * The archive in memory, for all who ask what another text would have made of it. It is read when somebody asks first,
 * and answers one question at a time.
 */
public final class WhatIfRoom implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WhatIfRoom.class);

    /** Enough to see how often a rule fires now, also just after midnight. */
    public static final int RECENT_DAYS = 2;

    /** What came since is read when somebody asks after so long. */
    private static final Duration KEPT = Duration.ofMinutes(3);

    private final @Nullable Path directory;
    private final int days;
    private final Clock clock;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(read -> {
        Thread thread = new Thread(read, "desk-archive");
        thread.setDaemon(true);
        return thread;
    });

    // Guarded by this.
    private @Nullable LoadedArchive loaded;
    private boolean isLoading;
    private String fault = "";
    private int files;
    private Instant readAt = Instant.MIN;

    /**
     * @param directory that the job has as its {@code --archive}; null where it has none
     * @param days at its end that are read; 0 for all
     */
    public WhatIfRoom(@Nullable Path directory, int days, Clock clock) {
        this.directory = directory;
        this.days = days;
        this.clock = clock;
    }

    /** Whether there is anything to ask. */
    public boolean isOpen() {
        return directory != null;
    }

    /** Why the archive could not be read; empty where nothing is known to be wrong. */
    synchronized String fault() {
        return fault;
    }

    /**
     * What a rule set would have made of it; null while the archive is still read, which this begins.
     *
     * @throws ArchiveException if it cannot be read any more
     */
    synchronized @Nullable WhatIfAnswer ask(RuleSet candidate) throws ArchiveException {
        if (loaded != null && readAt.plus(KEPT).isBefore(clock.instant()) && files != files()) {
            forget();
        }
        if (loaded == null) {
            begin(candidate);
            return null;
        }
        return loaded.ask(candidate);
    }

    private int files() throws ArchiveException {
        return directory == null ? 0 : Archive.in(directory).assessments().size();
    }

    private void begin(RuleSet first) {
        Path from = directory;
        if (isLoading || from == null) {
            return;
        }
        isLoading = true;
        fault = "";
        reader.execute(() -> load(from, first));
    }

    private void load(Path from, RuleSet first) {
        LoadedArchive archive = null;
        String wrong = "";
        int there = 0;
        try {
            Archive found = Archive.open(from);
            LocalDate last = days == 0 ? null : found.lastDay();
            there = found.assessments().size();
            archive = LoadedArchive.of(found, first, last == null ? null : last.minusDays(days - 1L), last);
        } catch (ArchiveException e) {
            wrong = String.valueOf(e.getMessage());
        } catch (OutOfMemoryError e) {
            wrong = "the archive is larger than the desk's memory; give the desk more by PORTOLAN_OPTS=-Xmx: dir="
                    + from;
        }
        if (!wrong.isEmpty()) {
            LOG.warn("the archive cannot be asked: {}", wrong);
        }
        synchronized (this) {
            loaded = archive;
            files = there;
            readAt = clock.instant();
            fault = wrong;
            isLoading = false;
        }
    }

    /** Forgets what was read, so that the next question reads what has come since. */
    synchronized void forget() {
        if (loaded != null) {
            loaded.close();
            loaded = null;
        }
        fault = "";
    }

    @Override
    public void close() {
        reader.shutdownNow();
        forget();
    }
}
