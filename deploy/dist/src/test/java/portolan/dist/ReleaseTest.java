// SPDX-License-Identifier: Apache-2.0
package portolan.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/release} in an invented checkout, with a Maven that only says what it does, and once in this one. */
@DisabledOnOs(OS.WINDOWS)
class ReleaseTest {
    private static final Path CHECKOUT = Path.of("..", "..");

    /** All files that name the version, and what the script reads besides. */
    private static final List<String> FILES = List.of(
            "pom.xml",
            "deploy/release",
            "deploy/README.md",
            "deploy/CHANGELOG.md",
            "deploy/compose.yaml",
            "deploy/images/job.Dockerfile",
            "deploy/images/console.Dockerfile",
            "deploy/kubernetes/base/job.yaml",
            "deploy/kubernetes/base/console.yaml",
            "deploy/kubernetes/base/learn.yaml");

    private static final String MAVEN = """
            #!/bin/sh
            echo "$@" >>"$CALLS"
            version=$(sed -n 's|.*<revision>\\(.*\\)</revision>.*|\\1|p' pom.xml)
            mkdir -p schemas/target deploy/dist/target deploy/local/target/classes/META-INF/sbom
            for kind in sources javadoc; do echo $kind >schemas/target/portolan-schemas-$version-$kind.jar; done
            echo old >schemas/target/portolan-schemas-0.0.1-sources.jar
            echo archive >deploy/dist/target/portolan-$version.tar.gz
            echo bill >deploy/local/target/classes/META-INF/sbom/portolan-local.cdx.json
            """;

    private final Map<String, String> identity = new HashMap<>(Map.of(
            "GIT_AUTHOR_NAME", "A. Releaser",
            "GIT_AUTHOR_EMAIL", "releaser@example.org",
            "GIT_COMMITTER_NAME", "A. Releaser",
            "GIT_COMMITTER_EMAIL", "releaser@example.org"));

    @TempDir
    private Path temporary;

    private Path checkout;

    @BeforeAll
    static void needsGit() {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "git"))),
                "not checked: releases are made by git");
    }

    @BeforeEach
    void inventACheckout() throws Exception {
        checkout = temporary.resolve("a checkout");
        for (String file : FILES) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.copy(CHECKOUT.resolve(file), checkout.resolve(file));
        }
        Files.writeString(checkout.resolve(".gitignore"), "target/\n");
        Path changes = checkout.resolve("deploy/CHANGELOG.md");
        Files.writeString(changes, "# Changes\n\n## Unreleased\n\n- new\n\n## 0.0.1\n\n- old\n");
        Path maven = Files.createDirectories(temporary.resolve("bin")).resolve("mvn");
        Files.writeString(maven, MAVEN);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        done(checkout, "git", "init", "-q");
        // Nobody is guessed from the machine.
        done(checkout, "git", "config", "user.useConfigOnly", "true");
        done(checkout, "git", "add", "-A");
        done(checkout, "git", "commit", "-q", "-m", "all");
    }

    @Test
    void theReleaseIsACommitATagAndAFolderWithItsSums() throws Exception {
        Path folder = temporary.resolve("a release");

        release("9.8.7", folder.toString());

        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "CHANGES.md",
                        "SHA256SUMS",
                        "portolan-9.8.7.cdx.json",
                        "portolan-9.8.7.tar.gz",
                        "portolan-schemas-9.8.7-javadoc.jar",
                        "portolan-schemas-9.8.7-sources.jar");
        assertThat(folder.resolve("CHANGES.md"))
                .content()
                .matches("## 9\\.8\\.7 \\(\\d{4}-\\d\\d-\\d\\d\\)\n\n- new\n\n");
        List<String> sums = Files.readAllLines(folder.resolve("SHA256SUMS"));
        assertThat(sums).hasSize(5);
        for (String line : sums) {
            byte[] bytes = Files.readAllBytes(folder.resolve(line.substring(66)));
            assertThat(line)
                    .startsWith(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
        assertThat(done(checkout, "git", "log", "-1", "--format=%s %an %D"))
                .contains("Release 9.8.7 A. Releaser", "tag: v9.8.7");
        assertThat(done(checkout, "git", "cat-file", "-t", "v9.8.7"))
                .as("it is annotated")
                .isEqualTo("tag\n");
        assertThat(done(checkout, "git", "status", "--porcelain")).isEmpty();
        assertThat(Files.readAllLines(temporary.resolve("calls")))
                .satisfiesExactly(
                        savepoint -> assertThat(savepoint)
                                .contains("-Dtest=ReleaseSavepointIT ", "-Dportolan.release.savepoint=9.8.7"),
                        build -> assertThat(build).contains("package -Prelease "));
    }

    @Test
    void everyFileThatNamesTheVersionNamesTheNewOne() throws Exception {
        String before = done(CHECKOUT, "sed", "-n", "s|.*<revision>\\(.*\\)</revision>.*|\\1|p", "pom.xml")
                .strip();
        release("9.8.7", temporary.resolve("a release").toString());

        for (String file : FILES) {
            if (!file.endsWith("CHANGELOG.md") && !file.endsWith("release")) {
                assertThat(checkout.resolve(file)).content().as(file).contains("9.8.7");
                assertThat(Files.readString(checkout.resolve(file)).lines())
                        .as(file)
                        .filteredOn(line ->
                                line.contains("portolan") || line.contains("VERSION") || line.contains("revision"))
                        .noneMatch(line -> line.contains(before));
            }
        }
        assertThat(Files.isExecutable(checkout.resolve("deploy/release"))).isTrue();
    }

    @Test
    void aDryRunIsTheFolderAlone() throws Exception {
        String before = done(checkout, "git", "rev-parse", "HEAD");
        Files.writeString(checkout.resolve("pom.xml"), "not committed");
        identity.clear();

        release("--dry-run", "9.8.7", temporary.resolve("a release").toString());

        assertThat(names(temporary.resolve("a release"))).contains("portolan-9.8.7.tar.gz", "SHA256SUMS");
        assertThat(done(checkout, "git", "rev-parse", "HEAD")).isEqualTo(before);
        assertThat(done(checkout, "git", "tag")).isEmpty();
        assertThat(checkout.resolve("pom.xml")).hasContent("not committed");
        assertThat(Files.readString(temporary.resolve("calls"))).doesNotContain("ReleaseSavepointIT");
    }

    @Test
    void whatCannotBeReleasedIsSaid() throws Exception {
        assertThat(refused("1.2", "x")).contains("three numbers");
        Files.createDirectories(temporary.resolve("a/b"));
        assertThat(refused("1.2.3", temporary.resolve("a").toString())).contains("not empty");
        done(checkout, "git", "tag", "v9.8.7");
        assertThat(refused("9.8.7", temporary.resolve("new").toString())).contains("exists: tag=v9.8.7");
        Files.writeString(checkout.resolve("deploy/CHANGELOG.md"), "# Changes\n\n## 0.0.2\n");
        assertThat(refused("9.8.8", temporary.resolve("new").toString())).contains("what git status shows");
        done(checkout, "git", "commit", "-qam", "nothing new");
        assertThat(refused("9.8.8", temporary.resolve("new").toString())).contains("no section 'Unreleased'");
        identity.clear();
        assertThat(refused("9.8.8", temporary.resolve("other").toString())).contains("set user.name and user.email");
        assertThat(temporary.resolve("other")).doesNotExist();
    }

    /** Somebody commits while Maven builds. */
    @Test
    void whatCannotBeMergedIsNotTaggedEither() throws Exception {
        Files.writeString(
                temporary.resolve("bin/mvn"),
                MAVEN + "git -C \"$(dirname \"$CALLS\")/a checkout\" commit -q --allow-empty -m meanwhile$$\n");

        Process release = start(
                temporary,
                List.of(
                        checkout.resolve("deploy/release").toString(),
                        "9.8.7",
                        temporary.resolve("a release").toString()));

        assertThat(release.waitFor()).isNotZero();
        assertThat(done(checkout, "git", "tag")).isEmpty();
        assertThat(done(checkout, "git", "log", "-1", "--format=%s")).startsWith("meanwhile");
    }

    /** All modules are built in a clone: minutes. */
    @Test
    @Tag("night")
    void thisCheckoutCanBeReleased() throws Exception {
        Path folder = temporary.resolve("a release");
        Process release = new ProcessBuilder("deploy/release", "--dry-run", "9.8.7", folder.toString())
                .directory(CHECKOUT.toFile())
                .inheritIO()
                .start();
        assertThat(release.waitFor(60, TimeUnit.MINUTES)).isTrue();
        assertThat(release.exitValue()).isZero();
        assertThat(names(folder))
                .contains(
                        "portolan-9.8.7.tar.gz",
                        "portolan-9.8.7.cdx.json",
                        "portolan-scoring-9.8.7-sources.jar",
                        "portolan-scoring-9.8.7-javadoc.jar",
                        "portolan-local-9.8.7-javadoc.jar");
    }

    private void release(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("deploy/release").toString()));
        command.addAll(List.of(words));
        done(temporary, command.toArray(String[]::new));
    }

    private String refused(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("deploy/release").toString()));
        command.addAll(List.of(words));
        Process process = start(temporary, command);
        assertThat(process.waitFor()).isEqualTo(1);
        return Files.readString(temporary.resolve("said"));
    }

    private String done(Path directory, String... command) throws Exception {
        Process process = start(directory, List.of(command));
        assertThat(process.waitFor())
                .as(Files.readString(temporary.resolve("said")))
                .isZero();
        return Files.readString(temporary.resolve("said"));
    }

    private Process start(Path directory, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("said").toFile());
        // Settings of who runs this test, and a repository that a hook names, are not ours.
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"));
        builder.environment().putAll(identity);
        builder.environment().put("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("CALLS", temporary.resolve("calls").toString());
        return builder.start();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
