// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.Desk;
import portolan.desk.server.Action;
import portolan.desk.server.Reach;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Lane;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/**
 * Each route of a desk that runs is asked by somebody of each role, of all tenants or one, of all offices or one, about a
 * consignment of each of three offices, and of one that nobody has: who may what, and of whose consignments, is worked
 * out from the table of actions.
 */
@Tag("rest")
class RightsIT {
    /** Tenant by office. */
    private static final Map<String, String> OFFICES =
            new TreeMap<>(Map.of("durres", "al", "vlore", "al", "skopje", "mk", "nowhere", "al"));

    /** Offices that somebody works for. */
    private static final Set<String> POSTS = Set.of("durres", "vlore", "skopje");

    /** What strangers reach: the door, what it is painted with, and what a session does with itself. */
    private static final Set<String> OPEN = Set.of(
            "GET /",
            "GET /assets/{name}",
            "GET /login",
            "POST /login",
            "POST /logout",
            "POST /language",
            "GET /token",
            "GET /enter/{invitation}",
            "POST /become");

    /** Without an end. */
    private static final String EVENTS = "GET /events";

    /** On each page that somebody signed in sees. */
    private static final String UNCHECKED = "Senders are not checked: no senders list is in force.";

    private static final List<User> PEOPLE = people();

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Desk desk;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private static List<User> people() {
        List<User> people = new ArrayList<>();
        for (Role role : Role.values()) {
            for (Set<String> tenants : List.of(Set.<String>of(), Set.of("al"))) {
                for (Set<String> offices : List.of(Set.<String>of(), Set.of("durres"))) {
                    String name = role.word() + '-' + String.join("", tenants) + '-' + String.join("", offices);
                    people.add(new User(name, role, tenants, offices));
                }
            }
        }
        people.add(new User("vlore", Role.OFFICER, Set.of("al"), Set.of("vlore")));
        people.add(new User("skopje", Role.OFFICER, Set.of("mk"), Set.of("skopje")));
        // Who only teaches there looks after nothing.
        people.add(new User("nowhere", Role.MENTOR, Set.of("al"), Set.of("nowhere")));
        return people;
    }

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        String bootstrap = kafka.bootstrapServers();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (Map.Entry<String, String> office : OFFICES.entrySet()) {
            Desks.send(bootstrap, Topics.CONSIGNMENTS_FILED, filing(office.getKey(), office.getValue(), now));
            var assessed = Desks.assessed(key(office.getKey()), now, null);
            assessed.setTenant(office.getValue());
            assessed.setOffice(office.getKey());
            assessed.setShipper(trader(office.getKey()));
            Desks.send(bootstrap, Topics.CONSIGNMENTS_ASSESSED, assessed);
            Desks.send(
                    bootstrap,
                    Topics.ALERTS_RAISED,
                    AlertRaised.newBuilder()
                            .setAlertId(key(office.getKey()))
                            .setTenant(office.getValue())
                            .setConsignmentKey(key(office.getKey()))
                            .setThreat("narcotics")
                            .setState(AlertState.OPENED)
                            .setAt(now)
                            .setAssessmentId(key(office.getKey()) + "-1")
                            .setScore(3)
                            .setLane(Lane.RED)
                            .build());
        }
        desk = Desk.start(Desks.settings(bootstrap, directory, 0, PEOPLE));
        Patience.until("it has read all", desk::isLive, desk::isLive);
        Patience.until(
                "it has read that there is no senders list",
                () -> new RightsIT().asOfficer("/roles").contains(UNCHECKED),
                () -> "");
    }

    @AfterAll
    static void stop() {
        if (desk != null) {
            desk.close();
        }
        kafka.close();
    }

    private static String key(String office) {
        return "MAEU:" + office.toUpperCase(Locale.ROOT) + ":2026";
    }

    /** On each page of the consignment, and on none that only says its key. */
    private static String trader(String office) {
        return "Trader of " + office + " Ltd";
    }

    private static Filing filing(String office, String tenant, Instant now) throws Exception {
        String line = "{\"tenant\":\"" + tenant + "\",\"filedAt\":\"" + now + "\",\"consignmentKey\":\"" + key(office)
                + "\",\"natureOfMovement\":\"IMPORT\",\"transportMode\":\"SEA\",\"transportDocument\":{\"number\":\""
                + office.toUpperCase(Locale.ROOT) + "\",\"issuer\":\"MAEU\"},"
                + "\"conveyance\":{\"idType\":\"IMO\",\"id\":\"9321483\",\"name\":\"EMMA\",\"voyage\":\"12W\"},"
                + "\"parties\":[{\"role\":\"CONSIGNOR\",\"rawName\":\"" + trader(office) + "\"}],"
                + "\"equipment\":[{\"id\":\"MSKU1234565\",\"seals\":[{\"number\":\"S900\"}]}],"
                + "\"goodsItems\":[{\"seq\":1,\"description\":\"steel bolts\"}]}";
        try (LineReader<Filing> lines =
                FilingLines.read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), "test")) {
            return lines.next().orThrow();
        }
    }

    /** Whether the table shows somebody the consignments of an office when they do this. */
    private static boolean reaches(User user, Action action, String office) {
        String tenant = OFFICES.getOrDefault(office, "");
        boolean isOfTenant = user.tenants().isEmpty() || user.tenants().contains(tenant);
        boolean isOfOffice = user.offices().isEmpty() || user.offices().contains(office);
        Reach reach = action.reach(user.role());
        return reach != null
                && isOfTenant
                && switch (reach) {
                    case OFFICES -> isOfOffice;
                    case UNASSIGNED -> isOfOffice || !POSTS.contains(office);
                    case TENANTS, ALL -> true;
                };
    }

    private static boolean may(User user, Action action) {
        Reach reach = action.reach(user.role());
        return reach != null && (reach != Reach.ALL || user.tenants().isEmpty());
    }

    private HttpResponse<String> send(String path, Map<String, String> form) throws Exception {
        URI to = desk.address().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(to);
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String asOfficer(String path) throws Exception {
        become(PEOPLE.get(0));
        return send(path, Map.of()).body();
    }

    private String token() throws Exception {
        return send("/token", Map.of()).body();
    }

    /** Takes somebody's place. */
    private void become(User user) throws Exception {
        if (send("/token", Map.of()).statusCode() != 200) {
            browser.send(HttpRequest.newBuilder(desk.invitation()).build(), HttpResponse.BodyHandlers.discarding());
        }
        send("/become", Map.of("token", token(), "name", user.name()));
    }

    @Test
    void noRouteIsWithoutARowOfTheTable() {
        Set<String> open = desk.routes().entrySet().stream()
                .filter(route -> route.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(open).isEqualTo(OPEN);
        assertThat(desk.routes()).hasSizeGreaterThan(50);
    }

    @Test
    void eachRouteGivesEachPersonWhatTheTableSays() throws Exception {
        for (User user : PEOPLE) {
            become(user);
            String token = token();
            for (Map.Entry<String, Optional<Action>> route : desk.routes().entrySet()) {
                Optional<Action> action = route.getValue();
                boolean isEndless = route.getKey().equals(EVENTS)
                        && action.filter(one -> may(user, one)).isPresent();
                if (action.isPresent() && !isEndless) {
                    for (String office : OFFICES.keySet()) {
                        ask(user, route.getKey(), action.get(), office, token);
                    }
                }
            }
        }
        whatWasWrittenIsTheirs();
    }

    @Test
    void whatNamesAnOfficeThatNobodyHasIsCountedForSupervisors() throws Exception {
        for (User user : PEOPLE) {
            become(user);
            Reach reach = Action.SEE_WORKLIST.reach(user.role());
            assertThat(send("/worklist", Map.of()).body().contains("id=\"unassigned\""))
                    .as(user.name())
                    .isEqualTo(reach == Reach.UNASSIGNED);
            String nobodys = send("/worklist?office=%3Anobody", Map.of()).body().toLowerCase(Locale.ROOT);
            for (String office : OFFICES.keySet()) {
                assertThat(nobodys.contains(trader(office).toLowerCase(Locale.ROOT)))
                        .as("%s, %s", user.name(), office)
                        .isEqualTo(!POSTS.contains(office) && reaches(user, Action.SEE_WORKLIST, office));
            }
        }
    }

    private void ask(User user, String route, Action action, String office, String token) throws Exception {
        String path = route.substring(route.indexOf('/')).replaceAll("\\{[a-z]+}", "1");
        Map<String, String> form = new TreeMap<>(Map.of(
                "tenant", OFFICES.getOrDefault(office, ""),
                "key", key(office),
                "step", UUID.randomUUID().toString(),
                "token", token));
        boolean isPost = route.startsWith("POST");
        if (!isPost) {
            form.putAll(Map.of("q", "trader of", "when", "all", "kind", "BOX", "value", "MSKU1234565"));
            form.remove("token");
        }
        HttpResponse<String> answer = isPost ? send(path, form) : send(path + '?' + encoded(form), Map.of());
        String asked = user.name() + ", " + route + ", " + office + ": " + answer.statusCode();
        assertThat(answer.statusCode() == 403).as(asked).isNotEqualTo(may(user, action));
        assertThat(answer.body().contains("<header class=\"bar\">"))
                .as(asked)
                .isEqualTo(answer.body().contains(UNCHECKED));
        for (String other : OFFICES.keySet()) {
            if (!may(user, action) || !reaches(user, action, other)) {
                assertThat(answer.body()).as(asked).doesNotContainIgnoringCase(trader(other));
            }
        }
        if (path.equals("/message/whole") && answer.statusCode() != 403) {
            assertThat(action.reach(user.role()))
                    .as("%s: bills of all offices", asked)
                    .isEqualTo(Reach.TENANTS);
        }
        if (path.equals("/worklist/row") && may(user, action)) {
            assertThat(answer.body().contains("data-open")).as(asked).isEqualTo(reaches(user, action, office));
        }
        if (path.equals("/claim") && may(user, action)) {
            assertThat(answer.statusCode())
                    .as(asked)
                    .isIn(reaches(user, action, office) ? List.of(303, 409) : List.of(404));
        }
        if (path.equals("/consignment") && may(user, action)) {
            assertThat(answer.statusCode()).as(asked).isEqualTo(reaches(user, action, office) ? 200 : 404);
            assertThat(answer.body()
                            .toLowerCase(Locale.ROOT)
                            .contains(trader(office).toLowerCase(Locale.ROOT)))
                    .as(asked)
                    .isEqualTo(reaches(user, action, office));
        }
    }

    private static void whatWasWrittenIsTheirs() throws Exception {
        Map<String, User> byName = PEOPLE.stream().collect(Collectors.toMap(User::name, user -> user));
        List<String> foreign = new ArrayList<>();
        List<String> done = new ArrayList<>();
        String bootstrap = kafka.bootstrapServers();
        Desks.all(bootstrap, Topics.ALERTS_WORKED, AlertWorked.class)
                .forEach(step -> done.add(step.getBy() + ' ' + step.getConsignmentKey()));
        Desks.all(bootstrap, Topics.DECISIONS_RECORDED, DecisionRecorded.class)
                .forEach(step -> done.add(step.getBy() + ' ' + step.getConsignmentKey()));
        assertThat(done).isNotEmpty();
        for (String step : done) {
            User user = Objects.requireNonNull(byName.get(step.substring(0, step.indexOf(' '))), step);
            OFFICES.keySet().stream()
                    .filter(office -> step.endsWith(key(office)) && !reaches(user, Action.CLAIM, office))
                    .forEach(office -> foreign.add(step));
        }
        assertThat(foreign).isEmpty();
        assertThat(Desks.all(bootstrap, Topics.DESK_AUDITED, DeskAudited.class))
                .as("a look across offices")
                .anyMatch(line -> line.getBy().equals("auditor-al-durres")
                        && line.getSubject().equals(key("vlore"))
                        && line.getDetail().endsWith(", of another office: vlore"))
                .anyMatch(line -> line.getAction().equals("SAW_ROW")
                        && line.getBy().equals("supervisor-al-durres")
                        && line.getSubject().equals(key("nowhere")))
                .as("an operator reads what a threshold hit, and that stands there")
                .anyMatch(line -> line.getAction().equals("saw")
                        && line.getBy().equals("operator-al-durres")
                        && line.getSubject().equals(key("durres")))
                .noneMatch(line -> line.getSubject().equals(key("durres"))
                        && line.getBy().endsWith("-durres")
                        && line.getDetail().contains("another office"));
    }
}
