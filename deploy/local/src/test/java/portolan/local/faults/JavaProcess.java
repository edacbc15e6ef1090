// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import portolan.testing.Patience;

/** A Java program in a process of its own, which a test may kill, stop and let go on, and whose words it reads. */
public final class JavaProcess implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;
    private static final int LAST_WORDS = 4_000;

    private final String name;
    private final Process process;
    private final Path out;
    private final Path err;

    private JavaProcess(String name, Process process, Path out, Path err) {
        this.name = name;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a program of this JVM's class path.
     *
     * @param flags of its JVM, the heap's included
     * @param directory where what it says is kept, under the given name
     */
    public static JavaProcess start(
            String name, String mainClass, String classPath, List<String> flags, List<?> arguments, Path directory) {
        try {
            Path out = Files.createDirectories(directory).resolve(name + ".out");
            Path err = directory.resolve(name + ".err");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(flags);
            // As the tests themselves: they end before the second compiler's work pays.
            command.addAll(List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--add-opens",
                    "java.base/java.util=ALL-UNNAMED",
                    "--add-opens",
                    "java.base/java.lang=ALL-UNNAMED",
                    "-Dorg.apache.avro.fastread=true",
                    "-Duser.timezone=UTC",
                    "-Dfile.encoding=UTF-8",
                    "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve(name + ".tmp")),
                    "-Dportolan.log=" + directory.resolve(name + ".log")));
            command.addAll(List.of("-cp", classPath, mainClass));
            arguments.forEach(argument -> command.add(argument.toString()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            // It and all that it starts are on a machine whose capital of i is another letter.
            builder.environment()
                    .merge(
                            "JAVA_TOOL_OPTIONS",
                            "-Duser.language=tr -Duser.country=TR",
                            (own, more) -> own + ' ' + more);
            return new JavaProcess(name, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException("process did not start: name=" + name, e);
        }
    }

    /** The class path of the tests, of which surefire tells its children only in a property. */
    static String testClassPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The class path of the product: without what is there for tests, their settings of logging included. */
    public static String productClassPath() {
        return Arrays.stream(testClassPath().split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As a power cut of this process would: kill -9. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Takes all processors from it, as a machine that stands still: SIGSTOP. */
    void halt() {
        signal("STOP");
    }

    /** Lets it go on: SIGCONT. */
    void goOn() {
        signal("CONT");
    }

    /** Asks it to end, as Ctrl-C does, and says with which code it did. */
    public int end() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Waits until it ends by itself, and says with which code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(Patience.LASTS.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("process did not end: " + lastWords());
        }
        return process.exitValue();
    }

    /** The first line on standard output that fits, as it fits. */
    public Matcher awaitOut(String pattern) throws InterruptedException {
        return await(out, pattern, 0, Patience.LASTS);
    }

    /** The first line on standard error that fits, of those after so many characters; within the time. */
    Matcher awaitErr(String pattern, long after, Duration atMost) throws InterruptedException {
        return await(err, pattern, after, atMost);
    }

    /** What was said on standard error so far. */
    public String err() {
        return read(err);
    }

    public String out() {
        return read(out);
    }

    private Matcher await(Path file, String pattern, long after, Duration atMost) throws InterruptedException {
        Pattern wanted = Pattern.compile(pattern, Pattern.MULTILINE);
        long deadline = System.nanoTime() + atMost.toNanos();
        do {
            // Whether it lives is asked first: what it said last may come after the question.
            boolean alive = process.isAlive();
            String said = read(file);
            Matcher found = wanted.matcher(said.substring((int) Math.min(after, said.length())));
            if (found.find()) {
                return found;
            }
            if (!alive) {
                throw new AssertionError("process ended before it said '" + pattern + "': " + lastWords());
            }
            Thread.sleep(LOOK_MILLIS);
        } while (System.nanoTime() < deadline);
        throw new AssertionError("process did not say '" + pattern + "' within " + atMost + ": " + lastWords());
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("no signal: process=" + name + ", signal=" + signal + ", code=" + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no signal: process=" + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String lastWords() {
        return "name=" + name + ", alive=" + process.isAlive() + "\nstandard output:\n" + tail(read(out))
                + "\nstandard error:\n" + tail(read(err)) + "\nlog: " + out.resolveSibling(name + ".log");
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - LAST_WORDS));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what a process said: file=" + file, e);
        }
    }

    /** Ends it, whatever it is doing. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
