// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.DayOfWeek;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import portolan.archive.ArchiveException;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.rules.ColumnJudge;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.Verdict;
import portolan.scoring.rules.Worth;

/**
 * An archive's assessments judged by another rule set, in memory and on all cores.
 *
 * @param verdicts on each group of rows, in their order
 * @param drawn by consignment, whether the rule set draws it
 * @param replay what was learned then; null where nothing was
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Judged(
        RuleSet ruleSet,
        List<ColumnVerdicts> verdicts,
        boolean[] drawn,
        @Nullable Replay replay) {
    /** Consignments that one thread draws at a time. */
    private static final int STRIDE = 4096;

    /** Of a rule set that scores as the last one that was asked about, only the lanes are judged again. */
    static Judged of(LoadedArchive archive, RuleSet ruleSet) throws ArchiveException {
        Judged last = archive.last();
        Judged judged = last != null && ColumnJudge.scoreAlike(last.ruleSet, ruleSet)
                ? last.under(archive, ruleSet)
                : anew(archive, ruleSet);
        archive.remember(judged);
        return judged;
    }

    private Judged under(LoadedArchive archive, RuleSet other) throws ArchiveException {
        boolean drawsAlike = ruleSet.exploration().equals(other.exploration());
        return new Judged(
                other, archive.judgeAgain(other, verdicts), drawsAlike ? drawn : drawn(archive, other), replay);
    }

    private static Judged anew(LoadedArchive archive, RuleSet ruleSet) throws ArchiveException {
        List<ColumnVerdicts> written = archive.judge(ruleSet);
        Replay replay = Replay.of(archive, ruleSet, written);
        List<ColumnVerdicts> verdicts = replay == null ? written : archive.judge(ruleSet, replay);
        return new Judged(ruleSet, verdicts, drawn(archive, ruleSet), replay);
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

    /** One row, with the shares that its scores are made of. */
    List<Verdict> judge(Rows rows, int row) {
        Fired fired = ruleSet.fire(rows.facts().row(row));
        DayOfWeek day = DayOfWeek.of(rows.days()[row]);
        if (replay == null) {
            return ruleSet.judge(fired, day, Worth.AS_WRITTEN);
        }
        Replay.OfRows then = replay.of(rows);
        return IntStream.range(0, ruleSet.threats().size())
                .mapToObj(threat -> ruleSet.judge(fired, day, then.worth(row, threat, fired))
                        .get(threat))
                .toList();
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
