// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.console.receive.MessageSender.MessageRefusedException;
import portolan.console.receive.MessageSender.Sent;
import portolan.schemas.wire.MessageTopic;
import portolan.topics.KafkaFault;

/**
 * Takes messages over HTTP, on loopback: {@code POST /SENDER/NAME}. Answers once the brokers have it: 202 with its
 * SHA-256, 413 where it is too large, 503 where Kafka does not take it. Who may send is for the proxy before it to say.
 */
public final class HttpGateway implements AutoCloseable {
    private static final int THREADS = 8;
    private static final Pattern PATH = Pattern.compile("/([^/]{1,100})(?:/([^/]{1,200}))?");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Semaphore large = new Semaphore(1);
    private final MessageSender to;
    private final Consumer<String> say;

    /**
     * Listens until it is closed.
     *
     * @param port 0 for any that is free
     */
    public HttpGateway(int port, MessageSender to, Consumer<String> say) throws IOException {
        this.to = to;
        this.say = say;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = PATH.matcher(exchange.getRequestURI().getPath());
            if (!exchange.getRequestMethod().equals("POST") || !path.matches()) {
                answer(exchange, 404, "send messages by POST /SENDER/NAME");
                return;
            }
            try {
                take(exchange, path.group(1), path.group(2));
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                answer(exchange, 503, "not taken, the gateway stops: send it again");
            }
        }
    }

    /** Large messages one after the other: eight of them would not fit into memory. */
    private void take(HttpExchange exchange, String sender, @Nullable String name)
            throws IOException, InterruptedException {
        try (InputStream body = exchange.getRequestBody()) {
            byte[] beginning = body.readNBytes(MessageSender.MOST_ON_TOPIC + 1);
            if (beginning.length <= MessageSender.MOST_ON_TOPIC) {
                send(exchange, sender, name, beginning);
                return;
            }
            large.acquire();
            try {
                byte[] rest = body.readNBytes(MessageTopic.MOST_BYTES + 1 - beginning.length);
                byte[] message = Arrays.copyOf(beginning, beginning.length + rest.length);
                System.arraycopy(rest, 0, message, beginning.length, rest.length);
                send(exchange, sender, name, message);
            } finally {
                large.release();
            }
        }
    }

    private void send(HttpExchange exchange, String sender, @Nullable String name, byte[] message) throws IOException {
        try {
            Sent sent = to.send(sender, name, message);
            say.accept("sent by HTTP: sender=" + sender + ", bytes=" + sent.bytes() + ", sha256=" + sent.sha256());
            answer(exchange, 202, "{\"sha256\":\"" + sent.sha256() + "\",\"bytes\":" + sent.bytes() + "}");
        } catch (MessageRefusedException refused) {
            answer(exchange, message.length == 0 ? 400 : 413, String.valueOf(refused.getMessage()));
        } catch (KafkaFault | IOException unavailable) {
            say.accept("not sent by HTTP: sender=" + sender + ", cause=" + unavailable.getMessage());
            answer(exchange, 503, "not taken, send it again: " + unavailable.getMessage());
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + '\n').getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status == 202 ? "application/json" : "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
    }
}
