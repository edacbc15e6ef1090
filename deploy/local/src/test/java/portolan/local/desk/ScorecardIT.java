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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.console.screen.TextLine;
import portolan.desk.operations.ScorecardScreen;
import portolan.desk.server.Accounts;
import portolan.desk.server.DeskPlan;
import portolan.desk.server.DeskServer;
import portolan.desk.server.Events;
import portolan.desk.server.Notice;
import portolan.desk.server.Role;
import portolan.desk.server.Site;
import portolan.desk.server.User;
import portolan.local.CommandRun;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.tuning.LoadedArchive;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/** What each rule is worth, in a browser, from an archive that the engine wrote. */
@Tag("rest")
class ScorecardIT {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static RuleSet rules;

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chromium chromium;

    @BeforeAll
    static void score() throws Exception {
        chromium = Chromium.start();
        // The baseline draws one in a hundred: of a small feed too few are examined to say what chance would find.
        String text = Files.readString(Path.of("../rules/baseline/ruleset.yaml"))
                .replace("exploration: {share: 0.01", "exploration: {share: 0.2");
        Path folder = Files.createDirectories(directory.resolve("rules"));
        Files.writeString(folder.resolve("ruleset.yaml"), text);
        rules = ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
        Path feed = directory.resolve("feed");
        CommandRun.of(
                        "generate",
                        "--seed",
                        31,
                        "--filings",
                        3_000,
                        "--shippers",
                        120,
                        "--per-day",
                        60,
                        "--inspected",
                        "0.4",
                        "--offences",
                        "0.1",
                        "--out",
                        feed)
                .assertDone();
        CommandRun.of(
                        "score",
                        "--filings",
                        feed.resolve("filings.jsonl"),
                        "--outcomes",
                        feed.resolve("outcomes.jsonl"),
                        "--rules",
                        folder,
                        "--archive",
                        archive(),
                        "--out",
                        directory.resolve("scored"))
                .assertDone();
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Path archive() {
        return directory.resolve("archive");
    }

    private static DeskServer serve(@Nullable Path archive) throws Exception {
        ScorecardScreen screen = new ScorecardScreen(archive, () -> rules, Clock.systemUTC());
        return DeskServer.start(new DeskPlan(
                "127.0.0.1",
                0,
                Accounts.readOrNew(Files.createTempDirectory(directory, "users").resolve("users")),
                null,
                "",
                List.of(new User("ann", Role.SUPERVISOR, ""), new User("flo", Role.OFFICER, "")),
                List.of(screen),
                new Events(),
                Notice.NONE,
                Clock.systemUTC(),
                Site.DESK));
    }

    @Test
    void everyRuleHasItsFiguresAndNoEvidenceIsNotNought() throws Exception {
        WhatIfAnswer answer;
        LocalDate last = Objects.requireNonNull(Archive.open(archive()).lastDay());
        try (LoadedArchive loaded = LoadedArchive.of(Archive.open(archive()), rules, last.minusDays(27), last)) {
            answer = loaded.ask(rules);
        }
        try (DeskServer desk = serve(archive());
                BrowserContext browser = chromium.person()) {
            Page page = browser.newPage();
            page.navigate(desk.invitation().toString());
            page.navigate(desk.address().resolve("/rules/scorecard").toString());
            Locator rows = page.locator(".scores tbody tr");
            assertThat(rows).hasCount(answer.rules().size());
            int unknown = 0;
            Map<String, List<String>> shown = shown(rows);
            for (RuleCard card : answer.rules()) {
                List<String> row = Objects.requireNonNull(shown.get(card.rule()), card.rule());
                assertThat(row.subList(1, 3))
                        .as(card.rule())
                        .containsExactly(
                                TextLine.number(card.fired()),
                                TextLine.number(card.found().of()));
                if (card.found().of() == 0) {
                    unknown++;
                    assertThat(row.get(0)).contains("no evidence yet");
                    assertThat(row.get(3)).isEqualTo("–");
                }
            }
            assertThat(unknown).as("some rules were never examined").isPositive();
            assertThat(answer.hits().drawnExamined()).isPositive();
            assertThat(rows.filter(new Locator.FilterOptions().setHasText("×")))
                    .not()
                    .hasCount(0);
            assertThat(page.locator("main")).containsText("At random an examination would find something in");
            OperationsIT.shoot(page, "scorecard");
        }
    }

    /** By rule, all of its row and each of its numbers; to ask the browser for one after the other takes half a minute. */
    @SuppressWarnings("unchecked") // as the script makes it
    private static Map<String, List<String>> shown(Locator rows) {
        return (Map<String, List<String>>) rows.evaluateAll("""
                rows => Object.fromEntries(rows.map(row => [row.dataset.rule,
                  [row, ...row.querySelectorAll("td.num")].map(cell => cell.innerText.trim())]))""");
    }

    @Test
    void withoutAnArchiveThePageSaysWhatToDo() throws Exception {
        try (DeskServer desk = serve(null);
                BrowserContext browser = chromium.person()) {
            Page page = browser.newPage();
            page.navigate(desk.invitation().toString());
            page.navigate(desk.address().resolve("/rules/scorecard").toString());
            assertThat(page.locator("main")).containsText("The desk has no archive. Start the job with --archive DIR");
        }
    }
}
