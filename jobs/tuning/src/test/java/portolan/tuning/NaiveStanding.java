// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Verdict;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Rejudgement;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.ThreatScore;

/** Where one consignment stands, told the slow way: objects, one assessment after the other. */
final class NaiveStanding {
    Lane lane = Lane.GREEN;
    Lane byScore = Lane.GREEN;
    boolean drawn;

    @Nullable
    String office;

    LocalDate day = LocalDate.MIN;
    Set<String> fired = new TreeSet<>();
    final Map<String, Lane> threats = new TreeMap<>();
    private @Nullable Instant since;

    static Map<String, NaiveStanding> then(List<Assessment> assessments) {
        Map<String, NaiveStanding> all = new LinkedHashMap<>();
        for (Assessment each : assessments) {
            NaiveStanding standing = all.computeIfAbsent(each.key().value(), unused -> new NaiveStanding());
            Lane scored = Lane.GREEN;
            for (ThreatScore threat : each.threats()) {
                scored = Lane.strictest(scored, threat.lane());
                standing.threats.merge(threat.threat(), threat.lane(), Lane::strictest);
            }
            standing.take(each, scored, each.selectedBy() == SelectedBy.EXPLORATION, List.of());
        }
        return all;
    }

    static Map<String, NaiveStanding> now(List<Assessment> assessments, RuleSet ruleSet) {
        Map<String, NaiveStanding> all = new LinkedHashMap<>();
        for (Assessment each : assessments) {
            NaiveStanding standing = all.computeIfAbsent(each.key().value(), unused -> new NaiveStanding());
            Lane scored = Lane.GREEN;
            List<String> firing = new ArrayList<>();
            for (Verdict verdict : ruleSet.judge(
                    Rejudgement.facts(null, each),
                    each.assessedAt().atOffset(ZoneOffset.UTC).getDayOfWeek())) {
                scored = Lane.strictest(scored, verdict.lane());
                standing.threats.merge(verdict.threat().name(), verdict.lane(), Lane::strictest);
                verdict.shares().stream()
                        .filter(share -> share.rule() != null)
                        .forEach(share -> firing.add(share.name()));
            }
            standing.take(each, scored, ruleSet.exploration().draws(each.key()), firing);
        }
        return all;
    }

    private void take(Assessment each, Lane scored, boolean isDrawn, List<String> firing) {
        Lane effective = isDrawn ? Lane.RED : scored;
        boolean isStricter = effective.compareTo(lane) < 0;
        if (since == null
                || isStricter
                || (effective == lane && each.assessedAt().isBefore(since))) {
            lane = effective;
            since = each.assessedAt();
            office = (String) each.fields().get(ConsignmentField.OFFICE);
            day = each.assessedAt().atOffset(ZoneOffset.UTC).toLocalDate();
            fired = new TreeSet<>(firing);
        }
        byScore = Lane.strictest(byScore, scored);
        drawn |= isDrawn;
    }
}
