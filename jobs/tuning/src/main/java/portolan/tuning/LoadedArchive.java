// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.Days;
import portolan.scoring.rules.ColumnJudge;
import portolan.scoring.rules.ColumnTurn;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.FactColumns;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleTurn;

/**
 * An archive in memory: what happened to each consignment, and the columns that were asked about so far. Each further
 * question reads only columns that none has asked for before. For one thread at a time; uses several.
 */
public final class LoadedArchive implements AutoCloseable {
    private final Path directory;
    private final Consignments consignments;
    private final Known known;
    private final RowsReader.Texts texts;
    private final Missing missing;
    private final Workers workers;
    private final ArchiveLoad load;
    private final int[] firsts;
    private final Standing then;
    private final int firstDay;
    /** By day from the first. */
    private final BitSet fed = new BitSet();

    private List<Rows> rows;
    private Columns columns;
    /** What came of the rule set that it was loaded for, until that is asked about. */
    private @Nullable First first;

    private @Nullable Judged last;

    /** A text, by its hash, and what it says about each group of rows. */
    private record First(String hash, List<ColumnVerdicts> verdicts) {}

    LoadedArchive(Path directory, ArchiveLoad load, ArchiveLoad.Loaded loaded, RuleSet first, Workers workers) {
        this.load = load;
        this.directory = directory;
        this.rows = loaded.rows();
        this.consignments = loaded.consignments();
        this.known = loaded.known();
        this.texts = loaded.texts();
        this.missing = loaded.missing();
        this.columns = Columns.of(first);
        this.first = new First(first.hash(), loaded.verdicts());
        this.workers = workers;
        this.firsts = rows.stream().mapToInt(Rows::first).toArray();
        this.firstDay = rows.stream()
                .flatMapToLong(group -> Arrays.stream(group.assessedAt()))
                .mapToInt(Rows::epochDay)
                .min()
                .orElseThrow();
        rows.forEach(group -> Arrays.stream(group.assessedAt()).forEach(at -> fed.set(Rows.epochDay(at) - firstDay)));
        this.then = Standing.then(rows, consignments.size(), texts.threats().size());
    }

    /**
     * Reads the assessments of some days, and all outcomes of their consignments.
     *
     * @param first what will be asked about first: it judges while others still read
     * @param from first day, or null for all before {@code to}
     * @param to last day, or null for all after {@code from}
     * @throws ArchiveException when a file cannot be read, or there is nothing to read
     */
    public static LoadedArchive of(Archive archive, RuleSet first, @Nullable LocalDate from, @Nullable LocalDate to)
            throws ArchiveException {
        Workers workers = new Workers();
        try {
            ArchiveLoad load = new ArchiveLoad(workers, new Days(from, to));
            return new LoadedArchive(archive.directory(), load, load.load(archive, first), first, workers);
        } catch (ArchiveException | RuntimeException refused) {
            workers.close();
            throw refused;
        }
    }

    public Path directory() {
        return directory;
    }

    public int assessments() {
        return rows.stream().mapToInt(Rows::size).sum();
    }

    /** How many consignments were assessed. */
    public int size() {
        return consignments.size();
    }

    /** Day of the first assessment, UTC. */
    public LocalDate from() {
        return LocalDate.ofEpochDay(firstDay());
    }

    /** Day of the last assessment, UTC. */
    public LocalDate to() {
        return LocalDate.ofEpochDay(lastDay());
    }

    /** Days of the calendar from the first to the last. */
    public int days() {
        return lastDay() - firstDay() + 1;
    }

    /** Asks what a rule set would have made of it. */
    public WhatIfAnswer ask(RuleSet candidate) throws ArchiveException {
        Columns asked = Columns.of(candidate);
        read(asked.without(columns));
        return new WhatIf(this, candidate).answer(missing.of(asked));
    }

    /**
     * Finds the thresholds under which the selection would have met the budgets that a rule set states.
     *
     * @param heldOut so many days at the end are kept apart, to try thresholds on that were fitted to the days before;
     *     those that are returned are fitted to all days
     * @param floor bits below which no threshold goes, or negative infinity: then a threat's prior is its only floor
     * @throws IllegalArgumentException when the rule set states no budget, or no day is left before those kept apart
     */
    public FittedBudgets fit(RuleSet ruleSet, int heldOut, double floor) throws ArchiveException {
        if (ruleSet.budgets().isEmpty()) {
            throw new IllegalArgumentException("the rule set states no budgets");
        }
        if (heldOut < 0 || heldOut > lastDay() - firstDay()) {
            throw new IllegalArgumentException("days kept apart must leave at least one: kept apart=" + heldOut
                    + ", days=" + (lastDay() - firstDay() + 1));
        }
        read(Columns.of(ruleSet).without(columns));
        return new BudgetFit(this, Judged.of(this, ruleSet), firstDay(), lastDay(), floor).fitted(heldOut);
    }

    /** Whether anything was assessed on a day, in days since 1970: a feed that stood still says nothing of a budget. */
    boolean isFed(int day) {
        return fed.get(day - firstDay());
    }

    /** Its tenants, in the order of their names. */
    public List<String> tenants() {
        return texts.tenants().all().stream().sorted().toList();
    }

    /** Of the first assessment, in days since 1970. */
    int firstDay() {
        return firstDay;
    }

    /** Of the last assessment, in days since 1970. */
    int lastDay() {
        return firstDay + fed.length() - 1;
    }

    private void read(Columns more) throws ArchiveException {
        if (more.isEmpty()) {
            return;
        }
        List<FactColumns> facts = load.more(rows, more);
        List<Rows> wider = new ArrayList<>(rows.size());
        for (int i = 0; i < facts.size(); i++) {
            wider.add(rows.get(i).with(facts.get(i)));
        }
        rows = wider;
        columns = columns.and(more);
    }

    List<Rows> rows() {
        return rows;
    }

    /** Which of these columns files lack. */
    List<WhatIfAnswer.MissingColumn> missing(Columns asked) {
        return missing.of(asked);
    }

    /** What a rule set says about each group of rows. */
    List<ColumnVerdicts> judge(RuleSet ruleSet, @Nullable SuppressedThen suppressed) throws ArchiveException {
        First known = first;
        first = null;
        if (known != null && suppressed == null && known.hash().equals(ruleSet.hash())) {
            return known.verdicts();
        }
        ColumnVerdicts[] verdicts = new ColumnVerdicts[rows.size()];
        workers.each(rows.size(), () -> {
            ColumnJudge judge = ColumnJudge.of(ruleSet);
            return group -> {
                Rows of = rows.get(group);
                verdicts[group] = judge.judge(of.facts(), of.days(), suppressed == null ? null : suppressed.of(of));
            };
        });
        return Arrays.stream(verdicts).map(Objects::requireNonNull).toList();
    }

    /** The scores of these verdicts in the lanes of a rule set that scores alike. */
    List<ColumnVerdicts> judgeAgain(RuleSet ruleSet, List<ColumnVerdicts> scored) throws ArchiveException {
        ColumnVerdicts[] verdicts = new ColumnVerdicts[rows.size()];
        workers.each(rows.size(), () -> {
            ColumnJudge judge = ColumnJudge.of(ruleSet);
            return group -> verdicts[group] =
                    judge.judgeAgain(rows.get(group).facts(), rows.get(group).days(), scored.get(group));
        });
        return Arrays.stream(verdicts).map(Objects::requireNonNull).toList();
    }

    /** What is said of each group of rows after a turn. */
    List<ColumnVerdicts> judgeTurned(RuleTurn turn, List<ColumnVerdicts> said, @Nullable SuppressedThen suppressed)
            throws ArchiveException {
        ColumnVerdicts[] verdicts = new ColumnVerdicts[rows.size()];
        workers.each(rows.size(), () -> {
            ColumnTurn judge = new ColumnTurn(turn);
            return group -> {
                Rows of = rows.get(group);
                verdicts[group] = judge.judge(
                        of.facts(), of.days(), said.get(group), suppressed == null ? null : suppressed.of(of));
            };
        });
        return Arrays.stream(verdicts).map(Objects::requireNonNull).toList();
    }

    /** What came of the rule set that was asked about last; null before any was. */
    @Nullable
    Judged last() {
        return last;
    }

    void remember(Judged judged) {
        last = judged;
    }

    /** The place in {@link #rows()} of the group that a row stands in. */
    int group(int row) {
        int at = Arrays.binarySearch(firsts, row);
        return at >= 0 ? at : -at - 2;
    }

    /** Where each consignment stands as it happened. */
    Standing then() {
        return then;
    }

    Consignments consignments() {
        return consignments;
    }

    Known known() {
        return known;
    }

    RowsReader.Texts texts() {
        return texts;
    }

    Workers workers() {
        return workers;
    }

    @Override
    public void close() {
        workers.close();
    }
}
