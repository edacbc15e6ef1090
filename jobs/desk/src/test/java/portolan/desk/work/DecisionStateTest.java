// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.DecisionReason;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;

class DecisionStateTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FIRST = outcome(1);
    private static final String CORRECTED = outcome(2);

    @Test
    void aDecisionWithinTheLaneCountsByItself() {
        DecisionState state = new DecisionState();

        assertThat(state.read(recorded("a", null, DecisionAction.EXAMINE, Lane.RED)))
                .isTrue();
        assertThat(state.read(recorded("b", null, DecisionAction.SCAN, Lane.RED)))
                .as("it was written before its author saw the first")
                .isFalse();
        assertThat(state.read(recorded("c", "a", DecisionAction.SCAN, Lane.RED)))
                .isTrue();
        assertThat(inForce(state)).isEqualTo("c");
    }

    @Test
    void againstTheLaneNothingCountsWithoutAReason() {
        DecisionState state = new DecisionState();
        DecisionRecorded unfounded = recorded("a", null, DecisionAction.RELEASE, Lane.YELLOW);
        unfounded.setReason(null);

        assertThat(state.read(unfounded)).isFalse();
        assertThat(state.read(recorded("b", null, DecisionAction.RELEASE, Lane.YELLOW)))
                .isTrue();
    }

    @Test
    void releasingRedCountsOnceAnotherSupervisorApprovedIt() {
        DecisionState state = new DecisionState();

        assertThat(state.read(recorded("a", null, DecisionAction.RELEASE, Lane.RED)))
                .as("nobody does it alone")
                .isFalse();
        assertThat(state.read(proposed("p", null, DecisionAction.RELEASE, "ana")))
                .isTrue();
        assertThat(state.inForce()).isNull();
        assertThat(state.read(answer("q", "p", DecisionKind.APPROVED, "ana", "supervisor")))
                .as("the same user")
                .isFalse();
        assertThat(state.read(answer("r", "p", DecisionKind.APPROVED, " ANA ", "supervisor")))
                .as("the same user, spelled otherwise")
                .isFalse();
        assertThat(state.read(answer("s", "p", DecisionKind.APPROVED, "ben", "officer")))
                .as("no supervisor")
                .isFalse();
        assertThat(state.read(answer("t", "p", DecisionKind.APPROVED, "ben", "supervisor")))
                .isTrue();
        assertThat(inForce(state)).isEqualTo("p");
        assertThat(state.pending()).isNull();
    }

    @Test
    void ofTwoAnswersTheFirstCounts() {
        DecisionState state = new DecisionState();
        state.read(proposed("p", null, DecisionAction.RELEASE, "ana"));

        assertThat(state.read(answer("q", "p", DecisionKind.REFUSED, "ben", "supervisor")))
                .isTrue();
        assertThat(state.read(answer("r", "p", DecisionKind.APPROVED, "eva", "supervisor")))
                .isFalse();
        assertThat(state.inForce()).isNull();
    }

    @Test
    void whoProposedMayTakeItBack() {
        DecisionState state = new DecisionState();
        state.read(proposed("p", null, DecisionAction.RELEASE, "ana"));

        assertThat(state.read(answer("q", "p", DecisionKind.REFUSED, "eva", "officer")))
                .isFalse();
        assertThat(state.read(answer("r", "p", DecisionKind.REFUSED, "ana", "officer")))
                .isTrue();
        assertThat(state.pending()).isNull();
    }

    @Test
    void whoDecidedAloneTakesItBackWithinTenSecondsAndWhatStoodBeforeStandsAgain() {
        DecisionState state = new DecisionState();
        state.read(recorded("a", null, DecisionAction.SCAN, Lane.RED));
        state.read(recorded("b", "a", DecisionAction.EXAMINE, Lane.RED));

        DecisionRecorded late = answer("late", "b", DecisionKind.REFUSED, "ana", "officer");
        late.setAt(NOON.plus(DecisionState.TAKEN_BACK_WITHIN).plusMillis(1));
        assertThat(state.read(late)).isFalse();
        assertThat(state.read(answer("other", "b", DecisionKind.REFUSED, "ben", "supervisor")))
                .as("nobody else does")
                .isFalse();
        DecisionRecorded older = answer("older", "b", DecisionKind.REFUSED, "ana", "officer");
        older.setOf("a");
        assertThat(state.read(older)).as("only the last").isFalse();
        assertThat(state.read(answer("agreed", "b", DecisionKind.APPROVED, "ana", "supervisor")))
                .isFalse();
        assertThat(inForce(state)).isEqualTo("b");

        assertThat(state.read(answer("u", "b", DecisionKind.REFUSED, "ana", "officer")))
                .isTrue();
        assertThat(inForce(state)).isEqualTo("a");
        assertThat(state.read(answer("again", "u", DecisionKind.REFUSED, "ana", "officer")))
                .as("nor what was taken back")
                .isFalse();
        assertThat(state.read(recorded("c", "u", DecisionAction.SCAN, Lane.RED)))
                .as("the next one follows it")
                .isTrue();
    }

    @Test
    void whatWaitedForAColleagueWaitsAgainOnceWhatOvertookItIsTakenBack() {
        DecisionState state = new DecisionState();
        state.read(proposed("p", null, DecisionAction.RELEASE, "ben"));
        state.read(recorded("a", "p", DecisionAction.EXAMINE, Lane.RED));
        assertThat(state.pending()).isNull();
        state.read(answer("u", "a", DecisionKind.REFUSED, "ana", "officer"));
        assertThat(state.pending()).extracting(DecisionRecorded::getDecisionId).isEqualTo("p");

        DecisionRecorded refused = answer("r", "u", DecisionKind.REFUSED, "eva", "supervisor");
        refused.setOf("p");
        assertThat(state.read(refused)).isTrue();
        state.read(recorded("b", "r", DecisionAction.EXAMINE, Lane.RED));
        assertThat(state.read(answer("v", "b", DecisionKind.REFUSED, "ana", "officer")))
                .isTrue();
        assertThat(state.pending()).as("what was refused stays so").isNull();
    }

    @Test
    void whatAColleagueReportedWaitsOnWhateverAnybodyDecides() {
        DecisionState state = new DecisionState();
        state.read(proposed("p", null, DecisionAction.CORRECT_OUTCOME, "ben"));
        assertThat(state.read(recorded("a", "p", DecisionAction.ASK_FILER, Lane.RED)))
                .isTrue();
        assertThat(state.pending()).extracting(DecisionRecorded::getDecisionId).isEqualTo("p");
        assertThat(inForce(state)).isEqualTo("a");

        assertThat(state.read(answer("u", "a", DecisionKind.REFUSED, "ana", "officer")))
                .isTrue();
        assertThat(state.inForce()).isNull();
        assertThat(state.pending()).extracting(DecisionRecorded::getDecisionId).isEqualTo("p");
        DecisionRecorded approved = answer("q", "u", DecisionKind.APPROVED, "eva", "supervisor");
        approved.setOf("p");
        assertThat(state.read(approved)).isTrue();
        assertThat(state.isAgreed(reported("p", 2))).isTrue();
    }

    /** Who sends a form again is told what it came to in the end. */
    @Test
    void whatWasTakenBackOrRefusedCountsNoMore() {
        DecisionState state = new DecisionState();
        state.read(recorded("a", null, DecisionAction.EXAMINE, Lane.RED));
        assertThat(state.counts("a")).isTrue();
        state.read(answer("u", "a", DecisionKind.REFUSED, "ana", "officer"));
        assertThat(state.counts("a")).isFalse();

        state.read(proposed("p", "u", DecisionAction.RELEASE, "ben"));
        DecisionRecorded refused = answer("r", "p", DecisionKind.REFUSED, "eva", "supervisor");
        state.read(refused);
        assertThat(state.counts("p")).isFalse();
        assertThat(state.counts("r")).isTrue();
    }

    @Test
    void aCorrectionCarriesAnOutcomeAndLeavesTheDecisionInForce() {
        DecisionState state = new DecisionState();
        state.read(recorded("a", null, DecisionAction.EXAMINE, Lane.RED));
        DecisionRecorded empty = proposed("x", "a", DecisionAction.CORRECT_OUTCOME, "ana");
        empty.setOutcome(null);

        assertThat(state.read(empty)).isFalse();
        assertThat(state.read(proposed("p", "a", DecisionAction.CORRECT_OUTCOME, "ana")))
                .isTrue();
        assertThat(state.isAgreed(reported("p", 2))).isFalse();
        assertThat(state.read(answer("q", "p", DecisionKind.APPROVED, "ben", "supervisor")))
                .isTrue();
        assertThat(state.isAgreed(reported("p", 2))).isTrue();
        assertThat(state.isAgreed(reported("a", 1))).as("one person said it").isFalse();
        InspectionOutcome other = reported("p", 2);
        other.setCode(OutcomeCode.SMUGGLED_GOODS);
        assertThat(state.isAgreed(other)).as("something else under its name").isFalse();
        assertThat(state.isAgreed(reported("p", 1))).isFalse();
        assertThat(inForce(state)).isEqualTo("a");
        assertThat(Objects.requireNonNull(state.correction()).getDecisionId()).isEqualTo("p");
    }

    @Test
    void aCorrectionNeedsAReasonAndAFirstReportSaysItselfWhy() {
        DecisionState state = new DecisionState();
        DecisionRecorded unfounded = proposed("p", null, DecisionAction.CORRECT_OUTCOME, "ana");
        unfounded.setReason(null);

        unfounded.setOutcome(CORRECTED);
        assertThat(state.read(unfounded)).isFalse();
        unfounded.setDecisionId("q");
        unfounded.setOutcome("{}");
        assertThat(state.read(unfounded))
                .as("nobody can read whether it replaces another")
                .isFalse();
        unfounded.setDecisionId("r");
        unfounded.setOutcome(FIRST);
        assertThat(state.read(unfounded)).isTrue();
        DecisionRecorded founded = proposed("s", "r", DecisionAction.CORRECT_OUTCOME, "ana");
        founded.setOutcome(CORRECTED);
        assertThat(state.read(founded)).isTrue();
    }

    @Test
    void anOutcomeOfOnePersonCountsWithAllEvidenceAndNeverOnceOneWasProposed() {
        for (String part : List.of("", "minutes", "places", "photo", "not examined", "corrects")) {
            DecisionState state = new DecisionState();
            DecisionRecorded said = recorded("a", null, DecisionAction.CORRECT_OUTCOME, Lane.RED);
            said.setOutcome(examined(part));
            assertThat(state.read(said)).as("without %s", part).isEqualTo(part.isEmpty());
            assertThat(state.isAgreed(reported("a", 1))).as("without %s", part).isEqualTo(part.isEmpty());
        }

        DecisionState state = new DecisionState();
        state.read(proposed("p", null, DecisionAction.CORRECT_OUTCOME, "ana"));
        assertThat(state.read(answer("q", "p", DecisionKind.REFUSED, "ana", "officer")))
                .as("who proposed takes it back")
                .isTrue();
        DecisionRecorded again = recorded("a", "q", DecisionAction.CORRECT_OUTCOME, Lane.RED);
        again.setOutcome(examined(""));
        assertThat(state.read(again)).as("and says it alone").isFalse();
        again.setDecisionId("b");
        again.setKind(DecisionKind.PROPOSED);
        assertThat(state.read(again)).isTrue();
    }

    private static String examined(String without) {
        InspectionOutcome outcome =
                Objects.requireNonNull(OutcomeJson.of(recorded("a", null, DecisionAction.CORRECT_OUTCOME, Lane.RED)));
        outcome.setVersion(without.equals("corrects") ? 2 : 1);
        outcome.setMinutes(without.equals("minutes") ? null : 40);
        outcome.setChecks(List.of(without.equals("places") ? "DOCUMENTS" : "FLOOR"));
        outcome.setPhotos(without.equals("photo") ? List.of() : List.of("a".repeat(64)));
        if (without.equals("not examined")) {
            outcome.setCode(OutcomeCode.NOT_EXAMINED);
        }
        return OutcomeJson.line(outcome);
    }

    @Test
    void whatNeedsAReasonIsATable() {
        List<String> needs = new ArrayList<>();
        for (DecisionAction action : DecisionAction.values()) {
            for (Lane lane : Lane.values()) {
                if (DecisionState.needsReason(action, lane)) {
                    needs.add(action + " " + lane);
                }
            }
        }

        assertThat(needs)
                .containsExactly(
                        "EXAMINE YELLOW",
                        "EXAMINE BLUE",
                        "EXAMINE GREEN",
                        "SCAN YELLOW",
                        "SCAN BLUE",
                        "SCAN GREEN",
                        "CHECK_DOCUMENTS RED",
                        "CHECK_DOCUMENTS BLUE",
                        "CHECK_DOCUMENTS GREEN",
                        "RELEASE RED",
                        "RELEASE YELLOW",
                        "DO_NOT_LOAD YELLOW",
                        "DO_NOT_LOAD BLUE",
                        "DO_NOT_LOAD GREEN");
    }

    @Test
    void itAgreesWithANaiveReaderInWhateverOrderRecordsCome() {
        for (long seed = 0; seed < 3_000; seed++) {
            List<DecisionRecorded> all = random(new Random(seed));
            DecisionState state = new DecisionState();
            List<DecisionRecorded> counted = all.stream().filter(state::read).toList();
            NaiveReader naive = new NaiveReader(all);

            assertThat(counted).as("seed=%d", seed).containsExactlyElementsOf(naive.counted);
            assertThat(state.inForce()).as("seed=%d", seed).isSameAs(naive.inForce());
            assertThat(state.pending()).as("seed=%d", seed).isSameAs(naive.pending());
        }
    }

    /** Works everything out anew from the list of what counted before, for each record. */
    private static final class NaiveReader {
        private final List<DecisionRecorded> counted = new ArrayList<>();

        NaiveReader(List<DecisionRecorded> all) {
            for (int i = 0; i < all.size(); i++) {
                DecisionRecorded said = all.get(i);
                boolean repeated = all.subList(0, i).stream()
                        .anyMatch(before -> before.getDecisionId().equals(said.getDecisionId()));
                String last = counted.isEmpty()
                        ? null
                        : counted.get(counted.size() - 1).getDecisionId();
                if (!repeated && Objects.equals(said.getFollows(), last) && isAllowed(said)) {
                    counted.add(said);
                }
            }
        }

        private boolean isAllowed(DecisionRecorded said) {
            DecisionAction action = said.getAction();
            boolean two = (List.of(DecisionAction.RELEASE, DecisionAction.CHECK_DOCUMENTS)
                                    .contains(action)
                            && said.getLane() == Lane.RED)
                    || action == DecisionAction.CORRECT_OUTCOME;
            boolean against = said.getOutcome() == null
                    ? DecisionState.needsReason(action, said.getLane())
                    : !said.getOutcome().equals(FIRST);
            boolean sound = action != DecisionAction.UNKNOWN
                    && (action == DecisionAction.CORRECT_OUTCOME) == (said.getOutcome() != null)
                    && (!against || said.getReason() != null);
            if (said.getKind() == DecisionKind.RECORDED || said.getKind() == DecisionKind.PROPOSED) {
                return sound && two == (said.getKind() == DecisionKind.PROPOSED);
            }
            if (counted.isEmpty() || said.getKind() == DecisionKind.UNKNOWN) {
                return false;
            }
            DecisionRecorded before = counted.get(counted.size() - 1);
            if (before.getKind() == DecisionKind.RECORDED
                    && said.getKind() == DecisionKind.REFUSED
                    && before.getDecisionId().equals(said.getOf())) {
                return before.getBy().equals(said.getBy());
            }
            DecisionRecorded waits = pending();
            boolean same = waits != null && waits.getBy().equals(said.getBy());
            boolean supervisor = said.getRole().equals("supervisor");
            return waits != null
                    && waits.getDecisionId().equals(said.getOf())
                    && (said.getKind() == DecisionKind.APPROVED ? supervisor && !same : supervisor || same);
        }

        /** What counted, without what was taken back. */
        private List<DecisionRecorded> left() {
            List<DecisionRecorded> left = new ArrayList<>();
            for (DecisionRecorded said : counted) {
                int last = left.size() - 1;
                if (said.getKind() == DecisionKind.REFUSED
                        && left.get(last).getKind() == DecisionKind.RECORDED
                        && left.get(last).getDecisionId().equals(said.getOf())) {
                    left.remove(last);
                } else {
                    left.add(said);
                }
            }
            return left;
        }

        @Nullable
        DecisionRecorded pending() {
            List<DecisionRecorded> left = left();
            int at = left.size() - 1;
            while (at >= 0 && left.get(at).getKind() == DecisionKind.RECORDED) {
                at--;
            }
            if (at < 0) {
                return null;
            }
            DecisionRecorded last = left.get(at);
            // What was said since overtakes a decision, and no report.
            boolean isLeft = at == left.size() - 1 || last.getOutcome() != null;
            return isLeft && last.getKind() == DecisionKind.PROPOSED ? last : null;
        }

        @Nullable
        DecisionRecorded inForce() {
            List<DecisionRecorded> left = left();
            for (int i = left.size() - 1; i >= 0; i--) {
                DecisionRecorded said = left.get(i);
                if (said.getKind() == DecisionKind.RECORDED) {
                    return said;
                } else if (said.getKind() == DecisionKind.APPROVED
                        && left.get(i - 1).getAction() != DecisionAction.CORRECT_OUTCOME) {
                    return left.get(i - 1);
                }
            }
            return null;
        }
    }

    private static List<DecisionRecorded> random(Random random) {
        List<DecisionRecorded> all = new ArrayList<>();
        String latest = null;
        for (int i = 0; i < 14; i++) {
            String id = random.nextInt(6) == 0 ? "d" + random.nextInt(10) : "d" + i;
            // Mostly what was said last, so that long chains come about.
            String follows = random.nextInt(3) > 0 ? latest : "d" + random.nextInt(12);
            DecisionRecorded said =
                    recorded(id, follows, any(random, DecisionAction.values()), any(random, Lane.values()));
            said.setKind(any(random, DecisionKind.values()));
            said.setOf(random.nextInt(4) == 0 ? "d" + random.nextInt(12) : follows);
            said.setBy("user" + random.nextInt(2));
            said.setRole(random.nextInt(3) == 0 ? "officer" : "supervisor");
            if (random.nextInt(5) == 0) {
                said.setReason(null);
            }
            if (said.getOutcome() != null && random.nextBoolean()) {
                said.setOutcome(FIRST);
            }
            if (random.nextInt(6) == 0) {
                said.setOutcome(said.getOutcome() == null ? CORRECTED : null);
            }
            all.add(said);
            latest = random.nextInt(5) == 0 ? latest : id;
        }
        return all;
    }

    private static @Nullable String inForce(DecisionState state) {
        return state.inForce() == null ? null : state.inForce().getDecisionId();
    }

    private static DecisionRecorded proposed(String id, @Nullable String follows, DecisionAction action, String by) {
        DecisionRecorded proposed = recorded(id, follows, action, Lane.RED);
        proposed.setKind(DecisionKind.PROPOSED);
        proposed.setBy(by);
        return proposed;
    }

    private static DecisionRecorded answer(String id, String of, DecisionKind kind, String by, String role) {
        DecisionRecorded answer = recorded(id, of, DecisionAction.RELEASE, Lane.RED);
        answer.setKind(kind);
        answer.setOf(of);
        answer.setBy(by);
        answer.setRole(role);
        return answer;
    }

    private static String outcome(int version) {
        return OutcomeJson.line(reported("outcome" + version, version));
    }

    private static InspectionOutcome reported(String id, int version) {
        return InspectionOutcome.newBuilder()
                .setOutcomeId(id)
                .setTenant("default")
                .setConsignmentKey("MAEU:1:2026")
                .setCode(OutcomeCode.NOTHING_FOUND)
                .setReportedAt(NOON)
                .setExamined(true)
                .setVersion(version)
                .build();
    }

    private static <T> T any(Random random, T[] of) {
        return of[random.nextInt(of.length)];
    }

    private static DecisionRecorded recorded(String id, @Nullable String follows, DecisionAction action, Lane lane) {
        return DecisionRecorded.newBuilder()
                .setDecisionId(id)
                .setTenant("default")
                .setConsignmentKey("MAEU:1:2026")
                .setAssessmentId("assessment")
                .setFollows(follows)
                .setKind(DecisionKind.RECORDED)
                .setAction(action)
                .setLane(lane)
                .setReason(DecisionReason.INFORMATION)
                .setBy("ana")
                .setRole("officer")
                .setAt(NOON)
                .setOutcome(action == DecisionAction.CORRECT_OUTCOME ? CORRECTED : null)
                .build();
    }
}
