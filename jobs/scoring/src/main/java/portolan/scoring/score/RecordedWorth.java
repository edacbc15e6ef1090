// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.Verdict;
import portolan.scoring.rules.Worth;
import portolan.scoring.rules.Worth.Bound;
import portolan.scoring.rules.Worth.Suppressed;

/** What a rule set's rules were worth when an assessment was made, as far as the assessment says. */
final class RecordedWorth {
    private RecordedWorth() {}

    /**
     * A worth by which the rule set judges as it did then, if all else is the same.
     *
     * @param fired of the same rule set and assessment
     */
    static Worth of(RuleSet ruleSet, Fired fired, Assessment then) {
        List<Threat> threats = ruleSet.threats();
        List<Rule> rules = ruleSet.rules();
        long[][] moves = new long[threats.size()][rules.size() + 1];
        @Nullable Bound[] bounds = new Bound[rules.size()];
        @Nullable Suppressed[] suppressed = new Suppressed[rules.size()];
        int[] slopes = new int[threats.size()];
        long table = then.table() == null ? 0 : then.table();
        long[] calibrated = new long[threats.size()];
        for (int t = 0; t < threats.size(); t++) {
            slopes[t] = Worth.AS_IT_IS;
            Map<String, Long> said = said(then, threats.get(t).name());
            moves[t][rules.size()] = said.getOrDefault(Worth.learned(RuleSet.PRIOR), 0L);
            calibrated[t] = said.getOrDefault(RuleSet.CALIBRATION, 0L);
            for (int r = 0; r < rules.size(); r++) {
                String id = rules.get(r).id();
                long moved = said.getOrDefault(Worth.learned(id), 0L);
                Long taken = said.get(Worth.bound(id));
                moves[t][r] = moved;
                if (said.containsKey(Worth.suppressed(id))) {
                    suppressed[r] = new Suppressed("", "");
                }
                if (taken != null) {
                    long counted = said.getOrDefault(id, 0L) + moved + taken;
                    bounds[r] = new Bound(counted - StrictMath.min(0, ruleSet.adopted(r, t) + moved), 1, "");
                }
            }
        }
        Worth believed = new Worth(table, bounds, moves, slopes).suppressing(suppressed);
        List<Verdict> verdicts = ruleSet.judge(fired, DayOfWeek.MONDAY, believed);
        for (int t = 0; t < slopes.length; t++) {
            long evidence = verdicts.get(t).score() - threats.get(t).prior() - believed.moveOfPrior(t);
            slopes[t] = Worth.slope(evidence, calibrated[t]);
        }
        return new Worth(table, bounds, moves, slopes).suppressing(suppressed);
    }

    private static Map<String, Long> said(Assessment then, String threat) {
        Map<String, Long> said = new HashMap<>();
        for (ThreatScore score : then.threats()) {
            if (score.threat().equals(threat)) {
                score.contributions()
                        .forEach(contribution -> said.put(contribution.rule(), Bits.toUnits(contribution.bits())));
            }
        }
        return said;
    }
}
