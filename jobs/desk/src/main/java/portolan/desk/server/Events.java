// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pages that are open, and what they are told: a word each, upon which they ask for what they show. */
public final class Events {
    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();

    void add(SseClient client) {
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        clients.add(client);
        client.sendComment("here");
    }

    /**
     * Tells all.
     *
     * @param event what changed, like {@code worklist}
     * @param data which, as the page's script knows it
     */
    public void tell(String event, String data) {
        for (SseClient client : clients) {
            client.sendEvent(event, data);
        }
    }

    /** Keeps connections open through whatever closes silent ones, and finds those that are gone. */
    void beat() {
        clients.forEach(client -> client.sendComment("beat"));
    }

    /** Pages that are open. */
    public int open() {
        return clients.size();
    }
}
