// SPDX-License-Identifier: Apache-2.0
package portolan.desk.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.Validator;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Federation.Refusal;
import portolan.desk.server.Federation.Why;

/**
 * What an identity provider says, and whether it holds: authorization code with PKCE (S256). Its keys are asked for with
 * each code, so that a new one counts at once and an old one no longer.
 */
final class Provider {
    /** Of one request, and of all on somebody's way back. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Its addresses have until then after the start; later nobody waits for them. */
    private static final Duration FIRST = Duration.ofSeconds(2);

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration FAILED = Duration.ofSeconds(5);

    private static final int SKEW_SECONDS = 60;
    private static final int OLDEST_SECONDS = 600;

    /** By the provider's private key only: neither 'none' nor a secret that both know. */
    private static final String[] ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"};

    private final OidcSettings settings;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    // Guarded by this: what it answered last, and before that what it is asked first.
    private @Nullable CompletableFuture<Places> answer;
    private @Nullable Places places;
    private Instant askedAt = Instant.EPOCH;

    /** Where it is asked for what. */
    private record Places(URI authorization, URI token, URI keys, boolean namesIssuer) {}

    @SuppressWarnings("FutureReturnValueIgnored") // whoever comes first waits for it
    Provider(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        asked();
    }

    private String redirect() {
        return settings.base().toString().replaceAll("/+$", "") + "/oidc/back";
    }

    URI page(String state, String nonce, String verifier) throws IOException {
        String query = form(Map.of(
                "response_type",
                "code",
                "scope",
                "openid profile",
                "client_id",
                settings.client(),
                "redirect_uri",
                redirect(),
                "state",
                state,
                "nonce",
                nonce,
                "code_challenge",
                challenge(verifier),
                "code_challenge_method",
                "S256",
                // Or whoever sits down next came in as whoever left. A browser can drop both: see auth_time.
                "prompt",
                "login",
                "max_age",
                "0"));
        String page = places().authorization().toString();
        return URI.create(page + (page.contains("?") ? '&' : '?') + query);
    }

    /** What the provider says of who comes back with a code. */
    JwtClaims claims(String code, String issuer, String nonce, String verifier, Instant begun)
            throws Refusal, IOException {
        Instant until = clock.instant().plus(PATIENCE);
        Places asked = places();
        if (issuer.isEmpty()
                ? asked.namesIssuer()
                : !issuer.equals(settings.issuer().toString())) {
            throw unproven("it comes from another issuer: " + issuer);
        }
        if (code.isEmpty()) {
            throw unproven("the provider gave no code");
        }
        String basic = encoded(settings.client()) + ':' + encoded(settings.secret());
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(asked.token())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                code,
                                "redirect_uri",
                                redirect(),
                                "client_id",
                                settings.client(),
                                "code_verifier",
                                verifier)))),
                until);
        if (answer.statusCode() == 400) {
            throw unproven("the provider does not take the code");
        }
        if (!(json(answer).get("id_token") instanceof String token)) {
            throw unproven("the provider gave no ID token");
        }
        return verified(token, json(send(HttpRequest.newBuilder(asked.keys()), until)), nonce, begun);
    }

    private JwtClaims verified(String token, Map<String, Object> keys, String nonce, Instant begun)
            throws Refusal, IOException {
        try {
            return new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ALGORITHMS)
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(new JsonWebKeySet(JsonUtil.toJson(keys)).getJsonWebKeys()))
                    .setExpectedIssuer(true, settings.issuer().toString())
                    .setExpectedAudience(true, settings.client())
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setIssuedAtRestrictions(SKEW_SECONDS, OLDEST_SECONDS)
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .registerValidator((Validator) context -> fault(context.getJwtClaims(), nonce, begun))
                    .build()
                    .processToClaims(token);
        } catch (InvalidJwtException refused) {
            throw unproven(refused.getErrorDetails().stream()
                    .map(error -> error.getErrorMessage())
                    .collect(Collectors.joining("; ", "the ID token does not hold: ", "")));
        } catch (JoseException unread) {
            throw new IOException("the provider's keys cannot be read", unread);
        }
    }

    /** What else is wrong with a token; null for nothing. */
    private @Nullable String fault(JwtClaims claims, String nonce, Instant begun) {
        if (!nonce.equals(claims.getClaimValueAsString("nonce"))) {
            return "it is of another sign-in (nonce)";
        }
        if (!(claims.getClaimValue("auth_time") instanceof Number seconds)
                || seconds.longValue() < begun.getEpochSecond() - SKEW_SECONDS) {
            return "it is of somebody who gave no password now (auth_time)";
        }
        Object party = claims.getClaimValue("azp");
        boolean isForMore = claims.getClaimValue("aud") instanceof List<?> all && all.size() > 1;
        return settings.client().equals(party) || (party == null && !isForMore)
                ? null
                : "it is for another party (azp)";
    }

    private static Refusal unproven(String detail) {
        return new Refusal(Why.UNPROVEN, "", detail);
    }

    /** Those known last, while it is asked anew beside the request. */
    private Places places() throws IOException {
        CompletableFuture<Places> last = asked();
        Duration patience;
        synchronized (this) {
            if (places != null) {
                return places;
            }
            patience = Duration.between(clock.instant(), askedAt.plus(FIRST));
        }
        return answered(last, patience);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what becomes of it is kept
    private synchronized CompletableFuture<Places> asked() {
        CompletableFuture<Places> last = answer;
        Duration kept = places == null ? FAILED : FRESH;
        if (last != null && askedAt.plus(kept).isAfter(clock.instant())) {
            return last;
        }
        askedAt = clock.instant();
        String page = settings.issuer().toString().replaceAll("/+$", "") + "/.well-known/openid-configuration";
        CompletableFuture<Places> next =
                sent(HttpRequest.newBuilder(URI.create(page))).thenApply(this::discovered);
        answer = last == null ? next : last;
        next.whenComplete((found, fault) -> keep(next, found));
        return last == null ? next : last;
    }

    private synchronized void keep(CompletableFuture<Places> last, @Nullable Places found) {
        answer = last;
        places = found == null ? places : found;
    }

    private Places discovered(HttpResponse<String> answer) {
        try {
            Map<String, Object> said = json(answer);
            String issuer = settings.issuer().toString();
            if (!issuer.equals(said.get("issuer"))) {
                throw new IOException("the provider is another: issuer=" + said.get("issuer") + ", expected=" + issuer);
            }
            return new Places(
                    place(said, "authorization_endpoint"),
                    place(said, "token_endpoint"),
                    place(said, "jwks_uri"),
                    Boolean.TRUE.equals(said.get("authorization_response_iss_parameter_supported")));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static URI place(Map<String, Object> said, String key) throws IOException {
        try {
            URI place = URI.create(String.valueOf(said.get(key)));
            if (OidcSettings.isSafe(place)) {
                return place;
            }
        } catch (IllegalArgumentException unread) {
            // Said below.
        }
        throw new IOException("the provider names no address that can be used: " + key + '=' + said.get(key));
    }

    private static Map<String, Object> json(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("the provider answers " + answer.statusCode() + ": " + answer.uri());
        }
        try {
            return JsonUtil.parseJson(answer.body());
        } catch (JoseException unread) {
            throw new IOException("the provider's answer is no JSON: " + answer.uri(), unread);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Instant until) throws IOException {
        return answered(sent(request), Duration.between(clock.instant(), until));
    }

    private CompletableFuture<HttpResponse<String>> sent(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<String>> sent =
                http.sendAsync(request.timeout(PATIENCE).build(), any -> new BoundedBody());
        return sent.copy()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, fault) -> sent.cancel(true));
    }

    private <T> T answered(CompletableFuture<T> asked, Duration patience) throws IOException {
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException away) {
            throw new IOException(
                    away.getCause() instanceof UncheckedIOException wrong
                            ? wrong.getMessage()
                            : "the provider does not answer: " + settings.issuer(),
                    away);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before the provider answered", e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String form(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> field.getKey() + '=' + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
