// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.Desk;
import portolan.desk.server.Links;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.local.CommandRun;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalCluster;
import portolan.local.LocalTopics;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.WorkKind;
import portolan.schemas.lines.ContentId;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** What officers do in a day, in real browsers, at a broker and a job that scores. */
@Tag("rest")
class OfficersDayIT {
    private static final String HOSTILE = "<script>alert(1)</script> \u202Eevil ë ç <b>bold</b>";

    /** Its assessment is made up by a test: nothing in it adds up. */
    private static final String UNREAD = "UNREAD:1:2026";

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static LocalCluster cluster;
    private static Desk desk;
    private static Chromium chromium;
    private static Filing hostile;

    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final List<BrowserContext> people = new ArrayList<>();
    private Page anna;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        cluster = LocalCluster.plan().withTaskManagers(1, 2).start();
        StreamExecutionEnvironment env = cluster.environment();
        ScoringJob.build(env, JobSettings.of(Map.of("bootstrap", kafka.bootstrapServers(), "parallelism", "1")));
        env.executeAsync("portolan-scoring");
        CommandRun.of("generate", "--seed", 5, "--filings", 1500, "--out", directory.resolve("feed"))
                .assertDone();
        Path filings = directory.resolve("feed/filings.jsonl");
        CommandRun.of("send", filings, "--bootstrap", kafka.bootstrapServers()).assertDone();
        hostile = hostile(filings);
        Desks.send(kafka.bootstrapServers(), Topics.CONSIGNMENTS_FILED, hostile);
        desk = Desk.start(Desks.settings(
                kafka.bootstrapServers(),
                directory,
                0,
                List.of(
                        new User("anna", Role.OFFICER, ""),
                        new User("ben", Role.OFFICER, ""),
                        new User("sofia", Role.SUPERVISOR, ""))));
    }

    /** A bill whose goods, parties and box are texts that try to be a page. */
    private static Filing hostile(Path filings) throws Exception {
        try (LineReader<Filing> lines = FilingLines.read(Files.newInputStream(filings), filings.toString())) {
            Filing one = Objects.requireNonNull(lines.next().orThrow());
            one.setEventId(UUID.nameUUIDFromBytes(new byte[] {1}));
            one.setFilingId("hostile");
            one.setConsignmentKey("EVIL:<I>1&2:2025");
            one.getGoodsItems().get(0).setDescription(HOSTILE + "x".repeat(400));
            one.getParties().forEach(party -> party.setRawName(HOSTILE));
            return one;
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {desk, cluster, kafka, chromium}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        anna = person(chromium.person(), "anna");
        Patience.until(
                "the list is filled",
                () -> {
                    anna.navigate(at("/worklist"));
                    return anna.locator(".row[data-open]").count() >= 16 && desk.isLive();
                },
                () -> anna.locator("main").innerText());
    }

    @AfterEach
    void close() {
        people.forEach(BrowserContext::close);
        assertThat(complaints).isEmpty();
    }

    private Page person(BrowserContext context, String name) {
        people.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                complaints.add(name + ": " + message.text());
            }
        });
        page.onDialog(dialog -> complaints.add(name + " sees a dialog: " + dialog.message()));
        page.onRequest(request -> {
            if (!request.url().startsWith(at("/"))) {
                complaints.add(name + " asked another server: " + request.url());
            }
        });
        page.navigate(desk.invitation().toString());
        if (!name.equals("anna")) {
            page.locator(".me summary").click();
            page.locator(".menu button[value=" + name + "]").click();
            page.locator(".me .who:text-is('" + name + "')").waitFor();
        }
        return page;
    }

    private static String at(String path) {
        return desk.address().resolve(path).toString();
    }

    private static <T extends SpecificRecord> List<T> all(Topic<T> topic, Class<T> of) {
        return Desks.all(kafka.bootstrapServers(), topic, of);
    }

    private static String key(Locator row) {
        return Objects.requireNonNull(row.getAttribute("aria-label"));
    }

    private static int keys(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return keys.length;
    }

    @Test
    void aDayIsDoneByKeyboardInLessThanTwentyFiveKeys() throws Exception {
        String key = key(anna.locator(".row.here"));

        int pressed = keys(anna, "Enter");
        anna.waitForURL("**/consignment?**");
        pressed += keys(anna, "c");
        anna.locator(".tag.taken").waitFor();
        pressed += keys(anna, "d");
        anna.waitForURL("**/decide?**");
        pressed += keys(anna, "1", "Enter");
        anna.locator(".decided").waitFor();
        assertThat(anna.locator("h1").innerText()).as("the next is open").doesNotContain(key);
        pressed += keys(anna, "b");
        anna.locator("h1:has-text('" + key + "')").waitFor();
        pressed += keys(anna, "o");
        anna.waitForURL("**/outcome?**");
        pressed += keys(anna, "1", "Enter");
        anna.locator(".notice.fault:has-text('places that were searched')").waitFor();
        assertThat(reported(key)).as("red goods, and nothing to show").isEmpty();

        anna.locator("input[value=NOTHING_FOUND]").check();
        anna.locator("input[name=check][value=FLOOR]").check();
        anna.locator("input[name=minutes]").fill("40");
        anna.locator("input[type=file]").setInputFiles(new FilePayload[] {
            new FilePayload("scan.png", "image/png", new byte[] {1, 2, 3})
        });
        anna.locator(".photos code").waitFor();
        anna.locator("form.form button.main").click();
        anna.waitForURL(address -> !address.contains("/outcome"));
        assertThat(pressed).isLessThanOrEqualTo(25);
        if (anna.url().contains("/consignment?")) {
            assertThat(reported(key)).as("it was drawn for a second look").isEmpty();
            Page sofia = person(chromium.person(), "sofia");
            sofia.navigate(at(Links.card(hostile.getTenant(), key)));
            sofia.locator(".waiting button.main").click();
            sofia.locator(".waiting").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        }
        anna.navigate(at("/worklist"));
        assertThat(anna.locator(".row[data-open]").all())
                .extracting(OfficersDayIT::key)
                .doesNotContain(key);
        assertThat(all(Topics.ALERTS_WORKED, AlertWorked.class))
                .anySatisfy(step -> assertThat(List.of(step.getConsignmentKey(), step.getKind(), step.getBy()))
                        .containsExactly(key, WorkKind.CLAIMED, "anna"));
        assertThat(reported(key)).singleElement().satisfies(said -> {
            assertThat(said.getCode()).isEqualTo(OutcomeCode.NOTHING_FOUND);
            assertThat(said.getMinutes()).isEqualTo(40);
            assertThat(said.getChecks()).containsExactly("FLOOR");
            assertThat(said.getPhotos()).containsExactly(ContentId.sha256Hex(new byte[] {1, 2, 3}));
        });
    }

    private static List<InspectionOutcome> reported(String key) {
        return all(Topics.INSPECTIONS_REPORTED, InspectionOutcome.class).stream()
                .filter(said -> said.getConsignmentKey().equals(key))
                .toList();
    }

    @Test
    void whatOneClaimsTheOtherSeesWithoutAskingAndNoRowMoves() throws Exception {
        Page ben = person(chromium.person(), "ben");
        ben.navigate(at("/worklist"));
        Locator third = ben.locator(".row[data-open]").nth(3);
        third.click();
        Object before = third.boundingBox().y;
        Locator claimed = anna.locator(".row[data-open]").nth(1);
        String id = Objects.requireNonNull(claimed.getAttribute("id"));

        claimed.click();
        anna.keyboard().press("c");

        ben.locator("[id='" + id + "'] .tag.taken").waitFor();
        assertThat(ben.locator("[id='" + id + "'] .tag.taken").innerText()).isEqualTo("anna");
        assertThat((Object) third.boundingBox().y).isEqualTo(before);
        assertThat(third.getAttribute("class")).contains("here");
    }

    @Test
    void whatIsNotReadYetSaysSoOnListAndCardAndIsRedOnceItIsRead() throws Exception {
        String key = UNREAD;
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Desks.alert(kafka.bootstrapServers(), key, now);
        Locator lane = anna.locator(".row[aria-label='" + key + "'] .lane");
        Patience.until(
                "it is on the list",
                () -> {
                    anna.navigate(at("/worklist"));
                    return lane.count() == 1;
                },
                () -> anna.locator("main").innerText());
        assertThat(lane.innerText()).contains("being read");
        String row = anna.locator(".row[aria-label='" + key + "']").innerText();
        assertThat(row).doesNotContain("Release", "1 in", "no deadline");

        Page card = anna.context().newPage();
        assertThat(Objects.requireNonNull(card.navigate(at(Links.card(Desks.TENANT, key))))
                        .status())
                .isEqualTo(503);
        assertThat(card.locator("body").innerText()).contains(key + " is being read");

        Desks.send(kafka.bootstrapServers(), Topics.CONSIGNMENTS_ASSESSED, Desks.assessed(key, now, null));
        anna.locator(".row[aria-label='" + key + "'] .lane.red").waitFor();
        card.reload();
        assertThat(card.locator("h1 .lane.red").count()).isEqualTo(1);
    }

    @Test
    void aWithdrawnAlertGoesWithoutBeingAskedAndLeavesItsPlace() throws Exception {
        Locator row = anna.locator(".row[data-open]").nth(4);
        String id = Objects.requireNonNull(row.getAttribute("id"));
        String key = key(row);
        Locator held =
                anna.locator("[id='" + anna.locator(".row[data-open]").nth(6).getAttribute("id") + "']");
        held.click();
        double before = held.boundingBox().y;
        Filing deleted = all(Topics.CONSIGNMENTS_FILED, Filing.class).stream()
                .filter(filing -> filing.getConsignmentKey().equals(key))
                .reduce((first, second) -> second)
                .orElseThrow();
        deleted.setEventId(UUID.nameUUIDFromBytes(new byte[] {2}));
        deleted.setEventKind(EventKind.DELETE);
        deleted.setFilingVersion(deleted.getFilingVersion() + 1);
        deleted.setFiledAt(deleted.getFiledAt().plusSeconds(60));
        deleted.setReceivedAt(deleted.getReceivedAt().plusSeconds(60));

        Desks.send(kafka.bootstrapServers(), Topics.CONSIGNMENTS_FILED, deleted);
        anna.locator("[id='" + id + "'].gone").waitFor();

        assertThat(anna.locator("[id='" + id + "']").innerText()).doesNotContain(key);
        assertThat(held.boundingBox().y).isEqualTo(before);
        assertThat(held.getAttribute("class")).contains("here");
    }

    @Test
    void theLineStandsWhereTodaysRoomEndsAndAboveItTheEarliestIsFirst() {
        anna.navigate(at("/worklist?room=12"));

        List<String> above = anna.locator("#budget-line").locator("xpath=preceding-sibling::li").all().stream()
                .map(OfficersDayIT::key)
                .toList();
        assertThat(above).hasSize(12);
        assertThat(anna.locator(".row[data-open]").all().stream().limit(12).map(OfficersDayIT::key))
                .containsExactlyElementsOf(above);
        assertThat(anna.locator("#budget-line").innerText()).contains("12");
    }

    @Test
    void theSharesOfACardAddUpToItsScoresToTheLastBit() {
        List<String> cards = anna.locator(".row[data-open]").all().stream()
                .filter(row -> !key(row).equals(UNREAD))
                .limit(12)
                .map(row -> Objects.requireNonNull(row.getAttribute("data-open")))
                .toList();
        int tables = 0;
        for (String card : cards) {
            anna.navigate(at(card));
            for (List<String> table : shares(anna)) {
                BigDecimal sum = table.stream().skip(1).map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum).as(card).isEqualByComparingTo(new BigDecimal(table.get(0)));
                tables++;
            }
        }
        assertThat(tables).isGreaterThan(cards.size());
    }

    /** Of each table the score, and then its shares. */
    @SuppressWarnings("unchecked") // as the script makes it
    private static List<List<String>> shares(Page page) {
        return (List<List<String>>) page.locator("table.shares").evaluateAll("""
                tables => tables.map(table =>
                  [table.dataset.score, ...[...table.querySelectorAll("[data-bits]")].map(bits => bits.dataset.bits)])""");
    }

    @Test
    void whatIsRedIsReleasedByTwoPeopleAndADoublePressIsOneDecision() {
        Page sofia = person(chromium.person(), "sofia");
        Locator row = anna.locator(".row[data-open]:has(.lane.red)").nth(9);
        String key = key(row);
        String card = Objects.requireNonNull(row.getAttribute("data-open"));
        anna.navigate(at(card.replace("/consignment", "/decide")));
        anna.locator("input[value=RELEASE]").check();
        anna.locator("form.form button.main").click();
        anna.locator(".notice.fault:has-text('goes against the lane')").waitFor();

        anna.navigate(at(card.replace("/consignment", "/decide")));
        anna.locator("input[value=RELEASE]").check();
        anna.locator("select[name=reason]").selectOption("KNOWN_TRADE");
        anna.locator("form.form button.main").dblclick();
        anna.locator(".decided").waitFor();
        anna.navigate(at(card));
        assertThat(anna.locator(".waiting").innerText()).contains("release", "anna", "second person");
        assertThat(anna.locator(".waiting button").count()).isZero();

        sofia.navigate(at(card));
        sofia.locator(".waiting button.main").click();
        sofia.locator(".waiting").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));

        assertThat(sofia.locator(".head").innerText()).contains("release", "anna");
        assertThat(all(Topics.DECISIONS_RECORDED, DecisionRecorded.class).stream()
                        .filter(said -> said.getConsignmentKey().equals(key))
                        .map(said -> said.getKind() + " " + said.getBy()))
                .containsExactly(DecisionKind.PROPOSED + " anna", DecisionKind.APPROVED + " sofia");
        anna.navigate(at("/worklist"));
        assertThat(anna.locator(".row[data-open]").all())
                .extracting(OfficersDayIT::key)
                .doesNotContain(key);
    }

    /** As a shift goes: decided, the next opens, and the list has other rows than before; nobody decides twice by mistake. */
    @Test
    void whatIsDecidedLeavesTheListTheNextOpensAndWithinSecondsItIsTakenBack() {
        Page ben = person(chromium.person(), "ben");
        ben.navigate(at("/worklist"));
        List<String> rows = anna.locator(".row[data-open]").all().stream()
                .map(OfficersDayIT::key)
                .toList();
        String first = rows.get(5);
        anna.locator(".row[data-open]").nth(5).click();
        keys(anna, "d");
        anna.waitForURL("**/decide?**");
        keys(anna, "1", "Enter");
        anna.locator("h1:has-text('" + rows.get(6) + "')").waitFor();
        ben.locator(".row.gone:has-text('examine, anna')").waitFor();

        keys(anna, "t");
        anna.locator("h1:has-text('" + first + "')").waitFor();
        assertThat(anna.locator(".decided").count()).isZero();
        ben.locator(".row[data-open][aria-label='" + first + "']").waitFor();
        anna.navigate(at("/worklist"));
        anna.locator(".row[aria-label='" + first + "']").click();
        keys(anna, "d");
        anna.waitForURL("**/decide?**");
        keys(anna, "1", "Enter");
        anna.locator(".decided").waitFor();
        anna.navigate(at("/worklist?state=decided"));
        anna.locator(".row[aria-label='" + first + "']").click();
        keys(anna, "d");
        anna.waitForURL("**/decide?**");
        anna.locator("form.form").evaluate("form => { form.noValidate = true; }");
        keys(anna, "2", "Enter");
        anna.locator(".notice.fault:has-text('decided already: examine, anna')").waitFor();
        assertThat(all(Topics.DECISIONS_RECORDED, DecisionRecorded.class).stream()
                        .filter(said -> said.getConsignmentKey().equals(first))
                        .map(DecisionRecorded::getKind))
                .containsExactly(DecisionKind.RECORDED, DecisionKind.REFUSED, DecisionKind.RECORDED);
    }

    @Test
    void aTextThatTriesToBeAPageIsShownAsText() throws Exception {
        String card = Links.card(hostile.getTenant(), hostile.getConsignmentKey());
        Patience.until(
                "the card is there",
                () -> Objects.requireNonNull(anna.navigate(at(card))).status() == 200,
                () -> anna.locator("body").innerText());

        String shown = anna.locator("main").innerText();
        assertThat(shown).contains("<script>alert(1)</script> \\u202eevil ë ç <b>bold</b>", "EVIL:<I>1&2:2025");
        assertThat(anna.locator("main script, main b:text-is('bold'), main i").count())
                .isZero();
        anna.navigate(at(card.replace("/consignment", "/sheet")));
        assertThat(anna.locator("main").innerText()).contains("<script>alert(1)</script>");
    }

    @Test
    void listCardAndDecisionCanBeUsedByWhoSeesBadlyAndOnEveryScreen() {
        String card = third();
        looksRight("/worklist?room=3", card, card.replace("/consignment", "/decide"));
    }

    @Test
    @Tag("night")
    void soCanEveryOtherPage() {
        String card = third();
        looksRight(
                card.replace("/consignment", "/outcome"),
                card.replace("/consignment", "/sheet"),
                card.replace("/consignment", "/history"),
                card.replace("/consignment", "/links"),
                card.replace("/consignment", "/route"),
                card.replace("/consignment", "/similar"),
                "/conveyances",
                "/search?q=NLRTM");
    }

    /** The card of the third row. */
    private String third() {
        return Objects.requireNonNull(anna.locator(".row[data-open]").nth(2).getAttribute("data-open"));
    }

    private void looksRight(String... pages) {
        for (String page : pages) {
            assertThat(Objects.requireNonNull(anna.navigate(at(page))).status())
                    .as(page)
                    .isEqualTo(200);
            Chromium.looksRight(anna);
        }
    }
}
