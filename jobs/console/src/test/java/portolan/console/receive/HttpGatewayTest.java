// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.topics.KafkaAccess;

/** No Kafka is asked here: an empty message is refused before, and that answer is what others wait for. */
class HttpGatewayTest {
    private static final int PATIENCE_MILLIS = 60_000;

    private final List<Socket> slow = new ArrayList<>();
    private MessageSender to;
    private HttpGateway gateway;

    @BeforeEach
    void start() throws IOException {
        to = new MessageSender(
                KafkaAccess.at("127.0.0.1:9"),
                new MessageSender.Settings(null, null, null),
                InstantSource.system());
        gateway = new HttpGateway(0, to, said -> {});
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
            assertThat(answer.body()).isEqualTo("the message is empty\n");
        }
    }

    @Test
    void whoCallsThisMachineByAnotherNameOrFromAPageIsRefused() throws Exception {
        String empty = "POST /durres HTTP/1.1\r\nContent-Length: 0\r\n";
        assertThat(send(empty + "Host: localhost:" + gateway.port() + "\r\n\r\n")).isEqualTo("HTTP/1.1 400");
        assertThat(send(empty + "Host: [::1]\r\n\r\n")).isEqualTo("HTTP/1.1 400");
        assertThat(send(empty + "Host: evil.example\r\n\r\n")).isEqualTo("HTTP/1.1 403");
        assertThat(send(empty + "Host: localhost.evil.example\r\n\r\n")).isEqualTo("HTTP/1.1 403");
        assertThat(send(empty + "Host: localhost\r\nOrigin: http://evil.example\r\n\r\n"))
                .isEqualTo("HTTP/1.1 403");
        assertThat(send(empty + "Host: localhost\r\nOrigin: null\r\n\r\n")).isEqualTo("HTTP/1.1 403");
    }
}
