// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import gg.jte.TemplateEngine;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks of each request who makes it, and whether they may. */
final class Guard {
    /** By it a browser is known after the server started again. */
    static final String KEPT = "portolan-kept";

    private static final String COOKIE = "portolan-desk-";

    private static final int KEPT_SECONDS = 30 * 24 * 60 * 60;

    private final Sessions sessions;
    private final TemplateEngine templates;
    private final DeskPlan plan;

    Guard(Sessions sessions, TemplateEngine templates, DeskPlan plan) {
        this.sessions = sessions;
        this.templates = templates;
        this.plan = plan;
    }

    /** Nobody is signed in. */
    static final class StrangerException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StrangerException() {
            super("nobody is signed in", null, false, false);
        }
    }

    /**
     * Who asks.
     *
     * @param isUse whether somebody does something, rather than a page that is left open
     * @throws StrangerException if nobody is signed in
     * @throws RefusedException if their role may not
     */
    Request admit(Context context, Action action, boolean isUse) {
        Request request = known(context, isUse);
        if (action.isFor(request.user().role()) && !request.user().may(action)) {
            throw RefusedException.forbidden(request.words()
                    .say("refused.tenants", String.join(", ", request.user().tenants())));
        }
        if (!request.user().may(action)) {
            throw RefusedException.forbidden(request.words()
                    .say(
                            "refused.role",
                            request.words().say("role." + request.user().role().word()),
                            request.words().say("action." + action)));
        }
        return request;
    }

    /** Who asks, whatever they may. */
    Request known(Context context, boolean isUse) {
        Session session = sessions.find(context.cookie(cookie(context)));
        if (session == null || !isStill(session)) {
            throw new StrangerException();
        }
        if (isUse) {
            sessions.use(session);
        }
        return new Request(
                context,
                session,
                plan.posts(),
                templates,
                plan.notice(),
                plan.site(),
                plan.site().changesPlaces() ? plan.guests() : List.of());
    }

    /** Browsers give a cookie to all ports of a machine: without the port in its name, a class would end a desk's session. */
    static String cookie(Context context) {
        return COOKIE + context.req().getLocalPort();
    }

    /** Whose request it is, as far as its cookie says; null for a stranger's. */
    @Nullable
    String name(org.eclipse.jetty.server.Request request) {
        String cookie = COOKIE + org.eclipse.jetty.server.Request.getLocalPort(request);
        return org.eclipse.jetty.server.Request.getCookies(request).stream()
                .filter(one -> one.getName().equals(cookie))
                .map(one -> sessions.find(one.getValue()))
                .flatMap(Stream::ofNullable)
                .map(session -> session.user().name())
                .findFirst()
                .orElse(null);
    }

    /** Whether somebody is still at the desk, as who they came in. */
    boolean isStill(Session session) {
        try {
            return sessions.goesOn(session)
                    && (plan.guests().contains(session.user()) || plan.door().isStill(session.user(), session.proof()));
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    /**
     * Whether a form comes from a page of this session.
     *
     * @throws RefusedException if it does not
     */
    void checkOrigin(Context context, Session session) {
        String token = context.header("X-Desk-Token");
        if (token == null) {
            token = context.formParam("token");
        }
        String origin = context.header("Origin");
        boolean isOurs = origin == null || origin.endsWith("://" + context.header("Host"));
        if (!isOurs || !equal(token, session.token())) {
            // Of our own page that is older than the session: whoever signed in again may go on with it.
            context.header("X-Desk-Stale", String.valueOf(isOurs));
            throw RefusedException.forbidden(Words.in(session.language()).say("refused.origin"));
        }
    }

    /** Without telling by the time it takes how much is right. */
    static boolean equal(@Nullable String given, String wanted) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }

    void enter(Context context, User user, Locale language) {
        enter(context, new Door.Entrance(user, "", false), language);
    }

    /** Lets somebody in, and their browser keep what it is known by later. */
    void enter(Context context, Door.Entrance entrance, Locale language) {
        sessions.end(context.cookie(cookie(context)));
        context.cookie(cookie(cookie(context), sessions.begin(entrance.user(), entrance.proof(), language)));
        if (entrance.isKept()) {
            Cookie cookie = cookie(KEPT, entrance.proof());
            cookie.setMaxAge(KEPT_SECONDS);
            context.cookie(cookie);
        }
    }

    private Cookie cookie(String name, String value) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(plan.isReachedSecurely());
        cookie.setSameSite(SameSite.STRICT);
        return cookie;
    }

    void leave(Context context) {
        sessions.end(context.cookie(cookie(context)));
        context.removeCookie(cookie(context), "/");
    }
}
