// SPDX-License-Identifier: Apache-2.0
package portolan.console.door;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link DoorBudget} before a server's pages. A request has no thread before its body is whole; who is slower than
 * the budget, or too many, is put out; strangers have few threads, and nobody who is known has those of another.
 */
public final class Doorkeeper extends Handler.Wrapper implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final long LOOK_MILLIS = 250;

    /** So much of an answer the kernel takes at once: who does not read it has no thread wait for them. */
    public static final int SENT_AT_ONCE = 256 << 10;

    private final DoorBudget budget;
    private final Function<Request, @Nullable String> known;
    private final Map<Connection, Visit> visits = new ConcurrentHashMap<>();
    private final AtomicLong putOut = new AtomicLong();

    // Guarded by itself.
    private final Map<String, Integer> inside = new HashMap<>();

    private @Nullable ScheduledExecutorService watch;

    /** @param known by whose name a request is let in; null for a stranger's */
    public Doorkeeper(DoorBudget budget, Function<Request, @Nullable String> known) {
        this.budget = budget;
        this.known = known;
    }

    /** How connections are made that are kept an eye on: all of the server's must be. */
    public HttpConnectionFactory connections(HttpConfiguration http) {
        http.setSendServerVersion(false);
        HttpConnectionFactory factory = new HttpConnectionFactory(http);
        factory.addEventListener(this);
        return factory;
    }

    /** Connections that were closed, since they were too slow or too many. */
    public long putOut() {
        return putOut.get();
    }

    /** One connection, and how long what it is about may take. */
    private final class Visit {
        private final Connection connection;
        private volatile boolean isKnown;
        private volatile boolean isLarge;
        private volatile long since;

        /** By {@link System#nanoTime}; without a meaning while nothing is waited for. */
        private volatile long until;

        private volatile boolean isAwaited;

        private Visit(Connection connection) {
            this.connection = connection;
            rests();
        }

        /** The next request is to come. */
        private void rests() {
            isLarge = false;
            since = System.nanoTime();
            await(budget.head().toNanos());
        }

        private void begins(boolean isOfKnown) {
            isKnown = isOfKnown;
            since = System.nanoTime();
            arrives(0);
        }

        private void arrives(long bytes) {
            await(budget.body().toNanos() + bytes * TimeUnit.SECONDS.toNanos(1) / budget.leastRate());
        }

        private void await(long nanos) {
            until = since + nanos;
            isAwaited = true;
        }

        /** All of it is there: whether the answer may take as long as it wants. */
        private void isAnswered() {
            since = System.nanoTime();
            await(budget.answer().toNanos());
            isAwaited = !isKnown;
        }

        private boolean isLate() {
            return isAwaited && System.nanoTime() - until > 0;
        }

        private void putOut() {
            putOut.incrementAndGet();
            connection.getEndPoint().close();
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what fails of a look is said there
    protected void doStart() throws Exception {
        super.doStart();
        watch = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "door");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        if (watch != null) {
            watch.shutdownNow();
        }
        super.doStop();
    }

    private void look() {
        try {
            List<Visit> late = visits.values().stream().filter(Visit::isLate).toList();
            late.forEach(Visit::putOut);
            if (!late.isEmpty()) {
                LOG.warn("connections were slower than the door waits: closed={}, open={}", late.size(), visits.size());
            }
        } catch (RuntimeException failed) {
            LOG.error("the door looks again", failed);
        }
    }

    @Override
    public void onOpened(Connection connection) {
        visits.put(connection, new Visit(connection));
        makeRoom(visits.size() > budget.connections(), visit -> !visit.isKnown);
    }

    @Override
    public void onClosed(Connection connection) {
        visits.remove(connection);
    }

    /** Whoever fills a door has begun before those whom they keep out. */
    private void makeRoom(boolean isFull, Predicate<Visit> who) {
        if (isFull) {
            long now = System.nanoTime();
            visits.values().stream()
                    .filter(who)
                    .max(Comparator.comparingLong(visit -> now - visit.since))
                    .ifPresent(Visit::putOut);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Visit visit = visits.get(request.getConnectionMetaData().getConnection());
        if (visit == null) {
            callback.failed(new IOException("the connection is closed"));
            return true;
        }
        String who = known.apply(request);
        visit.begins(who != null);
        Request.addCompletionListener(request, failure -> visit.rests());
        new Arrival(visit, who == null ? "" : who, request, response, callback).run();
        return true;
    }

    /** A request whose body is on its way. */
    private final class Arrival implements Runnable {
        private final Visit visit;
        private final String who;
        private final int most;
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final Body body = new Body(budget.inMemory());

        private Arrival(Visit visit, String who, Request request, Response response, Callback callback) {
            this.visit = visit;
            this.who = who;
            this.most = who.isEmpty() ? budget.strangerBytes() : budget.bytes();
            this.request = request;
            this.response = response;
            this.callback = callback;
            Request.addCompletionListener(request, failure -> body.close());
        }

        /** Takes what has come; called again when more has. */
        @Override
        public void run() {
            try {
                if (request.getLength() > most) {
                    refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "at most " + most + " bytes are taken");
                    return;
                }
                Content.Chunk chunk;
                do {
                    chunk = request.read();
                    if (chunk == null) {
                        request.demand(this);
                        return;
                    }
                    if (Content.Chunk.isFailure(chunk)) {
                        callback.failed(chunk.getFailure());
                        return;
                    }
                    if (!take(chunk)) {
                        refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "at most " + most + " bytes are taken");
                        return;
                    }
                } while (!chunk.isLast());
                enter();
            } catch (Exception failed) {
                Response.writeError(request, response, callback, failed);
            }
        }

        private boolean take(Content.Chunk chunk) throws IOException {
            try {
                if (body.size() + chunk.remaining() > most) {
                    return false;
                }
                body.add(chunk.getByteBuffer());
                visit.arrives(body.size());
                if (body.isLarge() && !visit.isLarge) {
                    visit.isLarge = true;
                    long large =
                            visits.values().stream().filter(one -> one.isLarge).count();
                    makeRoom(large > budget.large(), one -> one.isLarge);
                }
                return true;
            } finally {
                chunk.release();
            }
        }

        private void enter() throws Exception {
            visit.isAnswered();
            if (!takePlace()) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
                refuse(HttpStatus.SERVICE_UNAVAILABLE_503, "too many at once: try again");
                return;
            }
            try {
                if (!pass(new WholeRequest(request, body.source()), response, callback)) {
                    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
            } finally {
                givePlace();
            }
        }

        private boolean takePlace() {
            int most = who.isEmpty() ? budget.strangers() : budget.ofOne();
            synchronized (inside) {
                boolean isRoom = inside.getOrDefault(who, 0) < most;
                if (isRoom) {
                    inside.merge(who, 1, Integer::sum);
                }
                return isRoom;
            }
        }

        private void givePlace() {
            synchronized (inside) {
                inside.computeIfPresent(who, (any, count) -> count == 1 ? null : count - 1);
            }
        }

        private void refuse(int status, String why) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
            Response.writeError(request, response, callback, status, why);
        }
    }

    private boolean pass(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, response, callback);
    }

    /** A request whose body is there already. */
    private static final class WholeRequest extends Request.Wrapper {
        private final Content.Source body;

        private WholeRequest(Request request, Content.Source body) {
            super(request);
            this.body = body;
        }

        @Override
        public Content.@Nullable Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable demand) {
            body.demand(demand);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
        }
    }
}
