// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.local.desk.PagesWorld.NOW;
import static portolan.local.desk.PagesWorld.bill;
import static portolan.local.desk.PagesWorld.box;
import static portolan.local.desk.PagesWorld.emma;
import static portolan.local.desk.PagesWorld.party;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.archive.ArchiveFile;
import portolan.archive.AssessmentReader;
import portolan.archive.RowGroup;
import portolan.desk.Desk;
import portolan.desk.server.Links;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.local.CommandRun;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.QualityFinding;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.Topics;
import portolan.scoring.score.Assessment;
import portolan.testing.Patience;

/** What the screens around a card say, in a browser, of records whose truth the test knows. */
@Tag("rest")
class CardViewsIT {
    private static final String AGENT_PHONE = "+31 10 5555555";
    private static final double DETOUR = 2.8125;
    private static final String MESSAGE = "UNB+UNOC:3+SENDER'\nFTX+AAA+++<script>alert(1)</script> ë ç'\nUNZ+1'";
    private static final Map<String, OutcomeCode> EXAMINED = new HashMap<>();

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static PagesWorld world;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Desk desk;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chromium chromium;

    private final List<String> asked = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private BrowserContext browser;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        world = new PagesWorld(directory);
        past();
        ring();
        way();
        alike();
        voyage();
        message();
        nearing();
        desk = world.desk(0, List.of(new User("anna", Role.OFFICER, "")));
    }

    /** A shipper with a find that was known and a clean one that was not yet; a person gets the goods. */
    private static void past() throws Exception {
        String acme = party("CONSIGNOR", "ACME TRADING GMBH", "", "");
        for (String key : List.of("PAST1", "PAST2")) {
            world.filed(key, bill(acme, box("PASU1111111", "P1"), ""), any -> {});
            world.assessed(key, Lane.GREEN, NOW.minus(9, ChronoUnit.DAYS), any -> {});
        }
        examined("PAST1", OutcomeCode.SMUGGLED_GOODS, 5);
        world.filed(
                "NOW1",
                bill(
                        acme + "," + party("CONSIGNEE", "JANE DOE", "+49 40 1111111", "\"personType\":\"NATURAL\","),
                        "",
                        ""),
                any -> {});
        world.assessed("NOW1", Lane.RED, NOW.minus(2, ChronoUnit.DAYS), assessed -> {
            assessed.setDataQuality(0.75);
            assessed.setDataQualityFindings(List.of(new QualityFinding("LOCODE", "unknown UN/LOCODE ECXX9")));
        });
        examined("PAST2", OutcomeCode.DOCUMENT_FRAUD, 1);
    }

    private static void examined(String key, OutcomeCode code, int daysAgo) throws Exception {
        world.outcome(key, code, NOW.minus(daysAgo, ChronoUnit.DAYS));
        EXAMINED.put(key, code);
    }

    /** Five who are one: by a telephone, a box and a seal; and an agent whom everybody has. */
    private static void ring() throws Exception {
        String agent = "," + party("AGENT", "AGENCY BV", AGENT_PHONE, "");
        String[][] members = {
            {"RING1", "ONE LTD", "+49 40 7654321", "RNGU0000001", "S1"},
            {"RING2", "TWO LTD", "+49 40 7654321", "RNGU0000002", "S2"},
            {"RING3", "THREE LTD", "+49 40 7654399", "RNGU0000002", "S3"},
            {"RING4", "FOUR LTD", "+49 40 7654388", "RNGU0000001", "S4444"},
            {"RING5", "FIVE LTD", "+49 40 7654377", "RNGU0000005", "S4444"}
        };
        for (String[] one : members) {
            world.filed(
                    one[0], bill(party("CONSIGNOR", one[1], one[2], "") + agent, box(one[3], one[4]), ""), any -> {});
            world.assessed(one[0], Lane.YELLOW, NOW.minus(3, ChronoUnit.DAYS), any -> {});
        }
        for (int i = 0; i < 30; i++) {
            String key = "OTHER" + i;
            world.filed(key, bill(party("CONSIGNOR", "STRANGER " + i, "", "") + agent, "", ""), any -> {});
            world.assessed(key, Lane.GREEN, NOW.minus(3, ChronoUnit.DAYS), any -> {});
        }
    }

    private static void way() throws Exception {
        String stops = ",\"routing\":[{\"seq\":1,\"function\":\"LOAD\",\"locode\":\"ECGYE\"},"
                + "{\"seq\":2,\"function\":\"TRANSSHIP\",\"locode\":\"PABLB\"},"
                + "{\"seq\":3,\"function\":\"DISCHARGE\",\"locode\":\"NLRTM\"}]";
        world.filed("WAY1", bill(party("CONSIGNOR", "WAY LTD", "", ""), "", stops), any -> {});
        world.assessed(
                "WAY1",
                Lane.RED,
                NOW.minus(2, ChronoUnit.DAYS),
                assessed -> assessed.setReadings(List.of(
                        new IndicatorReading("detour_factor", DETOUR, "18,200 km by PABLB, 6,471 km straight"))));
    }

    /** Two finds and four clean ones share rules with the case in hand; one that was not examined and one stranger do not count. */
    private static void alike() throws Exception {
        List<String> rules = List.of("seal-changed", "route-rare", "new-pair");
        OutcomeCode[] codes = {
            OutcomeCode.PROHIBITED_GOODS,
            OutcomeCode.NOTHING_FOUND,
            OutcomeCode.NOTHING_FOUND,
            OutcomeCode.MINOR_DISCREPANCY,
            OutcomeCode.SMUGGLED_GOODS,
            OutcomeCode.NOTHING_FOUND
        };
        for (int i = 0; i < codes.length; i++) {
            List<String> shared = i < 5 ? rules : List.of("some-other-rule");
            like("LIKE" + i, shared);
            examined("LIKE" + i, codes[i], 1);
        }
        like("LIKE-UNSEEN", rules);
        world.outcome("LIKE-UNSEEN", OutcomeCode.NOT_EXAMINED, NOW);
        like("LIKE-NOW", rules);
    }

    private static void like(String key, List<String> rules) throws Exception {
        world.filed(key, bill(party("CONSIGNOR", key + " LTD", "", ""), "", ""), any -> {});
        world.assessed(
                key,
                Lane.RED,
                NOW.minus(2, ChronoUnit.DAYS),
                assessed -> assessed.setThreats(List.of(PagesWorld.threat(Lane.RED, rules))));
    }

    /** An alert that must be decided soon. */
    private static void nearing() throws Exception {
        world.filed("SOON1", bill(party("CONSIGNOR", "SOON LTD", "", ""), "", ""), any -> {});
        world.assessed(
                "SOON1",
                Lane.RED,
                NOW.minusSeconds(600),
                assessed -> assessed.setDecisionDueBy(NOW.plus(50, ChronoUnit.MINUTES)));
        world.alert("SOON1");
    }

    /** A ship with six bills: two in one box, one scored after it was due. */
    private static void voyage() throws Exception {
        Lane[] lanes = {Lane.RED, Lane.YELLOW, Lane.YELLOW, Lane.GREEN, Lane.GREEN, Lane.GREEN};
        for (int i = 0; i < lanes.length; i++) {
            String key = "SHIP" + i;
            String box = i < 2 ? "SHPU7777777" : "SHPU000000" + i;
            world.filed(key, bill(party("CONSIGNOR", "SHIPPER " + i, "", ""), box(box, "V" + i), emma()), any -> {});
            int late = i;
            world.assessed(key, lanes[i], NOW.minusSeconds(600), assessed -> {
                assessed.setConveyance("EMMA, voyage 12W");
                assessed.setArrival(NOW.plus(2, ChronoUnit.DAYS));
                assessed.setDecisionDueBy(late == 3 ? NOW.minusSeconds(7200) : NOW.plus(1, ChronoUnit.DAYS));
                assessed.setBoxes(1);
            });
        }
    }

    private static void message() throws Exception {
        byte[] bytes = MESSAGE.getBytes(StandardCharsets.UTF_8);
        RecordMetadata place = world.message(bytes);
        for (String key : List.of("SENT1", "SENT2")) {
            String hash = key.equals("SENT1") ? ContentId.sha256Hex(bytes) : "0".repeat(64);
            world.filed(
                    key,
                    bill(party("CONSIGNOR", "SENDER LTD", "", ""), "", ""),
                    filing -> filing.setRawMessageRef(new RawMessageRef(
                            place.topic(), place.partition(), place.offset(), hash, null, null, null)));
            world.assessed(key, Lane.GREEN, NOW.minusSeconds(600), any -> {});
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {desk, world, chromium}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser = chromium.person();
        page = browser.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.onDialog(dialog -> asked.add("dialog: " + dialog.message()));
        page.navigate(desk.invitation().toString());
        Patience.until("all is read", desk::isLive, () -> page.locator("main").innerText());
    }

    @AfterEach
    void close() {
        browser.close();
        assertThat(asked).allMatch(url -> url.startsWith(desk.address().toString()));
    }

    private void show(String view, String key) {
        String path = Links.card(Desks.TENANT, key).replace("/consignment", view);
        assertThat(Objects.requireNonNull(page.navigate(at(path))).status())
                .as(path)
                .isEqualTo(200);
    }

    private static String at(String path) {
        return desk.address().resolve(path).toString();
    }

    private Locator row(String key) {
        return page.locator("main tr:has(a:text-is('" + key + "'))").first();
    }

    @Test
    void aPastIsWhatWasKnownThenAndOfAPersonNothing() {
        show("/history", "NOW1");

        assertThat(row("PAST1").locator("[data-outcome]").getAttribute("data-outcome"))
                .isEqualTo("SMUGGLED_GOODS");
        assertThat(row("PAST2").locator("[data-outcome]").getAttribute("data-outcome"))
                .isEmpty();
        assertThat(page.locator("main").innerText())
                .contains("JANE DOE", "Not remembered: a natural person.", "this one", "Known without a gap since")
                .doesNotContain("document fraud");
        assertThat(page.locator("svg.timeline .mark.find").count()).isEqualTo(1);
        assertThat(page.locator("svg.timeline .mark").count()).isEqualTo(2);

        show("/consignment", "PAST2");
        assertThat(page.locator("main").innerText()).contains("document fraud");
    }

    @Test
    void allOfARingAreTwoClicksAwayAndTheAgentIsNotFollowed() {
        show("/links", "RING1");

        for (String member : List.of("RING1", "RING2", "RING3", "RING4", "RING5")) {
            assertThat(page.locator("svg.graph .case title:text-is('" + member + "')")
                            .count())
                    .as(member)
                    .isEqualTo(1);
            assertThat(row(member).locator("td.num").innerText()).as(member).matches("[0-2]");
        }
        assertThat(page.locator("svg.graph .case").count())
                .as("nobody joins by the agent")
                .isEqualTo(5);
        assertThat(page.locator("svg.graph .node").count())
                .as("the tables are the drawing's twins")
                .isEqualTo(page.locator("table.twin tbody tr").count());
        for (String ofAgent : List.of("AGENCY BV", AGENT_PHONE)) {
            assertThat(row(ofAgent).innerText()).contains("agent", "35", "not followed");
        }
        assertThat(page.locator("svg.graph .node.collapsed").count()).isEqualTo(2);
        page.locator("svg.graph a:has(title:text-is('RING3'))").click();
        page.waitForURL("**/consignment?*key=RING3*");
    }

    @Test
    void theDetourIsTheReadingAndTheMapNeedsNobody() {
        page.navigate(at("/roles"));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        asked.clear();
        show("/route", "WAY1");
        page.waitForLoadState(LoadState.NETWORKIDLE);

        assertThat(Double.parseDouble(page.locator(".figure[data-value]").getAttribute("data-value")))
                .isEqualTo(DETOUR);
        assertThat(page.locator(".figure").innerText()).isEqualTo("2.81");
        assertThat(page.locator("svg.map circle.place").count()).isEqualTo(3);
        assertThat(page.locator("svg.map path.leg").count()).isEqualTo(2);
        assertThat(page.locator("main").innerText()).contains("Guayaquil", "Rotterdam");
        assertThat(page.locator("main img, main image").count()).isZero();
        assertThat(asked)
                .as("the page and what every page has")
                .allMatch(url -> url.contains("/route?") || url.contains("/assets/"));
    }

    @Test
    void similarCasesCountFindsAndCleanOnesAlike() {
        show("/similar", "LIKE-NOW");

        long finds = EXAMINED.values().stream().filter(CardViewsIT::isFind).count();
        String said = page.locator("main").innerText();
        assertThat(said)
                .contains("Of all " + EXAMINED.size() + " examined that this desk keeps, " + finds + " were finds.");
        List<String> shown = page.locator("[data-outcome]").all().stream()
                .map(one -> Objects.requireNonNull(one.getAttribute("data-outcome")))
                .toList();
        assertThat(shown)
                .containsExactlyInAnyOrder(
                        "PROHIBITED_GOODS", "NOTHING_FOUND", "NOTHING_FOUND", "MINOR_DISCREPANCY", "SMUGGLED_GOODS");
        assertThat(page.locator("[data-finds]").getAttribute("data-finds")).isEqualTo("2");
        assertThat(said).contains("2 of the 5 most alike were finds").doesNotContain("LIKE-UNSEEN", "LIKE5");
    }

    private static boolean isFind(OutcomeCode code) {
        return code != OutcomeCode.NOTHING_FOUND && code != OutcomeCode.MINOR_DISCREPANCY;
    }

    @Test
    void aSearchFindsBillBoxPartyAndContactHoweverTheyAreWritten() {
        page.navigate(at(Links.search("ring1")));
        assertThat(page.url()).contains("/consignment?").contains("key=RING1");
        Map<String, String> wanted = new HashMap<>(Map.of(
                "rngu 000-0002", "RING2 RING3",
                "three ltd", "RING3",
                "0049 40 765 43 21", "RING1 RING2",
                "s4444", "RING4 RING5"));
        wanted.forEach((typed, keys) -> {
            page.navigate(at(Links.search(typed)));
            for (String key : keys.split(" ", -1)) {
                assertThat(row(key).count()).as("%s finds %s", typed, key).isEqualTo(1);
            }
        });
        page.navigate(at(Links.search("no such thing")));
        assertThat(page.locator("main").innerText()).contains("Nothing begins with");
    }

    @Test
    void aShipsBillsAreCountedByLaneWithRepeatedBoxesAndCoverage() {
        page.navigate(at("/conveyances"));
        page.locator("main a:has-text('EMMA')").first().click();
        page.waitForURL("**/conveyance?**");

        String said = page.locator("main").innerText();
        assertThat(said).contains("6 bills", "1 box on several bills", "SHPU7777777", "5 of 6");
        Chromium.looksRight(page);
        assertThat(page.locator("p.lanes a").allInnerTexts().stream()
                        .map(text -> text.replaceAll("\\s+", " "))
                        .toList())
                .containsExactly("all 6", "Examine 1", "Documents 2", "Release 3");
        assertThat(page.locator("table.bills tr.row a[href*=consignment]").allInnerTexts())
                .startsWith("SHIP0")
                .hasSize(6);
        page.locator("p.lanes a").nth(2).click();
        page.waitForURL("**lane=YELLOW**");
        assertThat(page.locator("table.bills tr.row a[href*=consignment]").allInnerTexts())
                .containsExactlyInAnyOrder("SHIP1", "SHIP2");
    }

    @Test
    void aMessageIsShownAsTheTextItIsAndAChangedOneIsNot() {
        show("/message", "SENT1");
        assertThat(page.locator("pre.sent").textContent()).isEqualTo(MESSAGE);
        assertThat(page.locator("pre.sent script").count()).isZero();
        assertThat(page.locator("[data-state]").getAttribute("data-state")).isEqualTo("AS_FILED");
        Chromium.looksRight(page);

        show("/message", "SENT2");
        assertThat(page.locator("[data-state]").getAttribute("data-state")).isEqualTo("CHANGED");
        assertThat(page.locator("pre.sent").count()).isZero();
    }

    @Test
    void lanesDeadlinesAndWaysAreToldInTheLanguageThatIsChosenAndThePageStays() {
        List<List<String>> told = List.of(
                List.of("en", "Worklist", "Examine", "due in \\d+ min", "due within the hour"),
                List.of("sq", "Lista e punës", "Kontroll fizik", "afati për \\d+ min", "afati brenda orës"),
                List.of("sr-Latn", "Radna lista", "Pregled", "rok za \\d+ min", "rok u narednih sat vremena"));
        page.navigate(at("/worklist"));
        for (List<String> words : told) {
            if (!words.get(0).equals("en")) {
                page.locator(".me summary").click();
                page.locator(".menu button[value=" + words.get(0) + "]").click();
                page.locator("html[lang=" + words.get(0) + "]").waitFor();
            }
            assertThat(page.url()).endsWith("/worklist");
            Locator soon = page.locator(".row[aria-label=SOON1]");
            assertThat(page.locator("nav a[aria-current]").innerText()).isEqualTo(words.get(1));
            assertThat(soon.locator(".lane").innerText()).isEqualTo(words.get(2));
            assertThat(soon.locator(".due span").innerText()).matches(words.get(3));
            assertThat(soon.locator(".tag.nears").innerText()).isEqualTo(words.get(4));
            show("/consignment", "SOON1");
            assertThat(page.locator(".head .tag.nears").innerText()).isEqualTo(words.get(4));
            assertThat(page.locator(".facts").allInnerTexts())
                    .anyMatch(facts ->
                            Pattern.compile(words.get(3)).matcher(facts).find());
            page.navigate(at("/worklist"));
        }
    }

    @Test
    void whoMayDoWhatIsReadOnEveryScreen() {
        page.navigate(at("/roles"));
        assertThat(page.locator("table.roles tbody tr").count()).isPositive();
        Chromium.looksRight(page);
    }

    @Test
    void aCardAddsUpToTheScoreAndSaysWhatExplainSays() throws Exception {
        checkCards(12);
    }

    @Test
    @Tag("night")
    void soDoAHundredCards() throws Exception {
        checkCards(100);
    }

    private void checkCards(int count) throws Exception {
        List<Assessment> all = scored();
        Collections.shuffle(all, new Random(20261130));
        List<Assessment> cases = all.subList(0, count);
        for (Assessment one : cases) {
            world.send(Topics.CONSIGNMENTS_ASSESSED, AssessmentRecords.of(one));
        }
        HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        get(client, desk.invitation());
        for (Assessment one : cases) {
            String key = one.key().value();
            String card = get(client, desk.address().resolve(Links.card(Desks.TENANT, key)));
            CommandRun explained = CommandRun.of("explain", key, "--archive", directory.resolve("archive"))
                    .assertDone();

            Map<String, SaidShares> said = SaidShares.ofCard(card);
            assertThat(said).as(key).hasSize(one.threats().size());
            assertThat(said)
                    .as(key)
                    .isEqualTo(SaidShares.ofExplain(explained.output().lines().toList()));
        }
    }

    /** Consignments of an archive, each by its last assessment. */
    private static List<Assessment> scored() throws Exception {
        CommandRun.of("generate", "--seed", 9, "--filings", 400, "--days", 20, "--out", directory.resolve("world"))
                .assertDone();
        CommandRun.of(
                        "score",
                        "--filings",
                        directory.resolve("world/filings.jsonl"),
                        "--outcomes",
                        directory.resolve("world/outcomes.jsonl"),
                        "--archive",
                        directory.resolve("archive"),
                        "--out",
                        directory.resolve("scored"))
                .assertDone();
        Map<String, Assessment> last = new HashMap<>();
        for (Path path : Archive.open(directory.resolve("archive")).assessments()) {
            try (ArchiveFile file = ArchiveFile.assessments(path)) {
                for (RowGroup group = file.next(); group != null; group = file.next()) {
                    AssessmentReader reader = new AssessmentReader(group);
                    for (int row = 0; row < group.rows(); row++) {
                        Assessment read = reader.get(row);
                        last.merge(
                                read.key().value(),
                                read,
                                (one, other) -> one.position().compareTo(other.position()) > 0 ? one : other);
                    }
                }
            }
        }
        return new ArrayList<>(last.values());
    }

    /** What a page says as soon as it is there: the desk reads what was just sent while it serves. */
    private static String get(HttpClient client, URI address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        Patience.until(
                address.toString(),
                () -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200,
                () -> "another answer");
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void whatIsMissingInAFilingStandsApartFromTheRisk() {
        show("/consignment", "NOW1");

        Locator quality = page.locator("section:has(h2:has-text('75 % complete'))");
        assertThat(quality.innerText()).contains("unknown UN/LOCODE ECXX9", "no risk by itself");
        assertThat(page.locator("section:has(table.shares)").innerText()).doesNotContain("ECXX9");
    }
}
