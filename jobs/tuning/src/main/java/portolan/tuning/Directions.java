// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.DayOfWeek;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.Verdict;

/** Whether rules raise or lower scores, by what they added where they fired: bits may be an expression. */
final class Directions {
    /** An expression that changes its sign mostly does so among as many. */
    private static final int MOST_LOOKED_AT = 200;

    private final LoadedArchive archive;
    private final Judged judged;

    Directions(LoadedArchive archive, Judged judged) {
        this.archive = archive;
        this.judged = judged;
    }

    /**
     * Whether both raise or both lower the score, in the first assessments for which one fires, as far as the other
     * does.
     */
    boolean areAlike(int rule, int other) {
        int looked = 0;
        for (int group = 0; group < judged.verdicts().size(); group++) {
            ColumnVerdicts verdicts = judged.verdicts().get(group);
            for (int row = 0; row < verdicts.rows(); row++) {
                if (verdicts.fired(rule, row) && verdicts.fired(other, row)) {
                    if (!areAlike(archive.rows().get(group), row, rule, other)) {
                        return false;
                    }
                    if (++looked == MOST_LOOKED_AT) {
                        return true;
                    }
                }
            }
        }
        return true;
    }

    private boolean areAlike(Rows rows, int row, int rule, int other) {
        String mine = judged.ruleSet().rules().get(rule).id();
        String theirs = judged.ruleSet().rules().get(other).id();
        String threat = judged.ruleSet().rules().get(rule).threats().get(0);
        for (Verdict verdict : judged.ruleSet().judge(rows.facts().row(row), DayOfWeek.of(rows.days()[row]))) {
            if (verdict.threat().name().equals(threat)) {
                return direction(verdict, mine) == direction(verdict, theirs);
            }
        }
        throw new IllegalStateException("a rule counts for a threat that its rule set has: threat=" + threat);
    }

    private static int direction(Verdict verdict, String rule) {
        for (Verdict.Share share : verdict.shares()) {
            if (share.name().equals(rule)) {
                return Long.signum(share.units());
            }
        }
        return 0;
    }
}
