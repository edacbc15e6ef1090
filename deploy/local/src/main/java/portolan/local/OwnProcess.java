// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * A process that one command starts and later ones find again, by a file with its id and when it began: one that has got
 * the same id since is another's, and is left alone.
 */
final class OwnProcess {
    /** What the system says of a start moves with its clock. */
    private static final Duration CLOCK_MOVES = Duration.ofSeconds(10);

    private static final long LOOK_MILLIS = 100;

    private final String name;
    private final Path file;

    /** @param directory where the files of all processes are */
    OwnProcess(String name, Path directory) {
        this.name = name;
        this.file = directory.resolve(name);
    }

    String name() {
        return name;
    }

    /**
     * Starts it; it lives on when this process ends.
     *
     * @param output where it writes what it does not log
     */
    void start(List<String> command, Map<String, String> environment, Path directory, Path output) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            Instant began = process.info().startInstant().orElseGet(Instant::now);
            try {
                Files.writeString(file, "pid=" + process.pid() + "\nbegan=" + began + "\n");
            } catch (IOException e) {
                // Nobody would find it again.
                process.destroyForcibly();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("process did not start: name=" + name, e);
        }
    }

    /** Whether it was started, whatever became of it. */
    boolean isKnown() {
        return Files.exists(file);
    }

    boolean isAlive() {
        return handle().isPresent();
    }

    /** Asks it to end, as Ctrl-C does. */
    void askToEnd() {
        handle().ifPresent(ProcessHandle::destroy);
    }

    /** Whether it ended within the time. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Forgets one that has ended. */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forget a process: file=" + file, e);
        }
    }

    /** The process, where it is alive. */
    Optional<ProcessHandle> handle() {
        if (!isKnown()) {
            return Optional.empty();
        }
        Properties known = read();
        if (!known.keySet().containsAll(Set.of("pid", "began"))) {
            // Cut short by a full disk, and then ended.
            return Optional.empty();
        }
        Instant began = Instant.parse(known.getProperty("began"));
        return ProcessHandle.of(Long.parseLong(known.getProperty("pid")))
                .filter(ProcessHandle::isAlive)
                .filter(found -> isOurs(found, began))
                // A container's first process may be one that does not bury the dead: those have no command.
                .filter(found -> found.info().command().isPresent());
    }

    private Properties read() {
        Properties known = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            known.load(text);
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what is known of a process: file=" + file, e);
        }
    }

    private static boolean isOurs(ProcessHandle found, Instant began) {
        return found.info()
                .startInstant()
                .map(start -> Duration.between(start, began).abs().compareTo(CLOCK_MOVES) <= 0)
                .orElse(false);
    }
}
