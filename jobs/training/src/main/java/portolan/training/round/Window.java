// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import portolan.training.engine.Scored;
import portolan.training.exercise.Aid;
import portolan.training.exercise.Exercise;
import portolan.training.papers.PaperSet;
import portolan.training.world.Dealt;

/** The consignments of a round: which are there, and which can be picked. */
final class Window {
    private final Exercise exercise;
    private final Dealt bare;
    private final Map<String, Dealt.Bill> bills;
    private final Map<String, Scored> scored;

    Window(Exercise exercise, Dealt bare, Map<String, Scored> scored) {
        this.exercise = exercise;
        this.bare = bare;
        this.bills = bare.window().stream().collect(Collectors.toMap(Dealt.Bill::key, bill -> bill));
        this.scored = scored;
    }

    /** How it runs for a round that starts now. */
    Pace pace(Instant startedAt) {
        Instant opensAt = bare.window().stream()
                .map(bill -> bill.filing().getReceivedAt())
                .min(Instant::compareTo)
                .orElse(startedAt);
        return new Pace(exercise, opensAt, startedAt);
    }

    /** Milliseconds after the start until when each can be picked; none where the round is not live. */
    Map<String, Long> dues() {
        Map<String, Long> dues = new HashMap<>();
        Pace pace = pace(Instant.EPOCH);
        for (Dealt.Bill bill : exercise.isLive() ? bare.window() : List.<Dealt.Bill>of()) {
            dues.put(bill.key(), Objects.requireNonNull(pace.due(bill.filing())).toEpochMilli());
        }
        return dues;
    }

    /** Those that have arrived, in the order of arrival. */
    List<Shown> shown(Pace pace, Instant now) {
        boolean isScored =
                exercise.aids().contains(Aid.SCORE) || exercise.aids().contains(Aid.REASONS);
        return bare.window().stream()
                .filter(bill -> !pace.arrival(bill.filing()).isAfter(now))
                .map(bill -> shown(pace, bill, isScored))
                .toList();
    }

    private Shown shown(Pace pace, Dealt.Bill bill, boolean isScored) {
        PaperSet papers = bill.papers();
        return new Shown(
                bill.key(),
                bill.versions(),
                papers == null
                        ? List.of()
                        : papers.papers().stream()
                                .filter(paper -> !isToAsk(paper.kind()))
                                .toList(),
                pace.arrival(bill.filing()),
                pace.due(bill.filing()),
                isScored ? scored.get(bill.key()) : null);
    }

    /** Where searching costs nothing, all papers are on the table. */
    private boolean isToAsk(PaperSet.Kind kind) {
        return exercise.search() != null && !kind.isOfCarriage();
    }

    /** Whether a consignment has a paper that has to be asked for. */
    boolean hasToAsk(String key, PaperSet.Kind kind) {
        return isToAsk(kind) && !papers(key, Set.of(kind)).isEmpty();
    }

    /** The papers of those kinds that a consignment has. */
    List<PaperSet.Paper> papers(String key, Set<PaperSet.Kind> kinds) {
        Dealt.Bill bill = bills.get(key);
        PaperSet papers = bill == null ? null : bill.papers();
        return papers == null
                ? List.of()
                : papers.papers().stream()
                        .filter(paper -> kinds.contains(paper.kind()))
                        .toList();
    }

    /** Whether a consignment can be picked now, and why not. */
    Answer open(Pace pace, String key, Instant now) {
        Dealt.Bill bill = bills.get(key);
        if (bill == null) {
            return Answer.UNKNOWN_CASE;
        }
        if (pace.arrival(bill.filing()).isAfter(now)) {
            return Answer.NOT_ARRIVED;
        }
        Instant due = pace.due(bill.filing());
        return due != null && !now.isBefore(due) ? Answer.TOO_LATE : Answer.COUNTS;
    }
}
