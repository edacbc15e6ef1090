// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static portolan.local.desk.RuleDeskRun.named;
import static portolan.local.desk.RuleDeskRun.replace;
import static portolan.local.desk.RuleDeskRun.shoot;
import static portolan.local.desk.RuleDeskRun.sign;
import static portolan.local.desk.RuleDeskRun.standing;
import static portolan.local.desk.RuleDeskRun.write;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.rules.RuleTopic;
import portolan.desk.server.Links;
import portolan.local.RuleKeys;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Filing;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.testing.Patience;

/** The rule desk in people's browsers, against a real broker and a job that verifies what they sign. */
@Tag("rest")
class RuleDeskIT {
    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static RuleDeskRun run;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static BrowserContext ann;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static BrowserContext bob;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Page operator;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Page supervisor;

    /** The job begins without a key, and everybody is enrolled while it runs. */
    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        run = new RuleDeskRun(directory, null);
        run.startJob();
        ann = chromium.person();
        bob = chromium.person();
        RuleKeys.make(run.keys(), "eve", "author,activator");
        run.enrol(run.enter(ann, "ann"), "ann");
        run.enrol(run.enter(bob, "bob"), "bob");
    }

    @AfterAll
    static void end() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {run, chromium}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @BeforeEach
    void open() {
        operator = run.enter(ann, "ann");
        supervisor = run.enter(bob, "bob");
        // What others signed here, or began to write, is none of this one's.
        operator.evaluate("localStorage.clear()");
    }

    @AfterEach
    void close() {
        operator.close();
        supervisor.close();
    }

    @Test
    void aStrangerWritesAsOneGuestApprovesAsAnotherAndSeesTheJobTakeIt() throws Exception {
        Page page = run.enter(chromium.person(), "oskar");
        assertThat(page.locator("#guide li.did")).hasCount(0);
        shoot(page, "guide");
        enrolHere(page, "oskar");

        page.getByText("Go on with the rules").click();
        page.getByText("Write a rule set").first().click();
        assertThat(page.locator("#examples-count")).hasText("all pass");
        page.locator("#tab-knobs").click();
        page.locator("input[type=number][id='knob-threat/narcotics/prior']").fill("-11.02");
        assertThat(page.locator("#examples-results .example.failed").first())
                .containsText("expected score -11, found score -11.02");
        assertThat(page.locator("#propose")).isDisabled();
        shoot(page, "editor-examples");
        page.locator("#rescore").click();
        assertThat(page.locator("#examples-count")).hasText("all pass");
        sign(page, "Propose", "fewer false alarms at the pier");
        page.waitForURL("**/rules/of/rules/baseline/*");
        standing(page, "proposed");
        assertThat(page.locator("#sent")).containsText("Published, and the job took it.");
        assertThat(page.locator("[data-step=APPROVE]")).hasCount(0);
        String version = page.url();

        become(page, "sofia");
        assertThat(page).hasURL(version);
        enrolHere(page, "sofia");
        page.getByText("Go on with the rules").click();
        page.locator("#guide a[href*='/rules/of/']").click();
        assertThat(page.locator("#hash")).not().isEmpty();
        String hash = page.locator("#hash").textContent().replace(" ", "");
        String number = version.substring(version.lastIndexOf('/') + 1);
        assertThat(run.rules("show", "baseline", number).assertDone().output()).contains("hash " + hash);
        assertThat(page.locator("#text")).containsText("prior: -11.02");
        page.locator("[data-step=APPROVE]").click();
        assertThat(page.locator("#signing [data-out=hash]")).not().isEmpty();
        shoot(page, "signing");
        page.locator("#signing button[value=cancel]").click();
        sign(page, "Approve", "read and compared");
        standing(page, "approved");

        become(page, "oskar");
        sign(page, "Activate", "after the night shift");
        assertThat(page.locator("#sent")).containsText("Activate: baseline v" + number);
        // Who reads that late finds it in force.
        assertThat(page.locator(".head .standing")).hasText(Pattern.compile("in force( soon)?"));
        Patience.until(
                "it is in force",
                () -> {
                    page.navigate(run.at("/rules"));
                    return page.locator("#guide li.did").count() == 5
                            && page.locator("tr:has-text('baseline') .in-force").count() > 0;
                },
                () -> page.locator("#main").textContent());
        shoot(page, "list");
        assertThat(run.rules("list").assertDone().output())
                .containsPattern("baseline v" + number + " +in force +activate .*oskar +sofia +after the night shift");
        page.context().close();
        assertThat(run.complaints()).noneMatch(complaint -> complaint.startsWith("oskar"));
    }

    private static void become(Page page, String name) {
        page.locator(".me summary").click();
        page.locator(".menu button[value=" + name + "]").click();
        page.locator(".me .who:text-is('" + name + "')").waitFor();
    }

    private static void enrolHere(Page page, String name) {
        page.navigate(run.at("/rules/key"));
        page.getByText("Make my key").click();
        page.getByText("Enrol the key of " + name + " in this demo").click();
        assertThat(page.locator("#key")).containsText("The desk knows a key of " + name);
    }

    @Test
    void aKeyIsEnrolledOnceAndForNoMoreThanItsOwnersRoleAllows() throws Exception {
        String block = (String)
                operator.evaluate(
                        "async () => (await import('/assets/keys.js')).pem(await (await import('/assets/keys.js')).find('ann'))");
        assertThat(enrolled(operator, block)).isEqualTo(409);
        Page auditor = run.enter(chromium.person(), "kim");
        assertThat(enrolled(auditor, block)).isEqualTo(422);
        Page sofia = run.enter(chromium.person(), "sofia");
        assertThat(enrolled(sofia, "Roles: author, approver, activator\n" + block))
                .isEqualTo(422);
        assertThat(enrolled(sofia, block.replace("MCow", "MCox"))).isEqualTo(422);
        auditor.context().close();
        sofia.context().close();

        assertThat(Files.readString(run.keys().resolve("ann.pub"))).startsWith("Roles: author, activator\n");
        assertThat(run.keys().resolve("kim.pub")).doesNotExist();
    }

    private static int enrolled(Page page, String block) {
        return (int) page.evaluate("""
                async block => (await fetch("/rules/key/enrol", { method: "POST", redirect: "manual",
                  body: new URLSearchParams({ token: document.body.dataset.token, block }) })).status""", block);
    }

    @Test
    void whatFailsAnExampleIsNotPublishedWhateverThePageSends() {
        operator.navigate(run.at("/rules/edit/rules"));
        String text = named("baseline", 90, "-8.0").text();
        replace(operator, text);
        assertThat(operator.locator("#examples-results .example.failed").first())
                .containsText("found score -8 ");
        assertThat(operator.locator("#propose")).isDisabled();
        operator.locator("#tab-examples").click();
        String wrong = "examples:\n  - {name: nothing known, expect: {revenue: {lane: red}}}";
        operator.locator("#examples-source").fill(wrong);
        assertThat(operator.locator("#examples-results")).containsText("expected lane red, found green");
        operator.locator("#discard").click();
        // It loads the page anew.
        assertThat(operator.locator("#examples-source")).not().hasValue(wrong);

        Object unsent = operator.evaluate("""
                async text => {
                  const { find } = await import("/assets/keys.js");
                  const { signed } = await import("/assets/statement.js");
                  const step = await signed("RULE_SET", await find("ann"), text, { kind: "PROPOSE", deployment: "pier",
                    name: "baseline", version: 90, why: "without its examples", effectiveAt: Date.now() });
                  const answer = await fetch("/rules/steps/rules/author", { method: "POST", body: JSON.stringify(step),
                    headers: { "X-Desk-Token": document.body.dataset.token } });
                  return answer.text();
                }""", text);
        assertThat((String) unsent).contains("UNPUBLISHED", "expected score -8.3, found score -8 ");
        assertThat(run.rules("list").assertDone().output()).doesNotContain("baseline v90");
    }

    @Test
    void whoTwoPeopleKnowToBeGoodIsSuppressedByTheJobAndACaseOfAShadowIsShown() throws Exception {
        List<Filing> filings = RuleDeskRun.filings();
        Filing known = filings.get(0);
        String list = "name: known\nversion: 1\nsuppressions:\n"
                + BaselineRuleSet.compiled().rules().stream()
                        .filter(rule -> !rule.id().equals("watch-list"))
                        .map(rule -> "  - {id: " + rule.id() + ", rule: " + rule.id() + ", for: {filer: "
                                + known.getFilerId() + "}, reason: known here, until: "
                                + LocalDate.now(ZoneOffset.UTC).plusDays(300) + "}\n")
                        .collect(Collectors.joining());
        operator.navigate(run.at("/rules"));
        operator.getByText("Write a known-good list").click();
        write(operator, list.replace("rule: value-below-habit,", "rule: value-below-habbit,"));
        assertThat(operator.locator("#faults .slip")).containsText("value-below-habbit");
        write(operator, list.replaceFirst("reason: known here, ", ""));
        assertThat(operator.locator("#faults")).containsText("reason");
        assertThat(operator.locator("#propose")).isDisabled();
        shoot(operator, "known-good-faults");
        agree("suppressions", "known", list, 1, "Activate");
        ConsignmentAssessed suppressed = run.assessed(known);
        assertThat(suppressed.toString()).contains("known here (known:", "v1, signed by ann and bob)");

        agree("rules", "night", named("night", 1, "2.0").text(), 1, "Let it judge as a shadow");
        ConsignmentAssessed champion = run.assessed(filings.get(1));
        assertThat(champion.toString()).doesNotContain("known here");
        Patience.until(
                "the shadow's case is shown",
                () -> {
                    supervisor.navigate(run.at("/rules/shadows"));
                    return supervisor.locator("#main").textContent().contains(champion.getConsignmentKey());
                },
                () -> supervisor.locator("#main").textContent());
        shoot(supervisor, "shadows");
        assertThat(supervisor.locator("tr:has-text('" + champion.getConsignmentKey() + "')"))
                .containsText("prior");
        assertThat(supervisor.locator("a[href*='" + Links.encoded(champion.getConsignmentKey()) + "']"))
                .hasCount(1);
    }

    @Test
    void whoIsOnAListThatWasWrittenAndApprovedInBrowsersIsFound() throws Exception {
        Filing filing = RuleDeskRun.filings().stream()
                .skip(10)
                .filter(of -> of.getParties().get(0).getRawName() != null
                        && of.getParties().get(0).getAddress() != null
                        && of.getParties().get(0).getAddress().getCountry() != null)
                .findFirst()
                .orElseThrow();
        String name = Objects.requireNonNull(filing.getParties().get(0).getRawName());
        String country = filing.getParties().get(0).getAddress().getCountry();
        operator.navigate(run.at("/rules"));
        operator.getByText("Write a watch list").click();
        assertThat(operator.locator("#gutter")).not().isEmpty();
        String text = operator.locator("#source").inputValue() + "7,\"" + name.replace("\"", "\"\"") + "\",\"" + country
                + "\",,\n";
        agree("watchlists", "own", text, 1, "Activate");

        assertThat(run.assessed(filing).toString()).contains("is entry 7 of the watch list own v1");
    }

    /** One writes it, the other approves it, and it is put to use. */
    private void agree(String command, String name, String text, int version, String use) throws Exception {
        operator.navigate(run.at("/rules/edit/" + command));
        write(operator, text);
        assertThat(operator.locator("#count")).hasText("none");
        sign(operator, "Propose", "by browser");
        operator.waitForURL("**/rules/of/" + command + "/" + name + "/" + version);
        String path = "/rules/of/" + command + "/" + name + "/" + version;
        supervisor.navigate(run.at(path));
        sign(supervisor, "Approve", "checked");
        standing(supervisor, "approved");
        operator.reload();
        sign(operator, use, "agreed");
        // Who leaves before it is signed has signed nothing.
        assertThat(operator.locator("#sent li", new Page.LocatorOptions().setHasText(use)))
                .containsText("Published, and the job took it.");
        // Then the page loads itself anew.
        assertThat(operator.locator(".head .standing")).not().hasText("approved");
        Patience.until(
                name + " is used",
                () -> {
                    operator.navigate(run.at(path));
                    String standing = operator.locator(".head .standing").textContent();
                    return standing.equals("in force") || standing.equals("shadow");
                },
                () -> operator.locator("#main").textContent());
    }

    @Test
    void theListFitsItsScreenAndWhoDoesNotSee() {
        run.fit(operator, "/rules");
    }

    @Test
    @Tag("night")
    void soDoesEveryOtherPage() {
        run.fit(operator, "/rules/key", "/rules/shadows", "/rules/edit/rules");
        run.fit(operator, "/rules/edit/suppressions", "/rules/edit/watchlists");
    }

    @Test
    void aTextChangedByOneByteIsRefusedByTheDeskAndByTheJobAndThePageSaysSo() throws Exception {
        operator.route(
                Pattern.compile(".*/rules/steps/rules/author"),
                route -> route.resume(new Route.ResumeOptions()
                        .setPostData(route.request().postData().replace("prior: -8.0", "prior: -8.1"))));

        operator.navigate(run.at("/rules/edit/rules"));
        write(operator, named("changed", 11, "-8.0").text());
        assertThat(operator.locator("#count")).hasText("none");
        sign(operator, "Propose", "changed on its way");

        assertThat(operator.locator("#sent")).containsText("Not published: the job would refuse it.");
        assertThat(operator.locator("#sent")).containsText("published with another hash than its text has");

        // A desk that lies would publish it all the same.
        RuleStep signed = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(run.keys(), "eve"), "pier")
                .propose(
                        named("changed", 12, "-8.0"),
                        "signed as -8.0",
                        Instant.now().toEpochMilli());
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
        RuleTopic.publish(run.evidence(), DocumentKind.RULE_SET, swapped, Instant.now());
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
        SignedSteps eve = new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(run.keys(), "eve"), "pier");
        RuleTopic.publish(
                run.evidence(),
                DocumentKind.RULE_SET,
                eve.propose(
                        named("swapped", 11, "-8.0"), "as it was", Instant.now().toEpochMilli()),
                Instant.now());
        String page = run.at("/rules/of/rules/swapped/11");
        Patience.until("it is there", () -> supervisor.navigate(page).ok(), supervisor::url);
        assertThat(supervisor.locator("#verdict")).containsText("has this hash");

        supervisor.locator("#text .line").last().evaluate("line => line.textContent += ' '");
        supervisor.locator("[data-step=APPROVE]").click();
        assertThat(supervisor.locator("#signing [data-out=fault]")).containsText("its hash differs");
        assertThat(supervisor.locator("#signing button[value=sign]")).isDisabled();

        supervisor.route(
                Pattern.compile(".*/swapped/11/text"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/plain; charset=utf-8")
                        .setBody(named("swapped", 11, "-8.1").text())));
        supervisor.navigate(page);
        assertThat(supervisor.locator("#verdict")).containsText("its hash differs");
        supervisor.locator("[data-step=APPROVE]").click();
        assertThat(supervisor.locator("#signing button[value=sign]")).isDisabled();
        shoot(supervisor, "swapped");
    }

    @Test
    void ofAStepInTheMiddleOfWhichTheDeskIsKilledThePageSaysWhetherItWasPublished() throws Exception {

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
        assertThat(run.rules("list").assertDone().output()).contains("killed v11", "killed v12");
    }

    private void propose(Page page, int version) {
        page.navigate(run.at("/rules/edit/rules"));
        write(page, named("killed", version, "-8.0").text());
        assertThat(page.locator("#summary")).containsText("v" + version);
        assertThat(page.locator("#count")).hasText("none");
        sign(page, "Propose", "version " + version);
    }

    @Test
    void theServerRefusesWhoMayNotWhateverThePageLetsThemPress() {
        Page auditor = run.enter(chromium.person(), "kim");

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
