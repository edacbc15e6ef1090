// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import io.javalin.http.sse.SseClient;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The pages that are open, and what they are told: a word each, upon which they ask for what they show. Whoever tells does
 * not wait: a browser that went to sleep holds up nobody but itself.
 */
public final class Events {
    /** A page that is so far behind has gone to sleep; what it shows of itself anew when it wakes is all that is left. */
    private static final int MOST_WAITING = 1_000;

    private static final Told BEAT = new Told("", "");

    private final AtomicLong opened = new AtomicLong();
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newCachedThreadPool(send -> {
        Thread thread = new Thread(send, "desk-events");
        thread.setDaemon(true);
        return thread;
    });

    private record Told(String event, String data) {}

    /** @param isStill whether the session goes on: a page of one that ended is told nothing more */
    void add(SseClient page, Session session, BooleanSupplier isStill) {
        Client client = new Client(page, session, isStill);
        page.keepAlive();
        page.onClose(() -> clients.remove(client));
        clients.add(client);
        List<Client> ofSession = clients.stream()
                .filter(one -> one.session == session)
                .sorted(Comparator.comparingLong(one -> one.number))
                .toList();
        ofSession.subList(0, Math.max(0, ofSession.size() - DeskBudget.PAGES)).forEach(this::close);
        page.sendComment("here");
    }

    private void close(Client client) {
        clients.remove(client);
        client.page.close();
    }

    /**
     * Tells all. Of what a page was not told yet, the same is told once.
     *
     * @param event what changed, like {@code worklist}
     * @param data which, as the page's script knows it
     */
    public void tell(String event, String data) {
        Told told = new Told(event, data);
        clients.forEach(client -> client.tell(told));
    }

    /** The same about a consignment of one tenant: others' pages are not told. */
    public void tell(String tenant, String event, String data) {
        Told told = new Told(event, data);
        clients.stream().filter(client -> client.session.user().isOf(tenant)).forEach(client -> client.tell(told));
    }

    /** Keeps connections open through whatever closes silent ones, and finds those that are gone, or of nobody any more. */
    void beat() {
        for (Client client : clients) {
            if (client.isStill.getAsBoolean()) {
                client.tell(BEAT);
            } else {
                close(client);
            }
        }
    }

    /** Pages that are open. */
    public int open() {
        return clients.size();
    }

    /** One page, and what it was not told yet. */
    private final class Client {
        private final SseClient page;
        private final Session session;
        private final BooleanSupplier isStill;
        private final long number = opened.incrementAndGet();

        // Guarded by this.
        private final Set<Told> waiting = new LinkedHashSet<>();
        private boolean isSending;

        private Client(SseClient page, Session session, BooleanSupplier isStill) {
            this.page = page;
            this.session = session;
            this.isStill = isStill;
        }

        private synchronized void tell(Told told) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(told);
            }
            if (!isSending) {
                isSending = true;
                senders.execute(this::send);
            }
        }

        private void send() {
            for (Told told = next(); told != null; told = next()) {
                if (told.equals(BEAT)) {
                    page.sendComment("beat");
                } else {
                    page.sendEvent(told.event(), told.data());
                }
            }
        }

        private synchronized @Nullable Told next() {
            Iterator<Told> first = waiting.iterator();
            isSending = first.hasNext();
            if (!isSending) {
                return null;
            }
            Told told = first.next();
            first.remove();
            return told;
        }
    }
}
