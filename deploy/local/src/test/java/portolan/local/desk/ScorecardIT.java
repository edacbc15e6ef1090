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
import portolan.desk.server.Role;
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
                words -> "",
                Clock.systemUTC()));
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
            for (RuleCard card : answer.rules()) {
                Locator row = page.locator(".scores tr[data-rule='" + card.rule() + "']");
                assertThat(row).hasCount(1);
                assertThat(row.locator("td.num").nth(0)).hasText(TextLine.number(card.fired()));
                assertThat(row.locator("td.num").nth(1))
                        .hasText(TextLine.number(card.found().of()));
                if (card.found().of() == 0) {
                    unknown++;
                    assertThat(row).containsText("no evidence yet");
                    assertThat(row.locator("td.num").nth(2)).hasText("–");
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
