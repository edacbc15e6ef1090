// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.desk.server.Words;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InspectionOutcome;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Position;
import portolan.scoring.score.Assessment;
import portolan.training.engine.Records;
import portolan.training.exercise.Exercise;

class EditorScreenTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TEXT = """
            # Kept.
            world: durres-port
            day: 2026-05-04
            past: 60
            window: 12h
            bills: 100
            schemes: {rip_on: 2}
            lookalikes: 3
            budget: 8
            questions: [picks]
            """;

    /** Nothing is scored here. */
    static final Records NO_RECORDS = new Records() {
        @Override
        public Filing filing(portolan.schemas.avro.Filing filing, Position position) {
            throw new IllegalStateException("nothing is scored");
        }

        @Override
        public Outcome outcome(InspectionOutcome outcome, Position position) {
            throw new IllegalStateException("nothing is scored");
        }

        @Override
        public ConsignmentAssessed assessed(Assessment assessment) {
            throw new IllegalStateException("nothing is scored");
        }
    };

    private ClassDesk desk;
    private ClassBrowser mentor;

    @BeforeEach
    void start() throws Exception {
        desk = ClassDesk.editing(
                TEXT + "by: ann\nsignature: 'AAAA'\n",
                "ours.yaml",
                NO_RECORDS,
                new Served("127.0.0.1", 0, null, "", null));
        mentor = new ClassBrowser().open(desk.invitation());
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private JsonNode picked(String text, String key, Map<String, String> fields) throws Exception {
        Map<String, String> form = new HashMap<>(fields);
        form.put("text", text);
        form.put("key", key);
        form.putIfAbsent("world", "durres-port");
        return JSON.readTree(mentor.post("/editor/pick", form).body());
    }

    @Test
    void thePageShowsWhatTheTextSaysWithoutItsOldSignature() throws Exception {
        String page = mentor.get("/editor").body();

        assertThat(page)
                .contains("# Kept.")
                .contains("2 offences and 6 look-alikes among 100 consignments.")
                .contains("id=\"offences-rip_on\"")
                .contains("The seal is not the one first filed")
                .contains("A seal number typed wrong")
                .doesNotContain("AAAA");
    }

    @Test
    void faultsHaveLineAndColumnAsAClassWouldSayThem() throws Exception {
        JsonNode answer =
                JSON.readTree(mentor.post("/editor/check", Map.of("text", TEXT.replace("rip_on: 2", "rip_of: 2")))
                        .body());

        assertThat(answer.path("picks").isMissingNode()).isTrue();
        JsonNode fault = answer.path("faults").path(0);
        assertThat(fault.path("line").asInt()).isEqualTo(7);
        assertThat(fault.path("column").asInt()).isEqualTo(11);
        assertThat(fault.path("message").asText()).contains("'rip_of'", "'rip_on'");
        assertThat(fault.path("source").asText()).isEqualTo("schemes: {rip_of: 2}");
        assertThat(mentor.post("/editor/file", Map.of("text", "world: x", "name", "x"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aFileWithFaultsIsOpenedAndANewExerciseHasNone() throws Exception {
        Served served = new Served("127.0.0.1", 0, null, "", null);
        try (ClassDesk faulty = ClassDesk.editing("world: nowhere\n", "f.yaml", NO_RECORDS, served);
                ClassDesk fresh = ClassDesk.editing(null, "exercise.yaml", NO_RECORDS, served)) {
            assertThat(new ClassBrowser()
                            .open(faulty.invitation())
                            .get("/editor")
                            .body())
                    .contains("world: nowhere", Words.english().say("class.editor.mend"));
            assertThat(new ClassBrowser()
                            .open(fresh.invitation())
                            .get("/editor")
                            .body())
                    .contains("4 offences and 12 look-alikes among 100 consignments.");
        }
    }

    @Test
    void whatIsPickedIsWrittenIntoTheText() throws Exception {
        assertThat(picked(TEXT, "bills", Map.of("bills", "250")).path("text").asText())
                .isEqualTo(TEXT.replace("bills: 100", "bills: 250"));
        assertThat(picked(TEXT, "window", Map.of("window", "90", "unit", "m"))
                        .path("text")
                        .asText())
                .contains("window: 90m\n");
        assertThat(picked(TEXT, "schemes", Map.of("scheme", "cover_goods", "offences.cover_goods", "3"))
                        .path("text")
                        .asText())
                .contains("schemes: {cover_goods: 3}\n");
        JsonNode search = picked(
                TEXT.replace("[picks]", "[picks, places]"), "search", Map.of("search", "true", "search.scan", "15"));
        assertThat(search.path("text").asText())
                .contains("questions: [picks, places]\nsearch: {minutes: 90, paper: 5, place: 20, scan: 15}\n");
        assertThat(search.path("faults")).isEmpty();
        assertThat(picked(search.path("text").asText(), "search", Map.of())
                        .path("text")
                        .asText())
                .doesNotContain("search");
        JsonNode none = picked(TEXT, "aids", Map.of());
        assertThat(none.path("text").asText()).contains("aids: [none]\n");
        assertThat(none.path("faults")).isEmpty();
        JsonNode unsaid = picked(TEXT, "questions", Map.of());
        assertThat(unsaid.path("text").asText()).contains("questions: []\n");
        assertThat(unsaid.path("faults")).isNotEmpty();
    }

    @Test
    void aPastThatIsTooShortForSomeSignsIsCalledSo() throws Exception {
        assertThat(picked(TEXT, "past", Map.of("past", "59")).path("picks").asText())
                .contains("Some signs need sixty days");
        assertThat(picked(TEXT, "past", Map.of("past", "60")).path("picks").asText())
                .doesNotContain("Some signs need sixty days");
    }

    @Test
    void anotherPostLosesTheSchemesThatItCannotHave() throws Exception {
        JsonNode answer = picked(TEXT, "world", Map.of("world", "vermica-road", "scheme", "rip_on"));

        assertThat(answer.path("faults")).isEmpty();
        assertThat(answer.path("text").asText()).contains("world: vermica-road\n", "schemes: {}\n");
        assertThat(answer.path("picks").asText())
                .contains("scheme-transit_diversion")
                .doesNotContain("rip_on");
    }

    @Test
    void anExamIsDownloadedWithAFreshSaltEachTime() throws Exception {
        String exam = picked(TEXT, "exam", Map.of("exam", "true")).path("text").asText();
        Map<String, String> form = Map.of("text", exam, "name", "../Our exam.yaml");

        var first = mentor.post("/editor/file", form);
        Exercise one = Exercise.parse(first.body(), "one");
        Exercise two = Exercise.parse(mentor.post("/editor/file", form).body(), "two");

        assertThat(first.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"Our-exam.yaml\"");
        assertThat(first.body()).startsWith("# Kept.\n");
        assertThat(Exercise.parse(
                                mentor.post(
                                                "/editor/file",
                                                Map.of(
                                                        "text",
                                                        exam.replace("exam: true", "exam: \"true\""),
                                                        "name",
                                                        "q"))
                                        .body(),
                                "quoted")
                        .salt())
                .isNotEqualTo(Exercise.parse(exam, "t").salt());
        assertThat(one.isExam()).isTrue();
        assertThat(one.salt())
                .isNotEqualTo(two.salt())
                .isNotEqualTo(Exercise.parse(exam, "t").salt());
    }
}
