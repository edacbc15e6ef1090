// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.local.RunningClass;
import portolan.training.course.Course;
import portolan.training.exercise.Aid;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.Question;

/** Every session of the course: a mentor leads it, two trainees do what it asks, and all see what was hidden. */
@Tag("rest")
class CourseIT {
    private static final int TEST = 10;

    /** Sessions whose pages have what others lack: marks, deadlines, minutes of inspection, the engine. */
    private static final Set<Integer> OF_THEIR_OWN = Set.of(1, 5, 7, 8);

    private static final String PASSPHRASE = "seven grey cranes over Durres";

    private static Chromium chromium;
    private static Page mentor;
    private static Page ana;
    private static Page ben;

    private static final ConcurrentLinkedQueue<String> COMPLAINTS = new ConcurrentLinkedQueue<>();

    /** Paths of pages that were looked at in some session. */
    private static final Set<String> LOOKED_AT = new HashSet<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        mentor = person();
        ana = person();
        ben = person();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nobodySawAnError() {
        assertThat(COMPLAINTS).isEmpty();
    }

    private static Page person() {
        BrowserContext context = chromium.person();
        Page page = context.newPage();
        page.onResponse(answer -> {
            if (answer.status() >= 500) {
                COMPLAINTS.add(answer.status() + " " + answer.url());
            }
        });
        page.onPageError(COMPLAINTS::add);
        return page;
    }

    /** What is sealed is opened at its end; ClassIT has the pages of practice. */
    @Test
    void theTestIsHeldFromTheStartToItsResults() throws Exception {
        hold(TEST);
    }

    @ParameterizedTest(name = "session {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    @Tag("night")
    void soAreTheOthers(int number) throws Exception {
        hold(number);
    }

    private void hold(int number) throws Exception {
        Exercise exercise = Course.session(number).exercise();
        List<String> words = new ArrayList<>(List.of("--session", Integer.toString(number), "--language", "en"));
        if (number == TEST) {
            Path passphrase = Files.writeString(directory.resolve("passphrase"), PASSPHRASE + "\n");
            words.addAll(List.of("--exam", "--passphrase-file", passphrase.toString()));
        }
        try (RunningClass room = RunningClass.of(words.toArray(String[]::new))) {
            mentor.navigate(room.invitation());
            looksRightOnce(mentor);
            for (Page page : List.of(ana, ben)) {
                page.navigate(room.address() + "login");
                page.fill("#name", page == ana ? "ana" : "ben");
                page.fill("#password", room.card());
                page.keyboard().press("Enter");
                page.waitForURL("**/worklist");
            }
            mentor.navigate(room.address() + "session");
            looksRightOnce(mentor);
            mentor.navigate(room.address() + "room");
            mentor.keyboard().press("a");
            mentor.locator("button.danger").waitFor();
            ana.locator(".row").first().waitFor();
            looksRightOnce(ana);
            work(ana, exercise, 0, OF_THEIR_OWN.contains(number));
            ben.locator(".row").first().waitFor();
            work(ben, exercise, exercise.isLive() ? 0 : 1, false);
            mentor.locator("button.danger").click();
            if (number == TEST) {
                mentor.locator("[name=passphrase]").fill(PASSPHRASE);
            }
            mentor.locator("form[action='/room/unseal'] button").click();
            mentor.waitForURL("**/results");
            looksRight(mentor, OF_THEIR_OWN.contains(number));
            assertThat(mentor.locator(".each td a").allInnerTexts()).containsExactly("ana", "ben");
            check(number, csv(room));
            for (Page page : List.of(ana, ben)) {
                if (!exercise.questions().contains(Question.PICKS)) {
                    page.navigate(room.address() + "debrief");
                }
                page.locator("#measures").waitFor(); // a worklist goes there by itself
            }
            looksRight(ana, OF_THEIR_OWN.contains(number));
            checkDebrief(number);
            mentor.navigate(room.address() + "debrief?trainee=ben");
            assertThat(mentor.locator("h1").innerText()).contains("ben");
        }
    }

    private static void looksRightOnce(Page page) {
        looksRight(page, false);
    }

    /** @param again also where a page of this path was looked at before */
    private static void looksRight(Page page, boolean again) {
        assertThat(page.locator(".band").innerText()).as(page.url()).contains("EXERCISE");
        if (LOOKED_AT.add(page.url().replaceAll("https?://[^/]*/([a-z]*).*", "$1")) || again) {
            Chromium.looksRight(page);
        }
    }

    /** What the session asks, of one consignment; Ana looks at all that the exercise grants. */
    private static void work(Page page, Exercise exercise, int row, boolean looksAgain) {
        Set<Question> asked = exercise.questions();
        if (asked.contains(Question.RULE)) {
            page.keyboard().press("e");
            page.waitForURL("**/rule");
            looksRightOnce(page);
            page.locator("textarea").fill("seal_changed && port_exposure");
            page.locator(".form button.main").click();
            page.locator(".tag.taken").waitFor();
            return;
        }
        page.locator(".row .what").nth(row).click();
        page.waitForURL("**/consignment?**");
        String card = page.url();
        if (page == ana) {
            looksRight(page, looksAgain);
            assertThat(page.locator("#why").count()).isEqualTo(exercise.aids().contains(Aid.REASONS) ? 1 : 0);
            for (Aid aid : exercise.aids()) {
                if (aid == Aid.HISTORY || aid == Aid.LINKS) {
                    page.navigate(card.replace("consignment", aid.word()));
                    looksRightOnce(page);
                    page.navigate(card);
                }
            }
        }
        if (exercise.search() != null) {
            search(page);
        }
        if (asked.contains(Question.PAPERS)) {
            page.locator("[name=mark]").nth(row).check();
            page.keyboard().press("m");
            page.locator(".doing:has-text('1 field marked')").waitFor();
        }
        if (asked.contains(Question.PICKS)) {
            if (asked.contains(Question.REASONS)) {
                page.locator("[name=reason]").first().check();
            }
            if (asked.contains(Question.CONFIDENCE)) {
                page.locator("[name=confidence]").nth(3).check();
            }
            if (asked.contains(Question.PLACES)) {
                page.selectOption("[name=place]", "DOORS");
                if (exercise.search() != null) {
                    page.locator("[name=scan]").check();
                }
            }
            page.locator("#pick button.main").click();
            page.waitForURL("**/worklist");
            page.locator(".row.picked").waitFor();
        }
    }

    /** 90 minutes: of papers each takes 5, the scanner 10, a place by hand 20. */
    private static void search(Page page) {
        assertThat(page.locator(".paper").count()).as("the carrier's paper").isEqualTo(1);
        Locator asks = page.locator("form[action='/ask'] button");
        int papers = asks.count();
        asks.first().click();
        page.locator("#inspection:has-text('85 of 90 minutes')").waitFor();
        assertThat(page.locator(".paper").count()).isEqualTo(2);
        assertThat(asks.count()).isEqualTo(papers - 1);
    }

    private static Map<String, Map<String, String>> csv(RunningClass room) {
        List<String> lines = mentor.request()
                .get(room.address() + "results.csv")
                .text()
                .lines()
                .toList();
        List<String> head = Arrays.asList(lines.get(0).split(",", -1));
        Map<String, Map<String, String>> table = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(head.get(i), cells[i]);
            }
            table.put(cells[0], row);
        }
        return table;
    }

    private static void check(int number, Map<String, Map<String, String>> csv) {
        Exercise exercise = Course.session(number).exercise();
        boolean picks = exercise.questions().contains(Question.PICKS);
        assertThat(csv).containsOnlyKeys("ana", "ben");
        csv.values().forEach(row -> {
            assertThat(row)
                    .containsEntry("bills", Integer.toString(exercise.order().bills()));
            assertThat(row).containsEntry("picked", picks ? "1" : "0");
            assertThat(row.get("deadlines_missed")).isEqualTo(exercise.isLive() ? "0" : "");
            assertThat(row.get("search_used")).isEqualTo(exercise.search() == null ? "" : "35");
            assertThat(row.get("engine_wrong")).isNotEmpty();
        });
        assertThat(mentor.locator("#rules tbody tr").count())
                .isEqualTo(exercise.questions().contains(Question.RULE) ? 2 : 0);
    }

    private static void checkDebrief(int number) {
        Exercise exercise = Course.session(number).exercise();
        boolean marks = exercise.questions().contains(Question.PAPERS);
        assertThat(ana.locator("#fields tbody tr").count() > 0).isEqualTo(marks);
        assertThat(ana.locator(".set").count() > 0).isEqualTo(marks);
        if (exercise.questions().contains(Question.PICKS)) {
            assertThat(ana.locator(".side.offence").count())
                    .isGreaterThanOrEqualTo(exercise.order().offences());
        }
        String measures = ana.locator("#measures").innerText();
        assertThat(measures.contains("Offences that left")).isEqualTo(exercise.isLive());
        assertThat(measures.contains("Gain over the engine"))
                .isEqualTo(exercise.aids().contains(Aid.REASONS)
                        && exercise.questions().contains(Question.PICKS));
        assertThat(measures.contains("35 of 90 used")).isEqualTo(exercise.search() != null);
    }
}
