// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.training.exercise.Exercise;
import portolan.training.round.Round;
import portolan.training.round.State;
import portolan.training.world.Dealer;

class ListScreenTest {
    @TempDir
    private Path directory = Path.of(".");

    private Round round;
    private ClassDesk desk;
    private int handed;
    private ClassBrowser mentor;

    @BeforeEach
    void start() throws Exception {
        round = SmallRounds.open(directory.resolve("round"));
        desk = ClassDesk.start(new ClassSettings(
                round,
                "small",
                null,
                null,
                false,
                EditorScreenTest.NO_RECORDS,
                List.of(),
                new Served("127.0.0.1", 0, null, "", Locale.ENGLISH)));
        mentor = new ClassBrowser().open(desk.invitation());
        mentor.post("/room/start", Map.of());
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private ClassBrowser trainee(String name) throws Exception {
        ClassBrowser browser = new ClassBrowser().open(desk.addresses().get(0));
        browser.post("/login", Map.of("name", name, "password", desk.cards().get(handed++)));
        return browser;
    }

    @Test
    void aPageThatMissedTheStartIsToldAndOneThatDidNotStays() throws Exception {
        ClassBrowser ana = trainee("ana");

        assertThat(ana.get("/now?state=RUNNING").statusCode()).isEqualTo(204);
        assertThat(ana.get("/now?state=PREPARED").uri().getPath()).isEqualTo("/worklist");
    }

    @Test
    void aListIsAsItWasAfterAPickAndTheNextIsThatOfItsOrder() throws Exception {
        ClassBrowser ana = trainee("ana");
        String list = ana.get("/worklist?q=a&order=shipper").body();
        List<String> keys = Pattern.compile(
                        "data-open=\"/consignment\\?tenant=training&amp;key=([^&]+)&amp;q=a&amp;order=shipper\"")
                .matcher(list)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(keys).hasSizeGreaterThan(3);

        String card = ana.get("/consignment?tenant=training&key=" + keys.get(1) + "&q=a&order=shipper")
                .body();
        assertThat(card)
                .contains("key=" + keys.get(0) + "&amp;q=a&amp;order=shipper\"><kbd>b</kbd>")
                .contains("key=" + keys.get(2) + "&amp;q=a&amp;order=shipper\"><kbd>n</kbd>");
        String key = java.net.URLDecoder.decode(keys.get(1), java.nio.charset.StandardCharsets.UTF_8);
        for (String act : List.of("/pick", "/unpick")) {
            assertThat(ana.post(act, Map.of("key", key, "q", "a", "order", "shipper"))
                            .uri()
                            .toString())
                    .endsWith("/worklist?q=a&order=shipper");
        }
        assertThat(ana.post("/pick", Map.of("key", key)).uri().toString()).endsWith("/worklist");
    }

    @Test
    void whatNoPageSendsIsRefusedAsBadInput() throws Exception {
        ClassBrowser ana = trainee("ana");
        String key = round.bills(Clock.systemUTC().instant()).get(0).key();

        assertThat(ana.get("/worklist/news?seen=x").statusCode()).isEqualTo(422);
        assertThat(ana.get("/worklist/news?seen=99999999999").statusCode()).isEqualTo(422);
        var marked = ana.post("/mark", Map.of("key", key, "mark", "no_such_field"));
        assertThat(marked.statusCode()).isEqualTo(422);
        assertThat(marked.body()).contains("no_such_field");
        assertThat(round.marks("ana")).isEmpty();
    }

    @Test
    @Tag("night") // seconds a passphrase; ClassIT tries a wrong one in a browser
    void aWrongPassphraseIsCalledSoInTheMentorsLanguage() throws Exception {
        Round exam = Round.open(
                directory.resolve("exam"),
                Exercise.parse(SmallRounds.TEXT, "small.yaml").asExam(),
                "seven quiet lorries wait".toCharArray(),
                Dealer::deal,
                dealt -> Map.of(),
                Clock.systemUTC());
        exam.start();
        exam.close();
        try (ClassDesk sealed = ClassDesk.start(new ClassSettings(
                exam,
                "small",
                null,
                null,
                false,
                EditorScreenTest.NO_RECORDS,
                List.of(),
                new Served("127.0.0.1", 0, null, "", Locale.forLanguageTag("sq"))))) {
            ClassBrowser albanian = new ClassBrowser().open(sealed.invitation());
            var wrong = albanian.post("/room/unseal", Map.of("passphrase", "seven loud lorries wait"));

            assertThat(wrong.statusCode()).isEqualTo(422);
            assertThat(wrong.body()).contains("Fjalëkalimi nuk e hap këtë vulë");
            albanian.post("/room/unseal", Map.of("passphrase", " seven quiet lorries wait "));
            assertThat(exam.state()).isEqualTo(State.UNSEALED);
        }
    }

    /** A laptop's clock may be hours off. */
    @Test
    void pagesSayHowLongIsLeftAndNotWhenItEnds() throws Exception {
        ClassBrowser ana = trainee("ana");

        for (String page :
                List.of(ana.get("/worklist").body(), mentor.get("/room").body())) {
            Matcher left = Pattern.compile("data-left=\"(\\d+)\" data-reloads").matcher(page);
            assertThat(left.find()).isTrue();
            assertThat(Duration.ofMillis(Long.parseLong(left.group(1))))
                    .isBetween(Duration.ofMinutes(25), Duration.ofMinutes(30));
        }
    }

    @Test
    void aBrowserWhoseNameWasFreedIsOutAlsoOnceAnotherHasTheName() throws Exception {
        ClassBrowser first = trainee("ben");
        assertThat(first.get("/worklist").uri().getPath()).isEqualTo("/worklist");

        mentor.post("/room/free", Map.of("name", "ben"));
        ClassBrowser second = trainee("ben");

        assertThat(second.get("/worklist").uri().getPath()).isEqualTo("/worklist");
        assertThat(first.get("/worklist").uri().getPath()).isEqualTo("/login");
    }
}
