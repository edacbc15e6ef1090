// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.DeadlineKind;
import portolan.schemas.avro.DeadlineTold;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Lane;
import portolan.schemas.wire.Topics;

class DeadlinesTest {
    private static final Duration HALF = Duration.ofMinutes(30);

    @TempDir
    private Path directory = Path.of(".");

    private static Told due(Told told, String key, Instant due) {
        return told.filed(key)
                .assessed(key, Lane.RED, 3, assessed -> assessed.setDecisionDueBy(due))
                .alert(key, AlertState.OPENED);
    }

    private DeskIndex filled(Told told) {
        DeskIndex index = DeskIndex.open(directory.resolve("index" + System.nanoTime()));
        index.apply(told.all());
        return index;
    }

    private static List<String> said(DeskIndex index, Instant now) {
        return index.untold(now).stream()
                .map(told -> told.getConsignmentKey() + ' ' + told.getKind() + ' ' + told.getDecision())
                .toList();
    }

    @Test
    void aDeadlineNearsOncePassesOnceAndIsToldAgainWhenItIsAnother() {
        Instant due = Told.START.plus(5, ChronoUnit.HOURS);
        Told told = due(new Told(), "A", due);
        try (DeskIndex index = filled(told)) {
            assertThat(said(index, due.minus(Duration.ofMinutes(61)))).isEmpty();
            assertThat(said(index, due.minus(HALF))).containsExactly("A NEARS null");
            told(told, index, due.minus(HALF));
            assertThat(said(index, due.minus(HALF))).isEmpty();
            assertThat(said(index, due.plusMillis(1))).containsExactly("A PASSED null");
            told(told, index, due.plusMillis(1));
            assertThat(said(index, due.plus(HALF))).isEmpty();

            due(told, "A", due.plus(HALF));
            index.apply(told.all());
            assertThat(index.untold(due))
                    .extracting(DeadlineTold::getKind, DeadlineTold::getDue)
                    .containsExactly(tuple(DeadlineKind.NEARS, due.plus(HALF)));
        }
    }

    /** Tells what there is to tell, and reads it back. */
    private static void told(Told told, DeskIndex index, Instant now) {
        int before = told.all().size();
        index.untold(now).forEach(event -> told.add(Kind.DEADLINE, event.getConsignmentKey(), event));
        index.apply(told.all().subList(before, told.all().size()));
    }

    @Test
    void whatIsDecidedNoLongerNearsAndThatItPassesSaysWhatWasDecided() {
        Instant due = Told.START.plus(5, ChronoUnit.HOURS);
        Told told = due(new Told(), "A", due);
        Instant decided = told.now();
        told.decided("A", "d", null, DecisionKind.RECORDED, DecisionAction.DO_NOT_LOAD);
        due(told, "B", due).decided("B", "e", null, DecisionKind.PROPOSED, DecisionAction.RELEASE);
        due(told, "C", due).decided("C", "f", null, DecisionKind.RECORDED, DecisionAction.ASK_FILER);
        try (DeskIndex index = filled(told)) {
            assertThat(said(index, due.minus(HALF)))
                    .as("a proposal is no decision, nor is a question about red goods")
                    .containsExactly("B NEARS null", "C NEARS ASK_FILER");
            assertThat(said(index, due.plus(HALF)))
                    .containsExactly("A PASSED DO_NOT_LOAD", "B PASSED null", "C PASSED ASK_FILER");
            assertThat(index.untold(due.plus(HALF)).get(0).getDecidedAt()).isEqualTo(decided);
            assertThat(index.undecidedOnTrip("SEA~9321483~12W", due.plus(HALF), 9))
                    .extracting(row -> row.key().consignment())
                    .containsExactly("B", "C");
        }
    }

    @Test
    void nothingIsToldOfWhatIsNotOpenIsWithdrawnOrWasFiledInAnotherYear() {
        Instant due = Told.START.plus(5, ChronoUnit.HOURS);
        Told told = due(new Told(), "A", due).alert("A", AlertState.WITHDRAWN);
        due(told, "B", due)
                .filed(
                        "B",
                        "{\"filedAt\":\"2026-03-01T07:00:00Z\",\"consignmentKey\":\"KEY\"," + "\"eventKind\":\""
                                + EventKind.DELETE + "\"}");
        told.assessed("C", Lane.RED, 3, assessed -> {
                    assessed.setDecisionDueBy(due);
                    assessed.setFiledAt(Told.START.minus(300, ChronoUnit.DAYS));
                })
                .alert("C", AlertState.OPENED);
        due(told, "D", due);
        try (DeskIndex index = filled(told)) {
            assertThat(said(index, due.plus(HALF))).containsExactly("D PASSED null");
        }
    }

    @Test
    void whatARowIsMarkedWithIsWhatIsTold() {
        Instant due = Told.START.plus(5, ChronoUnit.HOURS);
        Told told = due(new Told(), "A", due);
        try (DeskIndex index = filled(told)) {
            CaseRow row = index.worklist(WorklistFilter.OPEN, due, 1).get(0);
            for (long minutes = -90; minutes < 90; minutes += 15) {
                Instant now = due.plus(Duration.ofMinutes(minutes));
                List<DeadlineTold> untold = index.untold(now);
                assertThat(row.pressing(now))
                        .as("%d minutes", minutes)
                        .isEqualTo(untold.isEmpty() ? null : untold.get(0).getKind());
            }
        }
    }

    @Test
    void theKeyIsThatOfTheEventWhoeverTellsIt() {
        Instant due = Told.START.plus(5, ChronoUnit.HOURS);
        try (DeskIndex north = filled(due(new Told(), "A", due));
                DeskIndex south = filled(due(new Told(), "A", due))) {
            DeadlineTold one = north.untold(due.minus(HALF)).get(0);
            DeadlineTold other = south.untold(due.minus(Duration.ofMinutes(20))).get(0);

            assertThat(Topics.DEADLINES_TOLD.key(one))
                    .isEqualTo(Topics.DEADLINES_TOLD.key(other))
                    .asString()
                    .isEqualTo("default/A/2026-03-01T13:00:00Z/NEARS");
        }
    }

    @Test
    void whatWasToldIsRememberedForAsLongAsTheConsignmentIsAtHand() {
        Instant due = Told.START.plus(5, ChronoUnit.HOURS);
        Told told = due(new Told(), "A", due);
        try (DeskIndex index = filled(told)) {
            told(told, index, due.plus(HALF));
            int before = told.all().size();
            told.passes(Duration.ofDays(40)).alert("A", AlertState.UPDATED);
            index.apply(told.all().subList(before, told.all().size()));
            index.prune(told.now().minus(Duration.ofDays(30)));

            assertThat(index.worklist(WorklistFilter.OPEN, told.now(), 9)).hasSize(1);
            assertThat(said(index, told.now())).isEmpty();
        }
    }
}
