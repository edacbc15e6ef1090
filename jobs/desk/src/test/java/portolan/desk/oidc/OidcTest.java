// SPDX-License-Identifier: Apache-2.0
package portolan.desk.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.server.Accounts;
import portolan.desk.server.Action;
import portolan.desk.server.DeskPlan;
import portolan.desk.server.DeskServer;
import portolan.desk.server.Events;
import portolan.desk.server.Notice;
import portolan.desk.server.Role;
import portolan.desk.server.Site;
import portolan.desk.server.User;
import portolan.schemas.lines.ContentId;
import portolan.testing.HandClock;

/** People sign in at an identity provider that runs, and others try to. */
class OidcTest {
    private static final String SECRET = "a secret that the desk and its provider have, of some length";

    /** What the settings call the desk, whose port is known only once it runs. */
    private static final String BASE = "http://localhost:1";

    private static final int FLOOD = 300;

    @TempDir
    Path directory;

    /** What the provider says of the next tokens and keys it is asked for; empty for a fault. */
    private static final Queue<String> FORGED = new ConcurrentLinkedQueue<>();

    private static final MockOAuth2Server PROVIDER = new MockOAuth2Server(new Forged());
    private static final RSAKey ONE = key("one");
    private static final RSAKey TWO = key("two");

    private RSAKey key = ONE;

    /** Who says to the provider who they are. */
    private String subject = "1";

    @SuppressWarnings("NullAway.Init") // set before each test
    private DeskServer desk;

    @SuppressWarnings("NullAway.Init") // set before each test
    private FederatedDoor door;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Accounts accounts;

    /** Answers in the provider's place. */
    private static final class Forged implements Route {
        @Override
        public boolean match(OAuth2HttpRequest request) {
            return !FORGED.isEmpty() && !request.getUrl().encodedPath().endsWith("/authorize");
        }

        @Override
        public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
            String body = FORGED.remove();
            return new OAuth2HttpResponse(
                    Headers.of("Content-Type", "application/json"), body.isEmpty() ? 500 : 200, body, null);
        }
    }

    @BeforeAll
    static void startProvider() throws Exception {
        PROVIDER.start();
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(PROVIDER.wellKnownUrl("customs").uri())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    @AfterAll
    static void stopProvider() {
        PROVIDER.shutdown();
    }

    @BeforeEach
    void start() throws Exception {
        open(BASE + '/');
        door.page("state", "nonce", "verifier");
    }

    private void open(String base) throws Exception {
        open(base, issuer(), Clock.systemUTC());
    }

    private void open(String base, String issuer, Clock clock) throws Exception {
        accounts = Accounts.readOrNew(directory.resolve("users"));
        Files.writeString(directory.resolve("secret"), SECRET + "\n");
        Path file = Files.writeString(directory.resolve("oidc.yaml"), """
                title: Customs login
                help: the help desk
                issuer: %s
                client: portolan
                secret-file: secret
                base: %s
                name-claim: preferred_username
                role-claim: groups
                grants:
                  - {value: desk-heads, role: supervisor, tenants: all, offices: all}
                  - {value: desk-durres, role: officer, tenants: [al], offices: [durres]}
                persons:
                  ann: "4711"
                """.formatted(issuer, base));
        door = new FederatedDoor(accounts, OidcSettings.read(file), directory.resolve("persons"), clock);
        desk = DeskServer.start(new DeskPlan(
                "127.0.0.1",
                0,
                door,
                null,
                "",
                List.of(),
                List.of(routes -> {
                    routes.get(Action.SEE_WORKLIST, "/worklist", request -> request.json(said(request.user())));
                    routes.get(Action.SEE_RULES, "/rules", request -> request.json(said(request.user())));
                }),
                new Events(),
                Notice.NONE,
                Clock.systemUTC(),
                Site.DESK));
    }

    @AfterEach
    void stop() {
        desk.close();
        assertThat(FORGED).as("what nobody asked for").isEmpty();
    }

    @Test
    void anOfficeOfAGrantIsSomebodysThoughNobodyOfItHasComeYet() throws Exception {
        assertThat(door.users()).extracting(User::offices).contains(Set.of("durres"));
    }

    private String issuer() {
        return PROVIDER.issuerUrl("customs").toString();
    }

    private static String said(User user) {
        return user.name() + ' ' + user.role().word() + ' ' + user.tenants() + ' ' + user.offices();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A browser with cookies of its own. */
    private final class Browser {
        private final CookieManager jar = new CookieManager();
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(jar).build();
        private String nonce = "";

        HttpResponse<String> get(URI address) throws Exception {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> get(String path) throws Exception {
            return get(desk.address().resolve(path));
        }

        private URI next(HttpResponse<String> answer) {
            assertThat(answer.headers().firstValue("Location"))
                    .as(answer.body())
                    .isPresent();
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        }

        HttpResponse<Void> sent(String name, String password) throws Exception {
            return client.send(
                    HttpRequest.newBuilder(desk.address().resolve("/login"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "name=" + name + "&password=password+of+" + password))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }

        /** To the provider and to where it sends the browser, which does not go there yet. */
        URI back() throws Exception {
            URI page = next(get("/oidc"));
            Map<String, String> asked = Arrays.stream(page.getRawQuery().split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
            assertThat(asked)
                    .containsEntry("code_challenge_method", "S256")
                    .containsEntry("response_type", "code")
                    .as("nobody comes in as whoever left")
                    .containsEntry("prompt", "login")
                    .containsEntry("max_age", "0");
            nonce = asked.getOrDefault("nonce", "");
            HttpResponse<String> login = client.send(
                    HttpRequest.newBuilder(page)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("username=" + subject))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            String back = next(login).toString();
            assertThat(back).startsWith(BASE);
            return desk.address().resolve(back.substring(BASE.length()));
        }

        HttpResponse<String> worklist() throws Exception {
            return get("/worklist");
        }

        void isRefused(HttpResponse<String> answer, int status, String says) throws Exception {
            assertThat(answer.body()).contains(says);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(worklist().statusCode()).isEqualTo(303);
        }
    }

    private void isCalled(String subject, String name, String... groups) {
        this.subject = subject;
        PROVIDER.enqueueCallback(new DefaultOAuth2TokenCallback(
                "customs",
                subject,
                "JWT",
                List.of("portolan"),
                Map.of(
                        "preferred_username",
                        name,
                        "groups",
                        List.of(groups),
                        "auth_time",
                        Instant.now().getEpochSecond()),
                300));
    }

    private JWTClaimsSet.Builder claims(Browser browser) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("1")
                .audience("portolan")
                .claim("nonce", browser.nonce)
                .claim("preferred_username", "eve")
                .claim("groups", List.of("desk-heads"))
                .claim("auth_time", now.getEpochSecond())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    }

    private String signed(JWTClaimsSet claims) throws Exception {
        return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(key));
    }

    private String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    /** The provider says this when it is asked next, and then which keys it has. */
    private HttpResponse<String> told(Browser browser, URI back, String token) throws Exception {
        FORGED.add("{\"access_token\":\"any\",\"token_type\":\"Bearer\",\"id_token\":\"" + token + "\"}");
        FORGED.add(new JWKSet(key).toString());
        return browser.get(back);
    }

    @Test
    void whoeverTheProviderVouchesForIsAtTheDeskWithTheRightsOfTheirRow() throws Exception {
        isCalled("81", "Drita@customs.example", "staff", "desk-durres");
        Browser drita = new Browser();

        HttpResponse<String> in = drita.get(drita.back());

        assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
        assertThat(in.body()).contains("url=/worklist");
        assertThat(drita.worklist().body()).matches("drita\\.oidc-[0-9a-f]{12} officer \\[al] \\[durres]");
        assertThat(drita.get("/rules").statusCode()).isEqualTo(403);
    }

    @Test
    void whoeverIsRenamedKeepsTheNameUnderWhichTheySigned() throws Exception {
        isCalled("81", "drita", "desk-durres");
        Browser first = new Browser();
        first.get(first.back());
        isCalled("81", "teuta", "desk-durres");
        Browser second = new Browser();
        second.get(second.back());

        assertThat(second.worklist().body()).isEqualTo(first.worklist().body()).startsWith("drita.oidc-");
    }

    @Test
    void onePersonIsOneNameByEitherDoor() throws Exception {
        accounts.put(new User("ann", Role.SUPERVISOR, ""), "password of ann");
        accounts.put(new User("bob", Role.OFFICER, ""), "password of bob");
        isCalled("4711", "ann.smith", "desk-durres");
        Browser ann = new Browser();
        ann.get(ann.back());
        assertThat(ann.worklist().body()).isEqualTo("ann officer [al] [durres]");

        isCalled("9", "bob", "desk-durres");
        Browser bob = new Browser();
        bob.isRefused(bob.get(bob.back()), 403, "A local account has your name. Ask the help desk");

        assertThat(local("ann")).isEqualTo(303);
        assertThat(local("bob")).isEqualTo(401);
    }

    private int local(String name) throws Exception {
        return local(name, name);
    }

    private int local(String name, String password) throws Exception {
        return new Browser().sent(name, password).statusCode();
    }

    @Test
    void whoeverSignedUnderTheirOwnNameDoesNotSignAgainAsALocalAccount() throws Exception {
        String hash = ContentId.sha256Hex((issuer() + "\n4711").getBytes(StandardCharsets.UTF_8));
        Files.writeString(directory.resolve("persons"), "smith.oidc-" + hash.substring(0, 12) + ' ' + hash + "\n");
        isCalled("4711", "smith", "desk-durres");
        Browser ann = new Browser();

        ann.isRefused(ann.get(ann.back()), 403, "A local account has your name. Ask the help desk");
    }

    @Test
    void whoeverHasNoRowIsToldWhomToAsk() throws Exception {
        isCalled("82", "luan", "staff");
        Browser luan = new Browser();

        luan.isRefused(luan.get(luan.back()), 403, "You have no role at this desk. Ask the help desk");
    }

    @Test
    void nobodyComesBackInAnotherBrowserOrByAnotherState() throws Exception {
        Browser victim = new Browser();
        Browser thief = new Browser();
        URI back = victim.back();

        thief.isRefused(thief.get(back), 403, "not begun in this browser");
        thief.back();
        thief.isRefused(thief.get(back), 403, "not begun in this browser");
        victim.isRefused(victim.get(URI.create(back.toString().replace("state=", "state=A"))), 403, "not begun");
    }

    @Test
    void aWayBackIsTakenOnce() throws Exception {
        isCalled("81", "drita", "desk-durres");
        Browser drita = new Browser();
        URI back = drita.back();
        Browser again = new Browser();
        drita.jar
                .getCookieStore()
                .getCookies()
                .forEach(cookie -> again.jar.getCookieStore().add(back, cookie));
        drita.get(back);

        again.isRefused(again.get(back), 403, "not begun in this browser, or is over");
    }

    @Test
    void aTokenIsTakenOnlyIfAllOfItHolds() throws Exception {
        check("nonce", builder -> builder.claim("nonce", "of another"));
        check("issuer", builder -> builder.issuer("https://login.example/other"));
        check("audience", builder -> builder.audience("another"));
        check("two audiences", builder -> builder.audience(List.of("portolan", "another")));
        check("azp", builder -> builder.claim("azp", "another"));
    }

    @Test
    void aTokenHasItsTime() throws Exception {
        Instant now = Instant.now();
        check(
                "expired",
                builder -> builder.issueTime(Date.from(now.minusSeconds(300)))
                        .expirationTime(Date.from(now.minusSeconds(120))));
        check("without an end", builder -> builder.expirationTime(null));
        check("of the future", builder -> builder.issueTime(Date.from(now.plusSeconds(300))));
        check("old", builder -> builder.issueTime(Date.from(now.minusSeconds(3_600))));
        check("without a time", builder -> builder.issueTime(null));
    }

    @Test
    void whoSignedInEarlierGivesTheirPasswordAgain() throws Exception {
        long earlier = Instant.now().minusSeconds(300).getEpochSecond();
        check("of an earlier sign-in", builder -> builder.claim("auth_time", earlier));
        check("of who knows when", builder -> builder.claim("auth_time", null));
        check("in words", builder -> builder.claim("auth_time", Long.toString(Long.MAX_VALUE)));
    }

    private void check(String what, Consumer<JWTClaimsSet.Builder> wrong) throws Exception {
        Browser eve = new Browser();
        URI back = eve.back();
        JWTClaimsSet.Builder claims = claims(eve);
        wrong.accept(claims);
        HttpResponse<String> answer = told(eve, back, signed(claims.build()));
        assertThat(answer.statusCode()).as(what).isEqualTo(403);
        eve.isRefused(answer, 403, "could not be proven");
    }

    @Test
    void aTokenIsSignedByAKeyOfTheProvider() throws Exception {
        Browser eve = new Browser();
        URI back = eve.back();
        eve.isRefused(told(eve, back, new PlainJWT(claims(eve).build()).serialize()), 403, "could not be proven");

        back = eve.back();
        String shared = signed(claims(eve).build(), JWSAlgorithm.HS256, new MACSigner(SECRET));
        eve.isRefused(told(eve, back, shared), 403, "could not be proven");

        back = eve.back();
        String published = signed(
                claims(eve).build(),
                JWSAlgorithm.HS256,
                new MACSigner(key.toRSAPublicKey().getEncoded()));
        eve.isRefused(told(eve, back, published), 403, "could not be proven");

        back = eve.back();
        String foreign = signed(claims(eve).build(), JWSAlgorithm.RS256, new RSASSASigner(TWO));
        eve.isRefused(told(eve, back, foreign), 403, "could not be proven");
    }

    @Test
    void aNewKeyCountsAtOnceAndAnOldOneNoLonger() throws Exception {
        Browser drita = new Browser();
        URI back = drita.back();
        assertThat(told(drita, back, signed(claims(drita).build())).statusCode())
                .isEqualTo(200);
        key = TWO;
        back = drita.back();
        assertThat(told(drita, back, signed(claims(drita).build())).statusCode())
                .isEqualTo(200);

        Browser eve = new Browser();
        back = eve.back();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                claims(eve).build());
        token.sign(new RSASSASigner(ONE));
        eve.isRefused(told(eve, back, token.serialize()), 403, "could not be proven");
    }

    @Test
    void whoeverFailsOftenWaitsAndWhoeverCameInBeforeDoesNot() throws Exception {
        isCalled("81", "drita", "desk-durres");
        Browser drita = new Browser();
        drita.get(drita.back());
        for (int i = 0; i < 5; i++) {
            Browser eve = new Browser();
            eve.isRefused(told(eve, eve.back(), "nonsense"), 403, "could not be proven");
        }
        Browser eve = new Browser();
        HttpResponse<String> answer = eve.get(eve.back());
        eve.isRefused(answer, 503, "Too many sign-ins failed");

        isCalled("81", "drita", "desk-durres");
        assertThat(drita.get(drita.back()).statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverComesFromAProviderDoesNotWashTheNameOfALocalAccount() throws Exception {
        accounts.put(new User("ann", Role.SUPERVISOR, ""), "password of ann");
        for (int i = 0; i < 4; i++) {
            assertThat(local("ann", "eve")).isEqualTo(401);
        }
        Browser eve = new Browser();
        URI back = eve.back();
        HttpCookie known = new HttpCookie("portolan-oidc-known-" + back.getPort(), "ann");
        known.setPath("/oidc");
        known.setVersion(0);
        eve.jar.getCookieStore().add(back, known);
        isCalled("81", "eve", "desk-durres");
        assertThat(eve.get(back).statusCode()).isEqualTo(200);

        assertThat(local("ann", "eve")).isEqualTo(401);
        assertThat(local("ann", "eve")).isEqualTo(429);
    }

    @Test
    void noMoreOfAnAnswerIsKeptThanAProviderHasToSay() throws Exception {
        Browser drita = new Browser();
        URI back = drita.back();
        FORGED.add("{\"id_token\":\"" + signed(claims(drita).build()) + "\"}");
        FORGED.add("{\"any\":\"" + "a".repeat(2 << 20) + "\","
                + new JWKSet(key).toString().substring(1));

        drita.isRefused(drita.get(back), 503, "The identity provider does not answer");
    }

    @Test
    void whatSomebodyIsCalledHidesNothingOfTheAudit() throws Exception {
        JWTClaimsSet claims = claims(new Browser())
                .claim("preferred_username", "eve, by=desk-durres")
                .build();
        FORGED.add("{\"id_token\":\"" + signed(claims) + "\"}");
        FORGED.add(new JWKSet(key).toString());

        assertThat(door.enter("any", issuer(), "", "verifier", Instant.now(), "")
                        .detail())
                .endsWith(", subject=1, by=desk-heads, called=eve, by=desk-durres");
    }

    @Test
    void aProviderThatDoesNotAnswerIsSaid() throws Exception {
        desk.close();
        FORGED.add("");
        open(BASE);
        Browser drita = new Browser();

        drita.isRefused(drita.get("/oidc"), 503, "The identity provider does not answer");
    }

    @Test
    void aProviderThatHangsHoldsNobody() throws Exception {
        HandClock clock = new HandClock();
        try (ServerSocket silent = new ServerSocket(0)) {
            OidcSettings set = OidcSettings.read(directory.resolve("oidc.yaml"));
            Provider provider = new Provider(
                    new OidcSettings(
                            set.title(),
                            set.help(),
                            URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                            set.client(),
                            set.secret(),
                            set.base(),
                            set.nameClaim(),
                            set.roleClaim(),
                            set.grants(),
                            set.persons()),
                    clock);
            clock.advance(Duration.ofSeconds(2));

            assertTimeout(
                    Duration.ofSeconds(2),
                    () -> assertThatThrownBy(() -> provider.page("state", "nonce", "verifier"))
                            .hasMessageContaining("the provider does not answer"));
        }
    }

    /** It answers for the code in the last moment, and for its keys never. */
    @Test
    void whoComesBackWaitsForTheProviderOnce() throws Exception {
        HandClock clock = new HandClock();
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        provider.setExecutor(threads);
        String issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        String places =
                "{'issuer':'%1$s','authorization_endpoint':'%1$s/in','token_endpoint':'%1$s/token','jwks_uri':'%1$s/keys'}";
        provider.createContext(
                "/.well-known/", exchange -> answer(exchange, String.format(places.replace('\'', '"'), issuer)));
        provider.createContext("/token", exchange -> {
            clock.advance(Duration.ofSeconds(5));
            answer(exchange, "{\"id_token\":\"any\"}");
        });
        provider.createContext("/keys", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        provider.start();
        try {
            desk.close();
            open(BASE, issuer, clock);
            door.page("state", "nonce", "verifier");
            Browser drita = new Browser();
            URI page = drita.next(drita.get("/oidc"));
            String state = page.getRawQuery().replaceFirst(".*&state=([^&]*).*", "$1");

            assertTimeout(
                    Duration.ofSeconds(3),
                    () -> drita.isRefused(
                            drita.get("/oidc/back?code=any&state=" + state),
                            503,
                            "The identity provider does not answer"));
        } finally {
            over.countDown();
            provider.stop(0);
            threads.shutdown();
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void aProviderThatWentAwayIsAskedBesideWhoeverComes() throws Exception {
        HandClock clock = new HandClock();
        Provider provider = new Provider(OidcSettings.read(directory.resolve("oidc.yaml")), clock);
        URI page = provider.page("state", "nonce", "verifier");
        FORGED.add("");

        clock.advance(Duration.ofHours(2));

        assertThat(provider.page("state", "nonce", "verifier")).isEqualTo(page);
        while (!FORGED.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(provider.page("state", "nonce", "verifier")).isEqualTo(page);
    }

    @Test
    void aLineThatACrashCutOffIsLeftAndKeepsNobodyOut() throws Exception {
        isCalled("81", "drita", "desk-durres");
        Browser drita = new Browser();
        drita.get(drita.back());
        Path persons = directory.resolve("persons");
        String whole = Files.readString(persons);
        Files.writeString(persons, "luan.oidc-01234", StandardOpenOption.APPEND);
        isCalled("83", "teuta", "desk-durres");
        Browser teuta = new Browser();
        teuta.get(teuta.back());
        isCalled("81", "other", "desk-durres");
        Browser again = new Browser();
        again.get(again.back());

        assertThat(teuta.worklist().body()).startsWith("teuta.oidc-");
        assertThat(again.worklist().body()).isEqualTo(drita.worklist().body());
        assertThat(Files.readString(persons)).startsWith(whole + "luan.oidc-01234\nteuta.oidc-");
    }

    @Test
    void cookiesGoOverTlsOnlyWhereAProxySpeaksIt() throws Exception {
        HttpResponse<String> plain = new Browser().get("/oidc");
        desk.close();
        open("https://desk.example");
        HttpResponse<String> safe = new Browser().get("/oidc");
        accounts.put(new User("ann", Role.OFFICER, ""), "password of ann");
        HttpResponse<Void> in = new Browser().sent("ann", "ann");

        assertThat(plain.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain("Secure");
        assertThat(safe.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("portolan-desk-")
                .contains("Secure");
    }

    @Test
    void aFloodOfWaysBackReachesNoProviderAndHoldsUpNobody() throws Exception {
        isCalled("81", "drita", "desk-durres");
        Browser drita = new Browser();
        drita.get(drita.back());
        FORGED.add("what the provider would say");
        HttpClient flood = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            URI back = desk.address().resolve("/oidc/back?code=any&state=" + i);
            answers.add(flood.sendAsync(
                    HttpRequest.newBuilder(back)
                            .header(
                                    "Cookie",
                                    "portolan-oidc-" + back.getPort() + "=any." + System.currentTimeMillis() + ".en")
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }

        HttpResponse<String> page = drita.client.send(
                HttpRequest.newBuilder(desk.address().resolve("/worklist"))
                        .timeout(Duration.ofSeconds(1))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(page.body()).startsWith("drita.oidc-");
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isIn(403, 503);
        }
        assertThat(FORGED.poll()).as("what nobody asked for").isNotNull();
    }
}
