// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.security.Roles;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where screens say what they answer. Each route names its {@link Action}: the server asks for it before the screen does. */
public final class Routes {
    private final RoutesConfig routes;
    private final Guard guard;

    Routes(RoutesConfig routes, Guard guard) {
        this.routes = routes;
        this.guard = guard;
    }

    /** What answers a request. */
    @FunctionalInterface
    public interface Handler {
        void handle(Request request) throws Exception;
    }

    /** Answers a request that changes nothing. */
    public void get(Action action, String path, Handler handler) {
        routes.get(path, context -> answer(guard.admit(context, action, true), action, handler), action);
    }

    /** Answers what an open page asks for by itself: nobody stays at the desk by it. */
    public void renewal(Action action, String path, Handler handler) {
        routes.get(path, context -> answer(guard.admit(context, action, false), action, handler), action);
    }

    /** Answers a request that may change something: it must come from a page of the same session. */
    public void post(Action action, String path, Handler handler) {
        routes.post(
                path,
                context -> {
                    Request request = guard.admit(context, action, true);
                    guard.checkOrigin(context, request.session());
                    answer(request, action, handler);
                },
                action);
    }

    /** Tells a page what changed, as long as it is open. */
    public void events(Action action, String path, Events events) {
        routes.sse(
                path,
                client -> {
                    Session session = guard.admit(client.ctx(), action, false).session();
                    events.add(client, session, () -> guard.isStill(session));
                },
                action);
    }

    /** Each route of a server, like {@code GET /worklist}, and its action; empty where strangers may. */
    static Map<String, Optional<Action>> of(Javalin server) {
        Map<String, Optional<Action>> rows = new TreeMap<>();
        server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .forEach(endpoint -> rows.put(
                        endpoint.method.name() + ' ' + endpoint.path,
                        Stream.ofNullable(endpoint.metadata(Roles.class))
                                .flatMap(row -> row.getRoles().stream())
                                .map(Action.class::cast)
                                .findFirst()));
        return rows;
    }

    /** What is looked up meanwhile is theirs to see. */
    private static void answer(Request request, Action action, Handler handler) throws Exception {
        request.user().scope(action, request.posts()).within(() -> handler.handle(request));
    }
}
