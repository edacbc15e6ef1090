// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code deploy/portolan} in an invented checkout, with a Java and a Maven that only say what they do. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final List<String> MODULES = List.of(
            "schemas",
            "jobs/topics",
            "jobs/scoring",
            "jobs/records",
            "jobs/archive",
            "jobs/feeds",
            "jobs/pipeline",
            "jobs/tuning",
            "jobs/console",
            "jobs/training",
            "jobs/desk",
            "benchmarks/workload",
            "deploy/rest",
            "deploy/local");

    @TempDir
    private Path temporary;

    private Path checkout;
    private Path jdk;
    private Path launcher;

    /** What is not named is not on the class path. */
    @Test
    void theLauncherNamesEveryModuleOfTheProduct() throws Exception {
        List<String> modules = Pattern.compile("<module>((?:schemas|jobs/)[^<]*)</module>")
                .matcher(Files.readString(Path.of("../../pom.xml")))
                .results()
                .map(module -> module.group(1))
                .filter(module -> !module.equals("jobs/testing"))
                .toList();

        assertThat(modules).hasSizeGreaterThan(6);
        assertThat(MODULES).containsAll(modules);
        assertThat(Files.readString(Path.of("../portolan")).lines().filter(line -> line.contains("modules='")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(modules));
    }

    @BeforeEach
    void inventACheckout() throws Exception {
        // As in the finest of home directories, names have blanks.
        checkout = Files.createDirectories(temporary.resolve("a checkout"));
        jdk = temporary.resolve("a jdk");
        for (String module : MODULES) {
            Files.createDirectories(checkout.resolve(module).resolve("src/main/java"));
            Files.writeString(checkout.resolve(module).resolve("pom.xml"), "");
        }
        Files.createDirectories(checkout.resolve(".mvn"));
        Files.createDirectories(checkout.resolve("deploy/flink"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Files.writeString(source(), "");
        launcher = Files.copy(Path.of("../portolan"), checkout.resolve("deploy/portolan"));
        Path options = Files.createDirectories(checkout.resolve("deploy/local/jvm"));
        for (String file : List.of("all", "throughput", "latency", "run")) {
            Files.copy(Path.of("jvm", file + ".options"), options.resolve(file + ".options"));
        }
        script(launcher, Files.readString(launcher));

        java("17.0.21");
        script(jdk.resolve("bin/javac"), "");
        maven("mkdir -p %s && touch deploy/local/target/classpath && echo built >>\"$COUNT\""
                .formatted(String.join("/target/classes ", MODULES) + "/target/classes"));
    }

    @Test
    void buildsOnceAndThenOnlyRuns() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), checkout.resolve("deploy/portolan"));

        Result first = run(link, "score", "--out", "a b");
        Result second = run(link, "demo");

        assertThat(first.out).contains("portolan.local.Portolan score --out a b");
        assertThat(first.err).contains("portolan: building, 0 s");
        assertThat(second.out).contains("portolan.local.Portolan demo");
        assertThat(second.err).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainAfterAnEditADeletionOrANewSetting() throws Exception {
        run(launcher);
        stampIsOld();
        touch(source());
        run(launcher);
        stampIsOld();
        Files.delete(source());
        run(launcher);
        stampIsOld();
        Files.writeString(checkout.resolve("deploy/flink/config.yaml"), "");
        run(launcher);
        assertThat(builds()).isEqualTo(4);

        stampIsOld();
        Files.createDirectories(checkout.resolve("jobs/scoring/src/test/java"));
        Files.writeString(checkout.resolve("jobs/scoring/src/test/java/ATest.java"), "");
        run(launcher);
        assertThat(builds()).as("a test is not part of the product").isEqualTo(4);
    }

    @Test
    void aClusterIsStartedFromJarsThatAreAsNewAsTheClasses() throws Exception {
        maven("mkdir -p %s && touch deploy/local/target/classpath && echo \"$@\" >>\"$COUNT\""
                .formatted(String.join("/target/classes ", MODULES) + "/target/classes"));

        run(launcher);
        run(launcher, "cluster", "up");
        run(launcher, "cluster", "status");
        run(launcher);
        assertThat(Files.readAllLines(temporary.resolve("count")))
                .satisfiesExactly(
                        first -> assertThat(first).doesNotContain("package"),
                        second -> assertThat(second).contains("-pl deploy/local,deploy/flink ", " package"));

        stampIsOld();
        touch(source());
        run(launcher);
        assertThat(run(launcher, "cluster", "status").out)
                .contains("portolan.local.Portolan cluster status", "-Xmx256m ");
        assertThat(builds()).isEqualTo(4);
    }

    @Test
    void showsTheEndOfTheLogOfAFailedBuild() throws Exception {
        maven("echo 'cannot find symbol' && exit 1");

        Result result = run(launcher);

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.out).isEmpty();
        assertThat(result.err).contains("cannot find symbol", "the build failed: log=", "portolan-build.log");
        assertThat(run(launcher).err)
                .as("the failed build left no lock and no stamp")
                .contains("the build failed");
    }

    @Test
    void saysWhichJavaIsTooOld() throws Exception {
        java("1.8.0_402");

        Result result = run(launcher);

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.err).contains("needs a JDK 17 or later: found 1.8.0_402, java=" + jdk);
    }

    @Test
    void saysThatAJreIsNotAJdk() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));

        assertThat(run(launcher).err).contains("needs a JDK, not a JRE");
    }

    @Test
    void theHeapIsAThirdOfTheMemoryButNeitherTinyNorHuge() throws Exception {
        String options = run(launcher).out;

        Matcher heap = Pattern.compile("-Xms(\\d+)m -Xmx(\\d+)m ").matcher(options);
        assertThat(heap.find()).as(options).isTrue();
        assertThat(heap.group(1)).as("it starts at its full size").isEqualTo(heap.group(2));
        assertThat(Long.parseLong(heap.group(2))).isBetween(2_048L, 8_192L);
    }

    @Test
    void optionsOfTheCallerWinAndTheirHeapIsNotBegunWithMore() throws Exception {
        String options = run(launcher, Map.of("PORTOLAN_OPTS", "-Xmx700m -XX:MaxInlineLevel=9")).out;

        assertThat(options).doesNotContain("-Xms").containsOnlyOnce("-Xmx");
        assertThat(options.lastIndexOf("-XX:MaxInlineLevel=")).isEqualTo(options.indexOf("-XX:MaxInlineLevel=9"));
    }

    @Test
    void whoRunsForDaysTakesTheHeapAtTheStart() throws Exception {
        assertThat(run(launcher, "run").out).contains("-XX:+AlwaysPreTouch ");
        assertThat(run(launcher, "demo").out).doesNotContain("AlwaysPreTouch");
        assertThat(run(launcher, "rules", "what-if", "--archive", "a").out).doesNotContain("AlwaysPreTouch");
    }

    @Test
    void whoWaitsForEachFilingHasTheCollectorOfShortPauses() throws Exception {
        for (String live : List.of("run", "demo")) {
            assertThat(run(launcher, live).out).contains("-XX:+UseG1GC ").doesNotContain("UseParallelGC");
        }
        for (String other : List.of("score", "rules")) {
            assertThat(run(launcher, other).out).contains("-XX:+UseParallelGC ").doesNotContain("G1");
        }
        assertThat(run(launcher, Map.of("PORTOLAN_OPTS", "-XX:+UseZGC")).out)
                .contains("-XX:+UseZGC ")
                .doesNotContain("UseParallelGC", "G1");
    }

    @Test
    void whatALiveJobWritesIsNobodyElsesToRead() throws Exception {
        script(
                jdk.resolve("bin/java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.21\"' >&2; else umask; fi");

        assertThat(run(launcher, "run").out).isEqualTo("0077\n");
        assertThat(run(launcher, "demo").out).isEqualTo("0077\n");
        assertThat(run(launcher, "cluster", "up").out).isEqualTo("0077\n");
    }

    @Test
    void threadsOfWhoRunsLiveTakeTurnsAndThoseOfABenchmarkAreToldHow() throws Exception {
        chrt("SCHED_OTHER", "[ \"$1\" = true ] || echo 'in turns'; exec \"$@\"");
        buildsBenchmarks();
        javaThatTellsWordsApart();

        assertThat(run(launcher, "run").out).startsWith("in turns\n");
        assertThat(run(launcher, "demo").out).startsWith("in turns\n");
        assertThat(run(launcher, "score").out).doesNotContain("in turns", "portolan.turns");
        assertThat(run(launcher, "bench", "rules").out)
                .contains("[-Dportolan.turns=chrt -b 0]")
                .doesNotContain("in turns");
    }

    @Test
    void whereTheSystemGrantsNoTurnsAllIsAsItWas() throws Exception {
        chrt("SCHED_OTHER", "exit 1");
        buildsBenchmarks();

        assertStartsWithoutTurns();
    }

    @Test
    void whoCallsUnderAPolicyOfTheirOwnKeepsIt() throws Exception {
        chrt("SCHED_FIFO", "[ \"$1\" = true ] || echo 'in turns'; exec \"$@\"");
        buildsBenchmarks();

        assertStartsWithoutTurns();
    }

    private void assertStartsWithoutTurns() throws Exception {
        for (String[] started : List.of(new String[] {"run"}, new String[] {"demo"}, new String[] {"bench", "rules"})) {
            Result result = run(launcher, started);
            assertThat(result.exitCode).isZero();
            assertThat(result.out)
                    .contains(" " + started[started.length - 1])
                    .doesNotContain("in turns", "portolan.turns");
        }
    }

    @Test
    void codeIsCompiledOnceForAQuestionAndWellForAShell() throws Exception {
        assertThat(run(launcher, "rules", "what-if", "--archive", "a").out).contains("-XX:TieredStopAtLevel=1 ");
        assertThat(run(launcher, "rules", "what-if", "--shell", "--archive", "a").out)
                .doesNotContain("TieredStopAtLevel");
        assertThat(run(launcher, "demo").out).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void benchmarksAreBuiltAndRunApart() throws Exception {
        buildsBenchmarks();

        String options = run(launcher, "bench", "micro", "RulesBenchmark", "-prof", "gc").out;

        assertThat(options)
                .contains(
                        "portolan.benchmarks.bench.Bench micro RulesBenchmark -prof gc",
                        "-Xms1024m -Xmx1024m ",
                        "benchmarks/harness/target/classes:")
                .doesNotContain("portolan.local.Portolan");
        assertThat(Files.readString(temporary.resolve("count")))
                .contains("-pl benchmarks/harness,benchmarks/peers,benchmarks/streams -am ");
        assertThat(run(launcher, "bench", "rules").out)
                .as("what it starts takes its flags")
                .contains("-Xmx1024m ")
                .doesNotContain("TieredStopAtLevel");
        // The product's own build is none of theirs.
        assertThat(run(launcher, "demo").out).contains("portolan.local.Portolan demo");
    }

    private Path source() {
        return checkout.resolve("jobs/scoring/src/main/java/Score.java");
    }

    private void java(String version) throws IOException {
        script(
                jdk.resolve("bin/java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"%s\"' >&2; else echo \"$@\"; fi"
                        .formatted(version));
    }

    private void maven(String does) throws IOException {
        script(temporary.resolve("bin/mvn"), does);
    }

    private void buildsBenchmarks() throws IOException {
        String modules = String.join("/target/classes ", MODULES) + "/target/classes";
        maven("mkdir -p benchmarks/harness/target/classes " + modules
                + " && touch benchmarks/harness/target/classpath deploy/local/target/classpath"
                + " && echo \"$@\" >>\"$COUNT\"");
        Files.createDirectories(checkout.resolve("benchmarks/harness/src/main/java"));
    }

    private void javaThatTellsWordsApart() throws IOException {
        script(
                jdk.resolve("bin/java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.21\"' >&2; else printf '[%s]' \"$@\"; fi");
    }

    /**
     * @param policy that the caller has
     * @param does what becomes of a command that is to take turns
     */
    private void chrt(String policy, String does) throws IOException {
        script(
                temporary.resolve("bin/chrt"),
                ("if [ \"$1\" = -p ]; then echo \"pid $2's current scheduling policy: %s\"; exit; fi\n"
                                + "[ \"$1 $2\" = '-b 0' ] || exit 1; shift 2; %s")
                        .formatted(policy, does));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.startsWith("#!") ? text : "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void stampIsOld() throws IOException {
        // Everything else becomes older still: file times are too coarse to tell what one test does apart.
        Instant now = Instant.now();
        try (var files = Files.walk(checkout)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofHours(2))));
            }
        }
        Files.setLastModifiedTime(
                checkout.resolve("deploy/local/target/portolan.stamp"), FileTime.from(now.minus(Duration.ofHours(1))));
    }

    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    private long builds() throws IOException {
        return Files.readAllLines(temporary.resolve("count")).size();
    }

    private Result run(Path command, String... arguments) throws Exception {
        return run(command, Map.of(), arguments);
    }

    private Result run(Path command, Map<String, String> environment, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(temporary.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("COUNT", temporary.resolve("count").toString());
        builder.environment().remove("PORTOLAN_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private record Result(int exitCode, String out, String err) {}
}
