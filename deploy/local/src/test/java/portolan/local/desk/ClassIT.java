// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.server.Words;
import portolan.local.RunningClass;
import portolan.testing.Patience;
import portolan.training.exercise.Exercise;
import portolan.training.round.Pick;
import portolan.training.round.Round;
import portolan.training.world.Dealer;
import portolan.training.world.Post;
import portolan.training.world.SchemeInfo;
import portolan.training.world.Schemes;

/** Officers and their mentor in a class, in real browsers; there is no broker at all. */
@Tag("rest")
class ClassIT {
    private static final String PASSPHRASE = "seven grey cranes over Durres";

    private static final String EXERCISE = """
            world: durres-port
            day: 2026-05-04
            past: 60
            window: 6h
            bills: 24
            schemes: %s
            lookalikes: 2
            budget: 3
            minutes: 30
            aids: [none]
            documents: true
            questions: [picks, confidence, %s]
            exam: %s
            """;

    private static Chromium chromium;

    @TempDir
    Path directory;

    private final Map<String, String> cards = new HashMap<>();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final List<Request> answered = new ArrayList<>();
    private final List<BrowserContext> people = new ArrayList<>();

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void close() {
        people.forEach(BrowserContext::close);
        assertThat(complaints).isEmpty();
    }

    private Page person() {
        BrowserContext context = chromium.person();
        people.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            // A class that ends closes what its pages listen to.
            boolean isOfTheEnd =
                    message.text().matches("(?s).*net::ERR_.*|\\[object Event\\]|htmx:(afterRequest|sendError), .*");
            if (message.type().equals("error") && !isOfTheEnd && !message.text().contains("status of 4")) {
                complaints.add(message.text());
            }
        });
        // Of an answer that a page left before its end, the browser never gives the text: nobody may ask for it.
        page.onRequestFinished(answered::add);
        return page;
    }

    private Page trainee(RunningClass room, String name) {
        return trainee(room, name, person());
    }

    private Page trainee(RunningClass room, String name, Page page) {
        knock(room, name, page);
        page.waitForURL("**/worklist");
        return page;
    }

    private void knock(RunningClass room, String name, Page page) {
        page.navigate(room.address());
        page.fill("#name", name);
        page.fill("#password", cards.computeIfAbsent(name, any -> room.card()));
        page.keyboard().press("Enter");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    /** No page scrolls sideways at any width, and axe finds nothing serious; each says that it is an exercise. */
    private static void looksRight(Page page) {
        assertThat(page.locator(".band").innerText()).as(page.url()).contains("EXERCISE");
        for (int width : new int[] {390, 683, 1366}) {
            page.setViewportSize(width, 768);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("%s at %d", page.url(), width)
                    .isLessThanOrEqualTo(1);
        }
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(page.url())
                .filteredOn(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }

    private static String key(Locator row) {
        return Objects.requireNonNull(row.getAttribute("aria-label"));
    }

    @Test
    void aStrangerLearnsAloneByKeyboardAndSeesWhatWasHidden() throws Exception {
        try (RunningClass lesson = RunningClass.of("--try")) {
            Page page = person();
            page.navigate(lesson.invitation());
            assertThat(page.locator("h1").innerText()).contains("fifteen minutes");
            looksRight(page);
            page.keyboard().press("b");
            page.waitForURL("**/lesson/first");
            looksRight(page);
            page.keyboard().press("y");
            page.waitForURL("**/lesson/answer**");
            assertThat(page.locator(".side.offence").count()).isEqualTo(1);
            assertThat(page.locator(".side.honest").count()).isEqualTo(1);
            assertThat(page.locator(".only li").all()).isNotEmpty();
            looksRight(page);
            page.keyboard().press("b");
            page.waitForURL("**/worklist");
            assertThat(page.locator(".row").count()).isEqualTo(20);
            looksRight(page);
            for (int picked = 1; picked <= 4; picked++) {
                page.locator(".row.here").waitFor();
                page.keyboard().press("j");
                page.keyboard().press("Enter");
                page.waitForURL("**/consignment?**");
                if (picked == 1) {
                    assertThat(page.locator(".paper").count()).isGreaterThanOrEqualTo(2);
                    looksRight(page);
                    page.keyboard().press("h");
                    page.waitForURL("**/history?**");
                    looksRight(page);
                    page.keyboard().press("u");
                    page.waitForURL("**/consignment?**");
                }
                page.keyboard().press("4");
                page.keyboard().press("x");
                page.waitForURL("**/worklist");
                assertThat(page.locator("#budget").innerText()).contains(picked + " of 4");
            }
            page.keyboard().press("f");
            page.waitForURL("**/debrief");
            assertThat(page.locator(".score").innerText()).contains("of 3 offences found, with 4 choices");
            assertThat(page.locator(".side.offence").count()).isGreaterThanOrEqualTo(3);
            assertThat(page.locator(".looked").innerText())
                    .matches("Opened: [1-9][0-9]* of [1-9][0-9]* consignments\\.");
            looksRight(page);
            page.keyboard().press("n");
            page.waitForURL("**/lesson/learned");
            looksRight(page);
        }
    }

    @Test
    void inAnExamTwoTraineesAndAMentorKnowNothingBeforeTheSealIsBroken() throws Exception {
        Path folder = directory.resolve("room");
        sat("monday");
        sat("tuesday");
        try (RunningClass room = RunningClass.of(
                "--before",
                directory.resolve("sat").toString(),
                "--exercise",
                file("exam.yaml", EXERCISE.formatted("{ore_cover: 1, rip_on: 1}", "papers, places", "false")),
                "--exam",
                "--passphrase-file",
                file("passphrase", PASSPHRASE + "\n"),
                "--folder",
                folder.toString(),
                "--rehearse")) {
            Page mentor = person();
            mentor.navigate(room.invitation());
            mentor.waitForURL("**/room");
            looksRight(mentor);
            Page ana = trainee(room, "Ana Ë.");
            Page ben = trainee(room, "ben");
            looksRight(ana);
            assertThat(ana.locator(".row").count()).as("before the start").isZero();
            for (String path : List.of("room", "results", "session")) {
                assertThat(ana.navigate(room.address() + path).status()).isEqualTo(403);
            }
            ana.navigate(room.address() + "worklist");

            mentor.keyboard().press("a");
            ana.locator(".row").first().waitFor();
            ben.locator(".row").first().waitFor();
            String chosen = key(ana.locator(".row").nth(2));
            ana.locator(".row").nth(2).click();
            ana.keyboard().press("x");
            ana.waitForURL("**/consignment?**");
            assertThat(ana.locator("[data-key=h], [data-key=l], .lane").count()).isZero();
            // Saving the marks sends none of what is chosen beside them, and throws none of it away.
            ana.keyboard().press("5");
            ana.selectOption("[name=place]", "DOORS");
            ana.locator("[name=mark]").first().check();
            ana.keyboard().press("m");
            ana.locator(".doing:has-text('1 field marked')").waitFor();
            assertThat(ana.locator("[name=place]").inputValue()).isEqualTo("DOORS");
            ana.locator("#pick button.main").click();
            ana.waitForURL("**/worklist");
            assertThat(ana.locator(".row.picked").all())
                    .extracting(ClassIT::key)
                    .containsExactly(chosen);
            String card = Objects.requireNonNull(ana.locator(".row").nth(3).getAttribute("data-open"));
            assertThat(ben.navigate(room.address() + card.substring(1).replace("consignment", "history"))
                            .status())
                    .as("an aid that is not granted")
                    .isEqualTo(403);
            ben.navigate(room.address() + "worklist");
            ben.locator(".row.here").waitFor();
            ben.keyboard().press("x");
            ben.waitForURL("**/consignment?**");
            ben.keyboard().press("3");
            ben.keyboard().press("x");
            ben.waitForURL("**/worklist");
            mentor.locator("#seats tr:has-text('ana-e'):has-text('1 of 3')").waitFor();

            mentor.locator("button.danger").click();
            ana.waitForURL("**/debrief");
            looksRight(ana);
            mentor.locator("[name=passphrase]").fill("another passphrase");
            mentor.locator("form[action='/room/unseal'] button").click();
            mentor.locator("[role=alert]:has-text('passphrase')").waitFor();
            assertThat(told()).as("before the seal is broken").isEmpty();
            assertThat(onDisk(folder)).as("before the seal is broken").isEmpty();

            answered.clear();
            mentor.navigate(room.address() + "room");
            mentor.locator("[name=passphrase]").fill(PASSPHRASE);
            mentor.locator("form[action='/room/unseal'] button").click();
            mentor.waitForURL("**/results");
            assertThat(mentor.locator(".each td a").allInnerTexts())
                    .containsExactly("ana-e", "ben", "bot-engine", "bot-past-rates", "bot-random");
            looksRight(mentor);
            ana.locator(".side.offence").first().waitFor();
            looksRight(ana);
            assertThat(told())
                    .as("what is looked for is found, once it is there")
                    .isNotEmpty();
            String csv = mentor.request().get(room.address() + "results.csv").text();
            assertThat(csv.lines().map(line -> line.substring(0, line.indexOf(','))))
                    .contains("trainee", "ana-e", "ben");
            ana.locator("#agree button").click();
            ana.locator("#agree button[value=false]").waitFor();
            mentor.keyboard().press("p");
            mentor.waitForURL("**/progress");
            assertThat(mentor.locator("#gain .score").innerText()).contains("From monday to now:", "2 trainees");
            assertThat(mentor.locator("#standing td").first().innerText()).isEqualTo("ana-e");
            looksRight(mentor);
        }
    }

    /** An earlier round of the same exercise, in which both chose. */
    private void sat(String name) throws Exception {
        Round round = Round.open(
                directory.resolve("sat").resolve(name).resolve("round"),
                Exercise.parse(EXERCISE.formatted("{ore_cover: 1, rip_on: 1}", "papers, places", "false"), name),
                null,
                Dealer::deal,
                dealt -> Map.of(),
                Clock.systemUTC());
        round.start();
        for (String trainee : List.of("ana-e", "ben")) {
            round.pick(trainee, Pick.of(round.bills(Instant.now()).get(0).key()));
        }
        round.close();
        round.unseal(null);
    }

    /** What the answers to browsers say of what is planted, with where they say it. */
    private Map<String, String> told() {
        Map<String, String> told = new TreeMap<>();
        for (int next = 0; next < answered.size(); next++) { // While one is asked for its text, others come.
            Response answer = answered.get(next).response();
            if (answer == null
                    || answer.url().contains("/assets/")
                    || answer.url().endsWith("/events")) {
                continue;
            }
            try {
                String text = answer.text();
                secrets().filter(text::contains).forEach(secret -> told.put(secret, answer.url()));
            } catch (PlaywrightException redirected) {
                // It has no body.
            }
        }
        return told;
    }

    private Map<String, String> onDisk(Path folder) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                // The exercise itself says which schemes are planted, and not where.
                Stream.of("story.", "\"planted\":{", "rip_on-1", "ore_cover-1", PASSPHRASE)
                        .filter(text::contains)
                        .forEach(secret -> found.put(secret, file.toString()));
            }
        }
        return found;
    }

    private static Stream<String> secrets() {
        Words words = Words.english();
        List<String> secrets = new ArrayList<>(List.of("offence", "Offence", "look-alike"));
        for (SchemeInfo scheme : Schemes.at(Post.DURRES_PORT)) {
            for (String label : Stream.concat(Stream.of(scheme.label()), scheme.alikes().stream())
                    .toList()) {
                secrets.add(label);
                secrets.add(words.say("story." + label));
            }
            secrets.add(words.say("scheme." + scheme.label()));
        }
        return secrets.stream();
    }

    @Test
    void aRoundGoesOnWhereAKilledOneLeftIt() throws Exception {
        String[] words = {
            "--exercise",
            file("round.yaml", EXERCISE.formatted("{rip_on: 1}", "papers", "false")),
            "--folder",
            directory.resolve("kept").toString()
        };
        String chosen;
        String seal;
        Page ana;
        try (RunningClass room = RunningClass.of(words)) {
            Page mentor = person();
            mentor.navigate(room.invitation());
            seal = mentor.locator(".hash").innerText();
            mentor.keyboard().press("a");
            mentor.locator("button.danger").waitFor();
            ana = trainee(room, "ana");
            chosen = key(ana.locator(".row.here"));
            ana.keyboard().press("x");
            ana.waitForURL("**/consignment?**");
            ana.keyboard().press("2");
            ana.keyboard().press("x");
            ana.locator(".row.picked").waitFor();
            // Their pages would go on asking a class that is not there.
            mentor.navigate("about:blank");
            ana.navigate("about:blank");
        }
        try (RunningClass room = RunningClass.of(words)) {
            Page mentor = person();
            mentor.navigate(room.invitation());
            assertThat(mentor.locator(".hash").innerText()).isEqualTo(seal);
            trainee(room, "ana", ana);
            assertThat(ana.locator(".row.picked").all())
                    .extracting(ClassIT::key)
                    .containsExactly(chosen);

            Page other = person();
            cards.put("ana", room.card());
            knock(room, "ana", other);
            other.locator("text=ask the mentor to free it").waitFor();
            mentor.waitForResponse(
                    answer -> answer.url().endsWith("/room/free"),
                    () -> mentor.locator("#seats button[value=ana]").click());
            trainee(room, "ana", other);
            // Its list asks for news, and learns that nobody is in.
            ana.waitForURL("**/login");
            assertThat(other.locator(".row.picked").all())
                    .extracting(ClassIT::key)
                    .containsExactly(chosen);
        }
    }

    @Test
    void aMentorWritesAnExerciseByFieldsAndTextTriesItAndHoldsIt() throws Exception {
        Path kept = directory.resolve("ours.yaml");
        try (RunningClass editor =
                RunningClass.of("--edit", file("ours.yaml", EXERCISE.formatted("{rip_on: 1}", "papers", "false")))) {
            Page mentor = person();
            mentor.navigate(editor.invitation());
            mentor.locator("#count.taken").waitFor();
            looksRight(mentor);
            mentor.check("#scheme-ore_cover");
            mentor.locator("#offences-ore_cover:enabled").waitFor();
            mentor.selectOption("#language", "sq");
            // Asked from here: a function that the page asks itself is forbidden by its own policy.
            Patience.until(
                    "the text has the language",
                    () -> mentor.inputValue("#source").contains("language: sq"),
                    () -> mentor.inputValue("#source"));
            assertThat(mentor.inputValue("#source"))
                    .contains("schemes: {ore_cover: 1, rip_on: 1}")
                    .contains("language: sq");

            mentor.fill("#source", mentor.inputValue("#source").replace("rip_on", "rip_of"));
            Locator fault = mentor.locator("#faults li");
            fault.waitFor();
            assertThat(fault.innerText()).contains("'rip_of'", "'rip_on'");
            assertThat(mentor.locator("#keep").isDisabled()).isTrue();
            looksRight(mentor);
            fault.locator("button").click();
            mentor.keyboard().press("Delete");
            assertThat(mentor.inputValue("#source")).contains(" ip_of");
            mentor.fill("#source", mentor.inputValue("#source").replace("ip_of", "rip_on"));
            mentor.locator("#count.taken").waitFor();

            mentor.locator("#try").focus();
            mentor.keyboard().press("Enter");
            mentor.locator("#tried .side.offence").nth(1).waitFor();
            looksRight(mentor);
            mentor.waitForDownload(() -> mentor.locator("#keep").click()).saveAs(kept);
        }
        try (RunningClass room = RunningClass.of("--exercise", kept.toString())) {
            Page ana = trainee(room, "ana");
            assertThat(ana.locator("html").getAttribute("lang")).isEqualTo("sq");
            assertThat(ana.locator(".wait dd").first().innerText()).isEqualTo("ours");
            ana.locator(".me summary").click();
            ana.locator(".menu [lang=en]").click();
            ana.locator("html[lang=en]").waitFor();
        }
    }

    @Test
    void anExerciseWithoutAnyOffenceAccusesNobody() throws Exception {
        try (RunningClass room = RunningClass.of(
                "--exercise",
                file("none.yaml", EXERCISE.formatted("{rip_on: 0}", "rule", "false")),
                "--language",
                "sq")) {
            Page mentor = person();
            mentor.navigate(room.invitation());
            Page ana = trainee(room, "ana");
            mentor.keyboard().press("a");
            ana.locator(".row").first().waitFor();
            ana.keyboard().press("e");
            ana.waitForURL("**/rule");
            ana.locator("textarea").fill("seal_changed && sel_reused > 0.5");
            ana.locator(".form button.main").click();
            ana.locator(".notice:has-text('seal_reused')").waitFor();
            ana.locator("textarea").fill("consignment.massKg > 0.0");
            ana.locator(".form button.main").click();
            ana.locator(".tag.taken").waitFor();
            ana.locator("[data-key=u]").click();
            ana.waitForURL("**/worklist");
            ana.keyboard().press("x");
            ana.waitForURL("**/consignment?**");
            ana.keyboard().press("3");
            ana.keyboard().press("x");
            ana.waitForURL("**/worklist");
            mentor.locator("button.danger").click();
            mentor.locator("form[action='/room/unseal'] button").click();
            mentor.waitForURL("**/results");
            ana.locator(".score").waitFor();

            Words words = Words.in(Locale.forLanguageTag("sq"));
            assertThat(ana.locator(".score").innerText()).isEqualTo(words.say("class.result.none", 1));
            assertThat(ana.locator(".side.honest").count()).isEqualTo(1);
            assertThat(ana.locator(".offence").count()).isZero();
            assertThat(mentor.locator("#rules td:has-text('24')").first().innerText())
                    .as("the rule fires on every consignment of the unseen world")
                    .isEqualTo(words.say("class.m.of", 24, 24));
        }
    }
}
