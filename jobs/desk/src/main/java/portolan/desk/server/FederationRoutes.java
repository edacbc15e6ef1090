// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import gg.jte.TemplateEngine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to an identity provider and back. A browser keeps one cookie, {@code SECRET.MILLISECONDS.LANGUAGE}; state, nonce
 * and verifier are worked out of it under a key of this server. So nothing is kept of whoever only sets out, and nobody
 * comes back in another browser.
 */
final class FederationRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(FederationRoutes.class);

    private static final String BACK = "/oidc/back";

    private static final String START = "/oidc";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int KNOWN_SECONDS = 30 * 24 * 60 * 60;
    private static final int MOST_USED = 10_000;

    private final Federation federation;
    private final Guard guard;
    private final Attempts attempts;
    private final Sessions sessions;
    private final DeskPlan plan;
    private final TemplateEngine templates;
    private final SecretKeySpec key;

    /** Ways back that were taken: each is taken once. Guarded by itself. */
    private final Map<String, Boolean> used = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_USED;
        }
    };

    private FederationRoutes(
            Federation federation,
            Guard guard,
            Attempts attempts,
            Sessions sessions,
            DeskPlan plan,
            TemplateEngine templates) {
        this.federation = federation;
        this.guard = guard;
        this.attempts = attempts;
        this.sessions = sessions;
        this.plan = plan;
        this.templates = templates;
        this.key = new SecretKeySpec(sessions.secret().getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
    }

    /** Adds them where the door has a provider. */
    static void add(
            RoutesConfig routes,
            DeskPlan plan,
            Guard guard,
            Attempts attempts,
            Sessions sessions,
            TemplateEngine templates,
            Function<Context, Words> visitor) {
        Federation federation = plan.door().federation();
        if (federation != null) {
            FederationRoutes way = new FederationRoutes(federation, guard, attempts, sessions, plan, templates);
            routes.get(START, context -> way.start(context, visitor.apply(context)));
            routes.get(BACK, context -> way.back(context, visitor.apply(context)));
        }
    }

    /** What the door calls the provider; empty for none. */
    static String title(DeskPlan plan) {
        Federation federation = plan.door().federation();
        return federation == null ? "" : federation.about().title();
    }

    private void start(Context context, Words words) {
        String flow = sessions.secret()
                + '.'
                + plan.clock().millis()
                + '.'
                + words.language().toLanguageTag();
        try {
            String page = federation
                    .page(derived("state", flow), derived("nonce", flow), derived("verifier", flow))
                    .toString();
            cookie(context, "portolan-oidc-", flow, (int) LONGEST.toSeconds());
            context.redirect(page, HttpStatus.SEE_OTHER);
        } catch (IOException away) {
            throw isAway(words, away);
        }
    }

    private void back(Context context, Words asked) {
        String flow = context.cookie(name(context, "portolan-oidc-"));
        context.removeCookie(name(context, "portolan-oidc-"), START);
        if (flow == null || !isOurs(flow, context.queryParam("state")) || !isFirst(flow)) {
            throw RefusedException.forbidden(asked.say("oidc.again"));
        }
        String[] parts = flow.split("\\.", 3);
        Words words = Words.in(Locale.forLanguageTag(parts[2]));
        String known = Optional.ofNullable(context.cookie(name(context, "portolan-oidc-known-")))
                .orElse(parts[0]);
        // Whatever a browser says here, it is no local account's name.
        Attempts.Try attempt = attempts.begin("oidc " + known, context.ip());
        if (!attempt.left().isZero()) {
            throw RefusedException.notYet(
                    words.say("oidc.wait", attempt.left().plusMillis(999).toSeconds()));
        }
        User user = entered(context, words, flow, attempt);
        cookie(context, "portolan-oidc-known-", known, KNOWN_SECONDS);
        guard.enter(context, new Door.Entrance(user, Federation.PROOF + parts[0], false), words.language());
        // A page of ours goes on to the first one: no browser sends a strict cookie on a way that began elsewhere.
        context.html(Pages.render(
                templates,
                "server/passed.jte",
                Map.of("words", words, "home", plan.site().home())));
    }

    private User entered(Context context, Words words, String flow, Attempts.Try attempt) {
        try {
            User user = federation
                    .enter(
                            Optional.ofNullable(context.queryParam("code")).orElse(""),
                            Optional.ofNullable(context.queryParam("iss")).orElse(""),
                            derived("nonce", flow),
                            derived("verifier", flow),
                            Instant.ofEpochMilli(begun(flow)),
                            context.ip())
                    .user();
            attempt.right();
            return user;
        } catch (Federation.Refusal refused) {
            attempt.wrong();
            throw RefusedException.forbidden(
                    words.say("oidc." + refused.why(), federation.about().help()));
        } catch (IOException away) {
            attempt.undone();
            throw isAway(words, away);
        } catch (RuntimeException failed) {
            attempt.undone();
            throw failed;
        }
    }

    private static RefusedException isAway(Words words, IOException away) {
        LOG.warn("the identity provider cannot be asked: {}", String.valueOf(away.getMessage()));
        return RefusedException.notYet(words.say("oidc.away"));
    }

    private boolean isOurs(String flow, @Nullable String state) {
        if (!Guard.equal(state, derived("state", flow))) {
            return false;
        }
        // Of our own making by now, or its state would not be.
        long age = plan.clock().millis() - begun(flow);
        return age >= 0 && age <= LONGEST.toMillis();
    }

    private static long begun(String flow) {
        return Long.parseLong(flow.split("\\.", 3)[1]);
    }

    private boolean isFirst(String flow) {
        synchronized (used) {
            return used.put(flow, true) == null;
        }
    }

    private String derived(String what, String flow) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((what + ' ' + flow).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC of SHA-256", e);
        }
    }

    private static String name(Context context, String name) {
        return name + context.req().getLocalPort();
    }

    /** Sent with the way back, which begins at another site. */
    private void cookie(Context context, String name, String value, int seconds) {
        Cookie cookie = new Cookie(name(context, name), value);
        cookie.setPath(START);
        cookie.setHttpOnly(true);
        cookie.setSecure(plan.isReachedSecurely());
        cookie.setSameSite(SameSite.LAX);
        cookie.setMaxAge(seconds);
        context.cookie(cookie);
    }
}
