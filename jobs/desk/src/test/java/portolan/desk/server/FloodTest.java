// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers flood the desk beside an officer who is at it: each of the officer's pages comes within a second. */
@Tag("rest")
class FloodTest {
    private static final int FLOOD = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String KEY_PASSWORD = "password of the key";

    @TempDir
    Path directory;

    private final List<Socket> strangers = new ArrayList<>();
    private HttpClient officer =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private DeskServer desk;

    @BeforeEach
    void start() throws Exception {
        start(null);
    }

    private void start(@Nullable Path keyStore) throws Exception {
        // As slow to compare as a password of the product.
        Accounts accounts = Accounts.readOrNew(directory.resolve("users"));
        accounts.put(new User("ann", Role.OFFICER, ""), "password of ann");
        desk = DeskServer.start(new DeskPlan(
                "127.0.0.1",
                0,
                accounts,
                keyStore,
                KEY_PASSWORD,
                List.of(),
                List.of(routes ->
                        routes.get(Action.SEE_WORKLIST, "/worklist", request -> request.json("\"the list\""))),
                new Events(),
                Notice.NONE,
                Clock.systemUTC(),
                Site.DESK));
        assertThat(send(post("name=ann&password=password+of+ann"), Duration.ofSeconds(20)))
                .isEqualTo("\"the list\"");
        page();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket stranger : strangers) {
            stranger.close();
        }
        desk.close();
    }

    /** By name: certificates are of names. */
    private URI at(String path) {
        URI address = desk.address();
        return URI.create(address.getScheme() + "://localhost:" + address.getPort() + path);
    }

    private HttpRequest.Builder post(String form) {
        return HttpRequest.newBuilder(at("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private String send(HttpRequest.Builder request, Duration within) throws Exception {
        HttpClient following = HttpClient.newBuilder()
                .sslContext(officer.sslContext())
                .cookieHandler(officer.cookieHandler().orElseThrow())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return following
                .send(request.timeout(within).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The request fails where it takes longer. */
    private void page() throws Exception {
        URI list = at("/worklist");
        HttpResponse<String> page = officer.send(
                HttpRequest.newBuilder(list).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.body()).isEqualTo("\"the list\"");
    }

    private void stranger(String beginning) throws IOException {
        Socket stranger =
                new Socket(InetAddress.getLoopbackAddress(), desk.address().getPort());
        stranger.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        strangers.add(stranger);
    }

    private static String form(int length, String body) {
        return "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    @Test
    void formsThatAreHalfSentHoldUpNobody() throws Exception {
        for (int i = 0; i < FLOOD; i++) {
            stranger(form(4_000, "name=stranger&password="));
            if (i % 50 == 0) {
                page();
            }
        }
        for (int i = 0; i < 200; i++) {
            page();
        }
    }

    @Test
    void headsThatAreHalfSentHoldUpNobodyAndManyMakeRoomForOneAnother() throws Exception {
        for (int i = 0; i < 2 * FLOOD; i++) {
            stranger("GET /login HTTP/1.1\r\nHost: loc");
            if (i % 50 == 0) {
                page();
            }
        }
        for (int i = 0; i < 200; i++) {
            page();
        }
    }

    @Test
    void wrongPasswordsOfManyNamesHoldUpNobody() throws Exception {
        for (int i = 0; i < 100; i++) {
            String body = "name=nobody" + i + "&password=guess";
            stranger(form(body.length(), body));
        }
        for (int i = 0; i < 20; i++) {
            page();
        }
    }

    @Test
    void theSignInFormIsSmall() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(post("name=" + "x".repeat(5_000)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void whoNeverEndsToAgreeOnAKeyHoldsUpNobody() throws Exception {
        desk.close();
        Path keys = directory.resolve("keys");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "desk",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        KEY_PASSWORD,
                        "-keystore",
                        keys.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        officer = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .sslContext(trusting(keys))
                .build();
        Files.delete(directory.resolve("users"));
        start(keys);
        for (int i = 0; i < FLOOD; i++) {
            stranger("\u0016\u0003\u0001");
        }
        for (int i = 0; i < 50; i++) {
            page();
        }
    }

    private static SSLContext trusting(Path keys) throws Exception {
        KeyStore server = KeyStore.getInstance(keys.toFile(), KEY_PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("desk", server.getCertificate("desk"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
