// SPDX-License-Identifier: Apache-2.0
package portolan.dist;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive that package makes, unpacked on a host that has a Java and the tools of any Linux: no Maven, no JDK, no source. */
@DisabledOnOs(OS.WINDOWS)
class DistributionIT {
    /** All commands that the launcher may find; it does without those that a system has not. */
    private static final List<String> TOOLS = List.of(
            "sh",
            "awk",
            "cat",
            "chrt",
            "cksum",
            "dirname",
            "env",
            "head",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "tr");

    private static final long MEBIBYTE = 1 << 20;
    private static final long LARGEST_MIB = 350;
    private static final Pattern VERSION = Pattern.compile("-[0-9].*");

    private static final Pattern COPY = Pattern.compile("(?m)^COPY --chmod=0555 (\\S+) \\S+$");

    @TempDir
    private static Path host;

    private static Path release = Path.of("");

    @TempDir
    private Path directory;

    @BeforeAll
    static void unpack() throws Exception {
        Path archive = Path.of("target", "portolan-" + version() + ".tar.gz");
        assertThat(archive).as("mvn package makes it").exists();
        Process tar = new ProcessBuilder("tar", "xzf", archive.toAbsolutePath().toString())
                .directory(host.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        release = host.resolve("portolan-" + version());
        Path tools = Files.createDirectories(host.resolve("tools"));
        for (String tool : TOOLS) {
            Optional<Path> there = found(tool);
            if (there.isPresent()) {
                Files.createSymbolicLink(tools.resolve(tool), there.get());
            }
        }
        Files.createDirectories(host.resolve("jre/bin"));
        Files.createSymbolicLink(
                host.resolve("jre/bin/java"),
                Path.of(System.getProperty("java.home"), "bin", "java").toRealPath());
    }

    private static Optional<Path> found(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Test
    void saysWhatItCanAndFromTheSecondTimeOnFromSharedClasses() throws Exception {
        assertThat(done("--version")).isEqualTo("portolan " + version() + "\n");
        Map<String, String> classes = Map.of("PORTOLAN_OPTS", "-Xlog:class+load:file=" + directory.resolve("classes"));

        assertThat(run(release, classes, "--help")).isZero();

        assertThat(said()).contains("Usage: portolan", "demo", "cluster");
        assertThat(Files.readAllLines(directory.resolve("classes")))
                .anyMatch(line -> line.contains("portolan.local.Portolan source: shared objects file (top)"))
                .as("logging takes half a second")
                .noneMatch(line -> line.contains(" org.apache.logging.log4j.core."));
    }

    @Test
    void hasAllThatAHostNeedsAndNoMore() throws Exception {
        assertThat(Files.size(Path.of("target", "portolan-" + version() + ".tar.gz")) / MEBIBYTE)
                .isLessThan(LARGEST_MIB);
        for (String file : List.of(
                "LICENSE",
                "THIRD-PARTY.txt",
                "README.md",
                "CHANGELOG.md",
                "topics.yaml",
                "compose.yaml",
                "rules/baseline/ruleset.yaml",
                "flink/config.yaml",
                "jvm/all.options",
                "kubernetes/base/job.yaml",
                "images/job.Dockerfile",
                "grafana/service.json",
                "prometheus/alerts.yaml",
                "systemd/portolan.service",
                "systemd/portolan-learn.service",
                "systemd/portolan-learn.timer",
                "systemd/portolan-seal.service",
                "systemd/portolan-seal.timer",
                "lib/log4j2.properties")) {
            assertThat(release.resolve(file)).isNotEmptyFile();
        }
        // Its plugin makes none offline.
        for (String bill : List.of("../local", "../../jobs/pipeline")) {
            Path made = Path.of(bill, "target/classes/META-INF/sbom");
            if (Files.exists(made)) {
                assertThat(names("sbom")).containsAll(names(made).toList());
            }
        }
        assertThat(names("flink/lib"))
                .containsExactlyInAnyOrder(
                        "portolan-pipeline-" + version() + "-job.jar", "portolan-rest-" + version() + ".jar");
        List<String> jars = names("lib").filter(name -> name.endsWith(".jar")).toList();
        assertThat(jars.stream().map(name -> VERSION.matcher(name).replaceFirst("")))
                .as("one version of each")
                .doesNotHaveDuplicates()
                .contains("portolan-local", "portolan-desk", "portolan-training")
                .doesNotContain("portolan-testing", "portolan-dist", "junit-jupiter");
    }

    /** They are built from the unpacked archive. */
    @Test
    void imagesCopyWhatIsThere() throws Exception {
        for (String image : List.of("job", "console")) {
            List<String> copied = COPY.matcher(Files.readString(release.resolve("images/" + image + ".Dockerfile")))
                    .results()
                    .map(copy -> copy.group(1).replace("${VERSION}", version()))
                    .toList();
            assertThat(copied).hasSizeGreaterThan(3).allMatch(part -> Files.exists(release.resolve(part)), "is there");
        }
    }

    @Test
    void aClustersClassPathIsThere() throws Exception {
        List<String> flink = Files.readAllLines(release.resolve("lib/flink/classpath"));

        assertThat(flink)
                .hasSizeGreaterThan(30)
                .allMatch(jar -> Files.exists(release.resolve("lib/flink").resolve(jar))
                        || Files.exists(release.resolve("lib").resolve(jar)));
        assertThat(flink)
                .as("what only a cluster has")
                .containsAll(
                        names("lib/flink").filter(name -> name.endsWith(".jar")).toList());
    }

    /** The tool is not everywhere; what it finds beside faults is that the files are not where they will be. */
    @Test
    void theServicesAreThoseThatSystemdTakes() throws Exception {
        assertThat(release.resolve("systemd/portolan.service"))
                .content()
                .contains("ExecStart=/opt/portolan/current/bin/portolan run ", "RestartPreventExitStatus=2\n")
                .containsPattern("TimeoutStopSec=(9[1-9]|1\\d\\d)\n");
        assertThat(release.resolve("systemd/portolan-learn.service"))
                .content()
                .contains("Type=oneshot\n", "PrivateNetwork=yes\n");
        List<String> command = new ArrayList<>(List.of("/usr/bin/systemd-analyze", "verify", "--man=no"));
        for (String unit : names("systemd").toList()) {
            Path here = directory.resolve(unit);
            Files.writeString(
                    here,
                    Files.readString(release.resolve("systemd").resolve(unit))
                            .replace("/opt/portolan/current", release.toString()));
            command.add(here.toString());
        }
        assertThat(command).hasSizeGreaterThan(5);
        if (Files.exists(Path.of(command.get(0)))) {
            Process verify =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String found = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(verify.waitFor()).as(found).isZero();
            assertThat(found).doesNotContain("portolan.service", "portolan-learn", "portolan-seal");
        }
    }

    @Test
    @Tag("rest")
    void scoresFilingsAndLogsThatWithItsState() throws Exception {
        done("generate", "--out", "feed", "--filings", "300");
        done("score", "--filings", "feed/filings.jsonl", "--out", "scored");

        assertThat(directory.resolve("scored/assessments.jsonl")).isNotEmptyFile();
        assertThat(directory.resolve("state/logs/score.log")).isNotEmptyFile();
        assertThat(done("rules", "check", release.resolve("rules/baseline").toString()))
                .contains("baseline");
    }

    /** Whoever upgrades changes the link: what was started through it goes on with its own jars. */
    @Test
    @Tag("night")
    void aDemoOutlivesThatItsLinkNamesAnotherRelease() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("current"), release);
        Process demo = start(link, Map.of(), "demo", "--for", "15s");
        while (demo.isAlive() && !said().contains("desk")) {
            demo.waitFor(100, TimeUnit.MILLISECONDS);
        }
        assertThat(demo.isAlive()).as(said()).isTrue();
        Files.delete(link);
        Files.createSymbolicLink(link, Files.createDirectories(directory.resolve("portolan-next")));

        assertThat(demo.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(demo.exitValue()).as(said()).isZero();
        assertThat(said()).doesNotContain("NoClassDefFoundError").contains("scored");
    }

    private String done(String... words) throws Exception {
        assertThat(run(release, Map.of(), words)).as(this::said).isZero();
        return said();
    }

    private int run(Path home, Map<String, String> environment, String... words) throws Exception {
        Process process = start(home, environment, words);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(this::said).isTrue();
        return process.exitValue();
    }

    private Process start(Path home, Map<String, String> environment, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/portolan").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", host.resolve("tools").toString(),
                        "HOME",
                                Files.createDirectories(directory.resolve("home"))
                                        .toString(),
                        "JAVA_HOME", host.resolve("jre").toString(),
                        "PORTOLAN_STATE", directory.resolve("state").toString()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("said"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Stream<String> names(String folder) throws IOException {
        return names(release.resolve(folder));
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static String version() {
        try (InputStream version = requireNonNull(Tarball.class.getResourceAsStream("/portolan/version"))) {
            return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
