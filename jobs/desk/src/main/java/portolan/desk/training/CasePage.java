// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.desk.card.Differences;
import portolan.desk.card.Reasons;
import portolan.desk.card.ThreatView;
import portolan.desk.server.Words;
import portolan.schemas.avro.Filing;
import portolan.training.engine.Scored;
import portolan.training.exercise.Aid;
import portolan.training.papers.PaperSet;
import portolan.training.round.Pick;
import portolan.training.round.Shown;

/**
 * The card of a consignment, as far as the exercise's aids go.
 *
 * @param lane empty where the score is not granted
 * @param threats none where reasons are not granted
 * @param marked fields of its papers that the trainee marked
 * @param changes by version, the youngest first
 * @param papers that the trainee has: all, or those that they asked for
 * @param searching what searching costs; null where it costs nothing
 * @param picked what the trainee said of it; null where they did not pick it
 * @param now of the server, from which the deadline is counted
 * @param time that the exercise still goes; null where it has no clock
 * @param next key of the next on the list; empty for none
 */
public record CasePage(
        BillLine line,
        Filing filing,
        String lane,
        List<ThreatView> threats,
        List<Version> changes,
        List<PaperSet.Paper> papers,
        @Nullable Searching searching,
        Set<String> marked,
        @Nullable Pick picked,
        Asks asks,
        Set<Aid> aids,
        boolean isRunning,
        Instant now,
        @Nullable Duration time,
        int left,
        String previous,
        String next) {
    public CasePage {
        threats = List.copyOf(threats);
        changes = List.copyOf(changes);
        papers = List.copyOf(papers);
        marked = Set.copyOf(marked);
        aids = Set.copyOf(aids);
    }

    /** What a version changed of the one before. */
    public record Version(int number, Instant filedAt, List<Differences.Difference> changes) {
        public Version {
            changes = List.copyOf(changes);
        }
    }

    static List<Version> changes(List<Filing> versions) {
        List<Version> changes = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            Filing version = versions.get(i);
            changes.add(new Version(
                    i + 1,
                    version.getFiledAt(),
                    i == 0 ? List.of() : Differences.between(versions.get(i - 1), version)));
        }
        Collections.reverse(changes);
        return changes;
    }

    static List<ThreatView> threats(Shown shown, Set<Aid> aids, Words words) {
        Scored scored = shown.scored();
        return scored == null || !aids.contains(Aid.REASONS)
                ? List.of()
                : Reasons.of(scored.assessed(), null, words, Set.of());
    }

    public boolean has(String aid) {
        return aids.contains(Aid.valueOf(aid));
    }

    public boolean hasMarked(String field) {
        return marked.contains(field);
    }

    public boolean hasNamed(String reason) {
        return picked != null && picked.reasons().contains(reason);
    }

    public boolean isSure(int percent) {
        Double confidence = picked == null ? null : picked.confidence();
        return confidence != null && Math.round(confidence * 100) == percent;
    }

    public boolean asked(PaperSet.Kind kind) {
        return picked != null && picked.papers().contains(kind);
    }

    public boolean scans() {
        return picked != null && picked.scan();
    }

    public boolean looks(Object place) {
        return picked != null && place.equals(picked.place());
    }
}
