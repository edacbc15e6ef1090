// SPDX-License-Identifier: Apache-2.0
package portolan.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the audit whom the file of accounts has, has no longer, or has otherwise: it is changed beside the desk, by
 * whoever has the machine. What was noted is kept below the desk's data, so that also a change while no desk ran is noted.
 */
final class Roster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Accounts accounts;
    private final Path file;
    private final Line line;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread made = new Thread(run, "desk-roster");
        made.setDaemon(true);
        return made;
    });

    private volatile Map<String, String> noted = Map.of();

    /** Everybody by name, with a mark that changes with whatever of theirs changes: {@code ROLE:OFFICES:TENANTS:...}. */
    @FunctionalInterface
    interface Accounts {
        Map<String, String> marks() throws IOException;
    }

    /** Where a change is noted; returns once it is. */
    @FunctionalInterface
    interface Line {
        void note(String action, String name, String detail);
    }

    Roster(Accounts accounts, Path file, Line line) {
        this.accounts = accounts;
        this.file = file;
        this.line = line;
    }

    /** Begins to look. */
    @SuppressWarnings("FutureReturnValueIgnored") // it runs until it is closed, and catches what fails
    Roster start() {
        thread.scheduleWithFixedDelay(this::lookOrSay, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void lookOrSay() {
        try {
            look();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "changes of accounts cannot be noted now, and are tried again: {}", String.valueOf(e.getMessage()));
        }
    }

    /** Whether somebody is noted as the file has them now, who may have come and gone between two looks. */
    boolean isNoted(String name) throws IOException {
        String mark = accounts.marks().getOrDefault(name, "");
        if (!mark.equals(noted.get(name))) {
            lookOrSay();
        }
        return mark.equals(noted.get(name));
    }

    /** Notes what has changed since the last look. */
    synchronized void look() throws IOException {
        Map<String, String> before = new TreeMap<>();
        if (Files.exists(file)) {
            for (String known : Files.readAllLines(file)) {
                before.put(known.substring(0, known.indexOf(':')), known.substring(known.indexOf(':') + 1));
            }
        }
        Map<String, String> now = new TreeMap<>(accounts.marks());
        if (now.equals(before)) {
            noted = now;
            return;
        }
        now.forEach((name, mark) -> {
            String known = before.get(name);
            if (known == null) {
                line.note("USER_ADDED", name, detail(mark));
            } else if (!known.equals(mark)) {
                line.note("USER_CHANGED", name, detail(known) + " -> " + detail(mark));
            }
        });
        before.forEach((name, mark) -> {
            if (!now.containsKey(name)) {
                line.note("USER_REMOVED", name, detail(mark));
            }
        });
        List<String> lines = new ArrayList<>();
        now.forEach((name, mark) -> lines.add(name + ':' + mark));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        noted = now;
    }

    private static String detail(String mark) {
        String[] parts = mark.split(":", -1);
        return "role=" + parts[0] + ", office=" + (parts[1].isEmpty() ? "all" : parts[1])
                + (parts[2].isEmpty() ? "" : ", tenant=" + parts[2]);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
