// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.archive.ArchiveException;
import portolan.scoring.learning.Hours;
import portolan.scoring.learning.Learned;
import portolan.scoring.rules.ColumnJudge;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleTurn;
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
    private final Surveyed surveyed;
    /** By tenant and rule, in units. */
    private final long[][] rarity;

    private Replay(LoadedArchive archive, RuleSet ruleSet, ArchivedNames names, Surveyed surveyed) {
        this.ruleSet = ruleSet;
        this.learns = ruleSet.learning().isOn();
        this.names = names;
        this.consignments = archive.consignments();
        this.surveyed = surveyed;
        this.rarity = new long[surveyed.filings().length][ruleSet.rules().size()];
        for (int tenant = 0; tenant < rarity.length; tenant++) {
            for (int r = 0; r < ruleSet.rules().size(); r++) {
                rarity[tenant][r] = Learned.bound(
                                ruleSet.rules().get(r), surveyed.fired()[tenant][r], surveyed.filings()[tenant])
                        .most();
            }
        }
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
        return new Replay(archive, ruleSet, names, Surveyed.of(archive, ruleSet, written, names));
    }

    /**
     * The same of a rule set to which it is a turn.
     *
     * @param said with what was learned, of each group of rows, before the turn
     */
    Replay turned(LoadedArchive archive, RuleTurn turn, List<ColumnVerdicts> said) throws ArchiveException {
        ArchivedNames turned = new ArchivedNames(archive.texts(), turn.after());
        if (turn.firesAlike()) {
            return new Replay(archive, turn.after(), turned, surveyed);
        }
        List<ColumnVerdicts> firing = archive.firing(turn, said);
        boolean isAlike = true;
        for (int group = 0; group < said.size(); group++) {
            isAlike &= said.get(group).fireAlike(firing.get(group));
        }
        return new Replay(
                archive, turn.after(), turned, isAlike ? surveyed : Surveyed.of(archive, turn.after(), firing, turned));
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
            if (isThere && surveyed.kept()[rows.ruleSets()[row]][rule]) {
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
                slopesOfRow = Objects.requireNonNull(surveyed.slopes().get(Survey.Day.of(rows, row, consignments)));
            }
            return slopesOfRow;
        }
    }
}
