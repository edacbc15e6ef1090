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

    private static String number(String shown) {
        return shown.replace(",", "");
    }
}
