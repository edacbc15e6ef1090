// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.records.CaseStep;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.WorkKind;

class DeskIndexTest {
    private static final int ALL = 100_000;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void aRowSaysWhatTheLatestAssessmentSays() {
        Told told = new Told().filed("A").assessed("A", Lane.YELLOW, 1);
        told.assessed("A", Lane.RED, 4, latest -> latest.getRuleset().setHash("f".repeat(64)));
        told.alert("A", AlertState.OPENED);
        CaseRow row = only(told);

        assertThat(row.key()).isEqualTo(new CaseKey("default", "A"));
        assertThat(row.assessmentId()).isEqualTo("A-2");
        assertThat(row.lane()).isEqualTo(Lane.RED);
        assertThat(row.threat()).isEqualTo("narcotics");
        assertThat(row.score()).isEqualTo(4);
        assertThat(row.ruleSet()).isEqualTo("f".repeat(64));
        assertThat(row.reasons())
                .containsExactly(
                        new Reason("large", 12, "a large reason"), new Reason("middle", 2.5, "a reason | between"));
        assertThat(row.alerted()).containsExactly("narcotics");
        assertThat(row.trip()).isEqualTo("SEA~9321483~12W");
        assertThat(row.due().isLive()).isTrue();
        assertThat(row.boxes()).isEqualTo(2);
    }

    @Test
    void aRowsReasonsAreOfDifferentFacts() {
        Told told = new Told().filed("A").assessed("A", Lane.RED, 4, assessed -> {
            assessed.setReadings(List.of(
                    new IndicatorReading("seal_changed", 1.0, "was 1"),
                    new IndicatorReading("cash", 1.0, "CC"),
                    new IndicatorReading("first_time_shipper", 1.0, "no earlier consignment")));
            assessed.setThreats(List.of(Told.threat("narcotics", Lane.RED, 4)));
            assessed.getThreats()
                    .get(0)
                    .setContributions(List.of(
                            new RuleContribution("seal", 9.0, "seal changed", "was 1"),
                            new RuleContribution("seal-again", 8.0, "seal changed, and more", "CC; was 1"),
                            new RuleContribution("new", 2.0, "a new shipper", "no earlier consignment"),
                            new RuleContribution("mild", 1.0, "a mild reason", "x=1")));
        });
        try (DeskIndex index = filled(told.alert("A", AlertState.OPENED))) {
            CaseRow row = Objects.requireNonNull(index.row(new CaseKey("default", "A")));
            assertThat(row.reasons()).extracting(Reason::rule).containsExactly("seal", "mild");
        }
    }

    @Test
    void aConsignmentIsOpenWhileAnAlertStands() {
        Told told = new Told().assessed("A", Lane.RED, 4);
        assertThat(open(told)).isEmpty();
        assertThat(open(told.alert("A", AlertState.OPENED))).containsExactly("A");
        assertThat(open(told.alert("A", "revenue", AlertState.OPENED).alert("A", AlertState.WITHDRAWN)))
                .as("another alert stands")
                .containsExactly("A");
        assertThat(open(told.alert("A", "revenue", AlertState.WITHDRAWN))).isEmpty();
    }

    @Test
    void anAlertThatStandsKeepsItsLaneWhateverAnotherFilerClaims() {
        Told told = alerted().assessed("A", Lane.GREEN, -5);
        CaseRow row = only(told);
        assertThat(row.assessmentId()).isEqualTo("A-2");
        assertThat(row.lane()).isEqualTo(Lane.RED);
        assertThat(laneNow(told)).as("two people have to agree").isEqualTo(Lane.RED);

        assertThat(laneNow(alerted().alert("A", AlertState.WITHDRAWN).assessed("A", Lane.GREEN, -5)))
                .as("none stands")
                .isEqualTo(Lane.GREEN);
        told.alert("A", "revenue", AlertState.OPENED);
        assertThat(laneNow(told)).as("the strictest of two").isEqualTo(Lane.RED);
        assertThat(laneNow(told.alert("A", AlertState.UPDATED)))
                .as("what an amendment explained")
                .isEqualTo(Lane.GREEN);
        assertThat(laneNow(told.assessed("A", Lane.RED, 4))).isEqualTo(Lane.RED);
    }

    private @Nullable Lane laneNow(Told told) {
        try (DeskIndex index = filled(told)) {
            return Objects.requireNonNull(index.now(new CaseKey("default", "A")))
                    .lane();
        }
    }

    @Test
    void whatIsNotReadYetComesBeforeRedSinceItMayBeRed() {
        Told told = new Told()
                .assessed("GREEN", Lane.GREEN, -5)
                .alert("GREEN", AlertState.OPENED)
                .assessed("RED", Lane.RED, 9)
                .alert("RED", AlertState.OPENED)
                .alert("UNREAD", AlertState.OPENED);

        assertThat(open(told)).containsExactly("UNREAD", "RED", "GREEN");
    }

    @Test
    void whatWasDrawnIsOpenWithoutAnAlert() {
        assertThat(open(new Told().drawn("A"))).containsExactly("A");
        assertThat(open(new Told().drawn("A").agreed("A", OutcomeCode.NOTHING_FOUND, 1)))
                .isEmpty();
        assertThat(open(new Told()
                        .drawn("A")
                        .agreed("A", OutcomeCode.NOTHING_FOUND, 1)
                        .drawn("A")))
                .as("an amendment draws nothing anew")
                .isEmpty();
    }

    @Test
    void aReleaseAndAnOutcomeEndItAndLaterNewsOpensItAgain() {
        assertThat(open(alerted().step("A", "s", null, WorkKind.CLOSED, "ana")))
                .as("one person ends nothing by a step")
                .containsExactly("A");

        Told outcome = alerted().agreed("A", OutcomeCode.NOTHING_FOUND, 1);
        assertThat(open(outcome)).isEmpty();
        assertThat(open(outcome.alert("A", AlertState.UPDATED))).containsExactly("A");

        assertThat(open(alerted().outcome("A", OutcomeCode.SMUGGLED_GOODS, 1)))
                .as("another system says so, and nobody here agreed")
                .containsExactly("A");
        assertThat(open(alerted().agreed("A", OutcomeCode.SMUGGLED_GOODS, 1))).isEmpty();
        assertThat(open(alerted().agreed("A", OutcomeCode.NOT_EXAMINED, 1)))
                .as("who looked at nothing has ended nothing")
                .containsExactly("A");
        assertThat(open(alerted()
                        .agreed("A", OutcomeCode.NOT_EXAMINED, 1)
                        .forged("A", OutcomeCode.NOTHING_FOUND, 9, 1)))
                .as("nor has another system under the name of what was agreed")
                .containsExactly("A");

        Told released = alerted().decided("A", "p", null, DecisionKind.PROPOSED, DecisionAction.RELEASE);
        assertThat(open(released)).as("it waits for a second person").isEmpty();
        try (DeskIndex index = filled(released)) {
            assertThat(index.row(new CaseKey("default", "A"))).matches(CaseRow::open, "it is open");
        }
        assertThat(open(released.decided("A", "q", "p", DecisionKind.APPROVED, DecisionAction.RELEASE)))
                .isEmpty();
    }

    /** Whoever decides and takes it back at once leaves all as it was. */
    @Test
    void whatStandsAgainAfterOneIsTakenBackIsNoYoungerThanBefore() {
        Told released = alerted()
                .decided("A", "p", null, DecisionKind.PROPOSED, DecisionAction.RELEASE)
                .decided("A", "q", "p", DecisionKind.APPROVED, DecisionAction.RELEASE)
                .alert("A", AlertState.UPDATED);
        assertThat(open(released)).containsExactly("A");
        released.decided("A", "e", "q", DecisionKind.RECORDED, DecisionAction.EXAMINE);
        assertThat(open(released)).isEmpty();
        assertThat(open(released.undone("A", "u", "e", DecisionAction.EXAMINE)))
                .as("two let go what it was before, and nobody what it became")
                .containsExactly("A");

        Told asked = alerted()
                .decided("A", "d", null, DecisionKind.RECORDED, DecisionAction.ASK_FILER)
                .alert("A", AlertState.UPDATED)
                .decided("A", "e", "d", DecisionKind.RECORDED, DecisionAction.EXAMINE)
                .undone("A", "u", "e", DecisionAction.EXAMINE);
        assertThat(open(asked)).as("it is to decide, as before").containsExactly("A");
    }

    /** Every decision x lane, as one person leaves it: a while after, and once the deadline is near. */
    @Test
    void onePersonTakesRedOffTheListToHaveItExaminedOnly() {
        List<String> hidden = new ArrayList<>();
        List<String> late = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            for (DecisionAction action : DecisionAction.values()) {
                if (action == DecisionAction.UNKNOWN || action == DecisionAction.CORRECT_OUTCOME) {
                    continue;
                }
                Told told = new Told().assessed("A", lane, 4).alert("A", AlertState.OPENED);
                DecisionKind kind = CaseStep.of(action).hands(lane) == CaseStep.Hands.TWO
                        ? DecisionKind.PROPOSED
                        : DecisionKind.RECORDED;
                told.decided("A", "d", null, kind, action);
                try (DeskIndex index = filled(told)) {
                    Instant last = Told.START.plus(Duration.ofHours(4));
                    CaseRow row = Objects.requireNonNull(index.row(new CaseKey("default", "A")));
                    for (Instant at : List.of(told.now(), last)) {
                        boolean isListed = index.count(WorklistFilter.OPEN, at) == 1;
                        assertThat(row.isToDecide(at)).as("%s %s", lane, action).isEqualTo(isListed);
                        if (!isListed) {
                            (at.equals(last) ? late : hidden).add(lane + " " + action);
                        }
                    }
                }
            }
        }
        assertThat(hidden)
                .filteredOn(row -> row.startsWith("RED"))
                .containsExactly("RED EXAMINE", "RED SCAN", "RED CHECK_DOCUMENTS", "RED RELEASE", "RED DO_NOT_LOAD");
        assertThat(late)
                .filteredOn(row -> row.startsWith("RED"))
                .containsExactly("RED EXAMINE", "RED SCAN", "RED DO_NOT_LOAD");
        assertThat(late).filteredOn(row -> !row.startsWith("RED")).hasSize(3 * 6);

        Told examined = alerted()
                .decided("A", "e", null, DecisionKind.RECORDED, DecisionAction.EXAMINE)
                .decided("A", "f", "e", DecisionKind.RECORDED, DecisionAction.ASK_FILER);
        assertThat(open(examined)).as("who asks ends no examination unseen").containsExactly("A");
        Told undated = new Told()
                .assessed("A", Lane.RED, 4, any -> any.setDecisionDueBy(null))
                .alert("A", AlertState.OPENED)
                .decided("A", "p", null, DecisionKind.PROPOSED, DecisionAction.RELEASE);
        assertThat(open(undated)).as("no deadline brings it back").containsExactly("A");
    }

    @Test
    void newsAStricterLaneAndANearerEndListRedGoodsWhateverWaits() {
        Told news = alerted().decided("A", "p", null, DecisionKind.PROPOSED, DecisionAction.RELEASE);
        assertThat(open(news)).as("it waits for a second person").isEmpty();
        news.alert("A", AlertState.UPDATED);
        assertThat(open(news)).as("nobody has seen the news").containsExactly("A");

        Told stricter = new Told().agreed("B", OutcomeCode.NOTHING_FOUND, 1);
        stricter.assessed("A", Lane.YELLOW, 4).alert("A", AlertState.OPENED);
        stricter.decided("A", "p", null, DecisionKind.PROPOSED, DecisionAction.CORRECT_OUTCOME);
        assertThat(open(stricter)).isEmpty();
        stricter.assessed("A", Lane.RED, 4);
        assertThat(open(stricter)).as("it was yellow when somebody proposed").containsExactly("A");

        Told nearer = alerted().step("A", "s", null, WorkKind.SNOOZED, "ana");
        assertThat(open(nearer)).as("put off for an hour").isEmpty();
        nearer.assessed(
                "A", Lane.RED, 4, any -> any.setDecisionDueBy(nearer.now().plus(Duration.ofHours(2))));
        assertThat(open(nearer)).as("its end came nearer").containsExactly("A");
    }

    @Test
    void whatOnePersonEndedIsOpenAgainOnceItIsReadThatItHadBecomeRed() {
        for (String ended : List.of("released", "examined")) {
            Told told = new Told().assessed("A", Lane.YELLOW, 1).alert("A", AlertState.OPENED);
            Instant amended = told.now();
            told = ended.equals("released")
                    ? told.decided("A", "d", null, DecisionKind.RECORDED, DecisionAction.RELEASE)
                    : told.outcome("A", OutcomeCode.NOTHING_FOUND, 1);
            assertThat(open(told)).as(ended).isEmpty();

            told.assessed("A", Lane.RED, 4);
            assertThat(open(told)).as("%s, the alert is still to come", ended).containsExactly("A");
            told.alertOf("A", AlertState.UPDATED, amended);
            assertThat(open(told))
                    .as("%s, by event time the alert came before", ended)
                    .containsExactly("A");
            String last = ended.equals("released") ? "d" : null;
            told.decided("A", "p", last, DecisionKind.PROPOSED, DecisionAction.RELEASE)
                    .decided("A", "q", "p", DecisionKind.APPROVED, DecisionAction.RELEASE);
            assertThat(open(told)).as("%s, two let it go", ended).isEmpty();
        }
        assertThat(open(new Told().alert("A", AlertState.OPENED).outcome("A", OutcomeCode.NOTHING_FOUND, 1)))
                .as("what was not read yet may be red")
                .containsExactly("A");
    }

    @Test
    void theStateOfWorkIsThatOfTheStepsThatCount() {
        Told told =
                alerted().step("A", "s1", null, WorkKind.CLAIMED, "ana").step("A", "s2", null, WorkKind.CLAIMED, "ben");
        assertThat(only(told).work().owner()).isEqualTo("ana");

        told.step("A", "s3", "s1", WorkKind.SNOOZED, "ana");
        try (DeskIndex index = filled(told)) {
            assertThat(keys(index.worklist(WorklistFilter.OPEN, told.now(), ALL)))
                    .isEmpty();
            assertThat(keys(index.worklist(
                            WorklistFilter.OPEN.withState(WorklistFilter.State.SNOOZED), told.now(), ALL)))
                    .containsExactly("A");
            assertThat(keys(index.worklist(WorklistFilter.OPEN, told.now().plus(Duration.ofHours(2)), ALL)))
                    .as("it comes back")
                    .containsExactly("A");
            CaseFile file = Objects.requireNonNull(index.consignment(new CaseKey("default", "A")));
            assertThat(file.steps()).extracting(Stored::counts).containsExactly(true, false, true);
        }
        assertThat(open(told.alert("A", AlertState.UPDATED)))
                .as("what changed since is shown")
                .containsExactly("A");
    }

    @Test
    void filtersNarrowTheListAndCountAlike() {
        Told told = new Told();
        for (String key : List.of("A", "B", "C", "D")) {
            told.filed(key)
                    .assessed(key, key.equals("D") ? Lane.YELLOW : Lane.RED, key.charAt(0) - 'A', assessed -> {
                        assessed.setOffice(key.equals("A") ? "NL1" : "NL2");
                    })
                    .alert(key, AlertState.OPENED);
        }
        Instant later = told.now();
        told.step("B", "s", null, WorkKind.CLAIMED, "ana")
                .decided("C", "d", null, DecisionKind.RECORDED, DecisionAction.EXAMINE)
                .alert("A", AlertState.UPDATED);
        try (DeskIndex index = filled(told)) {
            WorklistFilter open = WorklistFilter.OPEN;
            assertFound(index, told, open, "B", "A", "D");
            assertFound(index, told, open.withOffice("NL1"), "A");
            assertFound(index, told, open.withLane(Lane.YELLOW), "D");
            assertFound(index, told, open.withState(WorklistFilter.State.CLAIMED), "B");
            assertFound(index, told, open.withState(WorklistFilter.State.FREE), "A", "D");
            assertFound(index, told, open.withState(WorklistFilter.State.DECIDED), "C");
            assertFound(index, told, open.withWorker("ana"), "B");
            assertFound(index, told, open.withNewSince(later), "A");
            assertFound(index, told, open.withThreat("narcotics").withOffice("NL2"), "B", "D");
            assertFound(index, told, open.withThreat("revenue"));
            assertFound(index, told, open.withRule("large").withTrip("SEA~9321483~12W"), "B", "A", "D");
            assertFound(index, told, open.withRule("larg"));
        }
    }

    @Test
    void whatIsDecidedLeavesTheListAndComesBackWithNewsOrAStricterLane() {
        Told told = new Told();
        for (String key : List.of("NEWS", "LANE", "WAITS", "DONE")) {
            told.filed(key).assessed(key, Lane.YELLOW, 1).alert(key, AlertState.OPENED);
        }
        for (String key : List.of("NEWS", "LANE")) {
            told.decided(key, "d", null, DecisionKind.RECORDED, DecisionAction.CHECK_DOCUMENTS);
        }
        told.decided("DONE", "d", null, DecisionKind.RECORDED, DecisionAction.RELEASE)
                .assessed("WAITS", Lane.RED, 2)
                .decided("WAITS", "p", null, DecisionKind.PROPOSED, DecisionAction.RELEASE);
        try (DeskIndex index = filled(told)) {
            assertFound(index, told, WorklistFilter.OPEN);
            assertFound(index, told, WorklistFilter.OPEN.withState(WorklistFilter.State.DECIDED), "LANE", "NEWS");
            assertFound(index, told, WorklistFilter.OPEN.withState(WorklistFilter.State.PROPOSED), "WAITS");
            assertFound(index, told, WorklistFilter.OPEN.withState(WorklistFilter.State.DONE), "DONE");
        }
        told.alert("NEWS", AlertState.UPDATED).assessed("LANE", Lane.RED, 2);
        told.decided("WAITS", "q", "p", DecisionKind.REFUSED, DecisionAction.RELEASE);
        try (DeskIndex index = filled(told)) {
            assertFound(index, told, WorklistFilter.OPEN, "LANE", "WAITS", "NEWS");
            assertFound(index, told, WorklistFilter.OPEN.withState(WorklistFilter.State.DECIDED));
            told.passes(Duration.ofDays(1));
            assertFound(index, told, WorklistFilter.OPEN.withState(WorklistFilter.State.DONE));
        }
    }

    private static void assertFound(DeskIndex index, Told told, WorklistFilter filter, String... keys) {
        assertThat(keys(index.worklist(filter, told.now(), ALL)))
                .as("%s", filter)
                .containsExactly(keys);
        assertThat(index.count(filter, told.now())).as("%s", filter).isEqualTo(keys.length);
    }

    @Test
    void aTombstoneTakesAStepBack() {
        Told told = alerted().step("A", "s1", null, WorkKind.CLAIMED, "ana");
        told.raw(Kind.STEP, "A", "A/s1".getBytes(StandardCharsets.UTF_8), null);

        assertThat(only(told).work().owner()).isNull();
    }

    @Test
    void whatCannotBeReadIsCountedAndSkipped() {
        Told told = alerted();
        told.raw(Kind.ALERT, "A", null, new byte[] {1, 2, 3}).raw(Kind.ALERT, "A", null, null);
        told.alert("A", AlertState.WITHDRAWN);
        try (DeskIndex index = filled(told)) {
            assertThat(index.unreadable()).containsOnlyKeys("alerts.raised");
            assertThat(index.unreadable().get("alerts.raised")).startsWith("2 records, the last at partition=");
            assertThat(index.worklist(WorklistFilter.OPEN, told.now(), ALL))
                    .as("what comes behind is read")
                    .isEmpty();
        }
    }

    @Test
    void twoDesksAgreeInWhateverOrderTheyReadTheTopics() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            Told told = world(random);
            String inOrder;
            try (DeskIndex index = open("first" + seed)) {
                index.apply(told.all());
                inOrder = dump(index, told);
            }
            try (DeskIndex index = open("second" + seed)) {
                List<IndexRecord> shuffled = told.shuffled(random);
                int at = 0;
                while (at < shuffled.size()) {
                    int to = Math.min(shuffled.size(), at + 1 + random.nextInt(9));
                    index.apply(shuffled.subList(at, to));
                    if (random.nextInt(4) == 0) {
                        // As after a restart that found the offsets of before.
                        index.apply(shuffled.subList(at, to));
                    }
                    at = to;
                }
                assertThat(dump(index, told)).as("seed=%d", seed).isEqualTo(inOrder);
            }
        }
    }

    @Test
    void whatWasNotCommittedIsNotThereAndIsReadAgain() {
        Told told = world(new Random(7));
        List<IndexRecord> all = told.all();
        int half = all.size() / 2;
        Path file = directory.resolve("killed");
        try (DeskIndex index = DeskIndex.open(file)) {
            index.apply(all.subList(0, half));
        }
        try (Sql killed = Sql.open(file)) {
            killed.begin();
            killed.run("UPDATE position SET next = 1000000");
            killed.run("DELETE FROM consignment");
            killed.run("DELETE FROM record");
        }
        try (DeskIndex index = DeskIndex.open(file);
                DeskIndex whole = open("whole")) {
            whole.apply(all);
            index.apply(all.stream()
                    .filter(record -> record.offset()
                            >= index.positions()
                                    .getOrDefault(record.kind().topic().name() + '/' + record.partition(), 0L))
                    .toList());
            assertThat(dump(index, told)).isEqualTo(dump(whole, told));
            assertThat(index.positions()).isEqualTo(whole.positions());
        }
    }

    @Test
    void aFileOfAnotherReleaseIsBegunAnew() {
        Told told = alerted();
        Path file = directory.resolve("old");
        try (DeskIndex index = DeskIndex.open(file)) {
            index.apply(told.all());
        }
        try (Sql sql = Sql.open(file)) {
            sql.script("PRAGMA user_version = 999;");
        }
        try (DeskIndex index = DeskIndex.open(file)) {
            assertThat(index.positions()).isEmpty();
            assertThat(index.worklist(WorklistFilter.OPEN, told.now(), ALL)).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsBegunAnew() throws IOException {
        Told told = alerted();
        Path file = directory.resolve("damaged");
        Files.writeString(file, "something else ".repeat(1_000));
        try (DeskIndex index = DeskIndex.open(file)) {
            index.apply(told.all());
            assertThat(keys(index.worklist(WorklistFilter.OPEN, told.now(), ALL)))
                    .containsExactly("A");
        }
    }

    @Test
    void whatWasDoneBeforeFilingsAreKnownDoesNotSaySinceWhen() {
        Told told = new Told()
                .decided("A", "d", null, DecisionKind.RECORDED, DecisionAction.EXAMINE)
                .passes(Duration.ofDays(40))
                .filed("B");
        try (DeskIndex index = filled(told)) {
            assertThat(index.since()).isBetween(told.now().minus(Duration.ofHours(2)), told.now());
        }
    }

    @Test
    void whatWasNotHeardOfLeavesWithAllThatBelongsToIt() {
        Told told = alerted().filed("A").passes(Duration.ofDays(40)).filed("B").assessed("B", Lane.RED, 2);
        told.alert("B", AlertState.OPENED);
        try (DeskIndex index = filled(told)) {
            assertThat(index.since()).isBefore(told.now().minus(Duration.ofDays(39)));
            index.prune(told.now().minus(Duration.ofDays(30)));

            assertThat(index.since()).isBetween(told.now().minus(Duration.ofHours(2)), told.now());
            assertThat(keys(index.worklist(WorklistFilter.OPEN, told.now(), ALL)))
                    .containsExactly("B");
            assertThat(index.consignment(new CaseKey("default", "A"))).isNull();
            assertThat(index.of(IdentityKind.MEANS, "EMMA", ALL)).hasSize(1);
        }
    }

    @Test
    void aDaysBudgetCountsWhatFirstCameIntoItsStrictestLaneThen() {
        Told told = new Told()
                .assessed("A", Lane.YELLOW, 1)
                .assessed("B", Lane.RED, 3)
                .assessed("B", Lane.YELLOW, 1)
                .drawn("C")
                .decided("B", "d", null, DecisionKind.RECORDED, DecisionAction.EXAMINE)
                .passes(Duration.ofDays(1))
                .assessed("A", Lane.RED, 5)
                .assessed("B", Lane.RED, 3);
        LocalDate first = LocalDate.parse("2026-03-01");
        try (DeskIndex index = filled(told)) {
            assertThat(index.budgets(first)).containsExactly(new BudgetUse("NL000510", Lane.RED, 2, 1, null, 1));
            assertThat(index.budgets(first.plusDays(1)))
                    .containsExactly(new BudgetUse("NL000510", Lane.RED, 1, 0, null, 0));
        }
        told.passes(Duration.ofDays(1)).decided("C", "d", null, DecisionKind.RECORDED, DecisionAction.EXAMINE);
        try (DeskIndex index = filled(told)) {
            assertThat(index.budgets(first.plusDays(2)))
                    .as("on a day on which nothing came, too")
                    .containsExactly(new BudgetUse("NL000510", Lane.RED, 0, 0, null, 1));
        }
    }

    @Test
    void auditLinesComeInPagesTheNewestFirst() {
        Told told = new Told();
        for (int i = 0; i < 5; i++) {
            told.audited(i % 2 == 0 ? "ana" : "ben", "VIEW_CARD", "K" + i);
        }
        try (DeskIndex index = filled(told)) {
            List<AuditLine> page = index.audit(null, null, null, null, 2);
            assertThat(page).extracting(AuditLine::subject).containsExactly("K4", "K3");
            assertThat(index.audit(page.get(1).offset(), "ana", "VIEW_CARD", null, 10))
                    .extracting(AuditLine::subject)
                    .containsExactly("K2", "K0");
            assertThat(index.audit(null, null, null, "K1", 10)).hasSize(1);
        }
    }

    @Test
    void listenersHearOfChangesGathered() {
        Told told = alerted();
        List<Change> heard = new ArrayList<>();
        try (DeskIndex index = open("heard");
                Changes.Subscription subscription = index.changes().subscribe(heard::add)) {
            told.all().forEach(record -> index.apply(List.of(record)));
            index.changes().tell();
            index.changes().tell();

            assertThat(heard).hasSize(1);
            assertThat(heard.get(0).kinds()).containsExactlyInAnyOrder(Kind.ASSESSMENT, Kind.ALERT);
            assertThat(heard.get(0).keys(Kind.ALERT)).containsExactly(new CaseKey("default", "A"));
            assertThat(subscription).isNotNull();
        }
    }

    @Test
    void whoAsksToHearSeldomHearsOfAllThatCameMeanwhile() {
        AtomicLong nanoTime = new AtomicLong();
        Changes changes = new Changes(nanoTime::get);
        Duration apart = Duration.ofSeconds(5);
        List<Change> heard = new ArrayList<>();
        try (Changes.Subscription subscription = changes.subscribe(apart, heard::add)) {
            for (String bill : List.of("A", "B", "C")) {
                changes.add(new Change(Map.of(Kind.ALERT, Set.of(new CaseKey("default", bill)))));
                changes.tell();
            }
            assertThat(heard).as("the first at once").hasSize(1);
            nanoTime.addAndGet(apart.toNanos() - 1);
            changes.tell();
            assertThat(heard).as("not too early").hasSize(1);
            nanoTime.incrementAndGet();
            changes.tell();

            assertThat(heard).as("the last when it is time").hasSize(2);
            assertThat(heard.get(1).keys(Kind.ALERT))
                    .containsExactlyInAnyOrder(new CaseKey("default", "B"), new CaseKey("default", "C"));
            assertThat(subscription).isNotNull();
        }
    }

    /** What happens at random to a few consignments, with claims that collide and records that come twice. */
    private static Told world(Random random) {
        Told told = new Told();
        List<String> keys = List.of("A", "B", "C", "D");
        for (int i = 0; i < 60; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            String id = "s" + random.nextInt(12);
            String follows = random.nextInt(3) == 0 ? null : "s" + random.nextInt(12);
            switch (random.nextInt(11)) {
                case 0 -> told.filed(key);
                case 1 -> told.assessed(key, any(random, Lane.values()), random.nextInt(8));
                case 2 -> told.drawn(key);
                case 3, 4 -> told.alert(key, "t" + random.nextInt(2), any(random, AlertState.values()));
                case 5, 6 -> told.step(key, id, follows, any(random, WorkKind.values()), "user");
                case 7 ->
                    told.decided(
                            key,
                            id,
                            follows,
                            any(random, DecisionKind.values()),
                            random.nextBoolean() ? DecisionAction.EXAMINE : DecisionAction.RELEASE);
                case 8 ->
                    told.decided(key, "e" + i, follows, DecisionKind.RECORDED, DecisionAction.EXAMINE)
                            .undone(key, "u" + i, "e" + i, DecisionAction.EXAMINE);
                case 9 -> told.agreed(key, OutcomeCode.NOTHING_FOUND, 1 + random.nextInt(3));
                default -> told.outcome(key, OutcomeCode.NOTHING_FOUND, 1 + random.nextInt(3));
            }
        }
        return told;
    }

    private static <T> T any(Random random, T[] of) {
        return of[random.nextInt(of.length)];
    }

    /** All that the screens ask for, in words. */
    private static String dump(DeskIndex index, Told told) {
        StringBuilder dump = new StringBuilder();
        for (WorklistFilter.State state : WorklistFilter.State.values()) {
            dump.append(state).append(index.worklist(WorklistFilter.OPEN.withState(state), told.now(), ALL));
        }
        for (String key : List.of("A", "B", "C", "D")) {
            CaseFile file = index.consignment(new CaseKey("default", key));
            if (file != null) {
                dump.append("\n").append(file.row());
                file.steps().forEach(dump::append);
                file.decisions().forEach(dump::append);
                file.alerts().forEach(dump::append);
                file.outcomes().forEach(dump::append);
                file.assessments().forEach(one -> dump.append(one.value().getAssessmentId()));
                file.filings().forEach(one -> dump.append(one.offset()));
            }
        }
        return dump.append(index.trips(Told.START, told.now().plus(Duration.ofDays(9))))
                .append(index.budgets(LocalDate.parse("2026-03-01")))
                .append(index.search("EMMA", 10))
                .append(new TreeMap<>(index.positions()))
                .toString();
    }

    private static Told alerted() {
        return new Told().assessed("A", Lane.RED, 4).alert("A", AlertState.OPENED);
    }

    private CaseRow only(Told told) {
        try (DeskIndex index = filled(told)) {
            List<CaseRow> rows = index.worklist(WorklistFilter.OPEN, told.now(), ALL);
            assertThat(rows).hasSize(1);
            return rows.get(0);
        }
    }

    private List<String> open(Told told) {
        try (DeskIndex index = filled(told)) {
            return keys(index.worklist(WorklistFilter.OPEN, told.now(), ALL));
        }
    }

    private static List<String> keys(List<CaseRow> rows) {
        return rows.stream().map(row -> row.key().consignment()).toList();
    }

    private DeskIndex filled(Told told) {
        DeskIndex index = open("index" + System.nanoTime());
        index.apply(told.all());
        return index;
    }

    private DeskIndex open(String name) {
        return DeskIndex.open(directory.resolve(name));
    }
}
