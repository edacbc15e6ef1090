// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers flood a class beside a trainee: each of their pages comes within a second. */
@Tag("rest")
class ClassFloodTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir
    private Path directory = Path.of(".");

    private final List<Socket> strangers = new ArrayList<>();
    private final HttpClient trainee = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @SuppressWarnings("NullAway.Init") // set before each test
    private ClassDesk desk;

    @BeforeEach
    void start() throws Exception {
        desk = ClassDesk.start(new ClassSettings(
                SmallRounds.open(directory.resolve("round")),
                "small",
                null,
                null,
                false,
                EditorScreenTest.NO_RECORDS,
                List.of(),
                new Served("127.0.0.1", 0, null, "", Locale.ENGLISH)));
        trainee.send(
                HttpRequest.newBuilder(desk.invitation().resolve("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "name=ana&password=" + desk.cards().get(0)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        ask(desk.invitation().resolve("/now"), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket stranger : strangers) {
            stranger.close();
        }
        desk.close();
    }

    /** The request fails where it takes longer. */
    private void ask(URI page, Duration within) throws Exception {
        HttpResponse<String> answer = trainee.send(
                HttpRequest.newBuilder(page).timeout(within).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.uri().getPath()).isNotEqualTo("/login");
    }

    private void page() throws Exception {
        ask(desk.invitation().resolve("/now"), PATIENCE);
    }

    private void stranger(int length, String body) throws IOException {
        Socket stranger =
                new Socket(InetAddress.getLoopbackAddress(), desk.invitation().getPort());
        stranger.getOutputStream()
                .write(("POST /login HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + length
                                + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        strangers.add(stranger);
    }

    @Test
    void cardsThatAreGuessedAndFormsThatAreHalfSentHoldUpNobody() throws Exception {
        for (int i = 0; i < 100; i++) {
            String body = "name=nobody" + i + "&password=abcd-efgh";
            stranger(body.length(), body);
        }
        for (int i = 0; i < 600; i++) {
            if (i % 10 == 0) {
                page();
            }
            stranger(4_000, "name=stranger&password=");
        }
        for (int i = 0; i < 50; i++) {
            page();
        }
    }
}
