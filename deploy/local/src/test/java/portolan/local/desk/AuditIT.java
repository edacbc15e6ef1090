// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.operations.AuditScreen;
import portolan.desk.server.Accounts;
import portolan.desk.server.DeskPlan;
import portolan.desk.server.DeskServer;
import portolan.desk.server.Events;
import portolan.desk.server.Notice;
import portolan.desk.server.Role;
import portolan.desk.server.Site;
import portolan.desk.server.User;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.DecisionReason;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetStep;
import portolan.schemas.avro.RuleSetVerdict;
import portolan.schemas.avro.WorkKind;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;

/** Who saw, claimed, decided and changed, in a browser, from the topics of a real broker. */
@Tag("rest")
class AuditIT {
    private static final int LOOKS = 120;
    private static final String BAIT = "BAIT:0001:2026";

    private static final List<String> NOTED = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static DeskServer desk;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        Path canaries = directory.resolve("canaries");
        Files.writeString(canaries, "# nobody has a reason to open these\n" + BAIT + "\n");
        desk = DeskServer.start(new DeskPlan(
                "127.0.0.1",
                0,
                Accounts.readOrNew(directory.resolve("users")),
                null,
                "",
                List.of(new User("kim", Role.AUDITOR, ""), new User("flo", Role.OFFICER, "")),
                List.of(new AuditScreen(
                        KafkaAccess.at(kafka.bootstrapServers()),
                        canaries,
                        (user, action, subject, detail) -> NOTED.add(user.name() + ' ' + action + ' ' + subject),
                        Clock.systemUTC())),
                new Events(),
                Notice.NONE,
                Clock.systemUTC(),
                Site.DESK));
        send();
    }

    @AfterAll
    static void stop() {
        if (desk != null) {
            desk.close();
            kafka.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private static void send() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            Sender to = new Sender(producer);
            for (int i = 0; i < LOOKS; i++) {
                to.send(
                        Topics.DESK_AUDITED,
                        new DeskAudited(
                                now, i % 3 == 0 ? "flo" : "bob", "officer", "VIEW_CARD", "MAEU:" + i + ":2026", ""),
                        null);
            }
            to.send(
                    Topics.DESK_AUDITED,
                    new DeskAudited(now, "eve", "officer", "VIEW_CARD", BAIT, "<b>bold</b>"),
                    null);
            to.send(
                    Topics.ALERTS_WORKED,
                    new AlertWorked(
                            "s1", "default", "MAEU:5:2026", null, WorkKind.CLAIMED, "flo", "officer", now, null, ""),
                    null);
            // The broker's time orders the lines, and topics are written side by side.
            to.await();
            to.send(
                    Topics.DECISIONS_RECORDED,
                    DecisionRecorded.newBuilder()
                            .setDecisionId("d1")
                            .setTenant("default")
                            .setConsignmentKey("MAEU:5:2026")
                            .setAssessmentId("a1")
                            .setKind(DecisionKind.PROPOSED)
                            .setAction(DecisionAction.RELEASE)
                            .setLane(Lane.RED)
                            .setReason(DecisionReason.DOCUMENTS_EXPLAIN)
                            .setNote("certificate seen")
                            .setBy("flo")
                            .setRole("officer")
                            .setAt(now)
                            .build(),
                    null);
            Instant lately = now.minus(10, ChronoUnit.DAYS);
            to.send(
                    Topics.RULESETS_AUDITED,
                    RuleSetAudited.newBuilder()
                            .setAt(lately)
                            .setName("baseline")
                            .setVersion(7)
                            .setHash("0".repeat(64))
                            .setAction(RuleSetVerdict.ACTIVATED)
                            .setStep(RuleSetStep.ACTIVATE)
                            .setAccepted(true)
                            .setBy("ann")
                            .setWhy("fewer false alarms in ceramics")
                            .build(),
                    lately.toEpochMilli());
            to.await();
        }
    }

    private record Sender(KafkaProducer<byte[], byte[]> producer, List<Future<RecordMetadata>> sent) {
        Sender(KafkaProducer<byte[], byte[]> producer) {
            this(producer, new ArrayList<>());
        }

        <R extends SpecificRecord> void send(Topic<R> topic, R record, @Nullable Long at) {
            sent.add(producer.send(new ProducerRecord<>(
                    topic.name(),
                    null,
                    at,
                    Objects.requireNonNull(topic.key(record), "it has a key"),
                    topic.wire().encode(record))));
        }

        void await() throws Exception {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    private static Page enter(BrowserContext browser) {
        Page page = browser.newPage();
        page.navigate(desk.invitation().toString());
        return page;
    }

    private static String at(String path) {
        return desk.address().resolve(path).toString();
    }

    @Test
    void everyLineIsShownOnceOverThePages() {
        try (BrowserContext browser = chromium.person()) {
            Page page = enter(browser);
            page.navigate(at("/audit"));
            List<String> places = new ArrayList<>();
            Locator rows = page.locator(".trail tbody tr");
            assertThat(rows).hasCount(50);
            assertThat(page.locator("main")).containsText("Once in 30 days somebody touched");
            OperationsIT.shoot(page, "audit");
            places.addAll(page.locator(".trail td:last-child").allTextContents());
            page.getByText("Older").click();
            assertThat(rows).hasCount(50);
            places.addAll(page.locator(".trail td:last-child").allTextContents());
            page.getByText("Older").click();
            assertThat(rows).hasCount(LOOKS + 4 - 100);
            places.addAll(page.locator(".trail td:last-child").allTextContents());
            assertThat(page.getByText("Older")).hasCount(0);
            assertThat(places).doesNotHaveDuplicates().hasSize(LOOKS + 4);
            assertThat(page.locator("main")).containsText("These are all since");
        }
        assertThat(NOTED).contains("kim VIEW_AUDIT ");
    }

    @Test
    void linesAreFoundByPersonSubjectKindAndDay() {
        try (BrowserContext browser = chromium.person()) {
            Page page = enter(browser);
            Locator rows = page.locator(".trail tbody tr");
            page.navigate(at("/audit?subject=maeu:5:2026"));
            assertThat(rows).hasCount(3);
            assertThat(rows.nth(0)).containsText("certificate seen");
            page.navigate(at("/audit?by=flo&deed=WORKED"));
            assertThat(rows).hasCount(1);
            assertThat(rows).containsText(new String[] {"claimed"});
            LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(10);
            page.navigate(at("/audit?from=" + day.minusDays(1) + "&to=" + day.plusDays(1)));
            assertThat(rows).hasCount(1);
            assertThat(rows.nth(0)).containsText("put a rule set in force");
            assertThat(rows.nth(0)).containsText("baseline v7");
            page.navigate(at("/audit?canaries=yes"));
            assertThat(rows).hasCount(1);
            assertThat(rows.nth(0)).containsText("eve");
            assertThat(rows.nth(0)).containsText("<b>bold</b>");
            assertThat(Objects.requireNonNull(page.navigate(at("/audit?from=tomorrow")))
                            .status())
                    .isEqualTo(422);
            assertThat(Objects.requireNonNull(page.navigate(at("/audit?behind=1-NONE-2")))
                            .status())
                    .isEqualTo(422);
        }
    }
}
