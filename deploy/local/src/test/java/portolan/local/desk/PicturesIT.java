// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.archive.ArchiveFile;
import portolan.archive.AssessmentReader;
import portolan.archive.RowGroup;
import portolan.desk.Desk;
import portolan.desk.DeskSettings;
import portolan.desk.EvidenceSettings;
import portolan.desk.operations.EnginePlaces;
import portolan.desk.rules.RuleDeskSettings;
import portolan.desk.server.Accounts;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.local.CommandRun;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.local.RunningClass;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;

/**
 * The pictures of the README, each by day and by night: an invented feed at a desk whose clock stands, and a lesson of a
 * given seed. They go to {@code target/pictures}; {@code -Dportolan.pictures=../../.github/pictures} makes those that are
 * committed.
 */
@Tag("night")
@Timeout(900)
class PicturesIT {
    private static final Path FOLDER = Path.of(System.getProperty("portolan.pictures", "target/pictures"));
    private static final int MOST_BYTES = 150_000;

    /** A Wednesday afternoon, a day and a half into what the officers of the desk have before them. */
    private static final Instant NOW = Instant.parse("2026-05-27T14:00:00Z");

    private static final Instant SINCE = Instant.parse("2026-05-26T00:00:00Z");

    private static final String LESSON = """
            world: durres-port
            day: 2026-05-04
            past: 60
            window: 12h
            bills: 20
            schemes: {ore_cover: 1, rip_on: 1, phoenix: 1}
            lookalikes: 2
            budget: 4
            minutes: 30
            aids: [none]
            documents: true
            questions: [picks, confidence]
            language: en
            seed: %s
            """.formatted("07".repeat(32));

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        Files.createDirectories(FOLDER);
        CommandRun.of(
                        "generate",
                        "--seed",
                        5,
                        "--start",
                        "2026-05-02",
                        "--days",
                        28,
                        "--filings",
                        12_000,
                        "--inspected",
                        0.4,
                        "--out",
                        feed())
                .assertDone();
        CommandRun.of(
                        "score",
                        "--filings",
                        feed().resolve("filings.jsonl"),
                        "--outcomes",
                        feed().resolve("outcomes.jsonl"),
                        "--archive",
                        archive(),
                        "--out",
                        directory.resolve("scored"))
                .assertDone();
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        tell();
        desk = Desk.start(
                new DeskSettings(
                        KafkaAccess.at(kafka.bootstrapServers()),
                        directory.resolve("desk"),
                        30,
                        Accounts.readOrNew(directory.resolve("users")),
                        null,
                        List.of(new User("anna", Role.OFFICER, ""), new User("oskar", Role.OPERATOR, "")),
                        "127.0.0.1",
                        0,
                        null,
                        "",
                        List.of(),
                        new EnginePlaces(EnginePlaces.GROUPS, null, null, null, null, null),
                        new RuleDeskSettings(
                                Files.createDirectories(directory.resolve("keys")), "pier", true, archive()),
                        EvidenceSettings.NONE),
                Clock.fixed(NOW, ZoneOffset.UTC));
        Patience.until("all is read", desk::isLive, () -> "not yet");
    }

    private static Path feed() {
        return directory.resolve("feed");
    }

    private static Path archive() {
        return directory.resolve("archive");
    }

    /** Tells the desk what the engine wrote of late; what was before is the past that the engine knows. */
    private static void tell() throws Exception {
        Set<String> keys = new HashSet<>();
        Map<String, List<IndicatorReading>> readings = readings();
        for (ConsignmentAssessed assessed : scored("assessments", ConsignmentAssessed.class)) {
            if (isOfLate(assessed.getOrderTime())) {
                keys.add(assessed.getConsignmentKey());
                // A line has no evidence of readings, and the archive no names of parties.
                assessed.setReadings(readings.get(assessed.getAssessmentId()));
                Desks.send(kafka.bootstrapServers(), Topics.CONSIGNMENTS_ASSESSED, assessed);
            }
        }
        for (AlertRaised alert : scored("alerts", AlertRaised.class)) {
            if (isOfLate(alert.getAt())) {
                Desks.send(kafka.bootstrapServers(), Topics.ALERTS_RAISED, alert);
            }
        }
        try (LineReader<Filing> lines =
                FilingLines.read(Files.newInputStream(feed().resolve("filings.jsonl")), "filings.jsonl")) {
            while (lines.hasNext()) {
                Filing filing = lines.next().orThrow();
                if (keys.contains(filing.getConsignmentKey())
                        && !filing.getFiledAt().isAfter(NOW)) {
                    Desks.send(kafka.bootstrapServers(), Topics.CONSIGNMENTS_FILED, filing);
                }
            }
        }
    }

    private static boolean isOfLate(Instant time) {
        return time.isAfter(SINCE) && !time.isAfter(NOW);
    }

    private static <T> List<T> scored(String name, Class<T> type) throws Exception {
        SimpleModule times = new SimpleModule().addDeserializer(Instant.class, new StdDeserializer<>(Instant.class) {
            @Override
            public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return Instant.parse(parser.getText());
            }
        });
        ObjectMapper json = JsonMapper.builder()
                .addModule(times)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        List<T> found = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("scored").resolve(name + ".jsonl"))) {
            ObjectNode node = (ObjectNode) json.readTree(line);
            node.remove("readings");
            found.add(json.treeToValue(node, type));
        }
        return found;
    }

    private static Map<String, List<IndicatorReading>> readings() throws Exception {
        Map<String, List<IndicatorReading>> found = new HashMap<>();
        for (Path path : Archive.open(archive()).assessments()) {
            try (ArchiveFile file = ArchiveFile.assessments(path)) {
                for (RowGroup group = file.next(); group != null; group = file.next()) {
                    AssessmentReader reader = new AssessmentReader(group);
                    for (int row = 0; row < group.rows(); row++) {
                        ConsignmentAssessed read = AssessmentRecords.of(reader.get(row));
                        if (isOfLate(read.getOrderTime())) {
                            found.put(read.getAssessmentId(), read.getReadings());
                        }
                    }
                }
            }
        }
        return found;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {desk, kafka, chromium}) {
            if (part != null) {
                part.close();
            }
        }
    }

    private static Page person() {
        Page page = chromium.person().newPage();
        // A colour that is on its way to another is in no picture.
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        return page;
    }

    private static String at(String path) {
        return desk.address().resolve(path).toString();
    }

    /** The page from its top to the end of a part of it; it can be read at night by whoever sees badly. */
    private static void picture(Page page, String name, int width, Locator last) throws IOException {
        page.setViewportSize(width, 800);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        BoundingBox end = Objects.requireNonNull(last.boundingBox());
        int height = (int) Math.ceil(end.y + end.height) + 1;
        for (ColorScheme light : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.setViewportSize(width, height);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(light));
            byte[] picture = SmallPicture.of(page.screenshot());
            Files.write(FOLDER.resolve(name + '-' + light.name().toLowerCase(Locale.ROOT) + ".png"), picture);
            assertThat(picture.length).as("%s, %s", name, light).isLessThanOrEqualTo(MOST_BYTES);
        }
        Chromium.looksRight(page);
    }

    @Test
    void theWorklistAndACardWithItsReasons() throws Exception {
        Page page = person();
        page.navigate(desk.invitation().toString());
        page.navigate(at("/worklist?room=5"));
        page.locator(".row[data-open]").nth(1).click();
        page.keyboard().press("c");
        page.locator(".row .tag.taken").waitFor();
        page.locator(".row[data-open]").first().click();
        picture(page, "worklist", 1366, page.locator(".row[data-open]").nth(5));

        page.navigate(at(Objects.requireNonNull(
                page.locator(".row:has-text('seal changed')").last().getAttribute("data-open"))));
        picture(page, "card", 1280, page.locator("section.card").nth(1));
    }

    @Test
    void whatAnotherThresholdWouldHaveDone() throws Exception {
        Page page = person();
        page.navigate(desk.invitation().toString());
        page.locator(".me summary").click();
        page.locator(".menu button[value=oskar]").click();
        page.locator(".me .who:text-is('oskar')").waitFor();
        page.navigate(at("/rules/edit/rules"));
        Locator red = page.locator("#figures [data-now=RED]");
        red.waitFor();
        String before = red.innerText();
        page.locator("#tab-knobs").click();
        page.locator("input[type=number][id='knob-threat/offence/red']").fill("-1.6");
        Patience.until("the figures follow", () -> !red.innerText().equals(before), red::innerText);
        picture(page, "what-if", 1366, page.locator("#past"));
    }

    @Test
    void whatALessonHid() throws Exception {
        Path text = Files.writeString(directory.resolve("durres-port.yaml"), LESSON);
        try (RunningClass room = RunningClass.of("--exercise", text.toString())) {
            Page mentor = person();
            mentor.navigate(room.invitation());
            mentor.keyboard().press("a");
            mentor.locator("button.danger").waitFor();
            Page ana = person();
            ana.navigate(room.address() + "login");
            ana.fill("#name", "ana");
            ana.fill("#password", room.card());
            ana.keyboard().press("Enter");
            ana.waitForURL("**/worklist");
            // Two offences, a look-alike and a bill like any other, each with how sure she is.
            List<List<String>> choices = List.of(
                    List.of("QADF:QADF177148899:2026", "5"),
                    List.of("QMDF:QMDF644415540:2026", "4"),
                    List.of("QMDF:QMDF391532619:2026", "4"),
                    List.of("QTYF:QTYF494626797:2026", "3"));
            for (List<String> choice : choices) {
                ana.locator(".row[aria-label='" + choice.get(0) + "'] .what").click();
                ana.waitForURL("**/consignment?**");
                ana.keyboard().press(choice.get(1));
                ana.keyboard().press("x");
                ana.waitForURL("**/worklist");
            }
            mentor.locator("button.danger").click();
            mentor.locator("form[action='/room/unseal'] button").click();
            mentor.waitForURL("**/results");
            ana.waitForURL("**/debrief");
            ana.locator(".side.offence").first().waitFor();
            assertThat(ana.locator(".score").innerText()).contains("2 of 3");
            picture(ana, "debrief", 1280, ana.locator(".review").first());
        }
    }
}
