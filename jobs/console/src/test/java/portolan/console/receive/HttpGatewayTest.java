// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.lines.ContentId;
import portolan.topics.KafkaAccess;

/** No Kafka is asked here: an empty message is refused before, and that answer is what others wait for. */
class HttpGatewayTest {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String PASSWORD = "changeit";

    private final List<Socket> slow = new ArrayList<>();
    private MessageSender to;
    private HttpGateway gateway;

    @BeforeEach
    void start() throws IOException {
        to = new MessageSender(
                KafkaAccess.at("127.0.0.1:9"),
                new MessageSender.Settings(null, null, null, null),
                InstantSource.system());
        gateway = new HttpGateway(0, to, KnownSenders.NOT_CHECKED, said -> {});
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
        gateway.close();
        to.close();
    }

    private String send(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        slow.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return text.endsWith("\r\n\r\n") ? new String(socket.getInputStream().readNBytes(12), US_ASCII) : "";
    }

    @Test
    void sendersThatAreSlowHoldUpNobody() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest empty = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/durres"))
                .timeout(Duration.ofSeconds(1))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        client.send(empty, HttpResponse.BodyHandlers.ofString());
        for (int i = 0; i < 300; i++) {
            send("POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\nUNB+");
            send("POST /slow HTTP/1.1\r\nHos");
        }
        for (int i = 0; i < 50; i++) {
            HttpResponse<String> answer = client.send(empty, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("the message is empty\nsenders are not checked\n");
        }
    }

    @Test
    void whoCallsThisMachineByAnotherNameOrFromAPageIsRefused() throws Exception {
        String empty = "POST /durres HTTP/1.1\r\nContent-Length: 0\r\n";
        assertThat(send(empty + "Host: localhost:" + gateway.port() + "\r\n\r\n"))
                .isEqualTo("HTTP/1.1 400");
        assertThat(send(empty + "Host: [::1]\r\n\r\n")).isEqualTo("HTTP/1.1 400");
        assertThat(send(empty + "Host: evil.example\r\n\r\n")).isEqualTo("HTTP/1.1 403");
        assertThat(send(empty + "Host: localhost.evil.example\r\n\r\n")).isEqualTo("HTTP/1.1 403");
        assertThat(send(empty + "Host: localhost\r\nOrigin: http://evil.example\r\n\r\n"))
                .isEqualTo("HTTP/1.1 403");
        assertThat(send(empty + "Host: localhost\r\nOrigin: null\r\n\r\n")).isEqualTo("HTTP/1.1 403");
    }

    @Test
    void aSenderProvesByItsTokenThatItIsOne(@TempDir Path directory) throws Exception {
        String ours = "0123456789abcdef0123456789abcdef";
        String next = ours.replace('0', 'f');
        Path file = Files.writeString(
                directory.resolve("tokens"),
                "# who may send\ndurres " + sha256(ours) + "\ndurres " + sha256(next) + "\nadria line "
                        + sha256("somebody else's, and long enough".replace(' ', '-')) + "\n");
        try (HttpGateway checked = new HttpGateway(0, to, KnownSenders.read(file), said -> {})) {
            assertThat(answered(checked, "/durres", "Bearer " + ours)).isEqualTo(400);
            assertThat(answered(checked, "/durres", "bearer " + next)).isEqualTo(400);
            assertThat(answered(checked, "/adria%20line", "Bearer " + ours)).isEqualTo(401);
            assertThat(answered(checked, "/durres", null)).isEqualTo(401);
            assertThat(answered(checked, "/durres", "Bearer " + sha256(ours))).isEqualTo(401);
            assertThat(answered(checked, "/durres", "Bearer " + ours + "0")).isEqualTo(401);
            assertThat(answered(checked, "/durres", "Basic " + ours)).isEqualTo(401);
            assertThat(answered(checked, "/nobody", "Bearer " + ours)).isEqualTo(401);
            assertThat(answered(checked, "/nobody", null)).isEqualTo(401);
        }
        Files.writeString(file, "durres " + ours + "\n# none\nadria\n");
        assertThatThrownBy(() -> KnownSenders.read(file))
                .hasMessageContaining(file + ":1: expected a sender and the SHA-256 of its token")
                .hasMessageContaining(file + ":3: ")
                .hasMessageNotContaining(ours);
    }

    @Test
    void aSenderProvesByItsCertificateThatItIsOne(@TempDir Path directory) throws Exception {
        for (String name : List.of("localhost", "durres", "stranger")) {
            keytool(directory, "-genkeypair", "-keyalg", "EC", "-keystore", name + ".p12", "-dname", "O=X,CN=" + name);
            keytool(directory, "-exportcert", "-keystore", name + ".p12", "-file", name + ".crt");
        }
        keytool(directory, "-importcert", "-noprompt", "-keystore", "trusted.p12", "-file", "durres.crt");
        KnownSenders senders = KnownSenders.NOT_CHECKED.certified(
                directory.resolve("localhost.p12"), directory.resolve("trusted.p12"), PASSWORD);
        try (HttpGateway checked = new HttpGateway(0, to, senders, said -> {})) {
            assertThat(answered(checked, directory, "durres", "/durres")).isEqualTo(400);
            assertThat(answered(checked, directory, "durres", "/adria")).isEqualTo(401);
            assertThatThrownBy(() -> answered(checked, directory, "stranger", "/durres"))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> answered(checked, "/durres", null)).isInstanceOf(IOException.class);
        }
    }

    private static void keytool(Path in, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-storepass", PASSWORD));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static int answered(HttpGateway by, Path directory, String as, String path) throws Exception {
        KeyStore own = store(directory.resolve(as + ".p12"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        KeyStore gateways = KeyStore.getInstance("PKCS12");
        gateways.load(null, null);
        gateways.setCertificateEntry(
                "gateway", store(directory.resolve("localhost.p12")).getCertificate("mykey"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(gateways);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        try (Socket socket = tls.getSocketFactory().createSocket("localhost", by.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(12), US_ASCII);
            if (answer.length() < 12) {
                throw new IOException("no answer");
            }
            return Integer.parseInt(answer.substring(9));
        }
    }

    private static KeyStore store(Path file) throws Exception {
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static String sha256(String token) {
        return ContentId.sha256Hex(token.getBytes(US_ASCII));
    }

    private static int answered(HttpGateway by, String path, @Nullable String authorization) throws Exception {
        HttpRequest.Builder empty = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + by.port() + path))
                .POST(HttpRequest.BodyPublishers.noBody());
        if (authorization != null) {
            empty.header("Authorization", authorization);
        }
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(empty.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).doesNotContain("not checked");
        return answer.statusCode();
    }
}
