// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import portolan.archive.ArchiveException;
import portolan.archive.ArchiveFile;
import portolan.archive.AssessmentTable;
import portolan.archive.Days;
import portolan.archive.RowGroup;
import portolan.archive.TextColumn;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.ColumnJudge;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.FactColumns;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.SelectedBy;

/** Reads what happened, and some columns beside it, from files of assessments. For several threads. */
final class RowsReader {
    private static final Set<String> HAPPENED = Set.of(
            AssessmentTable.TENANT,
            AssessmentTable.CONSIGNMENT_KEY,
            AssessmentTable.ASSESSED_AT,
            AssessmentTable.RULESET_NAME,
            AssessmentTable.RULESET_VERSION,
            AssessmentTable.RULESET_HASH,
            AssessmentTable.RULESET_UNSIGNED,
            AssessmentTable.SCORE,
            AssessmentTable.SELECTED_BY,
            AssessmentTable.TABLE_HOUR,
            AssessmentTable.THREATS,
            AssessmentTable.CONTRIBUTIONS,
            AssessmentTable.CONSIGNMENT);

    /** 1970-01-01 was one, when days of the week are counted from 0 for Monday. */
    private static final int THURSDAY = 3;

    private static final int WEEK = 7;

    private final Days days;
    private final Columns columns;
    private final ThreadLocal<ColumnJudge> judges;
    private final Set<String> names;
    private final Texts texts = new Texts(new Names<>(), new Names<>(), new Names<>(), new Names<>(), new Names<>());

    /** Reads what a rule set judges on, and judges it at once: while others read, and while it is in the cache. */
    RowsReader(RuleSet first, Days days) {
        this.days = days;
        this.columns = Columns.of(first);
        this.judges = ThreadLocal.withInitial(() -> ColumnJudge.of(first));
        this.names = new HashSet<>(HAPPENED);
        this.names.addAll(columns.names());
    }

    /** What the numbers in rows stand for. */
    record Texts(
            Names<String> tenants,
            Names<String> offices,
            Names<String> threats,
            Names<String> rules,
            Names<RuleSetRef> ruleSets) {}

    /** Of one file. */
    record OfFile(List<String> missing, List<Unnumbered> groups) {}

    Texts texts() {
        return texts;
    }

    OfFile read(Path path) throws ArchiveException {
        try (ArchiveFile file = ArchiveFile.assessments(path, names, days)) {
            List<Unnumbered> groups = new ArrayList<>();
            for (RowGroup group = file.next(); group != null; group = file.next()) {
                groups.add(read(path, groups.size(), group));
            }
            return new OfFile(file.missing(), groups);
        }
    }

    private Unnumbered read(Path path, int place, RowGroup group) {
        long[] assessedAt = group.longs(AssessmentTable.ASSESSED_AT);
        byte[] days = new byte[assessedAt.length];
        for (int row = 0; row < days.length; row++) {
            days[row] = (byte) (1 + Math.floorMod(Rows.epochDay(assessedAt[row]) + THURSDAY, WEEK));
        }
        FactColumns.Builder facts = FactColumns.of(group.rows());
        columns.read(group, facts);
        FactColumns built = facts.build();
        return new Unnumbered(
                tenants(group),
                group.keys(AssessmentTable.CONSIGNMENT_KEY),
                new Rows(
                        path,
                        place,
                        0,
                        new int[group.rows()],
                        assessedAt,
                        days,
                        built.numbered(ConsignmentField.OFFICE, texts.offices()::number),
                        ruleSets(group),
                        moved(group),
                        drawn(group),
                        group.reals(AssessmentTable.SCORE),
                        threats(group),
                        contributions(group),
                        built),
                judges.get().judge(built, days));
    }

    private int[] tenants(RowGroup group) {
        TextColumn column = group.texts(AssessmentTable.TENANT);
        int[] numbers = texts.tenants().numbers(column.texts());
        return Arrays.stream(column.codes()).map(code -> numbers[code]).toArray();
    }

    private int[] ruleSets(RowGroup group) {
        TextColumn names = group.texts(AssessmentTable.RULESET_NAME);
        long[] versions = group.longs(AssessmentTable.RULESET_VERSION);
        TextColumn hashes = group.texts(AssessmentTable.RULESET_HASH);
        byte[] unsigned = group.flags(AssessmentTable.RULESET_UNSIGNED);
        int[] ruleSets = new int[versions.length];
        for (int row = 0; row < ruleSets.length; row++) {
            boolean isAsBefore =
                    row > 0 && hashes.codes()[row] == hashes.codes()[row - 1] && unsigned[row] == unsigned[row - 1];
            // Nearly all rows have the rule set of the row before, and a text has one name and version.
            ruleSets[row] = isAsBefore
                    ? ruleSets[row - 1]
                    : texts.ruleSets()
                            .number(new RuleSetRef(
                                    text(names, row), (int) versions[row], text(hashes, row), unsigned[row] == 1));
        }
        return ruleSets;
    }

    private static int moved(RowGroup group) {
        return !group.has(AssessmentTable.TABLE_HOUR)
                ? 0
                : (int) Arrays.stream(group.longs(AssessmentTable.TABLE_HOUR))
                        .filter(table -> table > Assessment.AS_WRITTEN)
                        .count();
    }

    private static String text(TextColumn column, int row) {
        return Objects.requireNonNull(column.get(row), "the column is required");
    }

    private static boolean[] drawn(RowGroup group) {
        TextColumn selectedBy = group.texts(AssessmentTable.SELECTED_BY);
        int exploration = selectedBy.texts().indexOf(SelectedBy.EXPLORATION.name());
        boolean[] drawn = new boolean[group.rows()];
        for (int row = 0; row < drawn.length; row++) {
            drawn[row] = selectedBy.codes()[row] == exploration;
        }
        return drawn;
    }

    private Rows.Threats threats(RowGroup group) {
        TextColumn names = group.texts(AssessmentTable.inList(AssessmentTable.THREATS, "threat"));
        TextColumn lanes = group.texts(AssessmentTable.inList(AssessmentTable.THREATS, "lane"));
        byte[] alerting = group.flags(AssessmentTable.inList(AssessmentTable.THREATS, "alerting"));
        int[] starts = group.starts(AssessmentTable.THREATS);
        int[] threats = texts.threats().numbers(names.texts());
        int count = Arrays.stream(threats).max().orElse(-1) + 1;
        int[] places = lanes.texts().stream()
                .mapToInt(lane -> Lane.valueOf(lane).place())
                .toArray();
        byte[][] lanesOf = new byte[count][group.rows()];
        boolean[][] alertingOf = new boolean[count][group.rows()];
        for (byte[] of : lanesOf) {
            Arrays.fill(of, (byte) -1);
        }
        for (int row = 0; row < group.rows(); row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                int threat = threats[names.codes()[at]];
                lanesOf[threat][row] = (byte) places[lanes.codes()[at]];
                alertingOf[threat][row] = alerting[at] == 1;
            }
        }
        return new Rows.Threats(lanesOf, alertingOf);
    }

    private Rows.Contributions contributions(RowGroup group) {
        TextColumn threats = group.texts(AssessmentTable.inList(AssessmentTable.CONTRIBUTIONS, "threat"));
        TextColumn rules = group.texts(AssessmentTable.inList(AssessmentTable.CONTRIBUTIONS, "rule"));
        double[] bits = group.reals(AssessmentTable.inList(AssessmentTable.CONTRIBUTIONS, "bits"));
        int[] threatNumbers = texts.threats().numbers(threats.texts());
        int[] ruleNumbers = texts.rules().numbers(rules.texts());
        short[] threatOf = new short[bits.length];
        int[] ruleOf = new int[bits.length];
        int[] units = new int[bits.length];
        for (int at = 0; at < bits.length; at++) {
            threatOf[at] = (short) threatNumbers[threats.codes()[at]];
            ruleOf[at] = ruleNumbers[rules.codes()[at]];
            units[at] = (int) Bits.unitsOf(bits[at]);
        }
        return new Rows.Contributions(group.starts(AssessmentTable.CONTRIBUTIONS), threatOf, ruleOf, units);
    }

    /** Rows whose consignments have no numbers yet: those are given in the order of the files. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Unnumbered(int[] tenants, String[] keys, Rows rows, ColumnVerdicts verdicts) {
        int size() {
            return rows.size();
        }

        Rows numbered(int first, Consignments consignments) {
            int[] numbers = new int[rows.size()];
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = consignments.add(tenants[row], keys[row]);
            }
            return rows.numbered(first, numbers);
        }
    }
}
