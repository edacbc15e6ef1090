// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import portolan.benchmarks.process.Heap;
import portolan.benchmarks.process.Jvm;
import portolan.local.BadInput;

/**
 * A system under test, as the list of them describes it.
 *
 * @param kind limit, engine, cluster, one-memory, full or floor
 * @param classPath {@code own}, or the name of one that the launcher has
 * @param flags of its JVM
 */
record Subject(String name, String kind, String mainClass, String classPath, String flags) {
    private static final String LIST = "subjects.txt";
    /** The last says what it is, and how it is tuned. */
    private static final int COLUMNS = 6;

    private static final String LARGE_PAGES = "-XX:+UseTransparentHugePages";

    /** All there are, in the order of the list. */
    static List<Subject> all() {
        try (InputStream in = Objects.requireNonNull(Subject.class.getResourceAsStream(LIST), LIST)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of subjects", e);
        }
    }

    static List<Subject> read(String list) {
        return list.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Subject::line)
                .toList();
    }

    static Subject named(String name) {
        return all().stream()
                .filter(subject -> subject.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("unknown subject: name=" + name + ", known="
                        + all().stream().map(Subject::name).toList()));
    }

    private static Subject line(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("a subject has " + COLUMNS + " columns: line=" + line);
        }
        return new Subject(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
    }

    boolean isLimit() {
        return kind.equals("limit");
    }

    /** Whether it is several processes, of which the one that is started does none of the work. */
    boolean isCluster() {
        return kind.equals("cluster");
    }

    /** Whether its stages work side by side, so that one task of each is several threads. */
    boolean hasStages() {
        return !isLimit() && !name.equals("streams");
    }

    /** Whether it can handle filings in their one order; all others take what comes. */
    boolean keepsOrder() {
        return kind.equals("engine") || isCluster();
    }

    /** Limits that run on Flink read the topic again and again; the raw one does so by itself. */
    boolean takesPasses() {
        return isLimit() && !name.equals("raw");
    }

    /** Whether it writes a record a filing, so that the end of its output says how far it is. */
    boolean writesOneEach() {
        return !name.equals("raw") && !name.equals("discard");
    }

    /** Whether its classes are there. */
    boolean isBuilt() {
        return classPath.equals("own") || Files.isRegularFile(classPathFile());
    }

    /** As a process, started as {@code portolan run} is: none is faster or slower by that. */
    Jvm jvm(List<String> arguments) {
        List<String> all = new ArrayList<>();
        for (String flag : flags.split(" ", -1)) {
            if (flag.equals("@launcher")) {
                all.addAll(Heap.launcher());
                all.addAll(Jvm.launcherFlags());
            } else if (flag.equals("@flags")) {
                all.addAll(Jvm.launcherFlags());
            } else if (flag.equals("@pages")) {
                Jvm.launcherFlags().stream().filter(LARGE_PAGES::equals).forEach(all::add);
            } else {
                all.add(flag);
            }
        }
        Jvm jvm = classPath.equals("own")
                ? Jvm.own(mainClass, all, arguments)
                : new Jvm(mainClass, jars(), all, arguments);
        return jvm.takingTurns();
    }

    private String jars() {
        try {
            return Files.readString(classPathFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("a subject is not built: name=" + name + ", file=" + classPathFile(), e);
        }
    }

    private Path classPathFile() {
        return Path.of(System.getProperty("portolan.bench", "."), classPath + ".classpath");
    }
}
