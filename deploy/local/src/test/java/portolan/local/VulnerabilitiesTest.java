// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate over known vulnerabilities, against answers that were written by hand: the build asks no internet. */
class VulnerabilitiesTest {
    private static final Path CHECKOUT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path ANSWERS =
            CHECKOUT.resolve("deploy/local/src/test/resources/portolan/local/osv-answers.json");
    private static final String LOG4J = "pkg:maven/org.apache.logging.log4j/log4j-core";
    private static final String NETTY = "pkg:maven/io.netty/netty-codec-smtp";

    @TempDir
    private Path directory = Path.of(".");

    private record Run(int exitCode, String said) {}

    @BeforeEach
    void needsPython() throws InterruptedException {
        try {
            Process python =
                    new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 11))").start();
            assumeTrue(python.waitFor() == 0, "python3 is older than 3.11");
        } catch (IOException e) {
            assumeTrue(false, "no python3 on the PATH");
        }
    }

    @Test
    void aKnownVulnerabilityIsRed() throws Exception {
        Run run = answered(bill(LOG4J + "@2.14.1?type=jar", NETTY + "@4.2.9.Final"), "");

        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.said)
                .contains("red: " + LOG4J
                        + "@2.14.1: CVE-2021-44228, GHSA-jfh8-c2jp-5v3q: Remote code injection in Log4j")
                // The other one was withdrawn.
                .contains("2 packages asked for, 1 vulnerabilities known, 1 faults");
    }

    @Test
    void anExceptionCoversItsVersionUntilItsDay() throws Exception {
        Path bill = bill(LOG4J + "@2.14.1");

        assertThat(answered(bill, exception(LOG4J, "2.14.1", "CVE-2021-44228", "2026-03-01")).exitCode)
                .isZero();
        assertThat(answered(bill, exception(LOG4J, "2.14.0", "CVE-2021-44228", "2026-03-01")).exitCode)
                .isEqualTo(1);
        assertThat(answered(bill, exception(LOG4J, "2.14.1", "CVE-2021-44228", "2026-01-31")))
                .satisfies(run -> assertThat(run.exitCode).isEqualTo(1))
                .satisfies(run -> assertThat(run.said)
                        .contains("red: exception of " + LOG4J + "@2.14.1 ended on 2026-01-31: review it anew"));
        assertThat(answered(bill, exception(LOG4J, "2.14.1", "CVE-2021-44228", "2027-03-01")))
                .satisfies(run -> assertThat(run.exitCode).isEqualTo(1))
                .satisfies(run -> assertThat(run.said).contains("is for more than 184 days from its review"));
    }

    @Test
    void anExceptionThatIsNoLongerNeededIsNamed() throws Exception {
        Path bill = bill("pkg:maven/org.webjars.npm/uplot@1.6.30?type=jar");

        assertThat(answered(bill, exception("pkg:npm/uplot", "1.6.30", "CVE-2024-21489", "2026-03-01")))
                .satisfies(run -> assertThat(run.exitCode).isZero())
                .satisfies(run -> assertThat(run.said)
                        .contains("exception of pkg:npm/uplot@1.6.30 is no longer needed for CVE-2024-21489"));
        assertThat(answered(bill, exception(LOG4J, "2.14.1", "CVE-2021-44228", "2026-03-01")))
                .satisfies(run -> assertThat(run.exitCode).isZero())
                .satisfies(run -> assertThat(run.said).contains("is no longer needed, it does not ship"));
    }

    @Test
    void whatAJarHasTakenInIsAskedForToo() throws Exception {
        byte[] netty = zip(Map.of(
                "META-INF/NOTICE", "- io.netty:netty-codec-smtp:4.2.6.Final\n".getBytes(StandardCharsets.UTF_8)));
        byte[] log4j = zip(Map.of(
                "META-INF/maven/org.apache.logging.log4j/log4j-core/pom.properties",
                "artifactId=log4j-core\ngroupId=org.apache.logging.log4j\nversion=2.14.1\n"
                        .getBytes(StandardCharsets.UTF_8),
                "inner.jar",
                netty));
        Path classPath = Files.writeString(
                directory.resolve("classpath"),
                Files.write(directory.resolve("outer.jar"), log4j).toString());

        Run run = run("", "--class-path", classPath.toString(), "--answers", ANSWERS.toString());

        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.said).contains("red: " + LOG4J + "@2.14.1", "red: " + NETTY + "@4.2.6.Final");
    }

    @Test
    void withoutAnAnswerNothingIsGreen() throws Exception {
        Run run = run("", bill(LOG4J + "@2.14.1").toString());

        assertThat(run.exitCode).isEqualTo(3);
        assertThat(run.said).contains("OSV is not reachable, nothing was checked");
    }

    @Test
    void everyExceptionIsOfWhatShips() throws Exception {
        String ours = Files.readString(CHECKOUT.resolve("deploy/vulnerabilities.toml"));

        Run run = run(
                ours,
                "--class-path",
                Path.of("target", "classpath").toAbsolutePath().toString(),
                "--answers",
                ANSWERS.toString());

        assertThat(run.said)
                .contains("is no longer needed for CVE-2024-21489")
                .doesNotContain("it does not ship", "red:");
        assertThat(run.exitCode).isZero();
    }

    private static String exception(String of, String version, String id, String until) {
        return """
                [[exception]]
                package = "%s"
                version = "%s"
                ids = ["%s"]
                reason = "it does not reach us"
                reviewed = 2026-01-01
                until = %s
                """.formatted(of, version, id, until);
    }

    private Path bill(String... packages) throws IOException {
        List<String> components = new ArrayList<>();
        for (String one : packages) {
            components.add("{\"purl\": \"" + one + "\"}");
        }
        return Files.writeString(
                directory.resolve("bill.json"), "{\"components\": [" + String.join(", ", components) + "]}");
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private Run answered(Path bill, String exceptions) throws IOException, InterruptedException {
        return run(exceptions, bill.toString(), "--answers", ANSWERS.toString());
    }

    /** On the first of February 2026, with no way out of this machine. */
    private Run run(String exceptions, String... arguments) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("exceptions.toml"), exceptions);
        List<String> command = new ArrayList<>(List.of(
                "python3",
                CHECKOUT.resolve(".github/vulnerabilities.py").toString(),
                "--today",
                "2026-02-01",
                "--exceptions",
                file.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Nobody listens there.
        builder.environment().put("https_proxy", "http://127.0.0.1:1");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }
}
