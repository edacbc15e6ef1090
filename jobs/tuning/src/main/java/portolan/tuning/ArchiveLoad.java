// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.ArchiveFile;
import portolan.archive.ArchivedOutcome;
import portolan.archive.Days;
import portolan.archive.OutcomeReader;
import portolan.archive.RowGroup;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.FactColumns;
import portolan.scoring.rules.RuleSet;

/** Reads an archive into memory, several files at a time; whatever the number of threads, the result is the same. */
final class ArchiveLoad {
    private final Workers workers;
    private final Days days;

    /** @param days whose assessments are read */
    ArchiveLoad(Workers workers, Days days) {
        this.workers = workers;
        this.days = days;
    }

    /**
     * What was read.
     *
     * @param verdicts of the first rule set on each group of rows
     */
    record Loaded(
            List<Rows> rows,
            List<ColumnVerdicts> verdicts,
            Consignments consignments,
            Known known,
            RowsReader.Texts texts,
            Missing missing) {}

    /**
     * The assessments of these days, and all outcomes of their consignments.
     *
     * @param judge judges them as they are read
     * @throws ArchiveException when a file cannot be read, or there is nothing to read
     */
    Loaded load(Archive archive, RuleSet judge) throws ArchiveException {
        List<Path> files = archive.assessments(days);
        RowsReader reader = new RowsReader(judge, days);
        Missing missing = new Missing();
        Consignments consignments = new Consignments();
        List<Rows> rows = new ArrayList<>();
        List<ColumnVerdicts> verdicts = new ArrayList<>();
        int first = 0;
        for (RowsReader.OfFile file : workers.map(files, reader::read)) {
            missing.add(file);
            for (RowsReader.Unnumbered group : file.groups()) {
                rows.add(group.numbered(first, consignments));
                verdicts.add(group.verdicts());
                first += group.size();
            }
        }
        if (first == 0) {
            throw new ArchiveException("the archive has no assessments of these days; ask about others: directory="
                    + archive.directory() + ", from=" + days.from() + ", to=" + days.to() + ", last day="
                    + archive.lastDay());
        }
        return new Loaded(
                rows,
                verdicts,
                consignments,
                known(archive.outcomes(), consignments, reader.texts().tenants()),
                reader.texts(),
                missing);
    }

    /** The columns of these rows with more of them, in the order of the rows. */
    List<FactColumns> more(List<Rows> rows, Columns columns) throws ArchiveException {
        List<List<Rows>> byFile = new ArrayList<>();
        for (Rows group : rows) {
            if (group.group() == 0) {
                byFile.add(new ArrayList<>());
            }
            byFile.get(byFile.size() - 1).add(group);
        }
        List<FactColumns> all = new ArrayList<>(rows.size());
        workers.map(byFile, file -> widened(file, columns)).forEach(all::addAll);
        return all;
    }

    private static List<FactColumns> widened(List<Rows> groups, ArchiveFile file, Columns columns)
            throws ArchiveException {
        List<FactColumns> all = new ArrayList<>(groups.size());
        for (Rows rows : groups) {
            RowGroup group = file.next();
            if (group == null || group.rows() != rows.size()) {
                throw new ArchiveException(
                        "the file has changed since it was loaded; load the archive again: file=" + rows.file());
            }
            FactColumns.Builder builder = rows.facts().and();
            columns.read(group, builder);
            all.add(builder.build());
        }
        return all;
    }

    private List<FactColumns> widened(List<Rows> groups, Columns columns) throws ArchiveException {
        try (ArchiveFile file = ArchiveFile.assessments(groups.get(0).file(), columns.names(), days)) {
            return widened(groups, file, columns);
        }
    }

    private Known known(List<Path> files, Consignments consignments, Names<String> tenants) throws ArchiveException {
        Known known = new Known(consignments.size());
        for (List<ArchivedOutcome> outcomes : workers.map(files, ArchiveLoad::outcomes)) {
            for (ArchivedOutcome outcome : outcomes) {
                int consignment = consignments.find(tenants.find(outcome.tenant()), outcome.consignmentKey());
                if (consignment >= 0) {
                    known.add(consignment, outcome);
                }
            }
        }
        return known;
    }

    private static List<ArchivedOutcome> outcomes(Path path) throws ArchiveException {
        List<ArchivedOutcome> outcomes = new ArrayList<>();
        try (ArchiveFile file = ArchiveFile.outcomes(path)) {
            for (RowGroup group = file.next(); group != null; group = file.next()) {
                OutcomeReader reader = new OutcomeReader(group);
                for (int row = 0; row < group.rows(); row++) {
                    outcomes.add(reader.get(row));
                }
            }
        }
        return outcomes;
    }
}
