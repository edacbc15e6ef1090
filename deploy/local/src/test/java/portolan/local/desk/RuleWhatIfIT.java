// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portolan.local.CommandRun;

/** What the rule desk says of an archive when a number is turned, beside what the command line says of the same text. */
@Timeout(300)
class RuleWhatIfIT {
    private static final double PATIENCE_MILLIS = 60_000;
    private static final String RED = "input[type=number][id='knob-threat/offence/red']";

    @TempDir
    private Path directory = Path.of(".");

    private Path archive() {
        Path world = directory.resolve("world");
        CommandRun.of("generate", "--filings", 600, "--days", 30, "--out", world)
                .assertDone();
        Path archive = directory.resolve("archive");
        CommandRun.of(
                        "score",
                        "--filings",
                        world.resolve("filings.jsonl"),
                        "--outcomes",
                        world.resolve("outcomes.jsonl"),
                        "--archive",
                        archive,
                        "--out",
                        directory.resolve("scored"))
                .assertDone();
        return archive;
    }

    @Test
    void aSliderChangesOneNumberOfTheTextAndTheFiguresAreThoseOfTheCommandLine() throws Exception {
        Path archive = archive();
        try (Chromium chromium = Chromium.start();
                BrowserContext ann = chromium.person();
                RuleDeskRun run = new RuleDeskRun(directory.resolve("desk"), archive)) {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
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
            page.waitForFunction("figures => document.getElementById('figures').innerHTML !== figures", figures);
            assertThat(page.locator("#count")).hasText("none");

            String after = page.locator("#source").inputValue();
            assertThat(after).isEqualTo(before.replaceFirst("red: -2.0", "red: -4.9"));
            Path draft = Files.createDirectories(directory.resolve("draft"));
            Files.writeString(draft.resolve("ruleset.yaml"), after);
            CommandRun asked = CommandRun.of("rules", "what-if", "--archive", archive, "--candidate", draft, "--json")
                    .assertDone();
            Object said = page.evaluate("""
                    async text => (await fetch("/rules/what-if.json", {
                      method: "POST", body: JSON.stringify({ text }),
                      headers: { "X-Desk-Token": document.body.dataset.token } })).text()""", after);
            assertThat(said).isEqualTo(asked.output().strip());
            assertThat(asked.output().replaceAll("\\s", ""))
                    .contains(
                            "\"lane\":\"RED\",\"then\":" + number(redBefore) + ",\"now\":" + number(red.textContent()));
            assertThat(run.complaints()).isEmpty();
        }
    }

    private static String number(String shown) {
        return shown.replace(",", "");
    }
}
