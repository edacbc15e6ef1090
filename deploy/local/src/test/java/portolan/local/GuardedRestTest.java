// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.rest.GuardOptions;
import portolan.testing.Patience;

/** Calls over sockets to Flink's REST, as a browser, a stranger and our own client make them. */
@Tag("rest")
class GuardedRestTest {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void strangersReadAtMostAndOurClientSubmitsAndStops() throws Exception {
        // A description that is moved through the blob server, which listens on loopback as well.
        try (LocalCluster cluster = LocalCluster.plan()
                .with("blob.offload.minsize", "1")
                .in(directory)
                .start()) {
            URI web = cluster.webUrl();
            Path file = directory.resolve("rest.token");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String token = "Authorization: Bearer " + Files.readString(file).strip() + "\r\n";
            JobClient job = submit(cluster.environment());
            Patience.until("it runs", () -> job.getJobStatus().get() == JobStatus.RUNNING, () -> "another status");
            String path = "/jobs/" + job.getJobID();
            String host = "Host: " + web.getAuthority() + "\r\n";

            assertThat(call(web, "GET /config", host))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"web-submit\":false", "\"web-cancel\":false", "\"web-rescale\":false")
                    .contains("access-control-allow-origin: https://nobody.invalid")
                    .doesNotContain("access-control-allow-origin: *");
            assertThat(call(web, "GET /index.html", host)).startsWith("HTTP/1.1 200");
            assertThat(call(web, "GET /overview", "Host: evil.example\r\n")).startsWith("HTTP/1.1 403");
            assertThat(call(web, "GET /overview", host + "Origin: https://evil.example\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .doesNotContain("access-control-allow-origin");
            for (String wrong : new String[] {"", "Authorization: Bearer 00\r\n", "Authorization: Basic eDp4\r\n"}) {
                for (String writing : new String[] {
                    "PATCH " + path + "?mode=cancel",
                    "GET " + path + "/yarn-cancel",
                    "GET " + path + "/yarn-stop",
                    "GET " + path + "/yarn%2Dcancel",
                    "GET " + path + "/yarn%252Dcancel",
                    "GET " + path + "/yarn-cancel%3Fx",
                    "POST " + path + "/stop",
                    "POST /jobs",
                    "DELETE /cluster"
                }) {
                    assertThat(call(web, writing, host + wrong))
                            .as(writing + ' ' + wrong)
                            .startsWith("HTTP/1.1 401")
                            .contains("{\"errors\":[\"calls that write bear the token");
                }
            }
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            assertThat(call(web, "PATCH /jobs/0123456789abcdef0123456789abcdef?mode=cancel", host + token))
                    .as("let in, and unknown to Flink")
                    .startsWith("HTTP/1.1 404");

            assertThat(call(web, "GET " + path + "/yarn-cancel", host + token)).startsWith("HTTP/1.1 202");
            Patience.until("it is cancelled", () -> job.getJobStatus().get() == JobStatus.CANCELED, () -> "running");
        }
    }

    /** What is uploaded lies on the disk before Flink knows whose call it is; who is slow holds a connection, no thread. */
    @Test
    void nothingOfAStrangersUploadIsKeptAndAThousandSlowCallsHoldUpNobody() throws Exception {
        try (LocalCluster cluster = LocalCluster.plan().in(directory).start()) {
            String body = "--x\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"evil.jar\"\r\n"
                    + "Content-Type: application/java-archive\r\n\r\n" + "E".repeat(100_000) + "\r\n--x--\r\n";
            URI web = cluster.webUrl();
            String answer = call(
                    web,
                    "POST /jobs",
                    "Host: " + web.getAuthority() + "\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                            + "Content-Length: " + body.length() + "\r\n",
                    body);

            assertThat(answer).startsWith("HTTP/1.1 401");
            try (Stream<Path> files = Files.walk(directory)) {
                assertThat(files.filter(Files::isRegularFile)).noneMatch(GuardedRestTest::isEvil);
            }
            flood(web);
        }
    }

    private static void flood(URI web) throws Exception {
        String head = "GET /overview HTTP/1.1\r\nHost: " + web.getAuthority() + "\r\n";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < GuardOptions.WAITING + 100; i++) {
                Socket socket = new Socket(web.getHost(), web.getPort());
                slow.add(socket);
                // Half of them stop in their head, the others in their body.
                String call = i % 2 == 0 ? head : head + "Content-Length: 1000\r\n\r\n{";
                socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
            }
            String answer = assertTimeout(
                    Duration.ofSeconds(1), () -> call(web, "GET /overview", "Host: " + web.getAuthority() + "\r\n"));

            assertThat(answer).startsWith("HTTP/1.1 200");
            slow.get(0).setSoTimeout(5_000);
            assertThat(slow.get(0).getInputStream().read())
                    .as("of too many the first is closed")
                    .isEqualTo(-1);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** As {@code flink cancel} calls it, without our jar on its class path. */
    @Test
    void flinksOwnCommandCancelsWithTheTokenInItsEnvironmentOnly() throws Exception {
        try (LocalCluster cluster = LocalCluster.plan().in(directory).start()) {
            JobClient job = submit(cluster.environment());
            Patience.until("it runs", () -> job.getJobStatus().get() == JobStatus.RUNNING, () -> "another status");

            assertThat(flink(cluster, "", "cancel", job.getJobID()))
                    .contains("calls that write bear the token")
                    .doesNotContain("Cancelled job");
            assertThat(flink(cluster, "Authorization:Bearer 00", "cancel", job.getJobID()))
                    .contains("calls that write bear the token");
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);

            String token = Files.readString(directory.resolve("rest.token")).strip();
            assertThat(flink(cluster, "Authorization:Bearer " + token, "cancel", job.getJobID()))
                    .contains("Cancelled job " + job.getJobID());
            Patience.until("it is cancelled", () -> job.getJobStatus().get() == JobStatus.CANCELED, () -> "running");
        }
    }

    private String flink(LocalCluster cluster, String headers, Object... words) throws Exception {
        Path conf = Files.createDirectories(directory.resolve("of-the-command"));
        Files.writeString(
                conf.resolve("config.yaml"),
                "rest.address: 127.0.0.1\nrest.port: " + cluster.webUrl().getPort() + '\n');
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-opens",
                "java.base/java.util=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "-cp",
                Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator, -1))
                        .filter(entry -> entry.endsWith(".jar") && !entry.contains("portolan-"))
                        .collect(Collectors.joining(File.pathSeparator)),
                "org.apache.flink.client.cli.CliFrontend"));
        Arrays.stream(words).map(Object::toString).forEach(command::add);
        ProcessBuilder flink = new ProcessBuilder(command).redirectErrorStream(true);
        flink.environment().put("FLINK_CONF_DIR", conf.toString());
        flink.environment().put("FLINK_REST_CLIENT_HEADERS", headers);
        Process process = flink.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static boolean isEvil(Path file) {
        return file.getFileName().toString().contains("evil") || file.toFile().length() == 100_000;
    }

    private static String call(URI web, String what, String headers) throws IOException {
        return call(web, what, headers + "Content-Length: 0\r\n", "");
    }

    private static String call(URI web, String what, String headers, String body) throws IOException {
        try (Socket socket = new Socket(web.getHost(), web.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write((what + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            try {
                out.write(body.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException closedInTheMiddle) {
                // The answer came before the end of what was sent.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JobClient submit(StreamExecutionEnvironment environment) throws Exception {
        environment
                .fromSource(
                        new DataGeneratorSource<>(
                                number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(10), Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "Numbers")
                .uid("numbers")
                .sinkTo(new DiscardingSink<>())
                .uid("discard");
        return environment.executeAsync("numbers");
    }
}
