// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.server.Words;
import portolan.training.round.Gain;
import portolan.training.round.Round;

class ProgressScreenTest {
    @TempDir
    private Path directory = Path.of(".");

    private Path folder(String name) {
        return directory.resolve(name).resolve("round");
    }

    private ClassDesk desk(Round round, List<Path> before) {
        return ClassDesk.start(new ClassSettings(
                round,
                "small",
                null,
                null,
                false,
                EditorScreenTest.NO_RECORDS,
                before,
                new Served("127.0.0.1", 0, null, "", Locale.ENGLISH)));
    }

    @Test
    void gainAndStandingAreShownOfEarlierRoundsOnceTheSealIsBroken() throws Exception {
        Round first = SmallRounds.held(folder("monday"), "ana", "ben", "zoe");
        SmallRounds.held(folder("tuesday"), "ana", "ben");
        SmallRounds.open(folder("sealed"));
        Round round = SmallRounds.open(folder("today"));
        List<Path> before = List.of(folder("tuesday"), folder("sealed"), folder("monday"));
        try (ClassDesk desk = desk(round, before)) {
            ClassBrowser mentor = new ClassBrowser().open(desk.invitation());
            ClassBrowser ana = new ClassBrowser().open(desk.addresses().get(0));
            ana.post("/login", Map.of("name", "ana", "password", desk.cards().get(0)));
            ClassBrowser ben = new ClassBrowser().open(desk.addresses().get(0));
            ben.post("/login", Map.of("name", "ben", "password", desk.cards().get(1)));
            mentor.post("/room/start", Map.of());
            ClassBrowser idle = new ClassBrowser().open(desk.addresses().get(0));
            idle.post("/login", Map.of("name", "zoe", "password", desk.cards().get(2)));
            idle.get("/worklist");
            String key = round.bills(Clock.systemUTC().instant()).get(0).key();
            for (ClassBrowser each : List.of(ana, ben)) {
                each.post("/pick", Map.of("key", key));
            }
            for (String truth : List.of("/progress", "/gain.csv", "/standing.csv", "/results", "/results.csv")) {
                assertThat(mentor.get(truth).statusCode()).as(truth).isEqualTo(409);
            }
            mentor.post("/room/close", Map.of());
            mentor.post("/room/unseal", Map.of());
            assertThat(mentor.get("/results").body())
                    .contains("href=\"/progress\"", "The group: 2 trainees", "1 trainee came and did nothing");

            assertThat(ana.get("/debrief").body()).contains("Show mine");
            assertThat(ana.post("/agree", Map.of("shown", "true")).body()).contains("Do not show mine");
            assertThat(ana.get("/progress").statusCode()).isEqualTo(403);
            assertThat(mentor.post("/agree", Map.of("shown", "true")).statusCode())
                    .isEqualTo(403);

            String page = mentor.get("/progress").body();
            assertThat(page)
                    .contains("From monday to now:", "2 trainees.", "still sealed: " + folder("sealed"))
                    .contains("/progress?before=tuesday", "1 trainee has agreed.");
            assertThat(mentor.get("/gain.csv?before=monday").body())
                    .isEqualTo(Gain.of(first, round).csv());
            assertThat(mentor.get("/gain.csv?before=sealed").statusCode()).isEqualTo(404);
            assertThat(mentor.get("/standing.csv").body().lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("ana,");
        }
    }

    @Test
    void aClassWithoutEarlierRoundsSpeaksOfNone() throws Exception {
        Round round = SmallRounds.held(folder("today"), "ana");
        try (ClassDesk desk = desk(round, List.of())) {
            ClassBrowser mentor = new ClassBrowser().open(desk.invitation());

            assertThat(mentor.get("/results").body()).doesNotContain("/progress");
            assertThat(mentor.get("/progress").body()).contains(Words.english().say("class.gain.none"));
        }
    }
}
