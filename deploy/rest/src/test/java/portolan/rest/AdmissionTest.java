// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultHttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTest {
    private static final String HERE = "127.0.0.1:8081";

    @TempDir
    private Path directory = Path.of(".");

    private final Configuration settings = new Configuration();
    private Path file = Path.of(".");

    @BeforeEach
    void aToken() throws IOException {
        file = directory.resolve("rest.token");
        Token.write(file);
        settings.set(GuardOptions.TOKEN_FILE, file.toString());
        settings.set(RestOptions.ADDRESS, "Flink.Port.Example");
    }

    private static HttpRequest call(String method, String path, String... headers) {
        HttpRequest call = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), path);
        for (int i = 0; i < headers.length; i += 2) {
            call.headers().add(headers[i], headers[i + 1]);
        }
        return call;
    }

    /** 0 when it is let in. */
    private int status(HttpRequest call) {
        Admission.Refusal refusal = Admission.of(settings).refusal(call);
        return refusal == null ? 0 : refusal.status().code();
    }

    @Test
    void whoeverNamesThisServerMayRead() {
        settings.set(GuardOptions.HOSTS, List.of("flink.example"));
        for (String host : List.of(
                "localhost", "LOCALHOST:9", HERE, "[::1]", "[::1]:8081", "flink.port.example:8081", "flink.example")) {
            assertThat(status(call("GET", "/overview", "Host", host))).as(host).isZero();
        }
    }

    @Test
    void aForeignHostIsRefusedEvenWithTheToken() throws IOException {
        String credentials = Token.read(file).credentials();
        for (String host : List.of(
                "evil.example:8081",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "",
                ":8081",
                "192.0.2.1:8081")) {
            assertThat(status(call("GET", "/overview", "Host", host, "Authorization", credentials)))
                    .as(host)
                    .isEqualTo(403);
        }
        assertThat(status(call("GET", "/overview"))).as("no host").isEqualTo(403);
        assertThat(status(call("GET", "/overview", "Host", HERE, "Host", "evil.example")))
                .as("two hosts")
                .isEqualTo(403);
    }

    @Test
    void aForeignOriginIsRefused() {
        assertThat(status(call("GET", "/overview", "Host", HERE, "Origin", "http://" + HERE)))
                .isZero();
        for (String origin :
                List.of("https://evil.example", "null", "http://127.0.0.1:3000", "http://localhost:8081")) {
            assertThat(status(call("GET", "/overview", "Host", HERE, "Origin", origin)))
                    .as(origin)
                    .isEqualTo(403);
        }
    }

    @Test
    void whatWritesBearsTheToken() throws IOException {
        String credentials = Token.read(file).credentials();
        for (HttpRequest call : List.of(
                call("POST", "/jobs"),
                call("PATCH", "/jobs/1?mode=cancel"),
                call("PUT", "/jobs/1/resource-requirements"),
                call("DELETE", "/cluster"),
                call("PROPFIND", "/"),
                call("GET", "/jobs/1/yarn-cancel"),
                call("GET", "/jobs/1/yarn-stop/"),
                call("GET", "/v1/jobs/1/yarn%2Dcancel?a=b"),
                call("GET", "/jobs/1/%79arn-stop"),
                call("GET", "/jobs/1/yarn%252Dcancel"),
                call("GET", "/jobs/1/yarn%25252Dstop"),
                call("GET", "/jobs/1/yarn-cancel%3Fx"),
                call("GET", "/jobs/1/yarn%252Dcancel%253Fx"),
                call("GET", "/jobs%2F1%2Fyarn-stop"),
                call("GET", "http://" + HERE + "/jobs/1/yarn-cancel"),
                call("GET", "/jars/1/plan"),
                call("GET", "/%zz"))) {
            call.headers().set("Host", HERE);
            assertThat(status(call)).as("%s", call).isEqualTo(401);
            call.headers().set("Authorization", credentials.substring(0, credentials.length() - 1) + 'x');
            assertThat(status(call)).as("%s", call).isEqualTo(401);
            call.headers().set("Authorization", credentials);
            assertThat(status(call)).as("%s", call).isZero();
            call.headers().add("Authorization", credentials);
            assertThat(status(call)).as("twice: %s", call).isEqualTo(401);
        }
    }

    @Test
    void whatOnlyReadsNeedsNoToken() {
        for (String path : List.of(
                "/jobs/1/vertices/2/metrics?get=0.Source__Read%20filings.records%2525",
                "/jobs/1?x=yarn-cancel", "/%C3%A9")) {
            assertThat(status(call("GET", path, "Host", HERE))).as(path).isZero();
        }
    }

    @Test
    void withoutATokenThatCanBeReadNothingIsWritten() throws IOException {
        HttpRequest call = call("POST", "/jobs", "Host", HERE, "Authorization", "Bearer ");
        Files.writeString(file, "\n");
        assertThat(status(call)).as("an empty file").isEqualTo(401);
        Files.delete(file);
        assertThat(status(call)).as("no file").isEqualTo(401);
        settings.removeConfig(GuardOptions.TOKEN_FILE);
        assertThat(Objects.requireNonNull(Admission.of(settings).refusal(call)).reason())
                .contains("no portolan.rest.token-file is set");
        assertThat(status(call("GET", "/overview", "Host", HERE))).isZero();
    }

    @Test
    void aTokenIsNewEachTimeAndItsOwnersOnly() throws IOException {
        String first = Token.read(file).credentials();
        Token.write(file);

        assertThat(Token.read(file).credentials()).isNotEqualTo(first).matches("Bearer [0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("rest.token");
        assertThatThrownBy(() -> new SendTokenFactory()
                        .createHandler(Configuration.fromMap(java.util.Map.of(
                                GuardOptions.TOKEN_FILE.key(),
                                directory.resolve("none").toString()))))
                .hasMessageContaining("portolan.rest.token-file=");
    }

    @Test
    void aCallThatReadsHasNoBodyToSpeakOf() {
        assertThat(status(call("GET", "/overview", "Host", HERE, "Content-Length", "2")))
                .as("an empty object, as Flink's client sends it")
                .isZero();
        for (String length : List.of("1025", "99999999999", "-1", "0x2", "")) {
            assertThat(status(call("GET", "/overview", "Host", HERE, "Content-Length", length)))
                    .as(length)
                    .isEqualTo(413);
        }
        assertThat(status(call("GET", "/overview", "Host", HERE, "Transfer-Encoding", "chunked")))
                .isEqualTo(413);
    }
}
