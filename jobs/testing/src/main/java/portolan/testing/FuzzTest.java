// SPDX-License-Identifier: Apache-2.0
package portolan.testing;

import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * What must hold of a reader whatever bytes strangers write. Each ring takes the inputs kept beside the test, in the
 * folder of resources that has the class's name; at night Jazzer makes others, guided by the branches they reach, for as
 * many seconds as {@code -Dportolan.fuzz.seconds} says. An input that fails belongs into that folder.
 */
@Tag(Seeds.TAG)
public abstract class FuzzTest {
    /** Ten minutes. */
    private static final int SECONDS = Integer.getInteger("portolan.fuzz.seconds", 600);

    /** Of one input; larger ones teach a fuzzer nothing more. */
    private static final int MOST_BYTES = 16_384;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Reads the bytes, and throws where something does not hold. */
    protected abstract void take(byte[] bytes) throws Exception;

    /** Where inputs are kept, as resources. */
    protected List<String> folders() {
        return List.of(getClass().getSimpleName());
    }

    /** Inputs that are better made than kept: what today's code writes. */
    protected List<byte[]> made() throws Exception {
        return List.of();
    }

    @TestFactory
    Stream<DynamicTest> holdsOfWhatIsKept() throws Exception {
        List<Path> kept = new ArrayList<>();
        for (Path folder : paths()) {
            try (Stream<Path> files = Files.list(folder)) {
                kept.addAll(files.filter(Files::isRegularFile).sorted().toList());
            }
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Path path : kept) {
            tests.add(DynamicTest.dynamicTest(
                    String.valueOf(path.getFileName()), path.toUri(), () -> take(Files.readAllBytes(path))));
        }
        for (byte[] made : made()) {
            tests.add(DynamicTest.dynamicTest("made " + tests.size(), () -> take(made)));
        }
        tests.add(DynamicTest.dynamicTest("nothing", () -> take(new byte[0])));
        return tests.stream();
    }

    @Test
    @Tag("night")
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void holdsOfWhatAFuzzerFinds() throws Exception {
        Path folder = Path.of("target", "fuzz", getClass().getSimpleName());
        Path found = Files.createDirectories(folder.resolve("corpus"));
        Path log = folder.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-Duser.language=en",
                "-Djdk.attach.allowAttachSelf=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + getClass().getName(),
                "--instrumentation_includes=portolan.**",
                // Made of schemas, with a branch a field: they lead a fuzzer nowhere.
                "--instrumentation_excludes=portolan.schemas.avro.**",
                "--custom_hook_includes=portolan.**",
                // The input is the bytes themselves, as it is where it is kept.
                "--mutator_framework=false",
                "-max_total_time=" + SECONDS,
                "-max_len=" + MOST_BYTES,
                // Of one input: the first waits for its classes, on a machine that does other things as well.
                "-timeout=" + Patience.LASTS.toSeconds(),
                "-use_value_profile=1",
                "--reproducer_path=" + folder.toAbsolutePath(),
                "-artifact_prefix=" + folder.toAbsolutePath() + File.separator,
                found.toString()));
        paths().forEach(path -> command.add(path.toString()));
        command.add(written(made(), folder.resolve("made")).toString());
        Process jazzer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!jazzer.waitFor(SECONDS + 2 * Patience.LASTS.toSeconds(), TimeUnit.SECONDS)
                    || jazzer.exitValue() != 0) {
                throw new AssertionError(
                        "an input fails, or the fuzzer does; it is kept in " + folder + ":\n" + tail(log));
            }
        } finally {
            jazzer.destroyForcibly();
        }
    }

    /**
     * Takes an input and holds what that allocated against the input's length.
     *
     * @param free bytes that any input may cost
     * @param perByte more for each of its bytes
     */
    protected static void bounded(byte[] bytes, long free, long perByte, Taking taking) throws Exception {
        long most = free + perByte * bytes.length;
        long allocated = allocated(taking);
        // The first one pays for classes, and for what a fuzzer puts into them.
        if (allocated > most) {
            allocated = allocated(taking);
        }
        if (allocated > most) {
            throw new AssertionError("allocates more than its length warrants: bytes=" + bytes.length + ", allocated="
                    + allocated + ", at most=" + most);
        }
    }

    private static long allocated(Taking taking) throws Exception {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        taking.take();
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    /** Something that is measured. */
    protected interface Taking {
        void take() throws Exception;
    }

    private List<Path> paths() throws URISyntaxException {
        List<Path> paths = new ArrayList<>();
        for (String name : folders()) {
            URL folder = getClass().getResource(name);
            if (folder != null) {
                paths.add(Path.of(folder.toURI()));
            }
        }
        return paths;
    }

    private static Path written(List<byte[]> made, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int at = 0; at < made.size(); at++) {
            Files.write(folder.resolve("made-" + at), made.get(at));
        }
        return folder;
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
    }
}
