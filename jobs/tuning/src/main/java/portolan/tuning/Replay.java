// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import portolan.archive.ArchiveException;
import portolan.scoring.learning.Hours;
import portolan.scoring.learning.Learned;
import portolan.scoring.rules.ColumnJudge;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.Worth;
import portolan.scoring.rules.Worth.Bound;
import portolan.scoring.rules.Worth.Suppressed;

/**
 * What a rule set's rules count for in each archived assessment, with what was learned then: what the assessment's
 * contributions say of it.
 *
 * <p>A rule that was there keeps what it was moved, bounded and calibrated by. Conditions of then are not archived: a rule
 * was there if one of its name fired in the same assessments. Any other counts by its prior, for no more than its share
 * of the archive allows.
 */
final class Replay {
    private static final Suppressed SUPPRESSED = new Suppressed("", "");

    private final RuleSet ruleSet;
    private final boolean learns;
    private final ArchivedNames names;
    private final Consignments consignments;
    /** By rule set of then and rule, whether it was there. */
    private final boolean[][] kept;
    /** By tenant and rule, in units. */
    private final long[][] rarity;
    /** By threat. */
    private final Map<Survey.Day, int[]> slopes = new HashMap<>();

    private Replay(LoadedArchive archive, RuleSet ruleSet, ArchivedNames names, List<Survey> surveys) {
        this.ruleSet = ruleSet;
        this.learns = ruleSet.learning().isOn();
        this.names = names;
        this.consignments = archive.consignments();
        int rules = ruleSet.rules().size();
        int tenants = archive.texts().tenants().size();
        this.kept = new boolean[archive.texts().ruleSets().size()][rules];
        this.rarity = new long[tenants][rules];
        long[][] fired = new long[tenants][rules];
        long[] filings = new long[tenants];
        Map<Survey.Day, Survey.Steepest> steepest = new HashMap<>();
        for (boolean[] ofRuleSet : kept) {
            Arrays.fill(ofRuleSet, true);
        }
        for (Survey survey : surveys) {
            for (int ruleSetThen = 0; ruleSetThen < kept.length; ruleSetThen++) {
                for (int r = 0; r < rules; r++) {
                    kept[ruleSetThen][r] &= !survey.changed()[ruleSetThen][r];
                }
            }
            for (int tenant = 0; tenant < tenants; tenant++) {
                filings[tenant] += survey.filings()[tenant];
                for (int r = 0; r < rules; r++) {
                    fired[tenant][r] += survey.fired()[tenant][r];
                }
            }
            survey.steepest().forEach((day, each) -> steepest.merge(day, each, Survey.Steepest::with));
        }
        for (int tenant = 0; tenant < tenants; tenant++) {
            for (int r = 0; r < rules; r++) {
                rarity[tenant][r] = Learned.bound(ruleSet.rules().get(r), fired[tenant][r], filings[tenant])
                        .most();
            }
        }
        steepest.forEach((day, each) -> slopes.put(day, each.slopes()));
    }

    /**
     * What was learned, of a rule set's rules.
     *
     * @param written what it says of each group of rows as it is written
     * @return null where that is all
     */
    static @Nullable Replay of(LoadedArchive archive, RuleSet ruleSet, List<ColumnVerdicts> written)
            throws ArchiveException {
        ArchivedNames names = new ArchivedNames(archive.texts(), ruleSet);
        boolean learns = ruleSet.learning().isOn() && learned(archive) > 0;
        if (!learns && !names.isAnySuppressed()) {
            return null;
        }
        List<Integer> groups = IntStream.range(0, written.size()).boxed().toList();
        List<Survey> surveys = archive.workers()
                .map(
                        groups,
                        group -> Survey.of(archive, archive.rows().get(group), ruleSet, written.get(group), names));
        return new Replay(archive, ruleSet, names, surveys);
    }

    /** Assessments that name a table by which they were weighed. */
    static int learned(LoadedArchive archive) {
        long count = 0;
        for (Rows rows : archive.rows()) {
            count += Arrays.stream(rows.tables()).filter(table -> table > 0).count();
        }
        return (int) count;
    }

    OfRows of(Rows rows) {
        return new OfRows(rows);
    }

    /** What counts in the rows of one group. */
    final class OfRows implements ColumnJudge.Worths {
        private final Rows rows;
        private final Rows.Contributions all;
        private final Sums sums;

        // Of the rule that was read last, for a threat and row.
        private long move;
        private long most;
        private boolean suppressed;

        // Of the threat that was read last, for a row.
        private long moveOfPrior;
        private int slope;

        private int rowOfSlopes = -1;
        private int[] slopesOfRow = {};

        private OfRows(Rows rows) {
            this.rows = rows;
            this.all = rows.contributions();
            this.sums = new Sums(rows, names, ruleSet.threats().size());
        }

        @Override
        public long counted(int row, int threat, int rule, long units) {
            read(row, threat, rule, units);
            long counted = Worth.bounded(units, ruleSet.adopted(rule, threat) + move, most);
            return suppressed ? StrictMath.min(0, counted) : counted;
        }

        @Override
        public long score(int row, int threat, long evidence) {
            read(row, threat);
            return ruleSet.threats().get(threat).prior() + moveOfPrior + evidence + Worth.calibrated(evidence, slope);
        }

        /** By which the rule set judges what fired in a row, for one of its threats. */
        Worth worth(int row, int threat, Fired fired) {
            int rules = ruleSet.rules().size();
            @Nullable Bound[] bounds = new Bound[rules];
            @Nullable Suppressed[] known = new Suppressed[rules];
            long[][] moves = new long[ruleSet.threats().size()][rules + 1];
            int[] slopes = new int[moves.length];
            for (int i = 0; i < fired.count(); i++) {
                if (fired.countsFor(i, threat)) {
                    int rule = fired.rule(i);
                    read(row, threat, rule, fired.units(i));
                    moves[threat][rule] = move;
                    bounds[rule] = new Bound(most, 1, "");
                    known[rule] = suppressed ? SUPPRESSED : null;
                }
            }
            read(row, threat);
            moves[threat][rules] = moveOfPrior;
            slopes[threat] = slope;
            return new Worth(rows.tables()[row], bounds, moves, slopes).suppressing(known);
        }

        private boolean isAsWritten(int row) {
            return !learns || rows.tables()[row] <= 0;
        }

        /** @param units that the rule adds as the rule set is written, before what was adopted */
        private void read(int row, int threat, int rule, long units) {
            boolean isThere = false;
            boolean isBound = false;
            long written = 0;
            long moved = 0;
            long counted = 0;
            suppressed = false;
            // What each rule that fires asks of each of its rows: nothing is looked up twice.
            int[] ruleOf = names.rules();
            int[] said = all.rules();
            int end = all.starts()[row + 1];
            for (int i = all.starts()[row]; i < end; i++) {
                if (ruleOf[said[i]] != rule) {
                    continue;
                }
                ArchivedNames.Kind kind = names.kind(said[i]);
                if (kind == ArchivedNames.Kind.SUPPRESSED) {
                    // Who is known good is so for every threat.
                    suppressed = true;
                } else if (names.threat(all.threats()[i]) == threat) {
                    counted += all.units()[i];
                    switch (kind) {
                        case WRITTEN -> {
                            isThere = true;
                            written = all.units()[i];
                        }
                        case LEARNED -> moved = all.units()[i];
                        default -> isBound = true;
                    }
                }
            }
            move = 0;
            most = Long.MAX_VALUE;
            if (isAsWritten(row)) {
                return;
            }
            most = rarity[consignments.tenant(rows.consignments()[row])][rule];
            if (isThere && kept[rows.ruleSets()[row]][rule]) {
                // Of a rule that was adopted since, what it adds now is what was written then, and what was adopted.
                long adopted = written == units ? 0 : ruleSet.adopted(rule, threat);
                long least = counted - StrictMath.min(0, adopted + moved);
                // A bound that took nothing was no lower.
                most = isBound ? least : StrictMath.max(least, most);
                move = move(row, threat, rule, moved, adopted);
            }
        }

        private long move(int row, int threat, int rule, long moved, long adopted) {
            if (ruleSet.rules().get(rule).isFrozen()) {
                return 0;
            }
            if (adopted == ruleSet.adopted(rule, threat)) {
                return within(moved);
            }
            return ruleSet.hasAdopted(rule, threat, taught(row)) ? 0 : moved - ruleSet.adopted(rule, threat);
        }

        private long within(long moved) {
            long furthest = ruleSet.learning().most();
            return StrictMath.max(-furthest, StrictMath.min(furthest, moved));
        }

        /** The last day whose inspections moved weights. */
        private LocalDate taught(int row) {
            return LocalDate.ofEpochDay(Hours.day(rows.tables()[row]) - 1);
        }

        private void read(int row, int threat) {
            moveOfPrior = 0;
            slope = Worth.AS_IT_IS;
            if (isAsWritten(row)) {
                return;
            }
            sums.read(row);
            Threat of = ruleSet.threats().get(threat);
            LocalDate before = of.adoptedBefore();
            boolean isAdoptedSince = sums.prior(threat) != of.prior()
                    && before != null
                    && taught(row).isBefore(before);
            moveOfPrior = isAdoptedSince ? 0 : within(sums.moveOfPrior(threat));
            slope = slopes(row)[threat];
            if (Worth.calibrated(sums.evidence(threat), slope) != sums.calibrated(threat)) {
                // Tasks that take positions as they arrive may each have fitted of their own.
                slope = Worth.slope(sums.evidence(threat), sums.calibrated(threat));
            }
        }

        private int[] slopes(int row) {
            if (row != rowOfSlopes) {
                rowOfSlopes = row;
                slopesOfRow = Objects.requireNonNull(slopes.get(Survey.Day.of(rows, row, consignments)));
            }
            return slopesOfRow;
        }
    }
}
