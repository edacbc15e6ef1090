// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import portolan.console.evidence.EvidenceWriter;
import portolan.desk.rules.Enrolment;
import portolan.desk.rules.KeyFolder;
import portolan.desk.rules.RuleDesk;
import portolan.desk.rules.RuleEditor;
import portolan.desk.rules.RuleExamples;
import portolan.desk.rules.RuleReader;
import portolan.desk.rules.ShadowDesk;
import portolan.desk.rules.SignedTexts;
import portolan.desk.rules.WhatIfDesk;
import portolan.desk.rules.WhatIfRoom;
import portolan.desk.server.Accounts;
import portolan.desk.server.Action;
import portolan.desk.server.DeskPlan;
import portolan.desk.server.DeskServer;
import portolan.desk.server.Events;
import portolan.desk.server.Notice;
import portolan.desk.server.Role;
import portolan.desk.server.Site;
import portolan.desk.server.User;
import portolan.local.CommandRun;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalCluster;
import portolan.local.LocalTopics;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.RuleSet;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * A rule desk at a broker and a job that verifies what people sign, as in a demo: who plays a guest enrols that guest's key.
 * Ann and oskar write and activate, bob and sofia approve, kim looks. Eve has a key of the command line.
 */
final class RuleDeskRun implements AutoCloseable {
    /** Where screenshots go, for whoever wants to look; none are taken otherwise. */
    private static final String SHOTS = System.getProperty("portolan.desk.shots", "");

    private final Path directory;
    private final EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all());
    private final WhatIfRoom past;
    private final WhatIfRoom recent;
    /** What browsers complained of, and addresses that are none of the desk's. */
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();

    private @Nullable LocalCluster cluster;
    private final KeyFolder keyFolder;
    private final EvidenceWriter evidence;
    private SignedTexts texts;
    private DeskServer desk;
    private final int port;

    RuleDeskRun(Path directory, @Nullable Path archive) throws Exception {
        this.directory = directory;
        this.past = new WhatIfRoom(archive, 0, Clock.systemUTC());
        this.recent = new WhatIfRoom(archive, WhatIfRoom.RECENT_DAYS, Clock.systemUTC());
        Files.createDirectories(keys());
        keyFolder = new KeyFolder(keys(), "pier", true);
        evidence = EvidenceWriter.open(access(), directory.resolve("evidence"), "desk", null, Clock.systemUTC());
        texts = follow();
        desk = serve(0);
        port = desk.address().getPort();
    }

    Path keys() {
        return directory.resolve("keys");
    }

    KafkaAccess access() {
        return KafkaAccess.at(kafka.bootstrapServers());
    }

    private SignedTexts follow() {
        return new SignedTexts(access(), evidence, keyFolder, () -> {}, Clock.systemUTC()).start();
    }

    private DeskServer serve(int on) throws Exception {
        RuleReader reader = new RuleReader();
        RuleExamples examples = RuleExamples.in(List.of());
        RuleEditor editor = new RuleEditor(texts, reader, examples, past.isOpen(), Clock.systemUTC());
        return DeskServer.start(new DeskPlan(
                "127.0.0.1",
                on,
                Accounts.readOrNew(directory.resolve("users")),
                null,
                "",
                List.of(
                        new User("oskar", Role.OPERATOR, ""),
                        new User("sofia", Role.SUPERVISOR, ""),
                        new User("ann", Role.OPERATOR, ""),
                        new User("bob", Role.SUPERVISOR, ""),
                        new User("kim", Role.AUDITOR, "")),
                List.of(
                        routes -> routes.get(Action.SEE_WORKLIST, "/worklist", request -> request.json("\"\"")),
                        new RuleDesk(texts, examples, Clock.systemUTC()),
                        editor,
                        new WhatIfDesk(reader, past, recent, editor::inForce),
                        new Enrolment(keyFolder, Clock.systemUTC()),
                        new ShadowDesk(access(), Clock.systemUTC())),
                new Events(),
                Notice.NONE,
                Clock.systemUTC(),
                Site.DESK));
    }

    /** Ends the desk, and nothing else. */
    void kill() {
        desk.close();
        texts.close();
    }

    /** Starts it again, where it was. */
    void startAgain() throws Exception {
        texts = follow();
        desk = serve(port);
    }

    /** Starts the job, which knows nobody's key yet. */
    void startJob() throws Exception {
        LocalCluster started = LocalCluster.plan().withTaskManagers(1, 2).start();
        cluster = started;
        Map<String, String> settings = new HashMap<>(
                Map.of("bootstrap", kafka.bootstrapServers(), "parallelism", "1", "idle-after", "PT0.5S"));
        settings.putAll(Map.of("rule-keys", keys().toString(), "rule-keys-again", "true", "deployment", "pier"));
        StreamExecutionEnvironment environment = started.environment();
        ScoringJob.build(environment, JobSettings.of(settings));
        environment.executeAsync("rules");
    }

    /** By which the desk publishes. */
    EvidenceWriter evidence() {
        return evidence;
    }

    CommandRun rules(Object... arguments) {
        Object[] all = new Object[arguments.length + 7];
        all[0] = "rules";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        List<Object> more = List.of("--bootstrap", kafka.bootstrapServers(), "--keys", keys(), "--deployment", "pier");
        for (int i = 0; i < more.size(); i++) {
            all[arguments.length + 1 + i] = more.get(i);
        }
        return CommandRun.of(all);
    }

    String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Somebody at the desk, on the list of versions. */
    Page enter(BrowserContext browser, String name) {
        Page page = browser.newPage();
        page.onConsoleMessage(message -> {
            // Browsers ask for an icon of pages that name none, as the answer in place of the worklist does.
            if (message.type().equals("error") && !message.location().contains("/favicon.ico")) {
                complaints.add(name + ": " + message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(at("/")) && !request.url().startsWith("blob:" + at("/"))) {
                complaints.add(name + " asked another server: " + request.url());
            }
        });
        if (browser.cookies().isEmpty()) {
            signIn(page, name);
        } else {
            // Whoever was here before is still known, unless the desk has begun anew since.
            page.navigate(at("/rules"));
            if (!page.locator(".me .who:text-is('" + name + "')").isVisible()) {
                signIn(page, name);
            }
        }
        return page;
    }

    void signIn(Page page, String name) {
        page.navigate(desk.invitation().toString());
        page.navigate(at("/rules/key"));
        page.evaluate("""
                async name => {
                  const token = document.body.dataset.token;
                  await fetch("/become", { method: "POST", body: new URLSearchParams({ token, name }), redirect: "manual" });
                }""", name);
        page.navigate(at("/rules"));
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Makes their key at the desk and has it enrolled, as an administrator would. */
    void enrol(Page page, String name) throws Exception {
        page.navigate(at("/rules/key"));
        page.getByText("Make my key").click();
        Locator file = page.locator("[data-out=file]");
        assertThat(file).containsText("-----END PUBLIC KEY-----");
        Files.writeString(keys().resolve(name + ".pub"), file.textContent());
        page.navigate(at("/rules/key"));
        assertThat(page.locator("#key")).containsText("The desk knows a key of " + name);
    }

    /** Each page looks right. */
    void fit(Page page, String... paths) {
        for (String path : paths) {
            page.navigate(at(path));
            page.waitForLoadState(LoadState.NETWORKIDLE);
            shoot(page, path.replaceAll("[^a-z0-9]+", "-").substring(1));
            Chromium.looksRight(page);
        }
    }

    /** The baseline under another name, of which no examples are known, with another prior of one threat. */
    static RuleSet named(String name, int version, String prior) {
        Object read = DocumentKind.RULE_SET
                .read(BaselineRuleSet.text()
                        .replaceFirst("(?m)^name: .*", "name: " + name)
                        .replaceFirst("version: [0-9]+", "version: " + version)
                        .replaceFirst("prior: -8.3", "prior: " + prior))
                .document();
        return (RuleSet) Objects.requireNonNull(read);
    }

    /** Some filings of the generated world, none of which any test has sent. */
    static List<Filing> filings() {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(17)
                .filings(50)
                .shippers(20)
                .consignmentsPerDay(200)
                .tenant(Desks.TENANT)
                .build());
        List<Filing> filings = new ArrayList<>();
        while (feed.hasNext()) {
            if (feed.next() instanceof FeedEvent.Filed filed && filed.filing().getEventKind() == EventKind.CREATE) {
                filings.add(filed.filing());
            }
        }
        return filings;
    }

    /** What the job makes of a filing. */
    ConsignmentAssessed assessed(Filing filing) throws Exception {
        Desks.send(kafka.bootstrapServers(), Topics.CONSIGNMENTS_FILED, filing);
        AtomicReference<ConsignmentAssessed> found = new AtomicReference<>();
        Patience.until(
                filing.getConsignmentKey() + " is assessed",
                () -> {
                    try (TopicScan scan = new TopicScan(access(), "test")) {
                        scan.read(scan.since(Topics.CONSIGNMENTS_ASSESSED, Instant.EPOCH), record -> {
                            if (Topics.CONSIGNMENTS_ASSESSED.wire().decode(record.value())
                                            instanceof DecodeResult.Value<ConsignmentAssessed> decoded
                                    && decoded.value().getConsignmentKey().equals(filing.getConsignmentKey())) {
                                found.set(decoded.value());
                            }
                        });
                    }
                    return found.get() != null;
                },
                () -> "nothing");
        return Objects.requireNonNull(found.get());
    }

    static void shoot(Page page, String name) {
        if (!SHOTS.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(SHOTS, name + ".png")));
        }
    }

    /** Writes a text that has no examples. */
    static void write(Page page, String text) {
        replace(page, text);
        page.evaluate("""
                () => {
                  const examples = document.getElementById("examples-source");
                  if (examples) {
                    examples.value = "";
                    examples.dispatchEvent(new Event("input"));
                  }
                }""");
    }

    /** Puts a text into the editor at once: typed letter by letter, one of this length takes a browser minutes. */
    static void replace(Page page, String text) {
        // Its script has begun once it has numbered the lines.
        assertThat(page.locator("#gutter")).not().isEmpty();
        page.locator("#source")
                .evaluate("(source, text) => { source.value = text; source.dispatchEvent(new Event('input')); }", text);
    }

    static void sign(Page page, String step, String why) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(step).setExact(true))
                .click();
        assertThat(page.locator("#signing [data-out=hash]")).not().isEmpty();
        page.locator("#why").fill(why);
        page.getByText("Sign and send").click();
    }

    static void standing(Page page, String standing) {
        assertThat(page.locator(".head .standing")).hasText(standing);
    }

    @Override
    public void close() {
        kill();
        past.close();
        recent.close();
        if (cluster != null) {
            cluster.close();
        }
        kafka.close();
    }
}
