// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.console.screen.SafeText;
import portolan.scoring.rules.RuleSet;
import portolan.tuning.LoadedArchive;

/**
 * Scorecards of the rule set in force, reckoned from the archive when somebody asks and kept for an hour. Each reads the
 * weeks that it is about, and lets go of them.
 */
final class Scorecards implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scorecards.class);

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int DAYS_A_WEEK = 7;

    private final @Nullable Path directory;
    private final Supplier<RuleSet> inForce;
    private final Clock clock;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(read -> {
        Thread thread = new Thread(read, "desk-scorecard");
        thread.setDaemon(true);
        return thread;
    });

    // Guarded by this.
    private final Map<Integer, Scorecard> ready = new HashMap<>();
    private final Map<Integer, String> faults = new HashMap<>();
    private final Set<Integer> underWay = new HashSet<>();

    Scorecards(@Nullable Path directory, Supplier<RuleSet> inForce, Clock clock) {
        this.directory = directory;
        this.inForce = inForce;
        this.clock = clock;
    }

    boolean isOpen() {
        return directory != null;
    }

    /** That of the last weeks; null while it is reckoned, which this begins where it is old. */
    synchronized @Nullable Scorecard of(int weeks) {
        Scorecard known = ready.get(weeks);
        boolean isFresh = known != null && known.at().plus(KEPT).isAfter(clock.instant());
        if (!isFresh && !faults.containsKey(weeks)) {
            begin(weeks);
        }
        return known;
    }

    /** Why there is none; empty if nothing is known to be wrong. */
    synchronized String fault(int weeks) {
        return faults.getOrDefault(weeks, "");
    }

    /** Reckons anew when it is asked for next. */
    synchronized void forget(int weeks) {
        ready.remove(weeks);
        faults.remove(weeks);
    }

    private void begin(int weeks) {
        Path from = directory;
        if (from != null && underWay.add(weeks)) {
            reader.execute(() -> reckon(from, weeks));
        }
    }

    private void reckon(Path from, int weeks) {
        Scorecard card = null;
        String fault = "";
        try {
            Archive archive = Archive.open(from);
            LocalDate last = archive.lastDay();
            RuleSet ruleSet = inForce.get();
            try (LoadedArchive loaded = LoadedArchive.of(
                    archive, ruleSet, last == null ? null : last.minusDays((long) DAYS_A_WEEK * weeks - 1), last)) {
                card = Scorecard.of(
                        loaded.ask(ruleSet), ruleSet.name() + " v" + ruleSet.version(), weeks, clock.instant());
            }
        } catch (ArchiveException | RuntimeException e) {
            fault = SafeText.line(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            fault = "these weeks are larger than the desk's memory; ask for fewer, or give the desk more by"
                    + " PORTOLAN_OPTS=-Xmx";
        }
        if (!fault.isEmpty()) {
            LOG.warn("no scorecard: weeks={}, cause={}", weeks, fault);
        }
        synchronized (this) {
            underWay.remove(weeks);
            if (card == null) {
                faults.put(weeks, fault);
            } else {
                ready.put(weeks, card);
                faults.remove(weeks);
            }
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
