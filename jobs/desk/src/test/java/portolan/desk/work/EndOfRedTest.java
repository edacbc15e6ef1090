// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.server.Action;
import portolan.desk.server.Role;
import portolan.desk.work.Answer.Why;
import portolan.desk.work.CaseWriter.Draft;
import portolan.desk.work.ReadBack.CaseNow;
import portolan.records.CaseStep;
import portolan.records.CaseStep.Hands;
import portolan.records.Evidence;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.DecisionReason;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.WorkKind;

/** The table of rights as a matrix of steps, lanes, roles and states, and what one officer with scripts makes of it. */
class EndOfRedTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SecondLooks LOOKS = new SecondLooks(new byte[32]);
    private static final String DRAWN = key(true);
    private static final String UNDRAWN = key(false);

    private static String key(boolean isDrawn) {
        for (int i = 0; ; i++) {
            if (LOOKS.isDrawn("t", "K" + i) == isDrawn) {
                return "K" + i;
            }
        }
    }

    /** One consignment, and what was said of it; as the desk, without its topics. */
    private static final class Case {
        private String given = "";
        private final Decisions decisions = new Decisions(LOOKS, outcome -> given);
        private final String key;
        private final @Nullable Lane lane;
        private final WorkState work = new WorkState();
        private final DecisionState said = new DecisionState();
        private final List<InspectionOutcome> reported = new ArrayList<>();

        Case(String key, @Nullable Lane lane) {
            this.key = key;
            this.lane = lane;
        }

        CaseNow now() {
            return new CaseNow("a", lane, work, said, reported);
        }

        Case claimed(String by) {
            assertThat(work.read(step(work.stepId() + "c", WorkKind.CLAIMED, by)))
                    .isTrue();
            return this;
        }

        private AlertWorked step(String id, WorkKind kind, String by) {
            return AlertWorked.newBuilder()
                    .setStepId(id)
                    .setTenant("t")
                    .setConsignmentKey(key)
                    .setFollows(work.stepId())
                    .setKind(kind)
                    .setBy(by)
                    .setRole("officer")
                    .setAt(NOON)
                    .setUntil(NOON)
                    .build();
        }

        WorkForm form(String id, String by, Role role) {
            return new WorkForm("t", key, id, said.last(), by, role.word());
        }

        /** What becomes of a form: it counts, waits, or why it is refused. */
        Why take(CaseStep step, WorkForm form, Set<Evidence> missing) {
            InspectionOutcome outcome = outcome(step, form, missing);
            DecisionAction action =
                    outcome == null ? DecisionAction.valueOf(step.name()) : DecisionAction.CORRECT_OUTCOME;
            return written(decisions.decide(
                    form,
                    new DecisionDraft("a", action, DecisionReason.INFORMATION, "", List.of()),
                    outcome,
                    now(),
                    NOON));
        }

        Why answer(DecisionKind kind, WorkForm form, @Nullable String of) {
            return written(decisions.answer(form, kind, String.valueOf(of), "a", "", now(), NOON));
        }

        private Why written(Draft<DecisionRecorded> draft) {
            DecisionRecorded value = draft.value();
            if (value == null || !said.read(value)) {
                return value == null ? draft.answer().why() : Why.OVERTAKEN;
            }
            return value.getKind() == DecisionKind.PROPOSED ? Why.WAITS : Why.COUNTS;
        }

        private @Nullable InspectionOutcome outcome(CaseStep step, WorkForm form, Set<Evidence> missing) {
            return switch (step) {
                case REPORT_EXAMINED -> report(form, OutcomeCode.NOTHING_FOUND, missing);
                case REPORT_NOT_EXAMINED -> report(form, OutcomeCode.NOT_EXAMINED, missing);
                case CORRECT_OUTCOME -> {
                    if (reported.isEmpty()) {
                        reported.add(report(form, OutcomeCode.SMUGGLED_GOODS, missing));
                    }
                    yield report(form, OutcomeCode.NOTHING_FOUND, missing);
                }
                default -> null;
            };
        }

        InspectionOutcome report(WorkForm form, OutcomeCode code, Set<Evidence> missing) {
            return InspectionOutcome.newBuilder()
                    .setOutcomeId(form.id())
                    .setTenant("t")
                    .setConsignmentKey(key)
                    .setCode(code)
                    .setExamined(code != OutcomeCode.NOT_EXAMINED)
                    .setReportedAt(NOON)
                    .setVersion(now().nextVersion())
                    .setMinutes(missing.contains(Evidence.MINUTES) ? null : 30)
                    .setPlace(missing.contains(Evidence.PLACES) ? InspectionPlace.DOCUMENTS : null)
                    .setChecks(missing.contains(Evidence.PLACES) ? List.of("DOCUMENTS") : List.of("FLOOR", "DOORS"))
                    .setPhotos(missing.contains(Evidence.PHOTO) ? List.of() : List.of("0".repeat(64)))
                    .build();
        }
    }

    /** By which of its rights the server lets somebody take a step. */
    private static Action right(CaseStep step) {
        return switch (step) {
            case EXAMINE, SCAN, DO_NOT_LOAD, ASK_FILER, CHECK_DOCUMENTS, RELEASE -> Action.DECIDE;
            case REPORT_EXAMINED, REPORT_NOT_EXAMINED -> Action.REPORT_OUTCOME;
            case CORRECT_OUTCOME -> Action.CORRECT_OUTCOME;
            case PUT_OFF, PUT_OFF_AGAIN -> Action.CLAIM;
            // At no desk: with the keys of those who approve rule sets.
            case WITHDRAW_BY_HAND -> Action.APPROVE_RULES;
            case CHANGE_RULES,
                    ROLL_RULES_BACK,
                    END_RULES,
                    SUPPRESS,
                    BRING_SUPPRESSIONS_BACK,
                    END_SUPPRESSIONS,
                    CHANGE_WATCH_LIST,
                    BRING_WATCH_LIST_BACK,
                    END_WATCH_LIST,
                    CHANGE_SENDERS,
                    BRING_SENDERS_BACK,
                    END_SENDERS -> Action.ACTIVATE_RULES;
        };
    }

    private static boolean isDecision(CaseStep step) {
        return step.ordinal() < CaseStep.PUT_OFF.ordinal();
    }

    /** What one role may propose and put in force, another one must have approved; no officer does either. */
    @Test
    void whoChangesADocumentIsNobodyWhoApprovesIt() {
        for (CaseStep step : CaseStep.values()) {
            if (step.document() != null) {
                assertThat(right(step).roles())
                        .as("%s", step)
                        .containsExactlyElementsOf(Action.PROPOSE_RULES.roles())
                        .doesNotContainAnyElementsOf(Action.APPROVE_RULES.roles())
                        .doesNotContain(Role.OFFICER);
            }
        }
    }

    @Test
    void everyDecisionAndEveryOutcomeHasARow() {
        for (DecisionAction action : DecisionAction.values()) {
            if (action != DecisionAction.UNKNOWN) {
                assertThat(CaseStep.of(action)).isNotNull();
            }
        }
        for (OutcomeCode code : OutcomeCode.values()) {
            Case one = new Case(UNDRAWN, Lane.RED);
            InspectionOutcome first = one.report(one.form("o", "ana", Role.OFFICER), code, Set.of());
            assertThat(CaseStep.of(first).hands(Lane.RED)).as("%s", code).isNotEqualTo(Hands.ONE);
            first.setVersion(2);
            assertThat(CaseStep.of(first)).isEqualTo(CaseStep.CORRECT_OUTCOME);
        }
    }

    @Test
    void theTableSaysWhoEndsRed() {
        List<String> alone = new ArrayList<>();
        for (CaseStep step : CaseStep.values()) {
            assertThat(step.hands(null))
                    .as("what was not assessed yet may be red")
                    .isEqualTo(step.hands(Lane.RED));
            for (Lane lane : Lane.values()) {
                if (step.hands(lane) == Hands.ONE) {
                    alone.add(step + " " + lane);
                }
            }
        }
        assertThat(alone)
                .filteredOn(row -> row.endsWith(" RED"))
                .containsExactly(
                        "EXAMINE RED",
                        "SCAN RED",
                        "DO_NOT_LOAD RED",
                        "ASK_FILER RED",
                        "PUT_OFF RED",
                        "ROLL_RULES_BACK RED",
                        "END_SUPPRESSIONS RED");
        assertThat(alone)
                .filteredOn(row -> !row.endsWith(" RED"))
                .hasSize((CaseStep.values().length - 12) * (Lane.values().length - 1));
    }

    /** Steps x lanes x roles x whose the consignment is x evidence x drawn or not x a second person of each role. */
    @Test
    void theDeskDoesWhatTheTableSaysInEveryStateForEveryRole() {
        int cells = 0;
        for (CaseStep step : CaseStep.values()) {
            for (Lane lane : Lane.values()) {
                for (Role role : right(step).roles()) {
                    for (String owner : new String[] {"", "ana", "ben"}) {
                        for (Set<Evidence> missing : lacking()) {
                            for (String key : List.of(DRAWN, UNDRAWN)) {
                                if (isDecision(step)) {
                                    assertTaken(step, lane, role, owner, missing, key);
                                    cells++;
                                }
                            }
                        }
                    }
                }
            }
        }
        assertThat(cells).isEqualTo(9 * 4 * 2 * 3 * 8 * 2);
    }

    /** Whatever the lane has become: else a proposal of anything takes a find from under the supervisor's eyes. */
    @Test
    void whatAColleagueReportedIsAnsweredBeforeAnythingElseIsProposed() {
        Case one = new Case(DRAWN, Lane.RED).claimed("ben");
        assertThat(one.take(CaseStep.REPORT_EXAMINED, one.form("find", "ben", Role.OFFICER), Set.of()))
                .isEqualTo(Why.WAITS);
        one.claimed("ana");
        for (CaseStep step : List.of(CaseStep.RELEASE, CaseStep.CHECK_DOCUMENTS, CaseStep.REPORT_EXAMINED)) {
            assertThat(one.take(step, one.form(step.name(), "ana", Role.OFFICER), Set.of()))
                    .as("%s", step)
                    .isEqualTo(Why.ANSWER_FIRST);
        }
        WorkForm find = one.form("other", "ana", Role.OFFICER);
        assertThat(one.decisions
                        .decide(
                                find,
                                new DecisionDraft("a", DecisionAction.CORRECT_OUTCOME, null, "", List.of()),
                                one.report(find, OutcomeCode.SMUGGLED_GOODS, Set.of()),
                                one.now(),
                                NOON)
                        .value())
                .as("a find takes the place of what is none")
                .isNotNull();
        assertThat(one.take(CaseStep.SCAN, one.form("scan", "ana", Role.OFFICER), Set.of()))
                .isEqualTo(Why.COUNTS);
        assertThat(one.answer(DecisionKind.APPROVED, one.form("yes", "eva", Role.SUPERVISOR), "find"))
                .isEqualTo(Why.COUNTS);
    }

    /** Another desk may say it in the moment before the first one reports. */
    @Test
    void whatIsAgreedAndNotYetReportedIsNotSaidOnceMore() {
        Case one = new Case(UNDRAWN, Lane.RED).claimed("ana");
        WorkForm late = one.form("late", "ana", Role.OFFICER);
        InspectionOutcome same = one.report(late, OutcomeCode.NOTHING_FOUND, Set.of());
        assertThat(one.take(CaseStep.REPORT_EXAMINED, one.form("first", "ana", Role.OFFICER), Set.of()))
                .isEqualTo(Why.COUNTS);
        assertThat(one.reported).isEmpty();

        DecisionDraft draft = new DecisionDraft("a", DecisionAction.CORRECT_OUTCOME, null, "", List.of());
        assertThat(one.decisions
                        .decide(late.following(one.said.last()), draft, same, one.now(), NOON)
                        .answer()
                        .why())
                .isEqualTo(Why.WRONG_VERSION);
    }

    private static List<Set<Evidence>> lacking() {
        List<Set<Evidence>> all = new ArrayList<>();
        for (int mask = 0; mask < 8; mask++) {
            Set<Evidence> missing = EnumSet.noneOf(Evidence.class);
            for (Evidence one : List.of(Evidence.MINUTES, Evidence.PLACES, Evidence.PHOTO)) {
                if ((mask >> (one.ordinal() - 1) & 1) == 1) {
                    missing.add(one);
                }
            }
            all.add(missing);
        }
        return all;
    }

    private static void assertTaken(
            CaseStep step, Lane lane, Role role, String owner, Set<Evidence> missing, String key) {
        Case one = new Case(key, lane);
        if (!owner.isEmpty()) {
            one.claimed(owner);
        }
        String cell =
                step + " " + lane + " " + role + " of=" + owner + " without=" + missing + " drawn=" + key.equals(DRAWN);
        boolean isShown = owner.equals("ana") && missing.isEmpty();
        boolean isReport = step == CaseStep.REPORT_EXAMINED || step == CaseStep.REPORT_NOT_EXAMINED;
        Why expected =
                switch (step.hands(lane)) {
                    // Outside red an outcome is reported at once, and is no decision.
                    case ONE -> isReport ? Why.ASSESSED_AGAIN : Why.COUNTS;
                    case EVIDENCE -> !isShown ? Why.NEEDS_EVIDENCE : key.equals(DRAWN) ? Why.WAITS : Why.COUNTS;
                    case TWO -> Why.WAITS;
                };
        assertThat(one.take(step, one.form("f", "ana", role), missing)).as(cell).isEqualTo(expected);
        if (expected != Why.WAITS) {
            return;
        }
        assertThat(one.said.inForce() == null && one.said.correction() == null)
                .as(cell)
                .isTrue();
        for (Role other : Role.values()) {
            assertThat(one.said.mayAnswer(DecisionKind.APPROVED, "ana", other.word()))
                    .as(cell)
                    .isFalse();
            boolean mayAgree = one.said.mayAnswer(DecisionKind.APPROVED, "eva", other.word());
            assertThat(mayAgree).as(cell + " " + other).isEqualTo(Action.APPROVE_DECISION.isFor(other));
        }
        assertThat(one.answer(DecisionKind.APPROVED, one.form("g", "eva", Role.SUPERVISOR), "f"))
                .as(cell)
                .isEqualTo(Why.COUNTS);
    }

    @Test
    void whoPutRedOffDoesNotDoSoAgainAndAColleagueMay() {
        Case one = new Case(UNDRAWN, Lane.RED);
        assertThat(one.work.puttingOff("ana")).isEqualTo(CaseStep.PUT_OFF);
        assertThat(one.work.read(one.step("s", WorkKind.SNOOZED, "ana"))).isTrue();
        one.claimed("ben").claimed("ana");

        assertThat(one.work.puttingOff("ana")).isEqualTo(CaseStep.PUT_OFF_AGAIN);
        assertThat(one.work.puttingOff("ben")).isEqualTo(CaseStep.PUT_OFF);
    }

    /** Whatever one person sends, in whatever role, with whatever identity, twice or of before: red goods are not let go. */
    @Test
    void oneOfficerWithScriptsLetsNoRedConsignmentGo() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Case one = new Case(random.nextBoolean() ? DRAWN : UNDRAWN, Lane.RED);
            one.claimed("ana");
            String script = "";
            for (int i = 0; i < 12; i++) {
                String id = "f" + random.nextInt(8);
                String follows = random.nextInt(3) > 0 ? one.said.last() : "f" + random.nextInt(8);
                String by = random.nextInt(4) > 0 ? "ana" : " ANA ";
                WorkForm form = new WorkForm("t", one.key, id, follows, by, Role.values()[random.nextInt(2)].word());
                CaseStep step = CaseStep.values()[random.nextInt(CaseStep.PUT_OFF.ordinal())];
                Set<Evidence> missing = lacking().get(random.nextInt(7) + 1);
                boolean isDrawn = one.key.equals(DRAWN) || one.said.isOutcomeProposed();
                DecisionRecorded pending = one.said.pending();
                Why why =
                        switch (random.nextInt(3)) {
                            case 0 ->
                                one.answer(DecisionKind.APPROVED, form, pending == null ? id : pending.getDecisionId());
                            case 1 ->
                                one.answer(DecisionKind.REFUSED, form, pending == null ? id : pending.getDecisionId());
                            default -> one.take(step, form, isDrawn && random.nextBoolean() ? Set.of() : missing);
                        };
                script += "\n" + step + " " + form + " " + why;
                DecisionRecorded inForce = one.said.inForce();
                assertThat(inForce != null
                                && Set.of(DecisionAction.RELEASE, DecisionAction.CHECK_DOCUMENTS)
                                        .contains(inForce.getAction()))
                        .as("seed=%d%s", seed, script)
                        .isFalse();
                assertThat(one.said.correction()).as("seed=%d%s", seed, script).isNull();
            }
        }
    }

    @Test
    void oneInTenIsDrawnAndNobodyForeseesWhichWithoutTheSecret(@TempDir Path directory) throws Exception {
        SecondLooks here = SecondLooks.by(directory.resolve("key"));
        SecondLooks there = SecondLooks.by(directory.resolve("other"));
        int drawn = 0;
        int both = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean isDrawn = LOOKS.isDrawn("t", "K" + i);
            drawn += isDrawn ? 1 : 0;
            both += here.isDrawn("t", "K" + i) && there.isDrawn("t", "K" + i) ? 1 : 0;
        }
        assertThat(drawn).isBetween(1_850, 2_150);
        assertThat(both).as("of two installations").isBetween(120, 290);

        SecondLooks again = SecondLooks.by(directory.resolve("key"));
        for (int i = 0; i < 1_000; i++) {
            assertThat(again.isDrawn("t", "K" + i)).isEqualTo(here.isDrawn("t", "K" + i));
        }
        assertThat(Files.getPosixFilePermissions(directory.resolve("key")))
                .extracting(Objects::toString)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    /** Two desks of one installation that were started with secrets of their own. */
    @Test
    void whoChoosesTheirDeskEscapesNoSecondLook(@TempDir Path directory) throws Exception {
        SecondLooks last = SecondLooks.by(directory.resolve("last"));
        assertThat(last.isNew()).isTrue();
        assertThat(SecondLooks.by(directory.resolve("last")).isNew()).isFalse();
        SecondLooks here = last.of(last::mark);
        SecondLooks there = SecondLooks.by(directory.resolve("there")).of(last::mark);
        assertThat(here.isForeign()).isFalse();
        assertThat(there.isForeign()).isTrue();
        int drawn = 0;
        for (int i = 0; i < 1_000; i++) {
            drawn += here.isDrawn("t", "K" + i) ? 1 : 0;
            assertThat(there.isDrawn("t", "K" + i)).isTrue();
            assertThat(here.isDrawn("t", "K" + i)).isEqualTo(last.isDrawn("t", "K" + i));
        }
        assertThat(drawn).isBetween(60, 140);
    }

    @Test
    void aPhotographThatWasGivenForAnotherConsignmentAsksForTwoAndSaysSo() {
        Case one = new Case(UNDRAWN, Lane.RED).claimed("ana");
        one.given = "given before, for K at NOON";
        assertThat(one.take(CaseStep.REPORT_EXAMINED, one.form("f", "ana", Role.OFFICER), Set.of()))
                .isEqualTo(Why.WAITS);
        assertThat(Objects.requireNonNull(one.said.pending()).getNote()).isEqualTo("given before, for K at NOON");
        assertThat(one.said.correction()).isNull();
        assertThat(one.answer(DecisionKind.APPROVED, one.form("g", "eva", Role.SUPERVISOR), "f"))
                .isEqualTo(Why.COUNTS);
    }

    @Test
    void placesThatCountAsSearchedLeaveOutPapers() {
        assertThat(Evidence.SEARCHED)
                .doesNotContain(InspectionPlace.DOCUMENTS)
                .hasSize(InspectionPlace.values().length - 1);
    }
}
