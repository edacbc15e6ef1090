// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.List;
import portolan.archive.ArchiveException;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;

/**
 * An archive's assessments judged by another rule set, in memory and on all cores.
 *
 * @param verdicts on each group of rows, in their order
 * @param drawn by consignment, whether the rule set draws it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Judged(RuleSet ruleSet, List<ColumnVerdicts> verdicts, boolean[] drawn) {
    /** Consignments that one thread draws at a time. */
    private static final int STRIDE = 4096;

    static Judged of(LoadedArchive archive, RuleSet ruleSet) throws ArchiveException {
        return new Judged(ruleSet, archive.judge(ruleSet), drawn(archive, ruleSet));
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
