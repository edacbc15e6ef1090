// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import portolan.archive.AssessmentTable;
import portolan.archive.RowGroup;
import portolan.archive.TextColumn;
import portolan.scoring.reading.Indicator;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.FactColumns;
import portolan.scoring.rules.RuleSet;

/** Readings and fields of the archive that are asked for. */
record Columns(Set<Indicator> readings, Set<ConsignmentField> fields) {
    Columns {
        readings = Set.copyOf(readings);
        fields = Set.copyOf(fields);
    }

    /** What a rule set judges on, the office included. */
    static Columns of(RuleSet ruleSet) {
        Set<Indicator> readings = new TreeSet<>();
        Set<ConsignmentField> fields = EnumSet.of(ConsignmentField.OFFICE);
        ruleSet.rules().forEach(rule -> {
            readings.addAll(rule.asks().readings());
            fields.addAll(rule.asks().fields());
        });
        return new Columns(readings, fields);
    }

    Columns without(Columns other) {
        Set<Indicator> fewerReadings = new HashSet<>(readings);
        fewerReadings.removeAll(other.readings);
        Set<ConsignmentField> fewerFields = new HashSet<>(fields);
        fewerFields.removeAll(other.fields);
        return new Columns(fewerReadings, fewerFields);
    }

    Columns and(Columns other) {
        Set<Indicator> allReadings = new HashSet<>(readings);
        allReadings.addAll(other.readings);
        Set<ConsignmentField> allFields = new HashSet<>(fields);
        allFields.addAll(other.fields);
        return new Columns(allReadings, allFields);
    }

    boolean isEmpty() {
        return readings.isEmpty() && fields.isEmpty();
    }

    /** The first names on the way to each column in a file. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        readings.forEach(reading -> names.add(reading.ruleName()));
        if (!fields.isEmpty()) {
            names.add(AssessmentTable.CONSIGNMENT);
        }
        return names;
    }

    /** Whether a file that lacks columns lacks one of these; as rules call it. */
    boolean asks(String missing) {
        return readings.stream().anyMatch(reading -> reading.ruleName().equals(missing))
                || fields.stream().anyMatch(field -> field.qualifiedName().equals(missing));
    }

    /** Reads them; what the file does not have is absent in every row. */
    void read(RowGroup group, FactColumns.Builder into) {
        for (Indicator reading : readings) {
            if (group.has(reading.ruleName())) {
                into.reading(reading, group.reals(reading.ruleName()));
            }
        }
        for (ConsignmentField field : fields) {
            String column = AssessmentTable.consignment(field);
            if (group.has(column)) {
                read(group, field, column, into);
            }
        }
    }

    private static void read(RowGroup group, ConsignmentField field, String column, FactColumns.Builder into) {
        switch (field.type()) {
            case NUMBER -> into.numbers(field, group.reals(column));
            case TRUTH -> into.truths(field, group.flags(column));
            case TEXT -> {
                TextColumn texts = group.texts(column);
                into.texts(field, texts.codes(), texts.texts());
            }
            case TEXTS -> {
                TextColumn texts = group.texts(column);
                int[] starts = group.starts(AssessmentTable.leaf(AssessmentTable.CONSIGNMENT, field.fieldName()));
                into.lists(field, starts, texts.codes(), texts.texts());
            }
        }
    }
}
