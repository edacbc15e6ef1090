// SPDX-License-Identifier: Apache-2.0
package portolan.console.door;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final CountDownLatch leave = new CountDownLatch(1);
    private final CountDownLatch stays = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();
    private final Server server = new Server();

    @SuppressWarnings("NullAway.Init") // set by each test
    private Doorkeeper keeper;

    private void start(DoorBudget budget) throws Exception {
        keeper = new Doorkeeper(budget, request -> request.getHeaders().get("Name"));
        keeper.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (request.getHttpURI().getPath().equals("/stay")) {
                    stays.countDown();
                    leave.await();
                }
                int bytes = 0;
                try (InputStream body = Request.asInputStream(request)) {
                    bytes = body.readAllBytes().length;
                }
                Content.Sink.write(response, true, bytes + " bytes", callback);
                return true;
            }
        });
        ServerConnector connector = new ServerConnector(server, keeper.connections(new HttpConfiguration()));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(keeper);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        leave.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    private static DoorBudget budget(int connections, int places, Duration head, Duration body, int large) {
        return new DoorBudget(connections, 32, places, 2, 100, 5_000_000, 1_000, large, head, body, 100, LONG);
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), ((ServerConnector) server.getConnectors()[0]).getLocalPort());
        sockets.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return socket;
    }

    private static String post(String path, String name, int length, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: here\r\n" + (name.isEmpty() ? "" : "Name: " + name + "\r\n")
                + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    /** All that is answered until the connection is closed. */
    private static String answer(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }

    /** The first line of the next answer. */
    private static String status(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0;
                c = socket.getInputStream().read()) {
            int begin = line.indexOf("HTTP/1.1");
            if (c == '\r' && begin >= 0) {
                return line.substring(begin);
            }
            line.append((char) c);
        }
        return line.toString();
    }

    @Test
    void whoeverHasSaidAllThatTheyHaveToSayIsLetIn() throws Exception {
        start(budget(10, 10, LONG, LONG, 1));
        assertThat(status(send(post("/", "", 0, "")))).isEqualTo("HTTP/1.1 200 OK");
        Socket slow = send(post("/", "", 10, "01234"));
        assertThat(status(send(post("/", "", 3, "abc")))).isEqualTo("HTTP/1.1 200 OK");
        slow.getOutputStream().write("56789".getBytes(US_ASCII));
        assertThat(status(slow)).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void aHeadThatDoesNotComeIsNotWaitedFor() throws Exception {
        start(budget(10, 10, SHORT, LONG, 1));
        assertThat(answer(send("GET / HTTP/1.1\r\nHo"))).isEmpty();
        assertThat(keeper.putOut()).isOne();
    }

    @Test
    void aBodyThatComesSlowerThanTheLeastRateIsNotWaitedFor() throws Exception {
        start(budget(10, 10, LONG, SHORT, 1));
        assertThat(answer(send(post("/", "", 100, "0123456789")))).isEmpty();
        assertThat(keeper.putOut()).isOne();
    }

    @Test
    void strangersHaveSmallBodiesAndWhoIsKnownLargeOnes() throws Exception {
        start(budget(10, 10, LONG, LONG, 1));
        assertThat(status(send(post("/", "", 101, "")))).contains(" 413 ");
        assertThat(answer(send("POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n80\r\n"
                        + "x".repeat(128) + "\r\n0\r\n\r\n")))
                .contains(" 413 ");
        Socket known = send(post("/", "ann", 101, "x".repeat(101)));
        assertThat(status(known)).isEqualTo("HTTP/1.1 200 OK");
        assertThat(status(send(post("/", "ann", 5_000_001, "")))).contains(" 413 ");
    }

    @Test
    void whoFillsTheDoorMakesRoomAndWhoIsKnownStays() throws Exception {
        start(budget(3, 10, LONG, LONG, 1));
        Socket known = send(post("/", "ann", 0, ""));
        assertThat(status(known)).isEqualTo("HTTP/1.1 200 OK");
        for (int i = 0; i < 3; i++) {
            send("GET / HT");
        }
        // Which of them: two threads open connections, and see them in any order.
        while (keeper.putOut() < 1) {
            Thread.onSpinWait();
        }
        assertThat(keeper.putOut()).isOne();
        known.getOutputStream().write(post("/", "ann", 0, "").getBytes(US_ASCII));
        assertThat(status(known)).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void strangersHaveFewPlacesAndWhoIsKnownHasTheirOwn() throws Exception {
        start(budget(10, 1, LONG, LONG, 1));
        Socket stays = send(post("/stay", "", 0, ""));
        this.stays.await();
        String refused = answer(send(post("/", "", 0, "")));
        assertThat(refused).contains(" 503 ").containsIgnoringCase("Retry-After: 1");
        assertThat(status(send(post("/", "ann", 0, "")))).isEqualTo("HTTP/1.1 200 OK");
        leave.countDown();
        assertThat(status(stays)).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void aLargeBodyIsInAFileThatGoesWithItAndTheFirstOfManyGivesWay() throws Exception {
        start(budget(10, 10, LONG, LONG, 1));
        Socket large = send(post("/", "ann", 200_000, "x".repeat(200_000)));
        assertThat(status(large)).isEqualTo("HTTP/1.1 200 OK");
        awaitFiles(0);
        Socket slow = send(post("/", "ann", 200_000, "x".repeat(100_000)));
        awaitFiles(1);
        Socket other = send(post("/", "bob", 300_000, "x".repeat(299_999)));
        assertThat(answer(slow)).isEmpty();
        other.getOutputStream().write('x');
        assertThat(status(other)).isEqualTo("HTTP/1.1 200 OK");
        awaitFiles(0); // it goes with the request, which ends after its answer
    }

    private static void awaitFiles(int wanted) throws IOException {
        while (files() != wanted) {
            Thread.onSpinWait();
        }
    }

    private static long files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(file -> file.toString().contains("portolan-body")).count();
        }
    }
}
