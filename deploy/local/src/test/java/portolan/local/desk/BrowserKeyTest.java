// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.server.DeskServer;
import portolan.local.RuleKeys;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleHistory;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.Statement;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.RuleSet;

/** What the desk's own scripts sign in a browser is what the command line signs, and the job's check takes it. */
@Tag("rest")
class BrowserKeyTest {
    private static final String PAGE = """
            <!doctype html><title>keys</title>
            <script type="module">
              import * as keys from "/assets/keys.js";
              import * as statement from "/assets/statement.js";
              window.portolan = { keys, statement };
            </script>""";

    private static final long NOW = 1_790_000_000_123L;

    /** Letters of two, three and four bytes, and a line break: bytes are counted, not characters. */
    private static final String WHY = "Durrës: më i saktë, Ћ, 港, \uD83D\uDEA2\nsecond line";

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static HttpServer server;

    @TempDir
    private Path keys = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private BrowserContext ann;

    @SuppressWarnings("NullAway.Init") // set before each test
    private BrowserContext bob;

    @BeforeAll
    static void serve() throws IOException {
        chromium = Chromium.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, "text/html", PAGE.getBytes(StandardCharsets.UTF_8)));
        server.createContext(
                "/assets/",
                exchange -> answer(
                        exchange,
                        "text/javascript",
                        asset(exchange.getRequestURI().getPath())));
        server.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.stop(0);
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        ann = chromium.person();
        bob = chromium.person();
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    private static byte[] asset(String path) throws IOException {
        try (InputStream in = DeskServer.class.getResourceAsStream("/portolan/desk" + path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Page page(BrowserContext of) {
        Page page = of.newPage();
        page.navigate("http://localhost:" + server.getAddress().getPort() + "/");
        page.waitForFunction("() => window.portolan");
        return page;
    }

    /** Makes somebody's key in their browser, and puts its public half where the job finds it. */
    private Page enrolled(BrowserContext of, String name, String roles) throws IOException {
        Page page = page(of);
        String pem = (String) page.evaluate("async name => portolan.keys.pem(await portolan.keys.make(name))", name);
        Files.writeString(keys.resolve(name + ".pub"), "Roles: " + roles + "\nLast-Day: 2999-12-31\n" + pem);
        return page;
    }

    private static RuleStep signed(Page page, String name, Map<String, Object> asked, String text) {
        Map<?, ?> step = (Map<?, ?>) page.evaluate(
                "async ([name, asked, text]) => portolan.statement.signed("
                        + "'RULE_SET', await portolan.keys.find(name), text, asked)",
                List.of(name, asked, text));
        return new RuleStep(
                RuleStep.Kind.valueOf(text(step, "kind")),
                text(step, "deployment"),
                text(step, "name"),
                ((Number) Objects.requireNonNull(step.get("version"))).intValue(),
                text(step, "hash"),
                text(step, "text"),
                text(step, "author"),
                bytes(step, "authorSignature"),
                (String) step.get("approver"),
                bytes(step, "approverSignature"),
                text(step, "by"),
                text(step, "why"),
                ((Number) Objects.requireNonNull(step.get("effectiveAt"))).longValue(),
                bytes(step, "signature"));
    }

    private static String text(Map<?, ?> step, String field) {
        return (String) Objects.requireNonNull(step.get(field), field);
    }

    private static byte @Nullable [] bytes(Map<?, ?> step, String field) {
        Object value = step.get(field);
        return value == null ? null : Base64.getDecoder().decode((String) value);
    }

    private static Map<String, Object> asked(RuleStep.Kind kind, long effectiveAt) {
        RuleSet ruleSet = BaselineRuleSet.compiled();
        return Map.of(
                "kind",
                kind.name(),
                "deployment",
                "pier",
                "name",
                ruleSet.name(),
                "version",
                ruleSet.version(),
                "why",
                WHY,
                "effectiveAt",
                (double) effectiveAt);
    }

    private static Map<String, Object> after(RuleStep step, RuleStep.Kind kind, long effectiveAt) {
        Map<String, Object> asked = new HashMap<>(asked(kind, effectiveAt));
        asked.put("author", step.author());
        asked.put("authorSignature", base64(step.authorSignature()));
        if (step.approver() != null) {
            asked.put("approver", step.approver());
            asked.put("approverSignature", base64(step.approverSignature()));
        }
        return asked;
    }

    private static String base64(byte @Nullable [] bytes) {
        return Base64.getEncoder().encodeToString(Objects.requireNonNull(bytes));
    }

    @Test
    void keysMadeInTwoBrowsersTakeAVersionFromProposalToUse() throws Exception {
        Page author = enrolled(ann, "ann", "author, activator");
        Page approver = enrolled(bob, "bob", "approver");
        RuleHistory history = new RuleHistory(DocumentKind.RULE_SET, Keyring.read(keys, "pier"));
        String text = BaselineRuleSet.text();

        RuleStep proposed = signed(author, "ann", asked(RuleStep.Kind.PROPOSE, NOW), text);
        assertThat(history.take(proposed, NOW).faults()).isEmpty();
        RuleStep byAuthor = signed(author, "ann", after(proposed, RuleStep.Kind.APPROVE, NOW), text);
        assertThat(history.take(byAuthor, NOW).faults())
                .anyMatch(fault -> fault.contains("author and approver must be two persons"));
        RuleStep approved = signed(approver, "bob", after(proposed, RuleStep.Kind.APPROVE, NOW), text);
        assertThat(history.take(approved, NOW).faults()).isEmpty();
        RuleStep active = signed(author, "ann", after(approved, RuleStep.Kind.ACTIVATE, NOW + 5_000), text);
        assertThat(history.take(active, NOW).faults()).isEmpty();
        assertThat(Objects.requireNonNull(history.champion()).versionName()).isEqualTo(proposed.versionName());
    }

    @Test
    void aTextThatIsChangedByOneByteAfterItWasSignedIsRefused() throws Exception {
        Page author = enrolled(ann, "ann", "author");
        String text = BaselineRuleSet.text();
        String changed = text.replaceFirst("prior: -8.3", "prior: -8.2");
        RuleStep step = signed(author, "ann", asked(RuleStep.Kind.PROPOSE, NOW), text);
        RuleStep swapped = new RuleStep(
                step.kind(),
                step.deployment(),
                step.name(),
                step.version(),
                step.hash(),
                changed,
                step.author(),
                step.authorSignature(),
                null,
                null,
                step.by(),
                step.why(),
                step.effectiveAt(),
                step.signature());

        assertThat(changed).hasSameSizeAs(text).isNotEqualTo(text);
        assertThat(new RuleHistory(DocumentKind.RULE_SET, Keyring.read(keys, "pier"))
                        .take(swapped, NOW)
                        .faults())
                .anyMatch(fault -> fault.startsWith("published with another hash than its text has"));
    }

    /** Ed25519 has one signature for a key and a statement: equal steps are equal in all their bytes. */
    @Test
    void ofOneKeyTheBrowserMakesTheSameStepsAsTheCommandLine() throws Exception {
        RuleKeys.make(keys, "eve", "author,approver,activator");
        Page page = page(ann);
        page.evaluate("""
                async pkcs8 => {
                  const bytes = Uint8Array.from(atob(pkcs8), each => each.charCodeAt(0));
                  const privateKey = await crypto.subtle.importKey("pkcs8", bytes, "Ed25519", false, ["sign"]);
                  const find = portolan.keys.find;
                  window.portolan = { ...portolan, keys: { ...portolan.keys, find: async name => ({ name, privateKey }) } };
                }""", Files.readString(keys.resolve("eve.key")).replaceAll("-----[A-Z ]+-----|\\s", ""));
        SignedSteps eve = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, "eve"), "pier");
        RuleSet ruleSet = BaselineRuleSet.compiled();

        RuleStep proposed = eve.propose(ruleSet, WHY, NOW);
        RuleStep approved = eve.approve(proposed, WHY, NOW);
        RuleStep active = eve.take(RuleStep.Kind.ACTIVATE, proposed, approved, WHY, NOW);
        RuleStep back = eve.take(RuleStep.Kind.ROLL_BACK, proposed, approved, WHY, NOW);
        RuleStep retired = eve.take(RuleStep.Kind.RETIRE, proposed, approved, WHY, NOW);

        String text = ruleSet.text();
        assertThat(signed(page, "eve", asked(RuleStep.Kind.PROPOSE, NOW), text)).isEqualTo(proposed);
        assertThat(signed(page, "eve", after(proposed, RuleStep.Kind.APPROVE, NOW), text))
                .isEqualTo(approved);
        assertThat(signed(page, "eve", after(approved, RuleStep.Kind.ACTIVATE, NOW), text))
                .isEqualTo(active);
        assertThat(signed(page, "eve", after(approved, RuleStep.Kind.ROLL_BACK, NOW), text))
                .isEqualTo(back);
        assertThat(signed(page, "eve", after(approved, RuleStep.Kind.RETIRE, NOW), text))
                .isEqualTo(retired);
    }

    @Test
    void statementsOfEveryKindOfDocumentAreTheSameBytes() {
        Page page = page(ann);
        for (DocumentKind kind : DocumentKind.values()) {
            for (int version : List.of(1, 63, 64, 8_191, 8_192, Integer.MAX_VALUE)) {
                assertThat(HexFormat.of().parseHex((String) page.evaluate(
                                "([of, version, why]) => portolan.keys.toHex("
                                        + "portolan.statement.ofApprover(of, 'pier', 'known', version, why, 'bob'))",
                                List.of(kind.name(), version, WHY))))
                        .isEqualTo(Statement.ofApprover(kind, "pier", "known", version, WHY, "bob"));
            }
        }
    }

    @Test
    void aKeyCannotBeExportedAndStaysInItsBrowser() throws Exception {
        Page page = enrolled(ann, "ann", "author");

        for (String form : List.of("pkcs8", "jwk", "raw")) {
            assertThatThrownBy(() -> page.evaluate(
                            "async form => crypto.subtle.exportKey(form, (await portolan.keys.find('ann')).privateKey)",
                            form))
                    .isInstanceOf(PlaywrightException.class)
                    .hasMessageContaining("Error");
        }
        assertThatThrownBy(() -> page.evaluate("() => portolan.keys.make('ann')"))
                .hasMessageContaining("key-there");
        page.reload();
        page.waitForFunction("() => window.portolan");
        assertThat(page.evaluate("async () => (await portolan.keys.find('ann')).privateKey.extractable"))
                .isEqualTo(false);
        assertThat(page(bob).evaluate("() => portolan.keys.find('ann')")).isNull();
    }

    @Test
    void halfACharacterAndAStepWithoutAReasonAreNotSigned() throws Exception {
        Page page = enrolled(ann, "ann", "author");

        assertThatThrownBy(() -> page.evaluate("() => portolan.statement.hashOf('a\\ud800')"))
                .hasMessageContaining("text-broken");
        Map<String, Object> silent = new HashMap<>(asked(RuleStep.Kind.PROPOSE, NOW));
        silent.put("why", "  ");
        assertThatThrownBy(() -> signed(page, "ann", silent, "text")).hasMessageContaining("why-missing");
    }
}
