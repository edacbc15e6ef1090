// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.local.CommandRun;
import portolan.testing.Patience;

/** What the rule desk says of an archive, beside what the command line says of the same. */
@Tag("rest")
class RuleWhatIfIT {
    private static final String RED = "input[type=number][id='knob-threat/offence/red']";
    private static final Path BASELINE = Path.of("..", "rules", "baseline");
    private static final Pattern LEARNED_LINE = Pattern.compile(
            "(\\S+) +(\\S+) +[0-9,]+ +(?:[0-9.]+ % +)?([-+][0-9.]+) +(?:([-+][0-9.]+) +)?([-+][0-9.]+) .*");

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static RuleDeskRun run;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        CommandRun.of("generate", "--filings", 600, "--days", 30, "--out", directory.resolve("world"))
                .assertDone();
        CommandRun.of(
                        "score",
                        "--filings",
                        directory.resolve("world/filings.jsonl"),
                        "--outcomes",
                        directory.resolve("world/outcomes.jsonl"),
                        "--archive",
                        archive(),
                        "--out",
                        directory.resolve("scored"))
                .assertDone();
        run = new RuleDeskRun(directory.resolve("desk"), archive());
    }

    @AfterAll
    static void end() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {run, chromium}) {
            if (part != null) {
                part.close();
            }
        }
    }

    private static Path archive() {
        return directory.resolve("archive");
    }

    @Test
    void aSliderChangesOneNumberOfTheTextAndTheFiguresAreThoseOfTheCommandLine() throws Exception {
        try (BrowserContext ann = chromium.person()) {
            Page page = run.enter(ann, "ann");
            page.navigate(run.at("/rules/edit/rules"));
            Locator red = page.locator("#figures [data-now=RED]");
            assertThat(red).hasCount(1);
            String before = page.locator("#source").inputValue();
            String redBefore = red.textContent();

            page.locator("#tab-knobs").click();
            page.locator(RED).fill("-6.5");
            assertThat(page.locator("#faults")).containsText("red");
            assertThat(page.locator("#propose")).isDisabled();
            String figures = page.locator("#figures").innerHTML();
            page.locator(RED).fill("-4.9");
            Patience.until(
                    "the figures are others",
                    () -> !page.locator("#figures").innerHTML().equals(figures),
                    () -> page.locator("#figures").innerHTML());
            assertThat(page.locator("#count")).hasText("none");

            String after = page.locator("#source").inputValue();
            assertThat(after).isEqualTo(before.replaceFirst("red: -2.0", "red: -4.9"));
            CommandRun asked = asked(after);
            assertThat(said(page, after)).isEqualTo(asked.output().strip());
            assertThat(asked.output().replaceAll("\\s", ""))
                    .contains(
                            "\"lane\":\"RED\",\"then\":" + number(redBefore) + ",\"now\":" + number(red.textContent()));
            JsonNode card = MissingNode.getInstance();
            for (JsonNode each : new ObjectMapper().readTree(asked.output()).path("rules")) {
                card = each.path("fired").asInt() > card.path("fired").asInt() ? each : card;
            }
            String rule = card.path("rule").asText();
            assertThat(page.locator("#firing")).containsText("Rules are as they are in force.");
            page.getByText("Weights of rules").click();
            page.locator("input[type=number][id='knob-rule/" + rule + "']").fill("0.25");
            Locator fired = page.locator("#firing tr[data-fired='" + rule + "'] td.num");
            assertThat(fired.nth(0)).hasText(Pattern.compile(card.path("fired").asText() + " of .*"));
            assertThat(page.locator("#firing tr[data-firing='" + rule + "']")).hasCount(1);
            String turned = page.locator("#source").inputValue();
            assertThat(said(page, turned)).isEqualTo(asked(turned).output().strip());
            RuleDeskRun.shoot(page, "firing");
            assertThat(run.complaints()).isEmpty();
        }
    }

    private static CommandRun asked(String text) throws Exception {
        Path draft = Files.createDirectories(directory.resolve("draft"));
        Files.writeString(draft.resolve("ruleset.yaml"), text);
        return CommandRun.of("rules", "what-if", "--archive", archive(), "--candidate", draft, "--json")
                .assertDone();
    }

    private static Object said(Page page, String text) {
        return page.evaluate("""
                async text => (await fetch("/rules/what-if.json", {
                  method: "POST", body: JSON.stringify({ text }),
                  headers: { "X-Desk-Token": document.body.dataset.token } })).text()""", text);
    }

    @Test
    void whatRulesCountForAndOnWhatEvidenceIsWhatTheCommandLineAndTheOutcomesSay() throws Exception {
        try (BrowserContext ann = chromium.person()) {
            Page page = run.enter(ann, "ann");
            page.navigate(run.at("/rules/learned"));
            assertThat(page.locator("#weights section").first()).isVisible();
            Map<String, String> shown = new HashMap<>();
            for (Object row : (List<?>) page.evaluate("""
                    () => [...document.querySelectorAll("#weights section")].flatMap(section =>
                      [...section.querySelectorAll("tr[data-rule]")].map(row => [section.querySelector("h2").textContent,
                        row.dataset.rule, row.children[3].textContent, row.children[5].textContent]))""")) {
                List<?> cells = (List<?>) row;
                shown.put(
                        cells.get(0) + " " + cells.get(1),
                        (cells.get(2) + "|" + cells.get(3)).replace('−', '-').replaceAll("\\s", ""));
            }
            CommandRun said = CommandRun.of("rules", "learned", "--archive", archive(), "--rules", BASELINE)
                    .assertDone();
            int lines = 0;
            for (String line : said.output().lines().toList()) {
                Matcher row = LEARNED_LINE.matcher(line + ' ');
                if (row.matches()
                        && !row.group(2).equals("calibration")
                        && !row.group(2).startsWith("cap:")) {
                    lines++;
                    assertThat(shown.get(row.group(1) + " " + row.group(2)))
                            .as(line)
                            .endsWith("|" + row.group(5))
                            .satisfies(cell -> assertThat(row.group(4) == null || cell.startsWith(row.group(4) + "|"))
                                    .isTrue());
                }
            }
            assertThat(lines).isGreaterThan(20);
            assertThat(page.locator("#weights details").first()).containsText("no evidence yet");
            assertThat(evidence(page)).isEqualTo(examined());
            // So few inspections teach nothing, and there is nothing to adopt: here as there.
            assertThat(CommandRun.of("rules", "adopt", "--archive", archive(), "--rules", BASELINE)
                            .errors())
                    .contains("nothing was learned that can be adopted");
            assertThat(page.locator("#weights")).containsText("Inspections have taught nothing yet");
            assertThat(page.locator("#adopt")).hasCount(0);
            run.fit(page, "/rules/learned", "/rules/edit/rules");
        }
    }

    /** Found and clean of any offence, as the page says of all that was examined. */
    private static List<Integer> evidence(Page page) {
        Locator prior = page.locator("#weights section").first().locator("tr[data-rule=prior] td");
        return List.of(
                Integer.valueOf(prior.nth(5).textContent()),
                Integer.valueOf(prior.nth(6).textContent()));
    }

    /** The same by the file of outcomes; the last line of a consignment is the last version. */
    private static List<Integer> examined() throws Exception {
        Map<String, JsonNode> last = new HashMap<>();
        for (String line : Files.readAllLines(directory.resolve("world/outcomes.jsonl"))) {
            JsonNode outcome = new ObjectMapper().readTree(line);
            last.merge(
                    outcome.path("consignmentKey").asText(),
                    outcome,
                    (one, other) ->
                            other.path("version").asInt(1) > one.path("version").asInt(1) ? other : one);
        }
        List<String> codes = last.values().stream()
                .filter(outcome -> outcome.path("examined").asBoolean())
                .map(outcome -> outcome.path("code").asText())
                .toList();
        int clean = (int) codes.stream()
                .filter(code -> code.equals("NOTHING_FOUND") || code.equals("MINOR_DISCREPANCY"))
                .count();
        return List.of(codes.size() - clean, clean);
    }

    private static String number(String shown) {
        return shown.replace(",", "");
    }
}
