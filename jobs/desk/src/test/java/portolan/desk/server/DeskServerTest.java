// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.testing.Patience;

class DeskServerTest {
    @TempDir
    Path directory;

    private final List<String> done = new ArrayList<>();
    private final Events events = new Events();
    private String wrong = "";
    private DeskServer desk;

    @BeforeEach
    void start() throws Exception {
        Accounts accounts = Accounts.readOrNew(directory.resolve("users"), 4);
        for (Role role : Role.values()) {
            if (accounts.find(role.word()) == null) {
                accounts.put(new User(role.word(), role, ""), "password of " + role.word());
            }
        }
        desk = DeskServer.start(new DeskPlan(
                "127.0.0.1",
                0,
                accounts,
                null,
                "",
                List.of(),
                List.of(this::everyAction),
                events,
                new Notice(words -> wrong, words -> words.say("notice.senders.off")),
                Clock.systemUTC(),
                Site.DESK));
    }

    /** One page and one form for each action. */
    private void everyAction(Routes routes) {
        for (Action action : Action.values()) {
            routes.get(
                    action,
                    "/see/" + action,
                    request -> request.json("\"" + request.session().token() + "\""));
            routes.post(action, "/do/" + action, request -> {
                done.add(request.user().name() + ' ' + action);
                request.json("\"done\"");
            });
        }
        routes.get(
                Action.SEE_WORKLIST,
                "/worklist",
                request -> request.json("\"" + request.session().token() + "\""));
        routes.events(Action.SEE_WORKLIST, "/events", events);
        routes.post(Action.TRY_RULES, "/long", request -> request.json(request.value("text")));
        routes.get(Action.SEE_WORKLIST, "/broken", request -> {
            throw new IllegalStateException("secret of the machine");
        });
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    /** A browser with a cookie of its own. */
    private final class Browser {
        private final CookieManager jar = new CookieManager();
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(jar)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<String> get(String path) throws Exception {
            return client.send(
                    HttpRequest.newBuilder(desk.address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, Map<String, String> form, String... headers) throws Exception {
            StringBuilder body = new StringBuilder();
            form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
            HttpRequest.Builder request = HttpRequest.newBuilder(desk.address().resolve(path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        Browser signIn(Role role) throws Exception {
            assertThat(post("/login", Map.of("name", role.word(), "password", "password of " + role.word()))
                            .statusCode())
                    .isEqualTo(303);
            return this;
        }

        String cookies() {
            return jar.getCookieStore().getCookies().stream()
                    .map(cookie -> cookie.getName() + '=' + cookie.getValue())
                    .collect(Collectors.joining("; "));
        }

        String token() throws Exception {
            return get("/worklist").body().replace("\"", "");
        }
    }

    @Test
    void whoIsRefusedReadsWhatToDoAndNoCode() throws Exception {
        Browser officer = new Browser().signIn(Role.OFFICER);

        HttpResponse<String> refused = officer.get("/see/" + Action.SEE_AUDIT);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Ask somebody whose role may.").doesNotContain("Code ");
        HttpResponse<String> wrong = officer.post("/see/" + Action.SEE_WORKLIST, Map.of());
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.body()).contains("load the page anew").doesNotContain("Method Not Allowed", "Code ");
    }

    @Test
    void everyActionIsRefusedByTheServerToWhoMayNot() throws Exception {
        List<String> expected = new ArrayList<>();
        for (Role role : Role.values()) {
            Browser browser = new Browser().signIn(role);
            String token = browser.token();
            for (Action action : Action.values()) {
                int code = action.isFor(role) ? 200 : 403;
                assertThat(browser.get("/see/" + action).statusCode())
                        .as("%s, %s", role, action)
                        .isEqualTo(code);
                HttpResponse<String> answer = browser.post("/do/" + action, Map.of("token", token));
                assertThat(answer.statusCode()).as("%s, %s", role, action).isEqualTo(code);
                if (action.isFor(role)) {
                    expected.add(role.word() + ' ' + action);
                } else {
                    assertThat(answer.body())
                            .contains("Your role, " + role.word() + ", may not "
                                    + Words.english().say("action." + action));
                }
            }
        }
        assertThat(done).containsExactlyElementsOf(expected);
    }

    @Test
    void whoseRoleWasChangedOrWhoWasTakenOffIsAtTheDoorAgain() throws Exception {
        Browser officer = new Browser().signIn(Role.OFFICER);
        Browser mentor = new Browser().signIn(Role.MENTOR);
        Accounts accounts = Accounts.read(directory.resolve("users"));
        accounts.put(new User("officer", Role.AUDITOR, ""), "password of officer");
        accounts.remove("mentor");

        for (Browser one : List.of(officer, mentor)) {
            assertThat(one.get("/see/SEE_WORKLIST").headers().firstValue("Location"))
                    .contains("/login");
        }
    }

    @Test
    void theTableOfWhoMayWhatIsThereForEverybodyAndIsTheOneTheServerAsks() throws Exception {
        Pattern cell = Pattern.compile("data-role=\"([a-z]+)\">(.?)");
        for (Role role : Role.values()) {
            HttpResponse<String> page = new Browser().signIn(role).get("/roles");
            assertThat(page.statusCode()).isEqualTo(200);
            int cells = 0;
            for (String row : page.body().split("data-action=\"", -1)) {
                Matcher matcher = cell.matcher(row);
                while (matcher.find()) {
                    Action action = Action.valueOf(row.substring(0, row.indexOf('"')));
                    Role of = Role.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
                    assertThat(matcher.group(2).equals("<")
                                    && row.substring(matcher.end()).startsWith("span"))
                            .as("%s, %s", action, of)
                            .isEqualTo(action.isFor(of));
                    cells++;
                }
            }
            assertThat(cells).isEqualTo(Action.values().length * Role.values().length);
        }
    }

    @Test
    void whatConcernsTheWholeDeskIsAboveEachPageInTheLanguageOfWhoLooks() throws Exception {
        Browser ann = new Browser().signIn(Role.OFFICER);
        assertThat(ann.get("/roles").body())
                .contains("<p class=\"note\">Senders are not checked: no senders list is in force.</p>")
                .doesNotContain("role=\"alert\">Kafka");
        ann.post("/language", Map.of("token", ann.token(), "language", "sq"));
        wrong = "Kafka is away";

        assertThat(ann.get("/roles").body())
                .contains("<p class=\"note\">Dërguesit nuk kontrollohen: ")
                .contains("role=\"alert\">Kafka is away</p>");
    }

    @Test
    void whoMayNotIsToldSoInTheirLanguageAndWithWhatTheyWantedToDo() throws Exception {
        Browser albanian = new Browser();
        albanian.post("/login", Map.of("name", "officer", "password", "password of officer", "in", "sq"));
        assertThat(albanian.get("/see/SEE_AUDIT").body())
                .contains(Words.in(Locale.forLanguageTag("sq")).say("action.SEE_AUDIT"))
                .doesNotContain("SEE_AUDIT", "see audit");
    }

    @Test
    void aStrangerIsSentToTheDoorAndSeesNothing() throws Exception {
        Browser stranger = new Browser();
        for (String path : List.of("/worklist", "/see/SEE_AUDIT")) {
            HttpResponse<String> answer = stranger.get(path);
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/login");
        }
        assertThat(stranger.post("/do/CLAIM", Map.of("token", "x")).statusCode())
                .isEqualTo(303);
        assertThat(stranger.post("/login", Map.of("name", "officer", "password", "wrong"))
                        .body())
                .contains("There is nobody of this name and password");
        assertThat(stranger.get("/enter/anything").statusCode()).as("no demo").isEqualTo(404);
        assertThat(done).isEmpty();
    }

    @Test
    void aFormCountsOnlyFromAPageOfItsSession() throws Exception {
        Browser ann = new Browser().signIn(Role.OFFICER);
        String ofAnother = new Browser().signIn(Role.OFFICER).token();
        assertThat(ann.post("/do/CLAIM", Map.of()).statusCode()).isEqualTo(403);
        assertThat(ann.post("/do/CLAIM", Map.of("token", ofAnother)).statusCode())
                .isEqualTo(403);
        assertThat(ann.post("/do/CLAIM", Map.of("token", ann.token()), "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(done).isEmpty();
        assertThat(ann.post("/do/CLAIM", Map.of("token", ann.token())).statusCode())
                .isEqualTo(200);
        assertThat(ann.post("/do/CLAIM", Map.of(), "X-Desk-Token", ann.token()).statusCode())
                .isEqualTo(200);
        String token = ann.token();
        assertThat(ann.post("/logout", Map.of("token", token)).statusCode()).isEqualTo(303);
        assertThat(ann.post("/do/CLAIM", Map.of("token", token)).statusCode()).isEqualTo(303);
        assertThat(done).hasSize(2);
    }

    @Test
    void aFormThatIsTooLongForMemoryArrivesWhole() throws Exception {
        Browser author = new Browser().signIn(Role.OPERATOR);
        String text = "bits: 1\n".repeat(100_000);
        HttpResponse<String> answer = author.post("/long", Map.of("token", author.token(), "text", text));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(text.strip());
    }

    @Test
    void afterFiveWrongPasswordsTheNextOneWaitsAlsoIfItIsRight() throws Exception {
        Browser thief = new Browser();
        for (int i = 1; i <= 5; i++) {
            HttpResponse<String> answer = thief.post("/login", Map.of("name", "officer", "password", "guess " + i));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body().contains("Too many wrong passwords. Try again in 5 s."))
                    .isEqualTo(i == 5);
        }
        HttpResponse<String> waits = thief.post("/login", Map.of("name", "officer", "password", "password of officer"));
        assertThat(waits.statusCode()).isEqualTo(429);
        assertThat(waits.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 5));
        assertThat(waits.body()).contains("Too many wrong passwords. Try again in");
    }

    @Test
    void twoDesksOfOneMachineHaveSessionsOfTheirOwn() throws Exception {
        Browser ann = new Browser().signIn(Role.OFFICER);
        URI first = desk.address();
        DeskServer before = desk;
        try {
            start();
            ann.signIn(Role.MENTOR);
            assertThat(ann.client
                            .send(
                                    HttpRequest.newBuilder(first.resolve("/see/CLAIM"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as("still an officer there")
                    .isEqualTo(200);
            assertThat(ann.get("/see/CLAIM").statusCode()).as("a mentor here").isEqualTo(403);
        } finally {
            before.close();
        }
    }

    @Test
    void aPageOfBeforeIsToldApartFromAPageOfAnotherServer() throws Exception {
        Browser ann = new Browser().signIn(Role.OFFICER);
        HttpResponse<String> stale = ann.post("/do/CLAIM", Map.of("token", "of before"));
        assertThat(stale.headers().firstValue("X-Desk-Stale")).contains("true");
        assertThat(ann.post("/do/CLAIM", Map.of("token", ann.token()), "Origin", "http://evil.example")
                        .headers()
                        .firstValue("X-Desk-Stale"))
                .contains("false");
        HttpResponse<String> fresh = ann.get("/token");
        assertThat(fresh.headers().firstValue("X-Desk-Who")).contains("officer");
        assertThat(fresh.body()).isEqualTo(ann.token());
        assertThat(new Browser().get("/token").statusCode()).isEqualTo(303);
    }

    @Test
    void everyAnswerForbidsWhatIsNotOfThisServerAndTellsNothingOfItsInside() throws Exception {
        Browser ann = new Browser().signIn(Role.OFFICER);
        for (String path : List.of("/worklist", "/login", "/nowhere", "/broken", "/assets/desk.js", "/assets/no.js")) {
            HttpResponse<String> answer = ann.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy ->
                            assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.body()).as(path).doesNotContain("secret of the machine", "IllegalState", "Exception");
        }
        assertThat(ann.get("/broken").statusCode()).isEqualTo(500);
        assertThat(ann.get("/nowhere").body()).contains("There is no such page.");
        assertThat(ann.get("/assets/..%2f..%2fdesk.js").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void inADemoWhoHasTheAddressEntersAndTakesPlaces() throws Exception {
        DeskServer demo = DeskServer.start(new DeskPlan(
                "127.0.0.1",
                0,
                Accounts.readOrNew(directory.resolve("none"), 4),
                null,
                "",
                List.of(new User("anna", Role.OFFICER, ""), new User("bert", Role.SUPERVISOR, "")),
                List.of(routes -> routes.get(
                        Action.SEE_WORKLIST,
                        "/worklist",
                        request -> request.json(
                                request.user().name() + ' ' + request.session().token()))),
                new Events(),
                Notice.NONE,
                Clock.systemUTC(),
                Site.DESK));
        try (demo) {
            Browser browser = new Browser();
            URI invitation = demo.invitation();
            assertThat(browser.get(invitation + "x").statusCode()).isEqualTo(403);
            assertThat(browser.get(invitation.toString()).statusCode()).isEqualTo(303);
            String[] seen = browser.get(demo.address().resolve("/worklist").toString())
                    .body()
                    .split(" ", -1);
            assertThat(seen[0]).isEqualTo("anna");
            String become = demo.address().resolve("/become").toString();
            assertThat(browser.post(become, Map.of("token", seen[1], "name", "carl"))
                            .statusCode())
                    .isEqualTo(422);
            browser.post(become, Map.of("token", seen[1], "name", "bert"));
            assertThat(browser.get(demo.address().resolve("/worklist").toString())
                            .body())
                    .startsWith("bert ");
        }
    }

    @Test
    void aPageThatSleepsHoldsUpNoOther() throws Exception {
        Browser ann = new Browser().signIn(Role.OFFICER);
        List<String> heard = new CopyOnWriteArrayList<>();
        CompletableFuture<HttpResponse<Void>> awake = ann.client.sendAsync(
                HttpRequest.newBuilder(desk.address().resolve("/events"))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.fromLineSubscriber(new LineCollector(heard)));
        try (Socket asleep = new Socket()) {
            asleep.setReceiveBufferSize(4_096);
            asleep.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), desk.address().getPort()));
            String request = "GET /events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: "
                    + ann.cookies() + "\r\n\r\n";
            asleep.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Patience.until("both are open", () -> events.open() == 2, events::open);
            String words = "x".repeat(1_000);
            CompletableFuture<Void> told = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 20_000; i++) {
                    events.tell("row" + i, words);
                }
            });
            Patience.until("all is told", told::isDone, heard::size);
            Patience.until(
                    "who is awake hears the last",
                    () -> {
                        events.tell("last", "");
                        return heard.contains("event: last");
                    },
                    heard::size);
        } finally {
            awake.cancel(true);
        }
    }

    private CompletableFuture<HttpResponse<Void>> listen(Browser browser, List<String> heard) {
        return browser.client.sendAsync(
                HttpRequest.newBuilder(desk.address().resolve("/events"))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.fromLineSubscriber(new LineCollector(heard)));
    }

    @Test
    void aSessionHasFewOpenPagesAndTheFirstGiveWay() throws Exception {
        Browser ann = new Browser().signIn(Role.OFFICER);
        List<CompletableFuture<HttpResponse<Void>>> pages = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<String> heard = new CopyOnWriteArrayList<>();
            pages.add(listen(ann, heard));
            Patience.until("it is open", () -> !heard.isEmpty(), heard::size);
        }
        List<String> other = new CopyOnWriteArrayList<>();
        CompletableFuture<HttpResponse<Void>> another = listen(new Browser().signIn(Role.OFFICER), other);
        Patience.until("another session's page is open", () -> !other.isEmpty(), other::size);
        Patience.until("the first ended", () -> pages.get(21).isDone(), events::open);

        assertThat(events.open()).isEqualTo(DeskBudget.PAGES + 1);
        assertThat(pages.get(22)).isNotDone();
        pages.forEach(page -> page.cancel(true));
        another.cancel(true);
    }

    @Test
    void aPageIsToldNothingMoreOnceItsSessionEnded() throws Exception {
        Browser ann = new Browser().signIn(Role.OFFICER);
        List<String> heard = new CopyOnWriteArrayList<>();
        CompletableFuture<HttpResponse<Void>> page = listen(ann, heard);
        Patience.until("it is open", () -> !heard.isEmpty(), heard::size);
        Accounts.read(directory.resolve("users")).put(new User("officer", Role.OFFICER, ""), "another password");
        assertThat(ann.get("/see/SEE_WORKLIST").headers().firstValue("Location"))
                .contains("/login");

        events.beat();

        Patience.until("it ended", page::isDone, events::open);
        assertThat(events.open()).isZero();
    }

    /** The lines of an answer that does not end. */
    private record LineCollector(List<String> lines) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    @Test
    void everyTextOfTheTemplatesIsInTheCatalogue() throws Exception {
        Pattern asked = Pattern.compile("say\\(\"([a-z.A-Z]+)\"");
        List<String> missing = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(jte|java)"))
                    .toList()) {
                Matcher matcher = asked.matcher(Files.readString(file));
                while (matcher.find()) {
                    if (!matcher.group(1).endsWith(".") && !Words.english().has(matcher.group(1))) {
                        missing.add(file + ": " + matcher.group(1));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }
}
