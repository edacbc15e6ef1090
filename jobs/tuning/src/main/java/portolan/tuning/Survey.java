// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import portolan.scoring.learning.Hours;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Worth;

/**
 * What one group of rows says of what was learned.
 *
 * @param changed by rule set of then and rule, whether it fired where none of its name did, or the other way round
 * @param fired by tenant and rule, assessments for which it fires now
 * @param filings by tenant, assessments
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Survey(boolean[][] changed, long[][] fired, long[] filings, Map<Day, Steepest> steepest) {
    /** What one tenant's inspections made of one rule set, until those of another day came. */
    record Day(int ruleSet, int tenant, long day) {
        static Day of(Rows rows, int row, Consignments consignments) {
            return new Day(
                    rows.ruleSets()[row], consignments.tenant(rows.consignments()[row]), Hours.day(rows.tables()[row]));
        }
    }

    /**
     * The most evidence that was calibrated, in units by threat: the more, the less is lost by rounding.
     *
     * @param calibrated what calibration added to it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Steepest(long[] evidence, long[] calibrated) {
        static Steepest of(int threats) {
            return new Steepest(new long[threats], new long[threats]);
        }

        void see(Sums sums) {
            for (int t = 0; t < evidence.length; t++) {
                see(t, sums.evidence(t), sums.calibrated(t));
            }
        }

        Steepest with(Steepest other) {
            for (int t = 0; t < evidence.length; t++) {
                see(t, other.evidence[t], other.calibrated[t]);
            }
            return this;
        }

        private void see(int threat, long units, long added) {
            if (Math.abs(units) > Math.abs(evidence[threat])) {
                evidence[threat] = units;
                calibrated[threat] = added;
            }
        }

        /** By threat, in 1/1024. */
        int[] slopes() {
            int[] slopes = new int[evidence.length];
            Arrays.setAll(slopes, t -> Worth.slope(evidence[t], calibrated[t]));
            return slopes;
        }
    }

    /** @param written what the rule set says of these rows as it is written */
    static Survey of(LoadedArchive archive, Rows rows, RuleSet ruleSet, ColumnVerdicts written, ArchivedNames names) {
        int rules = ruleSet.rules().size();
        int threats = ruleSet.threats().size();
        int ruleSets = archive.texts().ruleSets().size();
        int tenants = archive.texts().tenants().size();
        Survey survey =
                new Survey(new boolean[ruleSets][rules], new long[tenants][rules], new long[tenants], new HashMap<>());
        BitSet[] firedThen = bits(rules);
        BitSet[] judgedBy = bits(ruleSets);
        Rows.Contributions all = rows.contributions();
        Sums sums = new Sums(rows, names, threats);
        for (int row = 0; row < rows.size(); row++) {
            survey.filings[archive.consignments().tenant(rows.consignments()[row])]++;
            if (rows.tables()[row] <= 0) {
                continue;
            }
            judgedBy[rows.ruleSets()[row]].set(row);
            for (int i = all.starts()[row]; i < all.starts()[row + 1]; i++) {
                boolean isOfBoth = names.threat(all.threats()[i]) >= 0;
                if (isOfBoth && names.kind(all.rules()[i]) == ArchivedNames.Kind.WRITTEN) {
                    firedThen[names.rule(all.rules()[i])].set(row);
                }
            }
            sums.read(row);
            survey.steepest
                    .computeIfAbsent(Day.of(rows, row, archive.consignments()), day -> Steepest.of(threats))
                    .see(sums);
        }
        for (int rule = 0; rule < rules; rule++) {
            BitSet now = BitSet.valueOf(written.firedRows(rule));
            for (int row = now.nextSetBit(0); row >= 0; row = now.nextSetBit(row + 1)) {
                survey.fired[archive.consignments().tenant(rows.consignments()[row])][rule]++;
            }
            now.xor(firedThen[rule]);
            for (int then = 0; then < ruleSets; then++) {
                survey.changed[then][rule] = now.intersects(judgedBy[then]);
            }
        }
        return survey;
    }

    private static BitSet[] bits(int count) {
        return Stream.generate(BitSet::new).limit(count).toArray(BitSet[]::new);
    }
}
