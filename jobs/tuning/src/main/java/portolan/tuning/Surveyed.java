// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import portolan.archive.ArchiveException;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.RuleSet;

/**
 * What all rows together say of what was learned: it hangs on where rules fire and not on what they add.
 *
 * @param kept by rule set of then and rule, whether it was there
 * @param fired by tenant and rule, assessments for which it fires now
 * @param filings by tenant, assessments
 * @param slopes by threat
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Surveyed(boolean[][] kept, long[][] fired, long[] filings, Map<Survey.Day, int[]> slopes) {
    /** @param written what a rule set says of each group of rows as it is written */
    static Surveyed of(LoadedArchive archive, RuleSet ruleSet, List<ColumnVerdicts> written, ArchivedNames names)
            throws ArchiveException {
        List<Integer> groups = IntStream.range(0, written.size()).boxed().toList();
        List<Survey> surveys = archive.workers()
                .map(
                        groups,
                        group -> Survey.of(archive, archive.rows().get(group), ruleSet, written.get(group), names));
        int rules = ruleSet.rules().size();
        int tenants = archive.texts().tenants().size();
        Surveyed all = new Surveyed(
                new boolean[archive.texts().ruleSets().size()][rules],
                new long[tenants][rules],
                new long[tenants],
                new HashMap<>());
        for (boolean[] ofRuleSet : all.kept) {
            Arrays.fill(ofRuleSet, true);
        }
        Map<Survey.Day, Survey.Steepest> steepest = new HashMap<>();
        for (Survey survey : surveys) {
            all.take(survey);
            survey.steepest().forEach((day, each) -> steepest.merge(day, each, Survey.Steepest::with));
        }
        steepest.forEach((day, each) -> all.slopes.put(day, each.slopes()));
        return all;
    }

    private void take(Survey survey) {
        for (int then = 0; then < kept.length; then++) {
            for (int r = 0; r < kept[then].length; r++) {
                kept[then][r] &= !survey.changed()[then][r];
            }
        }
        for (int tenant = 0; tenant < filings.length; tenant++) {
            filings[tenant] += survey.filings()[tenant];
            for (int r = 0; r < fired[tenant].length; r++) {
                fired[tenant][r] += survey.fired()[tenant][r];
            }
        }
    }
}
