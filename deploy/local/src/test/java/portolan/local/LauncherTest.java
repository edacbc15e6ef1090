// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
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
import portolan.testing.Patience;

/** The launcher in an invented checkout and in an invented distribution, with a Java and a Maven that only say what they do. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    /** Lays out what the build makes, where it is told to. */
    private static final String BUILDS = """
            for word; do case $word in -Dportolan.dist=*) dist=${word#*=} ;; esac; done
            mkdir -p "$dist/lib" "$dist/flink/lib" && cp -r deploy/local/jvm "$dist/jvm"
            touch "$dist/lib/a.jar" "$dist/lib/portolan-local.jar"
            echo "$@" >>"$COUNT"
            """;

    @TempDir
    private Path temporary;

    private Path checkout;
    private Path jdk;
    private Path launcher;

    @BeforeEach
    void inventACheckout() throws Exception {
        // As in the finest of home directories, names have blanks.
        checkout = Files.createDirectories(temporary.resolve("a checkout"));
        jdk = temporary.resolve("a jdk");
        for (String folder :
                List.of(".mvn", "schemas", "jobs/scoring/src/main/java", "benchmarks/workload", "deploy/flink")) {
            Files.createDirectories(checkout.resolve(folder));
        }
        Files.writeString(checkout.resolve("pom.xml"), "<revision>9</revision>\n");
        Files.writeString(source(), "");
        options(Files.createDirectories(checkout.resolve("deploy/local/jvm")));
        launcher = checkout.resolve("deploy/portolan");
        script(launcher, Files.readString(Path.of("../portolan")));
        Files.copy(Path.of("../checkout.sh"), checkout.resolve("deploy/checkout.sh"));

        java("17.0.21");
        script(jdk.resolve("bin/javac"), "");
        maven(BUILDS);
    }

    private static void options(Path to) throws IOException {
        for (String file : List.of("all", "throughput", "latency", "run")) {
            Files.copy(Path.of("jvm", file + ".options"), to.resolve(file + ".options"));
        }
    }

    @Test
    void buildsWhereNothingIsBuiltAndThenOnlyRuns() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), launcher);

        Result first = run(link, "score", "--out", "a b");
        Result second = run(link, "demo");

        assertThat(first.out).contains("portolan.local.Portolan score --out a b");
        assertThat(first.err).contains("portolan: building, 0 s");
        assertThat(second.out).contains("portolan.local.Portolan demo");
        assertThat(second.err).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void saysThatSourcesAreNewerAndBuildsThemWhenAsked() throws Exception {
        run(launcher, "score");
        buildIsOld();
        Files.createDirectories(checkout.resolve("jobs/scoring/src/test/java"));
        Files.writeString(checkout.resolve("jobs/scoring/src/test/java/ATest.java"), "");
        assertThat(run(launcher, "score").err)
                .as("a test is not part of the product")
                .isEmpty();

        touch(source());
        assertThat(run(launcher, "score").err)
                .isEqualTo("portolan: sources are newer than what runs, 'deploy/portolan build' builds them: "
                        + "jobs/scoring/src/main/java/Score.java\n");
        buildIsOld();
        Files.delete(source());
        assertThat(run(launcher, "score").err).contains("sources are newer", "src/main/java");
        buildIsOld();
        Files.writeString(checkout.resolve("deploy/flink/config.yaml"), "");
        assertThat(run(launcher, "score").err).contains("sources are newer", "deploy/flink/config.yaml");
        buildIsOld();
        Files.writeString(checkout.resolve("deploy/topics.yaml"), "");
        assertThat(run(launcher, "score").err).contains("sources are newer", "deploy/topics.yaml");
        assertThat(builds()).isEqualTo(1);

        Result built = run(launcher, "build");
        assertThat(built.exitCode).isZero();
        assertThat(built.out).isEmpty();
        assertThat(builds()).isEqualTo(2);
        assertThat(run(launcher, "score").err).isEmpty();
    }

    @Test
    void aLaterBuildTakesNoJarFromWhatRuns() throws Exception {
        run(launcher, "build");
        Path first = home();
        Process running = new ProcessBuilder(
                        "sh", "-c", "read -r line", first.resolve("lib/a.jar").toString())
                .start();
        run(launcher, "build");
        Path second = home();
        run(launcher, "build");
        run(launcher, "build");

        assertThat(first.resolve("lib/a.jar")).as("a process runs from it").exists();
        assertThat(second).as("nobody does").doesNotExist();
        assertThat(home()).isDirectory().isNotEqualTo(first);

        running.getOutputStream().close();
        assertThat(running.waitFor(Patience.LASTS.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        run(launcher, "build");
        assertThat(first).doesNotExist();
    }

    @Test
    void whatRunsStaysAfterAFailedBuild() throws Exception {
        run(launcher, "build");
        Path built = home();
        maven("echo 'cannot find symbol' && exit 1");

        assertThat(run(launcher, "build").exitCode).isEqualTo(1);
        assertThat(run(launcher, "score").out).contains(built + "/lib/");
    }

    @Test
    void whoBuildsWaitsForALiveBuildAndSaysSoOnce() throws Exception {
        Process other = new ProcessBuilder("sh", "-c", "read -r line").start();
        Path lock = Files.createDirectories(checkout.resolve(".portolan/lock"));
        Files.createFile(lock.resolve(Long.toString(other.pid())));
        // It goes once the third second of waiting has begun.
        script(temporary.resolve("bin/sleep"), """
                echo >>"$COUNT.slept"
                [ "$(wc -l <"$COUNT.slept")" -lt 3 ] || rm -f "%s"/*
                """.formatted(lock));

        Result built = run(launcher, "build");

        other.getOutputStream().close();
        assertThat(built.exitCode).isZero();
        assertThat(built.err).containsOnlyOnce("portolan: waiting for the build of process " + other.pid() + "\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aLockWithoutAnOwnerIsNobodys() throws Exception {
        Files.createDirectories(checkout.resolve(".portolan/lock"));

        assertThat(run(launcher, "build").exitCode).isZero();
    }

    @Test
    void ofThoseWhoWaitForADeadOneOnlyOneBuildsAtATime() throws Exception {
        Files.createFile(
                Files.createDirectories(checkout.resolve(".portolan/lock")).resolve("99999999"));
        maven("mkdir \"$COUNT.alone\" || exit 1\n" + BUILDS + "rmdir \"$COUNT.alone\"\n");

        Result all = run(
                Path.of("sh"),
                "-c",
                "for i in 1 2 3 4; do \"$0\" build & all=\"${all-} $!\"; done; for i in $all; do wait $i || exit 1; done",
                launcher.toString());

        assertThat(all.exitCode).as(all.err).isZero();
        assertThat(builds()).isEqualTo(4);
    }

    @Test
    void aDistributionNeedsNeitherMavenNorSourceAndStaysWhereItsLinkWas() throws Exception {
        Files.delete(temporary.resolve("bin/mvn"));
        Path link = temporary.resolve("current");
        for (String version : List.of("1", "2")) {
            Path release = distribution(version);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, release);

            Result result = run(link.resolve("bin/portolan"), "run");

            assertThat(result.err).isEmpty();
            assertThat(result.out)
                    .contains(
                            "-cp %1$s/lib/portolan-local.jar:%1$s/lib/a.jar portolan.local.Portolan run"
                                    .formatted(release),
                            "-Dportolan.home=" + release,
                            "-Dportolan.state=" + temporary.resolve("state"))
                    .doesNotContain(link.toString());
        }
        assertThat(run(link.resolve("bin/portolan"), "bench", "rules").err).contains("in a checkout only");
    }

    @Test
    void whatOnlySaysSomethingStartsSmallFromSharedClasses() throws Exception {
        Path release = distribution("1");
        script(jdk.resolve("bin/java"), """
                case $1 in
                    -version) echo 'openjdk version "17.0.21"' >&2 ;;
                    -XX:ArchiveClassesAtExit=*) echo made >>"$COUNT"; echo classes >"${1#*=}" ;;
                    *) echo "$@" ;;
                esac""");

        for (String says : List.of("--help", "--version", "-h")) {
            assertThat(run(release.resolve("bin/portolan"), "run", says).out)
                    .contains("-Xmx64m ", "-XX:+UseSerialGC ", "-XX:SharedArchiveFile=" + release + "/lib/")
                    .doesNotContain("AlwaysPreTouch");
        }
        assertThat(run(release.resolve("bin/portolan"), "run").out)
                .as("so does what takes time")
                .contains("-XX:SharedArchiveFile=", "AlwaysPreTouch");
        assertThat(run(release.resolve("bin/portolan"), "score", "--", "--help").out)
                .as("this is a file")
                .doesNotContain("-Xmx64m ");
        assertThat(builds()).as("they are made once").isEqualTo(1);
    }

    @Test
    void aJavaThatSharesNoClassesStartsWithout() throws Exception {
        Path release = distribution("1");
        script(jdk.resolve("bin/java"), """
                case $1 in
                    -version) echo 'openjdk version "17.0.21"' >&2 ;;
                    -XX:ArchiveClassesAtExit=*) echo tried >>"$COUNT"; exit 1 ;;
                    *) echo "$@" ;;
                esac""");

        for (int i = 0; i < 2; i++) {
            Result result = run(release.resolve("bin/portolan"), "--help");
            assertThat(result.err).isEmpty();
            assertThat(result.out).contains("portolan.local.Portolan --help").doesNotContain("SharedArchiveFile");
        }
        assertThat(builds()).as("it was tried once").isEqualTo(1);
    }

    /** As with a full disk: nothing can be written where the classes shall be. */
    @Test
    void whereNoClassesCanBeKeptItStartsWithout() throws Exception {
        Path release = distribution("1");
        script(jdk.resolve("bin/java"), """
                case $1 in
                    -version) echo 'openjdk version "17.0.21"' >&2 ;;
                    -XX:ArchiveClassesAtExit=*) mkdir "${1#*=}" ;;
                    *) echo "$@" ;;
                esac""");

        Result result = run(release.resolve("bin/portolan"), "--help");

        assertThat(result.err).isEmpty();
        assertThat(result.out).contains("portolan.local.Portolan --help").doesNotContain("SharedArchiveFile");
    }

    @Test
    void sharedClassesAreForAllWhoStartFromThatFolder() throws Exception {
        Path release = distribution("1");
        Path command = release.resolve("bin/portolan");
        script(jdk.resolve("bin/java"), """
                case $1 in
                    -version) echo 'openjdk version "17.0.21"' >&2 ;;
                    -XX:ArchiveClassesAtExit=*) echo classes >"${1#*=}" ;;
                    *) echo "$@" ;;
                esac""");

        run(Path.of("sh"), "-c", "umask 077 && exec \"$0\" --help", command.toString());

        Path classes;
        try (var files = Files.newDirectoryStream(release.resolve("lib"), "*.jsa")) {
            classes = files.iterator().next();
        }
        assertThat(Files.getPosixFilePermissions(classes)).contains(PosixFilePermission.OTHERS_READ);
        Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("---------"));
        // The superuser reads all.
        if (!Files.isReadable(classes)) {
            assertThat(run(command, "--help").out)
                    .contains("-XX:SharedArchiveFile=" + temporary.resolve("state/classes"));
        }
    }

    @Test
    void whoHasNoHomeHasLogsInTheTemporaryDirectory() throws Exception {
        Map<String, String> nowhere = Map.of("PORTOLAN_STATE", "", "XDG_STATE_HOME", "", "HOME", "");

        assertThat(run(distribution("1").resolve("bin/portolan"), nowhere, "score").out)
                .contains("portolan.local.Portolan score")
                .doesNotContain("-Dportolan.state");
    }

    @Test
    void showsTheEndOfTheLogOfAFailedBuild() throws Exception {
        maven("echo 'cannot find symbol' && exit 1");

        Result result = run(launcher);

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.out).isEmpty();
        assertThat(result.err).contains("cannot find symbol", "the build failed: log=", "build.log");
        assertThat(run(launcher).err)
                .as("the failed build left no lock and no build")
                .contains("the build failed");
    }

    @Test
    void saysWhichJavaIsTooOld() throws Exception {
        java("1.8.0_402");

        Result result = run(launcher);

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.err).contains("needs a Java 17 or later: found 1.8.0_402, java=" + jdk);
    }

    @Test
    void saysThatAJreIsNotAJdk() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));

        assertThat(run(launcher).err).contains("needs a JDK, not a JRE");
    }

    @Test
    void theHeapIsAThirdOfTheMemoryButNeitherTinyNorHuge() throws Exception {
        String options = run(launcher, "score").out;

        Matcher heap = Pattern.compile("-Xms(\\d+)m -Xmx(\\d+)m ").matcher(options);
        assertThat(heap.find()).as(options).isTrue();
        assertThat(heap.group(1)).as("it starts at its full size").isEqualTo(heap.group(2));
        assertThat(Long.parseLong(heap.group(2))).isBetween(2_048L, 8_192L);
    }

    @Test
    void optionsOfTheCallerWinAndTheirHeapIsNotBegunWithMore() throws Exception {
        String options = run(launcher, Map.of("PORTOLAN_OPTS", "-Xmx700m -XX:MaxInlineLevel=9"), "score").out;

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
        assertThat(run(launcher, Map.of("PORTOLAN_OPTS", "-XX:+UseZGC"), "score").out)
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
    void codeIsCompiledOnceForAQuestionAndWellForAJob() throws Exception {
        assertThat(run(launcher, "rules", "what-if", "--archive", "a").out).contains("-XX:TieredStopAtLevel=1 ");
        assertThat(run(launcher, "demo").out).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void benchmarksAreBuiltAndRunApart() throws Exception {
        run(launcher, "demo");
        buildsBenchmarks();

        String options = run(launcher, "bench", "micro", "PieceBenchmark", "-prof", "gc").out;

        Path bench = home().resolve("bench");
        assertThat(options)
                .contains(
                        "portolan.benchmarks.bench.Bench micro PieceBenchmark -prof gc",
                        "-Xms1024m -Xmx1024m ",
                        "-Dorg.apache.avro.fastread=true ",
                        "-Dportolan.home=" + checkout,
                        "-cp %s/portolan-harness-9.jar:%s:%s/b.jar "
                                .formatted(bench, home().resolve("lib/a.jar"), bench))
                .doesNotContain("portolan.local.Portolan");
        assertThat(bench).isDirectoryContaining("glob:**/peers.classpath").isDirectoryContaining("glob:**/b.jar");
        assertThat(Files.readString(temporary.resolve("count")))
                .contains("-pl deploy/dist,benchmarks/harness,benchmarks/peers,benchmarks/streams -am ");
        assertThat(run(launcher, "bench", "rules").out)
                .as("what it starts takes its flags")
                .contains("-Xmx1024m ", "-Dportolan.bench=" + bench)
                .doesNotContain("TieredStopAtLevel");
        assertThat(run(launcher, "demo").out).contains("portolan.local.Portolan demo");
        assertThat(builds()).isEqualTo(2);
    }

    /** What the launcher starts from. */
    private Path home() throws IOException {
        Path builds = checkout.resolve(".portolan");
        return builds.resolve(Files.readString(builds.resolve("current")).strip());
    }

    private Path distribution(String version) throws IOException {
        Path release = temporary.resolve("portolan-" + version);
        for (String jar : List.of("a.jar", "portolan-local.jar")) {
            script(release.resolve("lib").resolve(jar), "");
        }
        options(Files.createDirectories(release.resolve("jvm")));
        script(release.resolve("bin/portolan"), Files.readString(Path.of("../portolan")));
        return release;
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
        maven(BUILDS + """
                mkdir -p m2 && touch m2/a.jar m2/b.jar
                for name in harness peers streams; do
                    mkdir -p benchmarks/$name/target && touch benchmarks/$name/target/portolan-$name-9.jar
                    printf %s "$PWD/m2/a.jar:$PWD/m2/b.jar" >benchmarks/$name/target/classpath
                done
                """);
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

    private void buildIsOld() throws IOException {
        // Everything else becomes older still: file times are too coarse to tell what one test does apart.
        Instant now = Instant.now();
        try (var files = Files.walk(checkout)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofHours(2))));
            }
        }
        Files.setLastModifiedTime(checkout.resolve(".portolan/current"), FileTime.from(now.minus(Duration.ofHours(1))));
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
        builder.environment().put("PORTOLAN_STATE", temporary.resolve("state").toString());
        builder.environment().put("COUNT", temporary.resolve("count").toString());
        builder.environment().remove("PORTOLAN_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(Patience.LASTS.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private record Result(int exitCode, String out, String err) {}
}
