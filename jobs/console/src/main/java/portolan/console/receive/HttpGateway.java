// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import portolan.console.door.DoorBudget;
import portolan.console.door.Doorkeeper;
import portolan.console.receive.MessageSender.MessageRefusedException;
import portolan.console.receive.MessageSender.Sent;
import portolan.schemas.wire.MessageTopic;
import portolan.topics.KafkaFault;

/**
 * Takes messages over HTTP, on loopback: {@code POST /SENDER/NAME}. Answers once the brokers have it: 202 with its
 * SHA-256, 401 to whom does not prove to be the sender, 413 where it is too large, 503 where Kafka does not take it.
 * A page in a browser may not send, nor whoever calls this machine by another name. Where senders are not checked each
 * answer says so.
 */
public final class HttpGateway implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/([^/]{1,100})(?:/([^/]{1,200}))?");
    private static final Pattern HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private static final String NOT_CHECKED = "senders are not checked";

    /** Large messages that wait for one another; whoever comes then is to come again. */
    private static final int MOST_WAITING = 8;

    private final Server server;
    private final ServerConnector connector;
    private final Semaphore large = new Semaphore(1, true);
    private final MessageSender to;
    private final KnownSenders senders;
    private final Consumer<String> say;

    /**
     * Listens until it is closed.
     *
     * @param port 0 for any that is free
     * @param senders who may send
     * @throws IOException if it cannot listen there
     */
    public HttpGateway(int port, MessageSender to, KnownSenders senders, Consumer<String> say) throws IOException {
        this.to = to;
        this.senders = senders;
        this.say = say;
        DoorBudget budget = DoorBudget.gateway(MessageTopic.MOST_BYTES);
        Doorkeeper keeper = new Doorkeeper(budget, request -> null);
        keeper.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                HttpGateway.this.handle(request, new Answer(response, callback, senders.isChecked()));
                return true;
            }
        });
        server = new Server(new QueuedThreadPool(budget.threads()));
        connector = new ServerConnector(server, senders.connections(keeper.connections(new HttpConfiguration())));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(keeper);
        try {
            server.start();
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    private record Answer(Response response, Callback callback, boolean checked) {
        void of(int status, String text) {
            response.setStatus(status);
            response.getHeaders()
                    .put(HttpHeader.CONTENT_TYPE, status == 202 ? "application/json" : "text/plain; charset=utf-8");
            if (!checked) {
                response.getHeaders().put("Portolan-Senders", NOT_CHECKED);
            }
            Content.Sink.write(
                    response, true, text + (checked || status == 202 ? "\n" : "\n" + NOT_CHECKED + '\n'), callback);
        }
    }

    private void handle(Request request, Answer answer) throws IOException {
        var path = PATH.matcher(Request.getPathInContext(request));
        if (isForeign(request)) {
            answer.of(403, "messages are taken by the name of this machine, and from no page of a browser");
        } else if (!request.getMethod().equals("POST") || !path.matches()) {
            answer.of(404, "send messages by POST /SENDER/NAME");
        } else if (!senders.is(path.group(1), request)) {
            answer.response().getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            answer.of(
                    401,
                    "prove to be the sender in the path: 'Authorization: Bearer TOKEN', or a certificate of that name");
        } else {
            take(request, path.group(1), path.group(2), answer);
        }
    }

    /** A browser sends what a foreign page asks for, and takes this machine for another whose name is bound to it. */
    private static boolean isForeign(Request request) {
        List<String> hosts = request.getHeaders().getValuesList(HttpHeader.HOST);
        return hosts.size() != 1
                || !HOST.matcher(hosts.get(0).toLowerCase(Locale.ROOT)).matches()
                || request.getHeaders().contains(HttpHeader.ORIGIN);
    }

    /** Large messages one after the other: many of them would not fit into memory. */
    private void take(Request request, String sender, @Nullable String name, Answer answer) throws IOException {
        if (request.getLength() >= 0 && request.getLength() <= MessageSender.MOST_ON_TOPIC) {
            send(request, sender, name, answer);
        } else if (large.getQueueLength() >= MOST_WAITING) {
            answer.of(503, "not taken, too many large messages at once: send it again");
        } else {
            large.acquireUninterruptibly();
            try {
                send(request, sender, name, answer);
            } finally {
                large.release();
            }
        }
    }

    private void send(Request request, String sender, @Nullable String name, Answer answer) throws IOException {
        byte[] message;
        try (InputStream body = Request.asInputStream(request)) {
            message = body.readAllBytes();
        }
        try {
            Sent sent = to.send(sender, name, message);
            say.accept("sent by HTTP: sender=" + sender + ", bytes=" + sent.bytes() + ", sha256=" + sent.sha256());
            answer.of(202, "{\"sha256\":\"" + sent.sha256() + "\",\"bytes\":" + sent.bytes() + "}");
        } catch (MessageRefusedException refused) {
            answer.of(message.length == 0 ? 400 : 413, String.valueOf(refused.getMessage()));
        } catch (KafkaFault | IOException unavailable) {
            say.accept("not sent by HTTP: sender=" + sender + ", cause=" + unavailable.getMessage());
            answer.of(503, "not taken, send it again: " + unavailable.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            say.accept("the gateway did not end well: " + failed);
        }
    }
}
