// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.local.desk.Desks.form;
import static portolan.local.desk.Desks.raise;
import static portolan.local.desk.Desks.send;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.console.outcomes.Examination;
import portolan.console.outcomes.OutcomeDraft;
import portolan.desk.index.CaseFile;
import portolan.desk.index.CaseKey;
import portolan.desk.index.Stored;
import portolan.desk.work.Answer;
import portolan.desk.work.Answer.Why;
import portolan.desk.work.Corrections;
import portolan.desk.work.DecisionDraft;
import portolan.desk.work.WorkForm;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.local.desk.Desks.Desk;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.DecisionReason;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.Selector;
import portolan.schemas.avro.WorkKind;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.scoring.manifest.Chosen;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/** Two desks at one broker: what their users write, and what counts of it. */
@Tag("rest")
class WorkLogIT {
    @TempDir
    private static Path directory = Path.of(".");

    private static final String PHOTO = "ab".repeat(32);
    private static EmbeddedKafka kafka;
    private static Desk north;
    private static Desk south;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        north = Desk.at(kafka.bootstrapServers(), directory.resolve("north"));
        // Another secret, as of a second installation: what one of them drew stays drawn.
        south = Desk.at(kafka.bootstrapServers(), directory.resolve("south"), 0);
    }

    @AfterAll
    static void stop() {
        north.close();
        south.close();
        kafka.close();
    }

    private static void raised(String key) throws Exception {
        raise(kafka.bootstrapServers(), key);
        north.awaitOpen(key);
        south.awaitOpen(key);
    }

    @Test
    void ofManyWhoClaimAtOnceOneHasItAndBothDesksSayWho() throws Exception {
        List<String> keys = List.of("C1", "C2", "C3", "C4");
        for (String key : keys) {
            raised(key);
        }
        List<Callable<Answer>> claims = new ArrayList<>();
        for (String key : keys) {
            for (int user = 0; user < 4; user++) {
                String by = "user" + user;
                Desk desk = user % 2 == 0 ? north : south;
                claims.add(() -> desk.log().claim(form(key, key + by, null, by, "officer")));
            }
        }
        List<Answer> answers = atOnce(claims);
        for (String key : keys) {
            int at = keys.indexOf(key) * 4;
            List<Why> whys =
                    answers.subList(at, at + 4).stream().map(Answer::why).toList();
            assertThat(whys).containsOnly(Why.COUNTS, Why.OVERTAKEN);
            assertThat(whys).as(key).containsOnlyOnce(Why.COUNTS);
            String owner = "user" + whys.indexOf(Why.COUNTS);
            for (Desk desk : List.of(north, south)) {
                Patience.until(
                        owner + " has " + key,
                        () -> owner.equals(desk.file(key).row().work().owner()),
                        () -> desk.file(key).row().work());
            }
        }
    }

    @Test
    void aFormThatIsSentTwiceIsWrittenOnceAlsoAfterTheDeskThatWroteItIsGone() throws Exception {
        raised("D");
        WorkForm form = form("D", "d1", null, "ana", "officer");
        // As a desk would have that was killed before it answered.
        send(
                kafka.bootstrapServers(),
                Topics.ALERTS_WORKED,
                AlertWorked.newBuilder()
                        .setStepId("d1")
                        .setTenant(Desks.TENANT)
                        .setConsignmentKey("D")
                        .setKind(WorkKind.CLAIMED)
                        .setBy("ana")
                        .setRole("officer")
                        .setAt(Instant.EPOCH)
                        .build());

        assertThat(north.log().claim(form).why()).isEqualTo(Why.COUNTS);
        assertThat(south.log().claim(form).why()).isEqualTo(Why.COUNTS);
        assertThat(north.file("D").steps()).hasSize(1);
    }

    @Test
    void aClaimIsReleasedAndSnoozed() throws Exception {
        raised("E");
        assertThat(north.log().claim(form("E", "e1", null, "ana", "officer")).why())
                .isEqualTo(Why.COUNTS);
        assertThat(north.log()
                        .release(form("E", "e2", "e1", "ana", "officer"), "")
                        .why())
                .isEqualTo(Why.COUNTS);
        WorkForm snooze = form("E", "e3", "e2", "ana", "officer");
        assertThat(north.log().snooze(snooze, Instant.now(), "").why()).isEqualTo(Why.NEEDS_TIME);
        assertThat(north.log()
                        .snooze(snooze, Instant.now().plus(Duration.ofHours(1)), "waits for papers")
                        .why())
                .isEqualTo(Why.COUNTS);
        assertThat(north.open()).doesNotContain("E");
        assertThat(north.log()
                        .claim(form("nobody's", "e5", null, "ana", "officer"))
                        .why())
                .isEqualTo(Why.UNKNOWN_CASE);
    }

    @Test
    void releasingRedTakesTwoPeopleWithAReason() throws Exception {
        raised("F");
        WorkForm form = form("F", "f1", null, "ana", "supervisor");

        assertThat(decide(form, DecisionAction.RELEASE, null)).isEqualTo(Why.NEEDS_REASON);
        assertThat(decide(form, DecisionAction.RELEASE, DecisionReason.OTHER))
                .as("another reason needs a note")
                .isEqualTo(Why.NEEDS_REASON);
        assertThat(decide(form, DecisionAction.RELEASE, DecisionReason.DOCUMENTS_EXPLAIN))
                .isEqualTo(Why.WAITS);
        assertThat(decide(form, DecisionAction.RELEASE, DecisionReason.DOCUMENTS_EXPLAIN))
                .as("a double click")
                .isEqualTo(Why.WAITS);
        assertThat(north.log()
                        .approve(form("F", "f2", "f1", "ana", "supervisor"), "f1", "F-1", "")
                        .why())
                .isEqualTo(Why.NEEDS_ANOTHER);
        assertThat(south.log()
                        .approve(form("F", "f3", "f1", "ben", "officer"), "f1", "F-1", "")
                        .why())
                .isEqualTo(Why.NEEDS_ANOTHER);
        assertThat(south.log()
                        .approve(form("F", "f4", "f1", "ben", "supervisor"), "f1", "F-1", "")
                        .why())
                .isEqualTo(Why.COUNTS);
        assertThat(south.open()).doesNotContain("F");
        assertThat(south.file("F").decisions()).hasSize(2);
        assertThat(south.log()
                        .refuse(form("F", "f5", "f4", "eva", "supervisor"), "f1", "")
                        .why())
                .isEqualTo(Why.NOTHING_WAITS);
    }

    private static Why decide(WorkForm form, DecisionAction action, @Nullable DecisionReason reason) {
        return north.log()
                .decide(form, new DecisionDraft(form.consignment() + "-1", action, reason, "", List.of("seal")))
                .why();
    }

    @Test
    void whoDecidedOnAnOlderAssessmentIsAskedToLookAgain() throws Exception {
        raised("G");
        DecisionDraft old = new DecisionDraft("an older one", DecisionAction.EXAMINE, null, "", List.of());

        assertThat(north.log()
                        .decide(form("G", "g1", null, "ana", "officer"), old)
                        .why())
                .isEqualTo(Why.ASSESSED_AGAIN);
    }

    @Test
    void aSecondReportIsACorrectionWhichAnotherPersonApproves() throws Exception {
        raised("H");
        assertThat(north.log()
                        .outcome(form("H", "h1", null, "ana", "officer"), draft("H", "PROHIBITED", 1), Examination.NONE)
                        .why())
                .isEqualTo(Why.BAD_OUTCOME);
        claimed(north, "H", "ana");
        assertThat(north.log()
                        .outcome(form("H", "h1", null, "ana", "officer"), draft("H", "UNDERVALUED", 1), evidence("H"))
                        .why())
                .isEqualTo(Why.COUNTS);
        Patience.until("it is done", () -> !north.open().contains("H"), north::open);
        Patience.until("both read it", () -> south.file("H").outcome() != null, () -> "nothing");
        assertThat(south.log()
                        .outcome(
                                form("H", "h2", null, "ben", "officer"),
                                draft("H", "SMUGGLED_GOODS", 1),
                                Examination.NONE)
                        .why())
                .isEqualTo(Why.WRONG_VERSION);

        DecisionDraft unfounded = new DecisionDraft("H-1", DecisionAction.CORRECT_OUTCOME, null, "", List.of());
        assertThat(south.log()
                        .correct(
                                form("H", "h3", "h1", "ben", "officer"),
                                unfounded,
                                draft("H", "SMUGGLED_GOODS", 2),
                                Examination.NONE)
                        .why())
                .isEqualTo(Why.NEEDS_REASON);
        DecisionDraft why =
                new DecisionDraft("H-1", DecisionAction.CORRECT_OUTCOME, DecisionReason.INFORMATION, "", List.of());
        assertThat(south.log()
                        .correct(
                                form("H", "h3", "h1", "ben", "officer"),
                                why,
                                draft("H", "SMUGGLED_GOODS", 2),
                                Examination.NONE)
                        .why())
                .isEqualTo(Why.WAITS);
        assertThat(Objects.requireNonNull(south.file("H").outcome()).getCode()).isEqualTo(OutcomeCode.UNDERVALUED);
        // The desk that approves is killed before it reports the outcome.
        send(
                kafka.bootstrapServers(),
                Topics.DECISIONS_RECORDED,
                DecisionRecorded.newBuilder()
                        .setDecisionId("h4")
                        .setTenant(Desks.TENANT)
                        .setConsignmentKey("H")
                        .setAssessmentId("H-1")
                        .setFollows("h3")
                        .setKind(DecisionKind.APPROVED)
                        .setAction(DecisionAction.CORRECT_OUTCOME)
                        .setOf("h3")
                        .setLane(Lane.RED)
                        .setBy("eva")
                        .setRole("supervisor")
                        .setAt(Instant.EPOCH)
                        .build());
        Patience.until(
                "both read the approval",
                () -> Stream.of(north, south)
                        .map(desk -> desk.file("H").decision().correction())
                        .allMatch(agreed ->
                                agreed != null && agreed.getDecisionId().equals("h3")),
                () -> north.file("H").decisions());

        assertThat(south.index().unreported(9)).containsExactly(new CaseKey(Desks.TENANT, "H"));
        Corrections living = new Corrections(
                        () -> true,
                        () -> north.index()
                                .unreported(9)
                                .forEach(key -> north.log().finishCorrection(key.tenant(), key.consignment())))
                .start();
        try {
            Patience.until(
                    "a desk that lives reports it",
                    () -> south.index().unreported(9).isEmpty()
                            && north.index().unreported(9).isEmpty(),
                    () -> south.file("H").outcomes());
        } finally {
            living.close();
        }
        assertThat(south.log().finishCorrection(Desks.TENANT, "H").why()).isEqualTo(Why.COUNTS);
        assertThat(south.log()
                        .approve(form("H", "h4", "h3", "eva", "supervisor"), "h3", "H-1", "")
                        .why())
                .as("the form that was sent to the desk that is gone")
                .isEqualTo(Why.COUNTS);
        CaseFile file = south.file("H");
        assertThat(file.outcomes())
                .extracting(Stored::value)
                .extracting(InspectionOutcome::getVersion)
                .containsExactly(1, 2);
        assertThat(Objects.requireNonNull(file.outcome()).getCode()).isEqualTo(OutcomeCode.SMUGGLED_GOODS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"officer", "supervisor"})
    void redGoodsThatNobodyExaminedTakeTwoPeopleAndUntilThenNothingIsReported(String role) throws Exception {
        OutcomeCode code = OutcomeCode.NOT_EXAMINED;
        String key = "J" + code + role;
        raised(key);
        WorkForm form = form(key, key + 1, null, "ana", role);
        OutcomeDraft draft = draft(key, code.name(), 1);

        assertThat(north.log().outcome(form, draft, Examination.NONE).why()).isEqualTo(Why.WAITS);
        assertThat(north.log().outcome(form, draft, Examination.NONE).why())
                .as("a double click")
                .isEqualTo(Why.WAITS);
        assertThat(north.log()
                        .approve(form(key, key + 2, key + 1, "ana", "supervisor"), key + 1, key + "-1", "")
                        .why())
                .isEqualTo(Why.NEEDS_ANOTHER);
        assertThat(north.log()
                        .approve(form(key, key + 3, key + 1, "ben", "officer"), key + 1, key + "-1", "")
                        .why())
                .isEqualTo(Why.NEEDS_ANOTHER);
        assertThat(reported(key)).isEmpty();
        assertThat(north.open()).contains(key);
        assertThat(north.file(key).row().decision().action()).isNull();

        assertThat(south.log()
                        .approve(form(key, key + 4, key + 1, "ben", "supervisor"), key + 1, key + "-1", "")
                        .why())
                .isEqualTo(Why.COUNTS);
        assertThat(reported(key)).containsExactly(code);
        assertThat(south.open()).as("nobody has looked at it yet").contains(key);
        assertThat(south.log().outcome(form, draft, Examination.NONE).why())
                .as("the form of before is not sent again")
                .isEqualTo(Why.COUNTS);
        assertThat(reported(key)).hasSize(1);
    }

    /** Each result that one person could make up, by an officer and a supervisor: also a small offence. */
    @ParameterizedTest
    @CsvSource({"NOTHING_FOUND,officer", "MINOR_DISCREPANCY,officer", "UNDERVALUED,officer", "NOTHING_FOUND,supervisor"
    })
    void onePersonEndsRedWithAllEvidenceOnly(OutcomeCode code, String role) throws Exception {
        String key = "J" + code + role;
        raised(key);
        OutcomeDraft draft = draft(key, code.name(), 1);
        WorkForm form = form(key, key + 1, null, "ana", role);
        assertThat(north.log().outcome(form, draft, evidence(key)))
                .as("it is nobody's")
                .isEqualTo(new Answer(Why.NEEDS_EVIDENCE, List.of("CLAIM")));
        claimed(north, key, "ana");
        claimed(south, key, "ben");
        assertThat(north.log().outcome(form, draft, evidence(key)).details())
                .as("the other desk has just given it to somebody else")
                .containsExactly("CLAIM");
        claimed(north, key, "ana");
        assertThat(north.log().outcome(form, draft, Examination.NONE).details())
                .containsExactly("MINUTES", "PLACES", "PHOTO");
        assertThat(reported(key)).isEmpty();
        assertThat(north.file(key).decisions()).isEmpty();
        assertThat(north.open()).contains(key);

        List<Answer> answers = atOnce(List.of(
                () -> north.log().outcome(form, draft, evidence(key)),
                () -> south.log().outcome(form(key, key + 2, null, "ana", role), draft, evidence(key))));
        assertThat(answers).extracting(Answer::why).containsOnlyOnce(Why.COUNTS);
        assertThat(reported(key)).containsExactly(code);
        Patience.until("it is done", () -> !north.open().contains(key), north::open);
        for (Desk desk : List.of(north, south)) {
            assertThat(desk.log().outcome(form, draft, evidence(key)).why())
                    .as("the form of before")
                    .isNotNull();
        }
        assertThat(reported(key)).hasSize(1);
    }

    @Test
    void whatIsDrawnTeachesAfterASecondLookWhateverItsReporterSendsMeanwhileAndWherever() throws Exception {
        String key = Desks.DRAWN;
        raised(key);
        claimed(north, key, "ana");
        OutcomeDraft draft = draft(key, "NOTHING_FOUND", 1);
        assertThat(north.log()
                        .outcome(form(key, "d1", null, "ana", "officer"), draft, evidence(key))
                        .why())
                .isEqualTo(Why.WAITS);
        assertThat(north.log()
                        .approve(form(key, "d2", "d1", "ana", "supervisor"), "d1", key + "-1", "")
                        .why())
                .isEqualTo(Why.NEEDS_ANOTHER);
        assertThat(north.log()
                        .refuse(form(key, "d3", "d1", "ana", "officer"), "d1", "")
                        .why())
                .isEqualTo(Why.COUNTS);
        assertThat(south.log()
                        .outcome(form(key, "d4", null, "ana", "officer"), draft, evidence(key))
                        .why())
                .as("another desk, which would not have drawn it")
                .isEqualTo(Why.WAITS);
        assertThat(reported(key)).isEmpty();
        assertThat(south.open()).contains(key);

        assertThat(north.log()
                        .approve(form(key, "d5", "d4", "ben", "supervisor"), "d4", key + "-1", "")
                        .why())
                .isEqualTo(Why.COUNTS);
        assertThat(reported(key)).containsExactly(OutcomeCode.NOTHING_FOUND);
        assertThat(north.open()).doesNotContain(key);
    }

    /** Across desks: the second one has read what was given at the first before it writes. */
    @Test
    void onePhotographOfTwoConsignmentsEndsTheSecondByTwoPeopleOnly() throws Exception {
        raised("TWIN1");
        raised("TWIN2");
        claimed(north, "TWIN1", "ana");
        claimed(south, "TWIN2", "ana");
        assertThat(north.log()
                        .outcome(
                                form("TWIN1", "g1", null, "ana", "officer"),
                                draft("TWIN1", "NOTHING_FOUND", 1),
                                evidence("TWIN1"))
                        .why())
                .isEqualTo(Why.COUNTS);
        assertThat(south.log()
                        .outcome(
                                form("TWIN2", "g2", null, "ana", "officer"),
                                draft("TWIN2", "NOTHING_FOUND", 1),
                                evidence("TWIN1"))
                        .why())
                .isEqualTo(Why.WAITS);
        assertThat(reported("TWIN2")).isEmpty();
        assertThat(Objects.requireNonNull(south.file("TWIN2").decision().pending())
                        .getNote())
                .startsWith("a photograph was given before, for TWIN1 at ");
    }

    @Test
    void whoWritesUnderTheNameOfWhatWaitsDoesNotKeepItFromBeingReported() throws Exception {
        String key = "FORGED";
        raised(key);
        claimed(north, key, "ana");
        assertThat(north.log()
                        .outcome(form(key, "v1", null, "ana", "officer"), draft(key, "UNDERVALUED", 1), evidence(key))
                        .why())
                .isEqualTo(Why.COUNTS);
        DecisionDraft why = new DecisionDraft(
                key + "-1", DecisionAction.CORRECT_OUTCOME, DecisionReason.INFORMATION, "", List.of());
        assertThat(north.log()
                        .correct(
                                form(key, "v2", "v1", "ana", "officer"),
                                why,
                                draft(key, "SMUGGLED_GOODS", 2),
                                Examination.NONE)
                        .why())
                .isEqualTo(Why.WAITS);
        InspectionOutcome forged = InspectionOutcome.newBuilder(
                        Objects.requireNonNull(north.file(key).outcome()))
                .setOutcomeId("v2")
                .setCode(OutcomeCode.NOTHING_FOUND)
                .build();
        send(kafka.bootstrapServers(), Topics.INSPECTIONS_REPORTED, forged);
        Patience.until(
                "it is read",
                () -> south.file(key).outcomes().size() == 2,
                () -> south.file(key).outcomes());

        assertThat(south.log()
                        .approve(form(key, "v3", "v2", "eva", "supervisor"), "v2", key + "-1", "")
                        .why())
                .isEqualTo(Why.COUNTS);
        assertThat(reported(key))
                .containsExactly(OutcomeCode.UNDERVALUED, OutcomeCode.NOTHING_FOUND, OutcomeCode.SMUGGLED_GOODS);
        Patience.until(
                "nothing is left to report",
                () -> !south.index().unreported(9).contains(new CaseKey(Desks.TENANT, key)),
                () -> south.index().unreported(9));
    }

    /** Each consignment with a photograph of its own. */
    private static Examination evidence(String key) {
        String photo = String.format(Locale.ROOT, "%064x", key.hashCode());
        return new Examination(null, 40, List.of("DOORS", "FLOOR"), List.of(photo), Chosen.by(Chosen.By.ENGINE));
    }

    private static List<OutcomeCode> reported(String key) {
        List<OutcomeCode> codes = new ArrayList<>();
        try (TopicScan scan = new TopicScan(KafkaAccess.at(kafka.bootstrapServers()), "test")) {
            scan.read(scan.since(Topics.INSPECTIONS_REPORTED, Instant.EPOCH), record -> {
                if (Topics.INSPECTIONS_REPORTED.wire().decode(record.value())
                                instanceof DecodeResult.Value<InspectionOutcome> decoded
                        && decoded.value().getConsignmentKey().equals(key)) {
                    codes.add(decoded.value().getCode());
                }
            });
        }
        return codes;
    }

    @Test
    void whoFindsSomethingWhileNothingFoundWaitsTakesItsPlace() throws Exception {
        String key = Desks.DRAWN_TOO;
        raised(key);
        claimed(north, key, "ana");
        assertThat(north.log()
                        .outcome(form(key, "k1", null, "ana", "officer"), draft(key, "NOTHING_FOUND", 1), evidence(key))
                        .why())
                .isEqualTo(Why.WAITS);
        claimed(north, key, "ben");
        assertThat(north.log()
                        .outcome(
                                form(key, "k2", null, "ben", "officer"), draft(key, "SMUGGLED_GOODS", 1), evidence(key))
                        .why())
                .isEqualTo(Why.WAITS);

        assertThat(north.log()
                        .approve(form(key, "k3", "k2", "eva", "supervisor"), "k1", key + "-1", "")
                        .why())
                .isEqualTo(Why.NOTHING_WAITS);
        assertThat(north.log()
                        .approve(form(key, "k4", "k2", "eva", "supervisor"), "k2", key + "-1", "")
                        .why())
                .isEqualTo(Why.COUNTS);
        assertThat(reported(key)).containsExactly(OutcomeCode.SMUGGLED_GOODS);
    }

    @Test
    void nobodyPutsRedGoodsOffTwice() throws Exception {
        raised("P");
        Instant until = Instant.now().plus(Duration.ofHours(1));
        assertThat(north.log()
                        .snooze(form("P", "p1", null, "ana", "officer"), until, "")
                        .why())
                .isEqualTo(Why.COUNTS);
        claimed(south, "P", "ana");
        assertThat(north.log()
                        .snooze(form("P", "p2", "Panap1", "ana", "officer"), until, "")
                        .why())
                .isEqualTo(Why.NEEDS_COLLEAGUE);
        assertThat(north.log()
                        .snooze(form("P", "p3", "Panap1", "ben", "officer"), until, "")
                        .why())
                .isEqualTo(Why.COUNTS);
    }

    @Test
    void documentsInsteadOfAnExaminationOfRedTakeTwoPeopleAndYellowTakesOne() throws Exception {
        raised("L");
        assertThat(decide(
                        form("L", "l1", null, "ana", "officer"),
                        DecisionAction.CHECK_DOCUMENTS,
                        DecisionReason.KNOWN_TRADE))
                .isEqualTo(Why.WAITS);
        assertThat(north.file("L").row().decision().action()).isNull();

        raised("M");
        assessedAgain("M", "M-1", Lane.YELLOW);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Desks.alert(kafka.bootstrapServers(), "M", AlertState.UPDATED, Lane.YELLOW, now);
        Patience.until(
                "it is yellow",
                () -> north.file("M").row().lane() == Lane.YELLOW,
                () -> north.file("M").row());
        assertThat(decide(form("M", "m1", null, "ana", "officer"), DecisionAction.CHECK_DOCUMENTS, null))
                .isEqualTo(Why.COUNTS);
        assertThat(north.log()
                        .outcome(
                                form("M", "m2", null, "ana", "officer"),
                                draft("M", "NOTHING_FOUND", 1),
                                Examination.NONE)
                        .why())
                .isEqualTo(Why.COUNTS);
    }

    @Test
    void whatAnotherFilerClaimsLetsNobodyEndARedAlertAlone() throws Exception {
        raised("N");
        assessedAgain("N", "N-2", Lane.GREEN);
        Patience.until(
                "the claim is read",
                () -> "N-2".equals(north.file("N").row().assessmentId()),
                () -> north.file("N").row());

        assertThat(north.log()
                        .outcome(
                                form("N", "n1", null, "ana", "officer"),
                                draft("N", "NOTHING_FOUND", 1),
                                Examination.NONE)
                        .why())
                .isEqualTo(Why.NEEDS_EVIDENCE);
        assertThat(north.log()
                        .decide(
                                form("N", "n3", null, "ana", "officer"),
                                new DecisionDraft(
                                        "N-2", DecisionAction.RELEASE, DecisionReason.DOCUMENTS_EXPLAIN, "", List.of()))
                        .why())
                .isEqualTo(Why.WAITS);
        assertThat(north.open()).contains("N");
    }

    @Test
    void whatWasAssessedAgainIsProposedAnewBeforeASecondPersonApproves() throws Exception {
        raised("O");
        assertThat(decide(
                        form("O", "o1", null, "ana", "officer"),
                        DecisionAction.RELEASE,
                        DecisionReason.DOCUMENTS_EXPLAIN))
                .isEqualTo(Why.WAITS);
        assessedAgain("O", "O-2", Lane.RED);
        Patience.until(
                "it is read",
                () -> "O-2".equals(south.file("O").row().assessmentId()),
                () -> south.file("O").row());

        for (String shown : List.of("O-1", "O-2")) {
            assertThat(south.log()
                            .approve(form("O", "o2" + shown, "o1", "ben", "supervisor"), "o1", shown, "")
                            .why())
                    .as("proposed of O-1, shown %s, in force O-2", shown)
                    .isEqualTo(Why.ASSESSED_AGAIN);
        }
        assertThat(south.log()
                        .refuse(form("O", "o3", "o1", "ben", "supervisor"), "o1", "look again")
                        .why())
                .isEqualTo(Why.COUNTS);
        assertThat(south.open()).contains("O");
    }

    private static void assessedAgain(String key, String assessment, Lane lane) throws Exception {
        ConsignmentAssessed again = Desks.assessed(key, Instant.now().truncatedTo(ChronoUnit.MILLIS), null);
        again.setAssessmentId(assessment);
        again.setLane(lane);
        send(kafka.bootstrapServers(), Topics.CONSIGNMENTS_ASSESSED, again);
    }

    @Test
    void howAnInspectionWentIsReportedWithWhatItCameTo() throws Exception {
        raised("I");
        Examination found = new Examination(
                InspectionPlace.FLOOR, 45, List.of("SEAL", "SCAN"), List.of(PHOTO), Chosen.by(Chosen.By.TIP));
        claimed(north, "I", "ana");

        Answer refused =
                north.log().outcome(form("I", "i1", null, "ana", "officer"), draft("I", "NOTHING_FOUND", 1), found);
        assertThat(refused.why()).isEqualTo(Why.BAD_OUTCOME);
        assertThat(refused.details()).singleElement().asString().contains("a place goes with a find only");
        assertThat(north.log()
                        .outcome(form("I", "i1", null, "ana", "officer"), draft("I", "SMUGGLED_GOODS", 1), found)
                        .why())
                .isEqualTo(Why.COUNTS);
        InspectionOutcome outcome = Objects.requireNonNull(north.file("I").outcome());
        assertThat(outcome.getPlace()).isEqualTo(InspectionPlace.FLOOR);
        assertThat(outcome.getMinutes()).isEqualTo(45);
        assertThat(outcome.getChecks()).containsExactly("SEAL", "SCAN");
        assertThat(outcome.getSelectedBy()).isEqualTo(Selector.TIP);
    }

    @Test
    void whoSawWhatIsNoted() throws Exception {
        north.log().audit("ana", "officer", "SEE_CONSIGNMENT", "K", "");

        Patience.until(
                "the line is there",
                () -> !south.index()
                        .audit(null, "ana", "SEE_CONSIGNMENT", "K", 5)
                        .isEmpty(),
                () -> south.index().audit(null, null, null, null, 5));
        assertThat(north.log().unaudited()).isZero();
    }

    /** Somebody takes it, whoever had it before; the step that it follows is part of its name. */
    private static void claimed(Desk desk, String key, String by) throws Exception {
        Patience.until(
                "both read who had it",
                () -> Objects.equals(
                        north.file(key).work().stepId(), south.file(key).work().stepId()),
                () -> north.file(key).steps());
        String last = desk.file(key).work().stepId();
        assertThat(desk.log()
                        .claim(form(key, key + by + last, last, by, "officer"))
                        .why())
                .isEqualTo(Why.COUNTS);
    }

    private static OutcomeDraft draft(String key, String code, int version) {
        String reason = code.equals("NOT_EXAMINED") ? "NO_CAPACITY" : null;
        return new OutcomeDraft(key, code, Desks.TENANT, null, reason, null, version, null, null, null, null);
    }

    private static List<Answer> atOnce(List<Callable<Answer>> claims) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(claims.size());
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(claims)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
