// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that this one started and directs: it is told by lines on its standard input, answers by lines whose first
 * word says what they are, and ends when its input is closed.
 */
public final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LAST_WORDS = 20;

    private final String name;
    private final Process process;
    private final Path errors;
    private final Path log;
    private final PrintStream orders;
    private final Map<String, BlockingQueue<String>> answers = new ConcurrentHashMap<>();
    private final Map<String, String> latest = new ConcurrentHashMap<>();

    private Child(String name, Process process, Path errors, Path log) {
        this.name = name;
        this.errors = errors;
        this.log = log;
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /**
     * Starts a program.
     *
     * @param directory where its log and what it says on standard error go
     */
    public static Child start(String name, Jvm jvm, Path directory) {
        try {
            Path errors = directory.resolve(name + ".err");
            Path log = directory.resolve(name + ".log");
            Process process = new ProcessBuilder(jvm.command(log))
                    .redirectError(errors.toFile())
                    .start();
            Child child = new Child(name, process, errors, log);
            Thread listener = new Thread(child::listen, "listen-" + name);
            listener.setDaemon(true);
            listener.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("process did not start: name=" + name, e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public void order(String line) {
        orders.println(line);
    }

    /** What follows the word on the next line that begins with it. */
    public String await(String word, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            String rest = queue(word).poll(100, TimeUnit.MILLISECONDS);
            if (rest != null) {
                return rest;
            }
            if (!process.isAlive() && queue(word).isEmpty()) {
                throw ended();
            }
        }
        throw new IllegalStateException(
                "process is silent: name=" + name + ", awaited=" + word + ", for=" + patience.toSeconds() + " s");
    }

    /** What followed the word when it was said last, or the given text when it never was. */
    public String latest(String word, String otherwise) {
        return latest.getOrDefault(word, otherwise);
    }

    /** What to throw when it is no more: with its last words, since its files go with the benchmark's directory. */
    public IllegalStateException ended() {
        // Who says nothing on standard error, as Flink's processes, has said it in its log.
        List<String> lastWords = lastLines(errors);
        if (lastWords.isEmpty()) {
            lastWords = lastLines(log);
        }
        return new IllegalStateException(
                "process ended: name=" + name + ", pid=" + pid() + ", last words:\n" + String.join("\n", lastWords));
    }

    private static List<String> lastLines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
        } catch (IOException unreadable) {
            return List.of("unreadable, " + unreadable);
        }
    }

    /** Ends it, and whatever it started, as a power cut would: kill -9. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Lets it end in order, and ends it when it does not. */
    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private BlockingQueue<String> queue(String word) {
        return answers.computeIfAbsent(word, unheard -> new LinkedBlockingQueue<>());
    }

    private void listen() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int end = line.indexOf(' ');
                String word = end < 0 ? line : line.substring(0, end);
                String rest = end < 0 ? "" : line.substring(end + 1);
                latest.put(word, rest);
                queue(word).add(rest);
            }
        } catch (IOException closed) {
            // The process ended: who awaits its answer is told so.
        }
    }
}
