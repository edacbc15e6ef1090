// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static portolan.local.desk.RuleDeskRun.baseline;
import static portolan.local.desk.RuleDeskRun.shoot;
import static portolan.local.desk.RuleDeskRun.sign;
import static portolan.local.desk.RuleDeskRun.standing;
import static portolan.local.desk.RuleDeskRun.write;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.rules.RuleTopic;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.testing.Patience;

/** The rule desk in two people's browsers, against a real broker and a job that verifies what they sign. */
@Timeout(300)
class RuleDeskIT {
    private static final double PATIENCE_MILLIS = 60_000;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chromium chromium;

    @TempDir
    private Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private RuleDeskRun run;

    @SuppressWarnings("NullAway.Init") // set before each test
    private BrowserContext ann;

    @SuppressWarnings("NullAway.Init") // set before each test
    private BrowserContext bob;

    @BeforeAll
    static void launch() {
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        run = new RuleDeskRun(directory, null);
        ann = chromium.person();
        bob = chromium.person();
    }

    @AfterEach
    void stop() throws Exception {
        ann.close();
        bob.close();
        run.close();
    }

    private Page author() throws Exception {
        Page page = run.enter(ann, "ann");
        run.enrol(page, "ann");
        return page;
    }

    private Page approver() throws Exception {
        Page page = run.enter(bob, "bob");
        run.enrol(page, "bob");
        return page;
    }

    @Test
    void whatOneWritesAndAnotherApprovesInTheirBrowsersJudgesAndTheCommandLineSeesTheSame() throws Exception {
        Page operator = author();
        Page supervisor = approver();
        shoot(operator, "key");
        run.startJob();
        String text = baseline(11, "-8.0").text();

        operator.navigate(run.at("/rules/edit/rules"));
        write(operator, text.replace("first_time_shipper", "first_time_shiper"));
        assertThat(operator.locator("#faults")).containsText("first_time_shiper");
        assertThat(operator.locator("#propose")).isDisabled();
        shoot(operator, "editor-faults");
        write(operator, text);
        assertThat(operator.locator("#count")).hasText("none");
        sign(operator, "Propose", "fewer false alarms at the pier");
        operator.waitForURL("**/rules/of/rules/baseline/11");
        standing(operator, "proposed");
        assertThat(operator.locator("#sent")).containsText("Published, and the job took it.");
        assertThat(operator.locator("[data-step=APPROVE]")).hasCount(0);
        shoot(operator, "version-author");

        supervisor.navigate(run.at("/rules/of/rules/baseline/11"));
        assertThat(supervisor.locator("#hash")).not().isEmpty();
        String hash = supervisor.locator("#hash").textContent().replace(" ", "");
        assertThat(run.rules("show", "baseline", 11).assertDone().output()).contains("hash " + hash);
        assertThat(supervisor.locator("#text")).containsText("prior: -8.0");
        supervisor.locator("[data-step=APPROVE]").click();
        assertThat(supervisor.locator("#signing [data-out=hash]")).not().isEmpty();
        shoot(supervisor, "signing");
        supervisor.locator("#signing button[value=cancel]").click();
        sign(supervisor, "Approve", "read and compared");
        standing(supervisor, "approved");

        operator.reload();
        sign(operator, "Activate", "after the night shift");
        assertThat(operator.locator("#sent")).containsText("Activate: baseline v11");
        standing(operator, "in force soon");
        Patience.until(
                "it is in force",
                () -> {
                    operator.navigate(run.at("/rules"));
                    return operator.locator("#main .standing.in-force").count() == 1;
                },
                () -> operator.locator("#main").textContent());
        shoot(operator, "list");
        assertThat(run.rules("list").assertDone().output())
                .containsPattern("baseline v11 +in force +activate .*ann +bob +after the night shift")
                .contains("3 steps, 0 of them refused");
        assertThat(run.complaints()).isEmpty();
    }

    @Test
    void aTextChangedByOneByteIsRefusedByTheDeskAndByTheJobAndThePageSaysSo() throws Exception {
        Page operator = author();
        run.startJob();
        operator.route(
                Pattern.compile(".*/rules/steps/rules/author"),
                route -> route.resume(new Route.ResumeOptions()
                        .setPostData(route.request().postData().replace("prior: -8.0", "prior: -8.1"))));

        operator.navigate(run.at("/rules/edit/rules"));
        write(operator, baseline(11, "-8.0").text());
        assertThat(operator.locator("#count")).hasText("none");
        sign(operator, "Propose", "changed on its way");

        assertThat(operator.locator("#sent")).containsText("Not published: the job would refuse it.");
        assertThat(operator.locator("#sent")).containsText("published with another hash than its text has");

        // A desk that lies would publish it all the same.
        RuleStep signed = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(run.keys(), "eve"), "pier")
                .propose(baseline(12, "-8.0"), "signed as -8.0", Instant.now().toEpochMilli());
        RuleStep swapped = new RuleStep(
                signed.kind(),
                signed.deployment(),
                signed.name(),
                signed.version(),
                signed.hash(),
                signed.text().replace("prior: -8.0", "prior: -8.1"),
                signed.author(),
                signed.authorSignature(),
                null,
                null,
                signed.by(),
                signed.why(),
                signed.effectiveAt(),
                signed.signature());
        try (RuleTopic topic = RuleTopic.at(run.access(), DocumentKind.RULE_SET)) {
            topic.publish(swapped, Instant.now());
        }
        Patience.until(
                "the page says that the job refused it",
                () -> {
                    operator.navigate(run.at("/rules"));
                    return operator.locator("#main").textContent().contains("the job refused it");
                },
                () -> operator.locator("#main").textContent());
        assertThat(operator.locator("#main")).containsText("signed as -8.0");
        assertThat(operator.locator("#main")).containsText("published with another hash than its text has");
        shoot(operator, "list-refused");
    }

    @Test
    void aTextThatTheDeskSwapsBetweenShowAndSignIsNotSigned() throws Exception {
        Page supervisor = approver();
        SignedSteps eve = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(run.keys(), "eve"), "pier");
        try (RuleTopic topic = RuleTopic.at(run.access(), DocumentKind.RULE_SET)) {
            topic.publish(
                    eve.propose(baseline(11, "-8.0"), "as it was", Instant.now().toEpochMilli()), Instant.now());
        }
        String page = run.at("/rules/of/rules/baseline/11");
        Patience.until("it is there", () -> supervisor.navigate(page).ok(), supervisor::url);
        assertThat(supervisor.locator("#verdict")).containsText("has this hash");

        supervisor.locator("#text .line").last().evaluate("line => line.textContent += ' '");
        supervisor.locator("[data-step=APPROVE]").click();
        assertThat(supervisor.locator("#signing [data-out=fault]")).containsText("its hash differs");
        assertThat(supervisor.locator("#signing button[value=sign]")).isDisabled();

        supervisor.route(
                Pattern.compile(".*/baseline/11/text"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/plain; charset=utf-8")
                        .setBody(baseline(11, "-8.1").text())));
        supervisor.navigate(page);
        assertThat(supervisor.locator("#verdict")).containsText("its hash differs");
        supervisor.locator("[data-step=APPROVE]").click();
        assertThat(supervisor.locator("#signing button[value=sign]")).isDisabled();
        shoot(supervisor, "swapped");
    }

    @Test
    void ofAStepInTheMiddleOfWhichTheDeskIsKilledThePageSaysWhetherItWasPublished() throws Exception {
        Page operator = author();
        run.startJob();

        operator.route(Pattern.compile(".*/rules/steps/rules/author"), route -> {
            run.kill();
            route.resume();
        });
        propose(operator, 11);
        assertThat(operator.locator("#sent")).containsText("Whether the step was published is not known yet");
        operator.unrouteAll();
        run.startAgain();
        run.signIn(operator, "ann");
        assertThat(operator.locator("#sent")).containsText("It was not published: it is not in the topic.");
        shoot(operator, "absent");
        operator.getByText("Send it again").click();
        assertThat(operator.locator("#sent")).containsText("Published, and the job took it.");

        operator.route(Pattern.compile(".*/rules/steps/rules/author"), route -> {
            route.fetch();
            run.kill();
            route.abort();
        });
        propose(operator, 12);
        assertThat(operator.locator("#sent")).containsText("Whether the step was published is not known yet");
        operator.unrouteAll();
        run.startAgain();
        run.signIn(operator, "ann");
        assertThat(operator.locator("#sent li", new Page.LocatorOptions().setHasText("v12"))
                        .first())
                .containsText("Published, and the job took it.");
        assertThat(run.rules("list").assertDone().output()).contains("2 steps, 0 of them refused");
    }

    private void propose(Page page, int version) {
        page.navigate(run.at("/rules/edit/rules"));
        write(page, baseline(version, "-8.0").text());
        assertThat(page.locator("#summary")).containsText("v" + version);
        assertThat(page.locator("#count")).hasText("none");
        sign(page, "Propose", "version " + version);
    }

    @Test
    void theServerRefusesWhoMayNotWhateverThePageLetsThemPress() {
        Page auditor = run.enter(ann, "kim");
        Page operator = run.enter(bob, "ann");

        assertThat(status(auditor, "/rules/check/rules", "{\"text\":\"\"}")).isEqualTo(403);
        assertThat(status(auditor, "/rules/steps/rules/author", "{}")).isEqualTo(403);
        assertThat(status(operator, "/rules/steps/rules/approver", "{}")).isEqualTo(403);
        assertThat(status(operator, "/rules/steps/rules/author", "{}")).isEqualTo(422);
        assertThat(auditor.locator("a[href='/rules/edit/rules']")).hasCount(0);
    }

    private static int status(Page page, String path, String body) {
        return (int) page.evaluate("""
                async ([path, body]) => (await fetch(path, {
                  method: "POST", body, headers: { "X-Desk-Token": document.body.dataset.token } })).status""", List.of(path, body));
    }
}
