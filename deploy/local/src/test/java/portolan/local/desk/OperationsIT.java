// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.receive.MessageSender;
import portolan.desk.operations.EnginePlaces;
import portolan.desk.operations.Operations;
import portolan.desk.server.Accounts;
import portolan.desk.server.Action;
import portolan.desk.server.DeskPlan;
import portolan.desk.server.DeskServer;
import portolan.desk.server.Events;
import portolan.desk.server.Notice;
import portolan.desk.server.Role;
import portolan.desk.server.Site;
import portolan.desk.server.User;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalCluster;
import portolan.local.LocalTopics;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.pipeline.receive.ReceiveJob;
import portolan.pipeline.receive.ReceiveSettings;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.LaneCount;
import portolan.schemas.avro.LaneDrift;
import portolan.schemas.avro.LanesCounted;
import portolan.schemas.avro.LanesCountedKind;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** Who keeps the engine going sees in a browser how it does, and mends a profile: a real broker, both jobs, Flink's REST. */
@Tag("rest")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsIT {
    private static final int FILED = 200;
    private static final int BAD_BILLS = 12;
    private static final int GOOD_BILLS = 3;

    /** Where screenshots go, for whoever wants to look; none are taken otherwise. */
    private static final String SHOTS = System.getProperty("portolan.desk.shots", "");

    private static final List<String> NOTED = new CopyOnWriteArrayList<>();
    private static final List<String> COMPLAINTS = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LocalCluster cluster;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Operations operations;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static DeskServer desk;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static JobClient receiving;

    private static final Thread TRICKLING = new Thread(OperationsIT::trickle, "trickle");
    private static final CountDownLatch ENDED = new CountDownLatch(1);

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        cluster = LocalCluster.plan().withTaskManagers(1, 3).start();
        Files.createDirectories(profiles());
        Files.writeString(profiles().resolve("durres.yaml"), "sender: durres\nzone: Europe/Tirane\n");
        StreamExecutionEnvironment environment = cluster.environment();
        ScoringJob.build(
                environment,
                JobSettings.of(Map.of(
                        "bootstrap", kafka.bootstrapServers(),
                        "parallelism", "1",
                        "checkpoint-interval", "PT1S",
                        "idle-after", "PT0.5S")));
        environment.executeAsync("portolan-scoring");
        receiving = receive();
        operations = Operations.start(
                access(),
                new EnginePlaces(EnginePlaces.GROUPS, cluster.webUrl(), profiles(), null, null, null),
                (user, action, subject, detail) -> NOTED.add(user.name() + ' ' + action + ' ' + subject),
                words -> List.of(),
                Clock.systemUTC());
        desk = DeskServer.start(new DeskPlan(
                "127.0.0.1",
                0,
                Accounts.readOrNew(directory.resolve("users")),
                null,
                "",
                List.of(
                        new User("ann", Role.OPERATOR, ""),
                        new User("kim", Role.AUDITOR, ""),
                        new User("flo", Role.OFFICER, "")),
                List.of(
                        routes -> routes.get(
                                Action.SEE_WORKLIST,
                                "/worklist",
                                request -> request.page("operations/ways.jte", Map.of())),
                        operations),
                new Events(),
                Notice.NONE,
                Clock.systemUTC(),
                Site.DESK));
        send();
        TRICKLING.start();
    }

    @AfterAll
    static void stop() throws Exception {
        ENDED.countDown();
        TRICKLING.join();
        if (desk != null) {
            desk.close();
            operations.close();
            cluster.close();
            kafka.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Path profiles() {
        return directory.resolve("profiles");
    }

    private static KafkaAccess access() {
        return KafkaAccess.at(kafka.bootstrapServers());
    }

    private static JobClient receive() throws Exception {
        StreamExecutionEnvironment environment = cluster.environment();
        ReceiveJob.build(
                environment,
                ReceiveSettings.of(Map.of(
                        "bootstrap",
                        kafka.bootstrapServers(),
                        "parallelism",
                        "1",
                        "checkpoint-interval",
                        "PT1S",
                        "profiles",
                        profiles().toString())));
        return environment.executeAsync("portolan-receive");
    }

    /** Filings, a record that is none, a message of which twelve bills of fifteen are not understood, a full lane. */
    private static void send() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            Feed feed = feed(7);
            for (int i = 0; i < FILED; i++) {
                send(producer, Topics.CONSIGNMENTS_FILED, next(feed));
            }
            producer.send(new ProducerRecord<>(
                            Topics.CONSIGNMENTS_FILED.name(),
                            "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8),
                            "no filing, \u0001\u0002 but bytes".getBytes(StandardCharsets.UTF_8)))
                    .get();
            send(producer, Topics.LANES_COUNTED, lanes());
            producer.flush();
        }
        StringBuilder manifest = new StringBuilder(
                "<Awmds><General_segment><General_segment_id><Customs_office_code>ALDRZ</Customs_office_code>"
                        + "</General_segment_id><Transport_information><Carrier><Carrier_code>ADRL</Carrier_code></Carrier>"
                        + "<Mode_of_transport_code>1</Mode_of_transport_code></Transport_information></General_segment>");
        for (int i = 1; i <= BAD_BILLS + GOOD_BILLS; i++) {
            manifest.append(bill("DRZ" + i, i <= BAD_BILLS ? "IMP" : "23"));
        }
        try (MessageSender sender = new MessageSender(
                access(), new MessageSender.Settings(null, null, null, null), InstantSource.system())) {
            sender.send(
                    "durres",
                    "manifest-204E.xml",
                    manifest.append("</Awmds>").toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Feed feed(int seed) {
        return new Feed(FeedSettings.builder()
                .seed(seed)
                .filings(10_000)
                .shippers(20)
                .inspected(0.0)
                .build());
    }

    private static Filing next(Feed feed) {
        while (true) {
            if (feed.next() instanceof FeedEvent.Filed one) {
                return one.filing();
            }
        }
    }

    /** A filing now and then, as long as the test runs: figures of the last minute are there whenever somebody looks. */
    private static void trickle() {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            Feed feed = feed(8);
            do {
                send(producer, Topics.CONSIGNMENTS_FILED, next(feed));
            } while (!ENDED.await(500, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    private static <R extends SpecificRecord> void send(KafkaProducer<byte[], byte[]> to, Topic<R> topic, R record) {
        to.send(
                new ProducerRecord<>(
                        topic.name(),
                        Objects.requireNonNull(topic.key(record), "it has a key"),
                        topic.wire().encode(record)),
                (sent, failed) -> {
                    if (failed != null) {
                        COMPLAINTS.add(failed.toString());
                    }
                });
    }

    private static String bill(String number, String nature) {
        return "<Bol_segment><Bol_id><Bol_reference>" + number + "</Bol_reference><Bol_nature>" + nature
                + "</Bol_nature><Bol_type_code>BOL</Bol_type_code></Bol_id><Goods_segment>"
                + "<Number_of_packages>12</Number_of_packages><Gross_mass>100</Gross_mass>"
                + "<Goods_description>ceramic tiles</Goods_description></Goods_segment></Bol_segment>";
    }

    private static LanesCounted lanes() {
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        return LanesCounted.newBuilder()
                .setKind(LanesCountedKind.DAY)
                .setTenant("default")
                .setOffice("ALDRZ")
                .setDay(yesterday)
                .setAt(yesterday.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .setDays("Mon-Sun")
                .setLanes(List.of(
                        new LaneCount(Lane.RED, 14, 2, 12, LaneDrift.OVER, 6, 84L, 72L),
                        new LaneCount(Lane.YELLOW, 31, 0, null, LaneDrift.NONE, 0, 0L, 0L),
                        new LaneCount(Lane.BLUE, 6, 0, 8, LaneDrift.NONE, 6, 40L, 48L)))
                .setRuleset(new RuleSetRef("baseline", 1, "0".repeat(64), true))
                .build();
    }

    /** Somebody at the desk. */
    private static Page enter(BrowserContext browser, String name) {
        Page page = browser.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.location().contains("/favicon.ico")) {
                COMPLAINTS.add(name + ": " + message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(desk.address().toString())
                    && !request.url().startsWith("data:")) {
                COMPLAINTS.add(name + " was sent to " + request.url());
            }
        });
        page.navigate(desk.invitation().toString());
        page.navigate(at("/operations"));
        page.evaluate("""
                async name => {
                  const token = document.body.dataset.token;
                  await fetch("/become", { method: "POST", body: new URLSearchParams({ token, name }), redirect: "manual" });
                }""", name);
        return page;
    }

    private static String at(String path) {
        return desk.address().resolve(path).toString();
    }

    /** A picture, if somebody asked for them; and the page looks right. */
    static void shoot(Page page, String name) {
        Chromium.looksRight(page);
        if (SHOTS.isEmpty()) {
            return;
        }
        for (int[] size : new int[][] {{390, 844}, {1366, 768}}) {
            page.setViewportSize(size[0], size[1]);
            page.waitForTimeout(300);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(SHOTS, name + "-" + size[0] + ".png"))
                    .setFullPage(true));
        }
    }

    private static <R extends SpecificRecord> List<R> all(Topic<R> topic) {
        List<R> all = new ArrayList<>();
        try (TopicScan scan = new TopicScan(access(), "operations-it")) {
            scan.read(scan.since(topic, Instant.EPOCH), record -> {
                if (topic.wire().decode(record.value()) instanceof DecodeResult.Value<R> read) {
                    all.add(read.value());
                }
            });
        }
        return all;
    }

    private static long ofDurres(List<ConsignmentAssessed> assessed) {
        return assessed.stream()
                .filter(one -> one.getFilingId().startsWith("durres:"))
                .count();
    }

    @Test
    @Order(1)
    void thePageSaysWhatBrokerJobsAndFlinkSay() throws Exception {
        try (BrowserContext browser = chromium.person()) {
            Page page = enter(browser, "kim");
            page.navigate(at("/operations"));

            Locator rejects = page.locator("section[aria-labelledby=ops-rejects]");
            assertThat(rejects.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("BAD_CODE")))
                    .containsText("12");
            assertThat(rejects.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("durres")))
                    .containsText("12");
            assertThat(page.locator("#rejects-hour")).hasText("13");
            assertThat(page.locator("#p99")).hasText(Pattern.compile("[0-9.,]+ m?s"));
            assertThat(page.locator("section[aria-labelledby=ops-receipts] tbody tr"))
                    .containsText(new String[] {"manifest-204E.xml"});
            assertThat(page.locator("section[aria-labelledby=ops-receipts] tbody tr td.num"))
                    .hasText(new String[] {"15", "3", "12"});
            Locator jobs = page.locator("section[aria-labelledby=ops-jobs]");
            assertThat(jobs.locator("table").first().locator("tbody tr")).hasCount(2);
            assertThat(jobs.getByText(Pattern.compile("#[0-9]+, [0-9]+ s ago"))).hasCount(2);
            assertThat(jobs.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("portolan-scoring")))
                    .containsText(new String[] {"running", "consignments.filed", "inspections.reported"});
            assertThat(page.locator("#waiting")).hasText(Pattern.compile("[0-9]+"));
            Locator rules = page.locator("section[aria-labelledby=ops-rules]");
            assertThat(rules).containsText("All assessments of the last minute name one rule set.");
            assertThat(rules).containsText("Flink: the one task that judges has one rule set.");
            assertThat(page.locator("section[aria-labelledby=ops-lanes] tbody tr"))
                    .containsText(new String[] {"14 of 12, 2 drawn"});
            assertThat(rules).containsText("ALDRZ: over its budget for 6 days");
            assertThat(page.locator(".verdict")).containsText("All is well");
            assertThat(page.locator(".chart canvas")).hasCount(3);
            assertThat((Integer)
                            page.evaluate("async () => (await (await fetch('/operations/pulse')).json()).beats.length"))
                    .isPositive();
            assertThat(page.locator("#rate-in")).hasText(Pattern.compile("[1-3]|[1-3]\\.[0-9]"));
            Patience.until(
                    "what is understood is assessed",
                    () -> ofDurres(all(Topics.CONSIGNMENTS_ASSESSED)) == GOOD_BILLS,
                    () -> ofDurres(all(Topics.CONSIGNMENTS_ASSESSED)));
            shoot(page, "operations");
        }
        assertThat(COMPLAINTS).isEmpty();
    }

    @Test
    @Order(2)
    void aRejectIsShownWithItsBytesAndLeavesALineOfWhoLooked() {
        try (BrowserContext browser = chromium.person()) {
            Page page = enter(browser, "kim");
            page.navigate(at("/operations/rejects"));
            assertThat(page.locator(".rejects .row")).hasCount(BAD_BILLS + 1);
            shoot(page, "rejects");
            page.locator(".rejects .row")
                    .filter(new Locator.FilterOptions().setHasText("consignments.filed"))
                    .getByRole(AriaRole.LINK)
                    .click();
            assertThat(page.locator("pre.hex")).containsText("6e 6f 20 66 69 6c 69 6e");
            assertThat(page.locator("pre.hex")).containsText("no filing, ..");
            assertThat(page.locator("main")).containsText("<script>alert(1)</script>");
            page.navigate(at("/operations/rejects?reason=BAD_CODE&sender=durres"));
            // By the keyboard alone.
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("BAD_CODE");
            assertThat(page.locator("pre.text")).containsText("<Bol_nature>IMP</Bol_nature>");
            assertThat(page.locator("main")).containsText("15 bills found, 3 would be filed, 12 rejected");
            assertThat(page.getByText("Mend the profile")).hasCount(0);
            shoot(page, "reject");
        }
        assertThat(NOTED).hasSize(2).allMatch(line -> line.startsWith("kim VIEW_REJECT filings.rejected:"));
        assertThat(COMPLAINTS).isEmpty();
    }

    @Test
    @Order(3)
    void aMendedProfileTurnsTwelveRejectsIntoTwelveFilingsAndNoDuplicate() throws Exception {
        String mended = "sender: durres\nzone: Europe/Tirane\ncodes:\n  natureOfMovement: {IMP: IMPORT}\n";
        try (BrowserContext browser = chromium.person()) {
            Page page = enter(browser, "ann");
            page.navigate(at("/operations/rejects?reason=BAD_CODE&sender=durres"));
            page.getByText("Mend the profile").click();
            assertThat(page.locator("#profile")).hasValue("durres");
            assertThat(page.locator("#text"))
                    .hasValue(Files.readString(profiles().resolve("durres.yaml")));
            assertThat(page.locator("#bench")).containsText("12 set aside, in 1 message");

            page.locator("#text").fill("sender: durres\nzoned: Europe/Tirane\n");
            page.getByText("Try it, send nothing").click();
            assertThat(page.locator("#tried")).containsText("The text is no profile");
            assertThat(page.locator("#tried")).containsText("zoned");

            page.locator("#text").fill(mended);
            page.getByText("Try it, send nothing").click();
            assertThat(page.locator("#tried .lead")).hasText("12 set aside; 12 bills more would be filed.");
            assertThat(page.locator("#tried .diff .added"))
                    .hasText(new String[] {"+ codes:", "+   natureOfMovement: {IMP: IMPORT}"});
            assertThat(page.locator("#tried .diff .gone")).hasCount(0);
            shoot(page, "mend");
            assertThat(all(Topics.MESSAGES_ANSWERED))
                    .as("a dry run sends nothing")
                    .hasSize(1);

            page.getByLabel("durres.yaml says this").check();
            page.getByText("Send it again").click();
            assertThat(page.getByRole(AriaRole.ALERT).or(page.locator("main")))
                    .containsText(new String[] {"Nothing was sent: durres.yaml does not say what you tried."});
            assertThat(all(Topics.MESSAGES_ANSWERED)).hasSize(1);

            receiving.cancel().get();
            Files.writeString(profiles().resolve("durres.yaml"), mended);
            receiving = receive();
            page.goBack();
            page.locator("#text").fill(mended);
            page.getByText("Try it, send nothing").click();
            page.getByLabel("durres.yaml says this").check();
            page.getByText("Send it again").click();
            assertThat(page.locator("main")).containsText("1 input was sent again");
            assertThat(page.locator("#replayed tbody td.num")).hasText(new String[] {"15", "15", "0"});
            shoot(page, "replayed");

            page.navigate(at("/operations/replay?reason=BAD_CODE&sender=durres&attempt=1"));
            assertThat(page.locator("main")).containsText("Nothing would be sent again");
            assertThat(page.locator("main")).containsText("replayed before");
        }
        List<Filing> filings = all(Topics.CONSIGNMENTS_FILED).stream()
                .filter(one -> one.getFilingId().startsWith("durres:"))
                .toList();
        Set<String> events = new HashSet<>();
        filings.forEach(one -> events.add(one.getEventId().toString()));
        assertThat(events).hasSize(BAD_BILLS + GOOD_BILLS);
        Patience.until(
                "each bill is assessed",
                () -> ofDurres(all(Topics.CONSIGNMENTS_ASSESSED)) >= BAD_BILLS + GOOD_BILLS,
                () -> ofDurres(all(Topics.CONSIGNMENTS_ASSESSED)));
        assertThat(ofDurres(all(Topics.CONSIGNMENTS_ASSESSED)))
                .as("each bill is assessed once")
                .isEqualTo(BAD_BILLS + GOOD_BILLS);
        assertThat(NOTED).contains("ann REPLAY_REJECTS durres");
    }

    @Test
    @Order(4)
    void theServerRefusesWhoMayNot() {
        try (BrowserContext browser = chromium.person()) {
            Page page = enter(browser, "flo");
            assertThat(Objects.requireNonNull(page.navigate(at("/operations"))).status())
                    .isEqualTo(403);
            assertThat(Objects.requireNonNull(page.navigate(at("/operations/rejects")))
                            .status())
                    .isEqualTo(403);
        }
        try (BrowserContext browser = chromium.person()) {
            Page page = enter(browser, "kim");
            assertThat(Objects.requireNonNull(page.navigate(at("/operations/mend")))
                            .status())
                    .isEqualTo(403);
            page.navigate(at("/operations"));
            assertThat(page.evaluate("""
                            async () => (await fetch("/operations/replay", { method: "POST",
                              body: new URLSearchParams({ token: document.body.dataset.token, removed: "yes" }) })).status""")).isEqualTo(403);
        }
    }
}
