// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.console.door.DoorBudget;
import portolan.console.door.Doorkeeper;
import portolan.console.screen.SafeText;
import portolan.topics.KafkaFault;

/** The desk's server: signs people in, asks for each request who makes it, and hands it to its screen. */
public final class DeskServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeskServer.class);

    private static final DoorBudget BUDGET = DoorBudget.DESK;
    private static final long BEAT_MILLIS = 15_000;

    /** Only what this server itself sends is shown, run or asked for. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final DeskPlan plan;
    private final Sessions sessions;
    private final Guard guard;
    private final Attempts attempts;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, DeskServer.class.getClassLoader(), "portolan.desk");
    private final String invitation;
    private final Timer heart = new Timer("desk-beat", true);
    private final Javalin server;

    private DeskServer(DeskPlan plan) {
        this.plan = plan;
        this.sessions = new Sessions(plan.clock());
        this.guard = new Guard(sessions, templates, plan);
        this.attempts = new Attempts(plan.clock());
        this.invitation = sessions.secret();
        this.server = Javalin.create(this::configure);
    }

    /** Starts it. */
    public static DeskServer start(DeskPlan plan) {
        DeskServer desk = new DeskServer(plan);
        desk.server.start(plan.host(), plan.port());
        desk.heart.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        plan.events().beat();
                    }
                },
                BEAT_MILLIS,
                BEAT_MILLIS);
        return desk;
    }

    /** Where it is; of several addresses the first. */
    public URI address() {
        return addresses().get(0);
    }

    /** Where others find it: where it listens on all addresses of its machine, each of them. */
    public List<URI> addresses() {
        String scheme = plan.isSecure() ? "https" : "http";
        return Addresses.of(plan.host()).stream()
                .map(host -> URI.create(
                        scheme + "://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + server.port() + '/'))
                .toList();
    }

    /** Where guests enter without a password: whoever knows it is at the desk. */
    public URI invitation() {
        return address().resolve("/enter/" + invitation);
    }

    /** Each route that is served, like {@code GET /worklist}, and what one must be allowed for it; empty where strangers may. */
    public Map<String, Optional<Action>> routes() {
        return Routes.of(server);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = BUDGET.bytes();
        config.http.prefer405over404 = true;
        Doorkeeper keeper = new Doorkeeper(BUDGET, guard::name);
        config.jetty.threadPool = new QueuedThreadPool(BUDGET.threads());
        config.jetty.modifyServer(jetty -> jetty.setHandler(keeper));
        config.jetty.addConnector((jetty, http) -> connector(jetty, http, keeper));
        config.routes.before(DeskServer::protect);
        config.routes.get("/assets/{name}", Assets::answer);
        config.routes.get("/", context -> context.redirect(plan.site().home()));
        config.routes.get("/login", context -> login(context, ""));
        config.routes.post("/login", this::enter);
        config.routes.post("/logout", this::leave);
        config.routes.post("/language", this::speak);
        config.routes.get("/token", this::token);
        FederationRoutes.add(config.routes, plan, guard, attempts, sessions, templates, this::visitor);
        if (!plan.guests().isEmpty()) {
            config.routes.get("/enter/{invitation}", this::welcome);
            if (plan.site().changesPlaces()) {
                config.routes.post("/become", this::become);
            }
        }
        Routes routes = new Routes(config.routes, guard);
        if (!plan.site().isExercise()) {
            new RolesScreen().addTo(routes);
        }
        plan.screens().forEach(screen -> screen.addTo(routes));
        config.routes.exception(Guard.StrangerException.class, (e, context) -> turnAway(context));
        config.routes.exception(
                RefusedException.class, (e, context) -> fault(context, e.status(), String.valueOf(e.getMessage())));
        config.routes.exception(
                NotFoundResponse.class,
                (e, context) ->
                        fault(context, HttpStatus.NOT_FOUND, reader(context).say("fault.page")));
        config.routes.exception(
                HttpResponseException.class,
                (e, context) -> fault(
                        context,
                        HttpStatus.forStatus(e.getStatus()),
                        reader(context).say("fault.request")));
        config.routes.exception(
                KafkaFault.class,
                (e, context) -> fault(context, HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage())));
        config.routes.exception(Exception.class, this::broken);
    }

    private ServerConnector connector(Server jetty, HttpConfiguration http, Doorkeeper keeper) {
        Path keyStore = plan.keyStore();
        SslContextFactory.Server tls = null;
        if (keyStore != null) {
            tls = new SslContextFactory.Server();
            tls.setKeyStorePath(keyStore.toString());
            tls.setKeyStorePassword(plan.keyStorePassword());
            http.addCustomizer(new SecureRequestCustomizer());
        }
        ServerConnector connector = new ServerConnector(jetty, tls, keeper.connections(http));
        connector.setHost(plan.host());
        connector.setPort(plan.port());
        connector.setAcceptedSendBufferSize(Doorkeeper.SENT_AT_ONCE);
        return connector;
    }

    private static void protect(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                // Without any, browsers say of a form of ours that it is from "null".
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }

    private void login(Context context, String fault) {
        String other = FederationRoutes.title(plan);
        render(
                context,
                "server/login.jte",
                Map.of("words", visitor(context), "site", plan.site(), "fault", fault, "other", other));
    }

    /** In the language that was chosen at the door, else the site's own, else the browser's. */
    private Words visitor(Context context) {
        String chosen = context.formParam("in") == null ? context.queryParam("in") : context.formParam("in");
        Locale own = plan.site().language();
        if (chosen == null && own != null) {
            return Words.in(own);
        }
        return chosen == null
                ? Words.asked(context.header("Accept-Language"))
                : Words.in(Locale.forLanguageTag(chosen));
    }

    /** In the language of whoever is at the desk, else as at the door. */
    private Words reader(Context context) {
        Session session = sessions.find(context.cookie(Guard.cookie(context)));
        return session == null ? visitor(context) : Words.in(session.language());
    }

    private void enter(Context context) throws Exception {
        String name = Optional.ofNullable(context.formParam("name")).orElse("").strip();
        String password = Optional.ofNullable(context.formParam("password")).orElse("");
        Attempts.Try attempt = attempts.begin(name, context.ip());
        Duration wait = attempt.left();
        if (!wait.isZero()) {
            context.status(HttpStatus.TOO_MANY_REQUESTS).header("Retry-After", String.valueOf(seconds(wait)));
            login(context, visitor(context).say("login.wait", seconds(wait)));
            return;
        }
        Optional<Door.Entrance> entrance = entered(context, name, password, attempt);
        if (entrance.isEmpty()) {
            LOG.warn("nobody has this name and password: name={}, from={}", SafeText.line(name), context.ip());
            Duration next = attempts.left(name, context.ip());
            if (!next.isZero()) {
                plan.door().keepsWaiting(name, context.ip(), next);
            }
            context.status(HttpStatus.UNAUTHORIZED);
            login(
                    context,
                    visitor(context).say(plan.site().text("login.wrong"))
                            + (next.isZero() ? "" : ' ' + visitor(context).say("login.wait", seconds(next))));
            return;
        }
        guard.enter(context, entrance.get(), visitor(context).language());
        context.redirect(plan.site().home(), HttpStatus.SEE_OTHER);
    }

    private Optional<Door.Entrance> entered(Context context, String name, String password, Attempts.Try attempt)
            throws IOException {
        try {
            String kept = Optional.ofNullable(context.cookie(Guard.KEPT)).orElse("");
            Optional<Door.Entrance> entrance = attempt.inTurn(() -> plan.door().enter(name, password, kept));
            if (entrance.isPresent()) {
                attempt.right();
            } else {
                attempt.wrong();
            }
            return entrance;
        } catch (RefusedException refused) {
            // The password was right: something else is in the way.
            attempt.right();
            throw refused;
        } catch (IOException | RuntimeException failed) {
            attempt.undone();
            throw failed;
        }
    }

    private static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    private void leave(Context context) {
        guard.checkOrigin(context, guard.known(context, true).session());
        guard.leave(context);
        context.redirect("/login", HttpStatus.SEE_OTHER);
    }

    /** What forms carry by now, for a page that was made before somebody signed in again. */
    private void token(Context context) {
        Session session = guard.known(context, false).session();
        context.header("X-Desk-Who", session.user().name())
                .contentType("text/plain")
                .result(session.token());
    }

    private void speak(Context context) {
        Session session = guard.known(context, true).session();
        guard.checkOrigin(context, session);
        session.speak(Words.in(Locale.forLanguageTag(
                        Optional.ofNullable(context.formParam("language")).orElse("en")))
                .language());
        String back = Optional.ofNullable(context.formParam("back")).orElse("/");
        context.redirect(back.matches("/(?![/\\\\]).*") ? back : "/", HttpStatus.SEE_OTHER);
    }

    private void welcome(Context context) {
        if (!Guard.equal(context.pathParam("invitation"), invitation)) {
            throw RefusedException.forbidden(visitor(context).say(plan.site().text("refused.invitation")));
        }
        guard.enter(context, plan.guests().get(0), visitor(context).language());
        context.redirect(plan.site().home(), HttpStatus.SEE_OTHER);
    }

    /** A guest takes another's place: in a demo one person plays all. */
    private void become(Context context) {
        Session session = guard.known(context, true).session();
        guard.checkOrigin(context, session);
        String name = Optional.ofNullable(context.formParam("name")).orElse("");
        User user = plan.guests().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        RefusedException.badInput(Words.in(session.language()).say("refused.guest")));
        guard.enter(context, user, session.language());
        String back = Optional.ofNullable(context.formParam("back")).orElse("");
        boolean isThere = back.startsWith("/rules") && user.may(Action.SEE_RULES);
        context.redirect(isThere ? back : plan.site().home(), HttpStatus.SEE_OTHER);
    }

    private void turnAway(Context context) {
        if (context.header("HX-Request") != null) {
            context.status(HttpStatus.UNAUTHORIZED).header("HX-Redirect", "/login");
        } else if (context.path().equals("/events")) {
            context.status(HttpStatus.UNAUTHORIZED);
        } else {
            context.redirect("/login", HttpStatus.SEE_OTHER);
        }
    }

    private void broken(Exception e, Context context) {
        LOG.error("a request failed: path={}", SafeText.line(context.path()), e);
        fault(context, HttpStatus.INTERNAL_SERVER_ERROR, reader(context).say("fault.server"));
    }

    private void fault(Context context, HttpStatus status, String message) {
        context.status(status);
        String line = SafeText.line(message);
        if (context.header("HX-Request") != null) {
            context.header("HX-Retarget", "#fault").header("HX-Reswap", "innerHTML");
            render(context, "server/faultPart.jte", Map.of("message", line));
        } else {
            render(
                    context,
                    "server/fault.jte",
                    Map.of("words", reader(context), "home", plan.site().home(), "message", line));
        }
    }

    private void render(Context context, String template, Map<String, Object> values) {
        context.html(Pages.render(templates, template, values));
    }

    @Override
    public void close() {
        heart.cancel();
        server.stop();
    }
}
