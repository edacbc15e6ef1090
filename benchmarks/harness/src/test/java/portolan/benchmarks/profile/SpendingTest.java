// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class SpendingTest {
    /** What a line of the list may name of a class: its name, or a part of it. */
    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z])[A-Z][A-Za-z]{3,}");

    private final Spending listed = Spending.listed();

    /** Stacks as async-profiler had them, of the engine and of plain Flink, cut to a few frames. */
    @ParameterizedTest
    @CsvFileSource(resources = "stacks.csv", delimiter = '~', maxCharsPerColumn = 8_192)
    void workIsOfOneKindWhoeverDoesIt(String kind, String thread, String frames) {
        assertThat(listed.of(new Stacks.Sample(ThreadKind.of(thread), List.of(frames.split(";", -1)), 1)))
                .isEqualTo(kind);
    }

    @Test
    void whateverTheListNamesIsAClass() throws Exception {
        Set<String> classes = new TreeSet<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            classes.addAll(classes(Path.of(part)));
        }
        Set<String> named = new TreeSet<>();
        listed.kinds().stream()
                .filter(kind -> kind.where() != Spending.Where.THREAD)
                .flatMap(kind -> NAME.matcher(kind.pattern().pattern()).results())
                .map(MatchResult::group)
                .forEach(named::add);

        assertThat(named).hasSizeGreaterThan(30);

        named.removeIf(name -> classes.stream().anyMatch(known -> known.contains(name)));
        assertThat(named).isEmpty();
    }

    private static Set<String> classes(Path part) throws IOException {
        Set<String> classes = new TreeSet<>();
        if (Files.isDirectory(part)) {
            try (Stream<Path> files = Files.walk(part)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class"))
                        .forEach(classes::add);
            }
        } else if (Files.isRegularFile(part)) {
            try (JarFile jar = new JarFile(part.toFile())) {
                jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.endsWith(".class"))
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .forEach(classes::add);
            }
        }
        return classes;
    }

    @Test
    void countsSamplesAndNotStacks() {
        Stacks stacks = new Stacks(List.of(
                new Stacks.Sample("GC Thread", List.of("mark"), 5),
                new Stacks.Sample("G1 Conc", List.of("refine"), 2),
                new Stacks.Sample("unknown", List.of(), 1)));

        assertThat(listed.of(stacks)).isEqualTo(Map.of("collecting garbage", 7L, Spending.REST, 1L));
    }

    @Test
    void refusesALineThatIsNone() {
        assertThatThrownBy(() -> Spending.read("between tasks :: INNERMOST"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line=between tasks");
    }
}
