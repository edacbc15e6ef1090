// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.archive.ArchiveException;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.rules.ColumnJudge;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleTurn;
import portolan.scoring.rules.SuppressedRules;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.Verdict;

/**
 * An archive's assessments judged by another rule set, in memory and on all cores.
 *
 * @param verdicts on each group of rows, in their order
 * @param drawn by consignment, whether the rule set draws it
 * @param suppressed where rules count for nothing; null where nothing was suppressed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Judged(
        RuleSet ruleSet,
        List<ColumnVerdicts> verdicts,
        boolean[] drawn,
        @Nullable SuppressedThen suppressed) {
    /** Consignments that one thread draws at a time. */
    private static final int STRIDE = 4096;

    /** Of what the last rule set that was asked about came to, only what another one says otherwise is judged again. */
    static Judged of(LoadedArchive archive, RuleSet ruleSet) throws ArchiveException {
        Judged last = archive.last();
        Judged judged = last == null ? anew(archive, ruleSet) : last.turned(archive, ruleSet);
        archive.remember(judged);
        return judged;
    }

    private Judged turned(LoadedArchive archive, RuleSet other) throws ArchiveException {
        if (ColumnJudge.scoreAlike(ruleSet, other)) {
            return new Judged(other, archive.judgeAgain(other, verdicts), drawnBy(archive, other), suppressed);
        }
        RuleTurn turn = RuleTurn.between(ruleSet, other);
        if (turn == null) {
            return anew(archive, other);
        }
        // A turn has the same rules in the same places.
        return new Judged(other, archive.judgeTurned(turn, verdicts, suppressed), drawnBy(archive, other), suppressed);
    }

    private boolean[] drawnBy(LoadedArchive archive, RuleSet other) throws ArchiveException {
        return ruleSet.exploration().equals(other.exploration()) ? drawn : drawn(archive, other);
    }

    private static Judged anew(LoadedArchive archive, RuleSet ruleSet) throws ArchiveException {
        SuppressedThen suppressed = SuppressedThen.of(archive, ruleSet);
        return new Judged(ruleSet, archive.judge(ruleSet, suppressed), drawn(archive, ruleSet), suppressed);
    }

    private static boolean[] drawn(LoadedArchive archive, RuleSet ruleSet) throws ArchiveException {
        boolean[] drawn = new boolean[archive.size()];
        if (ruleSet.exploration().share() > 0) {
            archive.workers().each((drawn.length + STRIDE - 1) / STRIDE, () -> part -> {
                for (int i = part * STRIDE; i < Math.min(drawn.length, (part + 1) * STRIDE); i++) {
                    ConsignmentKey key =
                            new ConsignmentKey(archive.consignments().key(i));
                    drawn[i] = ruleSet.exploration().draws(key);
                }
            });
        }
        return drawn;
    }

    /** One threat of one row, with the shares that its score is made of. */
    Verdict judge(Rows rows, int row, int threat) {
        Fired fired = ruleSet.fire(rows.facts().row(row));
        SuppressedRules known = suppressed == null ? SuppressedRules.NONE : suppressed.of(rows, row);
        return ruleSet.judge(fired, DayOfWeek.of(rows.days()[row]), known, threat);
    }

    Standing standing(LoadedArchive archive) {
        boolean[][] alertsIn = new boolean[ruleSet.threats().size()][Lane.values().length];
        for (boolean[] ofThreat : alertsIn) {
            for (Lane lane : Lane.values()) {
                ofThreat[lane.place()] = ruleSet.alertsIn(lane);
            }
        }
        return Standing.now(archive, verdicts, drawn, alertsIn);
    }

    List<String> threats() {
        return ruleSet.threats().stream().map(Threat::name).toList();
    }
}
